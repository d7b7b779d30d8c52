"""A network that carries refunds, and a refund wallet on it, with everything that goes wrong there.

The network outlives every crash of the program; the wallet is as new as the program.
"""

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.money import Amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, Lost, Mined, PayBack, PayerState, Pending, Purse
from tests.fakes.invoices import CHAIN, ETH, TOKEN

CONTRACT = "0x" + "cc" * 20
"""An account that is no plain one."""


class PowerCut(Exception):  # noqa: N818 - what happens, not what is wrong
    """The program ends here."""


class Sending(Enum):
    """What becomes of one broadcast."""

    LOST = auto()
    """Nobody got it, and nobody says so."""
    UNHEARD = auto()
    """It went out, and the answer was lost."""
    REJECTED = auto()
    CUT_BEFORE = auto()
    CUT_AFTER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tx:
    """A transaction of the refund wallet, or of whoever else has its key (`order` is "")."""

    id: str
    order: str
    to: str
    units: int
    fee: int
    nonce: int
    height: int | None = None
    has_failed: bool = False


@dataclass
class Net:
    """The chain with its pool: one transaction of each nonce can be in it."""

    height: int = 100
    txs: dict[str, Tx] = field(default_factory=dict)
    funds: int = 10**18
    fee: int = 3
    fails: bool = False
    """Whether what is sent from now on fails in its block."""

    def submit(self, tx: Tx) -> None:
        """Raises Refused("rejected") unless it can still be mined, and outbids its rivals."""
        if tx.id in self.txs:
            return
        rivals = [known for known in self.txs.values() if known.nonce == tx.nonce]
        if any(rival.height is not None or rival.fee >= tx.fee for rival in rivals):
            raise Refused("rejected", "this nonce is used")
        for rival in rivals:
            del self.txs[rival.id]
        self.txs[tx.id] = replace(tx, has_failed=self.fails)

    def mine(self, blocks: int = 1) -> None:
        """Put the pool into a block, then add empty ones."""
        for tx in self.txs.values():
            if tx.height is None:
                self.txs[tx.id] = replace(tx, height=self.height + 1)
        self.height += blocks

    def reorganise(self, depth: int) -> None:
        """Replace the last blocks by one more empty ones; what was in them is pending."""
        for tx in self.txs.values():
            if tx.height is not None and tx.height > self.height - depth:
                self.txs[tx.id] = replace(tx, height=None)
        self.height += 1

    def forget_pool(self) -> None:
        """Whoever kept what was not mined has restarted."""
        self.txs = {tx.id: tx for tx in self.txs.values() if tx.height is not None}

    def paid(self, order: str) -> list[Tx]:
        """What was paid for a refund, in blocks."""
        mined = (tx for tx in self.txs.values() if tx.height is not None and not tx.has_failed)
        return [tx for tx in mined if tx.order == order]


@dataclass
class FakePayer:
    """Signs with nonces, the lowest that is free; does what it was told to go wrong.

    `dark` is when the network does not answer at all; `sendings` and `refusals` are what happens
    at the next calls, in order.
    """

    net: Net = field(default_factory=Net)
    chain: ChainId = CHAIN
    state: PayerState = PayerState.READY
    sendings: deque[Sending | None] = field(default_factory=deque)
    refusals: deque[Refused] = field(default_factory=deque)
    unreadable: bool = False
    """Whether it cannot say what became of anything."""
    dark: bool = False
    cut_after_sign: bool = False
    may_bump: bool = True
    signed: list[PayBack] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    now: Callable[[], int] = lambda: 1_000
    gate: Callable[[], None] = lambda: None
    """Called between signing and giving the bytes back: what happens meanwhile."""
    is_closed: bool = False

    async def unlock(self, passphrase: str) -> None:
        if passphrase != "open sesame":
            raise Refused("wrong_passphrase", "This is not the passphrase")
        self.state = PayerState.READY

    async def purse(self) -> Purse:
        self._reach()
        balances = (Amount(self.net.funds, TOKEN), Amount(self.net.funds, ETH))
        return Purse(address="0xpurse", balances=balances, known_at=self.now())

    async def is_plain(self, address: str) -> bool:
        self._reach()
        self.asked.append(address)
        return address != CONTRACT

    async def sign(self, order: PayBack, reserved: Collection[str]) -> SignedTx:
        self._reach()
        self._refuse(order)
        mined = {tx.nonce for tx in self.net.txs.values() if tx.height is not None}
        taken = mined | {int(spent.rpartition(":")[2]) for spent in reserved}
        nonce = next(n for n in range(10_000) if n not in taken)
        self.gate()
        self._cut(self.cut_after_sign)
        self.signed.append(order)
        return self._tx(order, nonce, self.net.fee)

    async def bump(self, order: PayBack, versions: Sequence[SignedTx]) -> SignedTx | None:
        self._reach()
        if self.state is not PayerState.READY:
            raise Refused("locked", "The wallet is locked")
        fee = versions[-1].fee.units * 2
        if not self.may_bump or fee >= order.amount.units:
            return None
        return self._tx(order, int(versions[0].spends[0].rpartition(":")[2]), fee)

    async def send(self, tx: SignedTx) -> None:
        self._reach()
        sending = self.sendings.popleft() if self.sendings else None
        self._cut(sending is Sending.CUT_BEFORE)
        if sending is Sending.LOST:
            raise Trouble("the node hung up")
        if sending is Sending.REJECTED:
            raise Refused("rejected", "The fee is below what the node takes")
        self.net.submit(_read(tx.raw))
        self.sent.append(tx.txid)
        self._cut(sending is Sending.CUT_AFTER)
        if sending is Sending.UNHEARD:
            raise Trouble("no answer")

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        self._reach()
        if self.unreadable:
            raise Refused("wrong_network", "The node serves another network")
        ids, nonce = {tx.txid for tx in versions}, _read(versions[0].raw).nonce
        for tx in self.net.txs.values():
            if tx.nonce == nonce and tx.height is not None:
                if tx.id not in ids:
                    return Lost(why="its nonce was used by another transaction")
                depth = self.net.height - tx.height + 1
                return Mined(txid=tx.id, confirmations=depth, has_failed=tx.has_failed)
        return Pending(is_known=any(id in self.net.txs for id in ids))

    async def close(self) -> None:
        self.is_closed = True

    def _reach(self) -> None:
        if self.dark:
            raise Trouble("the node does not answer")

    def _cut(self, is_cut: bool) -> None:
        if is_cut:
            raise PowerCut

    def _refuse(self, order: PayBack) -> None:
        if self.refusals:
            raise self.refusals.popleft()
        if self.state is not PayerState.READY:
            raise Refused("locked", "The wallet is locked")
        if order.amount.units <= self.net.fee:
            raise Refused("eaten", "The fee would take all of it")
        if order.amount.units > self.net.funds:
            raise Refused("no_funds", "There is not so much in the wallet")

    def _tx(self, order: PayBack, nonce: int, fee: int) -> SignedTx:
        units = order.amount.units - fee
        raw = f"{order.id} {order.to} {units} {fee} {nonce}"
        return SignedTx(
            txid=_read(raw).id,
            raw=raw,
            fee=Amount(fee, order.amount.asset),
            cost=Amount(fee, ETH),
            spends=(f"0xpurse:{nonce}",),
            at=self.now(),
        )


def _read(raw: str) -> Tx:
    order, to, units, fee, nonce = raw.split()
    id = f"0x{order}/{nonce}/{fee}"
    return Tx(id=id, order=order, to=to, units=int(units), fee=int(fee), nonce=int(nonce))
