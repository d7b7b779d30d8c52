"""`florin refunds`: money that goes back, and the wallets that send it, from the command line."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos.app import vault
from pos.app.clock import SystemClock
from pos.app.coins import wiring_at
from pos.app.families.family import Ground
from pos.app.letters import open_letters
from pos.app.passphrases import kept_as
from pos.app.places import Place, places
from pos.app.profile import sole_use
from pos.app.refunds import payer_at, refund_section
from pos.app.settings import Settings
from pos.chains.newwallet import NewWallet
from pos.domain.errors import Refused
from pos.domain.money import format_amount
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund
from pos.domain.payment.refunding import claimable
from pos.domain.ports.journal import Returns
from pos.domain.ports.payer import PayerState
from pos.engine.feed import Feed
from pos.engine.ledger import Ledger
from pos.engine.refunds import Decisions
from pos.storage.past import open_past
from pos.storage.store import open_store

OPEN: Final = (Returns.OWED, Returns.PLANNED, Returns.SIGNED, Returns.FAILED)


def listed(folder: Path, states: tuple[Returns, ...]) -> Iterator[str]:
    """The refunds of a shop in lines, oldest first. The till may be open meanwhile."""
    with open_past(folder / "florin.db") as past:
        for invoice in past.returning(states):
            yield from _lines_of(invoice)


async def decide(
    settings: Settings, folder: Path, what: Callable[[Decisions], Awaitable[Invoice]]
) -> None:
    """Write a person's decision down; the till carries it out when it opens.

    Raises Refused("in_use") while the till is open: it must hear of it, too.
    """
    try:
        with sole_use(folder):
            await _decide(settings, folder, what)
    except Refused as why:
        if why.code != "in_use":
            raise
        words = "The till is open: decide it there, or by its door POST /api/v1/refunds/…"
        raise Refused("in_use", words) from why


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallets:
    """The refund wallets of a shop's chains."""

    settings: Settings
    folder: Path

    async def make(self, code: str, passphrase: str) -> NewWallet:
        """A new one. Raises Refused("exists") rather than to overwrite one."""
        place = self._place(code)
        made = await wiring_at(place).chest(place, self._ground).make(passphrase)
        self._remember(place, passphrase)
        return made

    async def restore(self, code: str, words: str, passphrase: str) -> str:
        """The one of these words again; the answer is its address. Raises Refused."""
        place = self._place(code)
        address = await wiring_at(place).chest(place, self._ground).restore(words, passphrase)
        self._remember(place, passphrase)
        return address

    async def shown(self, code: str, passphrase: Callable[[], str]) -> list[str]:
        """What there is to spend and where to fill it up, in lines.

        The passphrase is asked for only where it is needed. Raises Refused, Trouble.
        """
        place = self._place(code)
        payer = payer_at(place, wiring_at(place), self._ground)
        if payer is None:
            name, _ = refund_section(place, self.settings)
            words = f"`florin refunds wallet new {name}` makes one"
            raise Refused("no_wallet", f"There is no refund wallet for {code}; {words}")
        try:
            if payer.state is PayerState.LOCKED:
                await payer.unlock(passphrase())
            purse = await payer.purse()
        finally:
            await payer.close()
        amounts = [f"{format_amount(each)} {each.asset.code}" for each in purse.balances]
        return [f"address  {purse.address}", f"has      {', '.join(amounts)}"]

    @property
    def _ground(self) -> Ground:
        return Ground(settings=self.settings, folder=self.folder, clock=SystemClock())

    def _place(self, code: str) -> Place:
        for place in places(self.settings):
            if code in {coin.code for coin in place.coins} | {asset.code for asset in place.also}:
                return place
        raise Refused("unknown_coin", f"No coin of the chain of {code} is switched on")

    def _remember(self, place: Place, passphrase: str) -> None:
        if refund_section(place, self.settings)[1].keyring:
            path = wiring_at(place).chest(place, self._ground).path
            vault.remember(kept_as(path), passphrase)


async def _decide(
    settings: Settings, folder: Path, what: Callable[[Decisions], Awaitable[Invoice]]
) -> None:
    clock, store = SystemClock(), open_store(folder / "florin.db")
    try:
        async with open_letters(folder, store, clock, settings.postback.allow) as letters:
            ledger = Ledger(store.payments, Feed(), letters.book.webhooks)
            await what(Decisions(ledger, clock))
    finally:
        store.close()


def _lines_of(invoice: Invoice) -> Iterator[str]:
    for amount in claimable(invoice):
        words = f"{format_amount(amount)} {amount.asset.code}"
        yield f"{invoice.id:22}{'owed':14}{words}  nobody has said where to yet"
    for refund in invoice.refunds:
        yield _line_of(refund)


def _line_of(refund: Refund) -> str:
    reasons = ", ".join(refund.reasons)
    line = (
        f"{refund.id:22}{refund.stage:14}"
        f"{format_amount(refund.amount)} {refund.amount.asset.code}  to {refund.to}  ({reasons})"
    )
    if refund.fee is not None:
        line += f"  fee {format_amount(refund.fee)}"
    txid = refund.txid or (refund.latest.txid if refund.latest else "")
    return f"{line}  {txid}{refund.failure and f'  {refund.failure}'}".rstrip()
