"""The shop's refund wallet on the practice chain: it signs, sends and replaces like a real one.

To practise what goes wrong: an address that ends in `c0de` plays a contract, to which nothing goes
back unasked, and whatever is sent to one that ends in `dead` fails in its block.
"""

from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from pos.chains.practice.book import Payment, digest
from pos.chains.practice.chain import ASSETS, PracticeChain
from pos.chains.practice.coins import PRACTICE
from pos.chains.practice.purse import FEES, balance, fate_of, next_nonce
from pos.domain.errors import Corrupt, Refused
from pos.domain.money import Amount, format_amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Fate, Mined, PayBack, PayerState, Purse

CONTRACT: Final = "c0de"
FAILS: Final = "dead"


class PracticePayer:
    """Sends play money back. It is always open: whatever passphrase is given opens it."""

    chain = PRACTICE
    state = PayerState.READY

    def __init__(self, chain: PracticeChain, clock: Clock, seed: str) -> None:
        self._chain = chain
        self._clock = clock
        self._address = f"0x{'0' * 24}{digest(f'{seed}/refunds')[2:18]}"

    async def unlock(self, passphrase: str) -> None:
        """Nothing is locked."""

    async def purse(self) -> Purse:
        """What there is, and where the practice phone can fill it up."""
        book = self._chain.reached()
        return Purse(
            address=self._address,
            balances=tuple(
                Amount(balance(book, self._address, code), asset) for code, asset in ASSETS.items()
            ),
            known_at=self._clock.now(),
        )

    async def is_plain(self, address: str) -> bool:
        """Whether it does not play a contract."""
        return not address.endswith(CONTRACT)

    async def sign(self, order: PayBack, reserved: Collection[str]) -> SignedTx:
        """Sign a payment; its fee comes out of what is sent."""
        book, amount = self._chain.reached(), order.amount
        fee, has = FEES[amount.asset.code], balance(book, self._address, amount.asset.code)
        if amount.units <= fee:
            raise Refused("eaten", "The fee would take all of it")
        if amount.units > has:
            words = f"{format_amount(Amount(has, amount.asset))} {amount.asset.code}"
            raise Refused("no_funds", f"The practice refund wallet has only {words}")
        nonce = next_nonce(book, [_nonce_of(spent) for spent in reserved])
        return self._signed(order, nonce, fee)

    async def bump(self, order: PayBack, versions: Sequence[SignedTx]) -> SignedTx | None:
        """The same payment for twice the fee, while that leaves the better part of it."""
        fate, fee = await self.fate(versions), versions[-1].fee.units * 2
        if isinstance(fate, Mined) or fee * 2 > order.amount.units:
            return None
        return self._signed(order, _nonce_of(versions[-1].spends[0]), fee)

    async def send(self, tx: SignedTx) -> None:
        """Put it into the pool."""
        try:
            payment = msgspec.json.decode(tx.raw, type=Payment)
        except msgspec.MsgspecError as why:
            raise Corrupt(f"The stored transaction {tx.txid} cannot be read") from why
        self._chain.submit(payment)

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """What the chain says became of them."""
        txids = {version.txid for version in versions}
        return fate_of(self._chain.reached(), txids, _nonce_of(versions[-1].spends[0]))

    async def close(self) -> None:
        """Nothing is held open."""

    def _signed(self, order: PayBack, nonce: int, fee: int) -> SignedTx:
        asset, now = order.amount.asset, self._clock.now()
        payment = Payment(
            txid=digest(f"{self._address}/{nonce}/{order.id}/{fee}"),
            address=order.to,
            code=asset.code,
            units=order.amount.units - fee,
            sender=self._address,
            due_at=now,
            nonce=nonce,
            fee=fee,
            has_failed=order.to.endswith(FAILS),
        )
        return SignedTx(
            txid=payment.txid,
            raw=msgspec.json.encode(payment).decode(),
            fee=Amount(fee, asset),
            cost=Amount(fee, asset),
            spends=(f"{self._address}:{nonce}",),
            at=now,
        )


def _nonce_of(spent: str) -> int:
    return int(spent.rpartition(":")[2])
