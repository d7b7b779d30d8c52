"""The door to money that goes back: where to, who lets it go, who signs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.facts import (
    RefundApproved,
    RefundClaimed,
    RefundHandedOver,
    RefundRetried,
    RefundSent,
)
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund
from pos.domain.ports.chain import Method, Scribe
from pos.domain.ports.clock import Clock
from pos.domain.ports.journal import Journal, Returns, Search
from pos.domain.ports.payer import Payer, PayerState, Purse
from pos.engine.desk import Request
from pos.engine.ledger import Ledger
from pos.engine.refund_rules import WaitFor
from pos.engine.refunder import Refunder

_TXID: Final = re.compile(r"(0x)?[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerSeen:
    """Who sends money back on one chain, and the coins that it has on offer."""

    chain: ChainId
    network: str
    codes: tuple[str, ...]
    state: PayerState


class Decisions:
    """What people decide about refunds. Every answer is durable; every refusal is a `Refused`."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def approve(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        """Let a planned refund go, whatever the daily limit says."""
        fact = RefundApproved(at=self._clock.now(), refund_id=refund_id, by=by)
        return await self._ledger.record(id, fact)

    async def retry(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        """Plan a refund anew that failed, or that its fee would have eaten."""
        fact = RefundRetried(at=self._clock.now(), refund_id=refund_id, by=by)
        return await self._ledger.record(id, fact)

    async def hand_over(self, id: InvoiceId, refund_id: str, by: str, units: int) -> Invoice:
        """Leave a planned refund to the owner's own wallet, which pays so many units of it."""
        fact = RefundHandedOver(at=self._clock.now(), refund_id=refund_id, by=by, units=units)
        return await self._ledger.record(id, fact)

    async def note_sent(self, id: InvoiceId, refund_id: str, txid: str, by: str) -> Invoice:
        """The owner's own wallet has paid it. Raises Refused for one that ours may have paid."""
        fact = RefundSent(at=self._clock.now(), refund_id=refund_id, txid=_txid(txid), by=by)
        return await self._ledger.record(id, fact)


class Refunds(Decisions):
    """What the faces may ask of refunds."""

    def __init__(  # noqa: PLR0913 - one argument for each thing it stands on
        self,
        *,
        ledger: Ledger,
        journal: Journal,
        clock: Clock,
        methods: Sequence[Method],
        payers: Mapping[ChainId, Payer],
        refunder: Refunder,
    ) -> None:
        super().__init__(ledger, clock)
        self._journal = journal
        self._methods = methods
        self._payers = payers
        self._refunder = refunder

    async def listed(
        self, returns: tuple[Returns, ...], limit: int, skip: int = 0
    ) -> Sequence[Invoice]:
        """Invoices by where their money that goes back stands, newest first; () means anywhere."""
        wanted = returns or tuple(each for each in Returns if each is not Returns.NOTHING)
        return await self._journal.search(Search(returns=wanted, limit=limit, skip=skip))

    def waits_for(self, refund: Refund) -> WaitFor | None:
        """Why a refund does not go, in words; None if nothing holds it up."""
        return self._refunder.waits_for(refund.id)

    async def claim(self, id: InvoiceId, chain: ChainId, text: str, by: str = "") -> Invoice:
        """Note the address, as it was typed, that money on a chain goes back to.

        All coins of one chain share it. `by` is "" for the customer, who may say it once. Raises
        Refused: invalid_address, claimed, unknown_chain.
        """
        to = self.address(chain, text)
        claimed = RefundClaimed(at=self._clock.now(), chain=chain, to=to, by=by)
        return await self._ledger.record(id, claimed)

    def address(self, chain: ChainId, text: str) -> str:
        """An address of a chain that somebody typed, as the chain writes it. Raises Refused."""
        return self._scribe(chain).address(text)

    def request(self, refund: Refund) -> Request:
        """What the owner's own wallet is asked for, so that it pays this refund."""
        scribe = self._scribe(refund.amount.asset.chain)
        qr, uri = scribe.qr(refund.amount, refund.to), scribe.uri(refund.amount, refund.to)
        return Request(due=refund.amount, qr=qr, uri=uri)

    def payers(self) -> tuple[PayerSeen, ...]:
        """Who sends money back on each chain."""
        chains = dict.fromkeys(method.chain for method in self._methods)
        return tuple(self._payer_seen(chain) for chain in chains)

    async def unlock(self, chain: ChainId, passphrase: str) -> None:
        """Open the refund wallet of a chain for this run. Raises Refused("wrong_passphrase")."""
        await self._payer(chain).unlock(passphrase)
        self._refunder.wake()

    async def purse(self, chain: ChainId) -> Purse:
        """What the refund wallet of a chain has. Raises Trouble, or Refused("locked")."""
        return await self._payer(chain).purse()

    def _payer_seen(self, chain: ChainId) -> PayerSeen:
        coins = [method.coin for method in self._methods if method.chain == chain]
        payer = self._payers.get(chain)
        return PayerSeen(
            chain=chain,
            network=coins[0].network,
            codes=tuple(coin.code for coin in coins),
            state=payer.state if payer else PayerState.BY_HAND,
        )

    def _payer(self, chain: ChainId) -> Payer:
        payer = self._payers.get(chain)
        if payer is None:
            text = "No refund wallet is set up there: your own wallet pays what goes back"
            raise Refused("no_wallet", text)
        return payer

    def _scribe(self, chain: ChainId) -> Scribe:
        for method in self._methods:
            if method.chain == chain:
                return method.scribe
        raise Refused("unknown_chain", f"No coin of {chain} is on offer here")


def _txid(text: str) -> str:
    """A transaction's name as its chain writes it. Raises Refused."""
    txid = text.strip().lower()
    if not _TXID.fullmatch(txid):
        raise Refused("invalid_tx", "A transaction is written as 64 digits and letters a to f")
    return txid
