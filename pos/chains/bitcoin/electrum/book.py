"""What is known about our addresses, whoever told it: scripts, transactions and proofs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.electrum.branch import KEPT, Branch
from pos.chains.bitcoin.electrum.questions import scripthash_of
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.tx import Tx
from pos.domain.errors import Refused

LIVE_S: Final = 30 * 86_400
"""So long after it was shown an address is watched all the time."""
SHALLOW: Final = 144
"""Payments in so many newest blocks are told in every look, as they may leave the chain."""
MARGIN: Final = 100
"""So many blocks below what was told already are told again: the chain may have changed there."""

_PACE: Final = 4
"""No chain makes blocks so many times faster than it should, over any length of time."""


@dataclass(slots=True, kw_only=True)
class Payee:
    """An address that is watched at every server.

    Payments in blocks up to `told_to` were told by earlier runs. `proven` are the transactions of
    it that were proven to be in a block, on whatever branch. `is_live` ends with its time.
    """

    address: str
    born_at: int
    script: bytes
    scripthash: str
    told_to: int
    proven: set[str] = field(default_factory=set)
    is_live: bool = True

    def is_older(self, height: int, branch: Branch, block_s: int) -> bool:
        """Whether a block is so deep that it came before the address was shown, by any pace.

        Such blocks are not asked for: an address that was somebody else's may go back to the first.
        """
        since_s = max(0, branch.tip.time - self.born_at)
        return branch.height - height > KEPT + _PACE * since_s // block_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That a block holds a transaction: it does on every branch with block `anchor`.

    The anchor is the block itself, or where that is deep one on top of it that all have kept.
    """

    height: int
    time: int
    position: int
    anchor: bytes
    anchor_height: int

    def holds_on(self, branch: Branch, height: int) -> bool:
        """Whether the anchor is known to be in this branch, up to this height."""
        return self.anchor_height <= height and branch.holds(self.anchor_height, self.anchor)


class Book:
    """All of it. Servers write what they proved, the chain reads it.

    `order` only grows; a server asks for whatever is new and live in it. `dirty` are the payees
    about whom something new is known.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.order: list[Payee] = []
        self.payees: dict[str, Payee] = {}  # by scripthash
        self.old: list[tuple[str, int]] = []
        self.txs: dict[str, Tx] = {}
        self.fees: dict[str, int] = {}
        self.proofs: dict[str, dict[bytes, Proof]] = {}  # by transaction and anchor
        self.dirty: set[str] = set()
        self.live_from = -1
        self.old_from = -1
        self._by_script: dict[bytes, Payee] = {}
        self._firm: set[Proof] = set()
        self._spends: dict[tuple[str, int], list[str]] = {}

    def go_on(self, live_to: int, swept_to: int, warm: Iterable[str]) -> None:
        """Begin where an earlier run ended; called before any address is taken in."""
        self.live_from, self.old_from = live_to - SHALLOW - MARGIN, swept_to - SHALLOW - MARGIN
        for address in warm:
            self.promote(address, 0)

    def take(self, address: str, born_at: int, now: int) -> None:
        """Watch an address: all the time while it is young, now and then later."""
        if now - born_at > LIVE_S:
            self.old.append((address, born_at))
        else:
            self._watch(address, born_at, self.live_from)

    def promote(self, address: str, born_at: int) -> None:
        """Watch an old address all the time, because something happens there."""
        self._watch(address, born_at, self.old_from)

    def retire(self, now: int, busy: Iterable[str]) -> None:
        """Take addresses out of the live ones whose time is over and where nothing happens."""
        keep = set(busy)
        for scripthash, payee in tuple(self.payees.items()):
            if now - payee.born_at > LIVE_S and scripthash not in keep:
                payee.is_live = False
                del self.payees[scripthash]
                self._by_script.pop(payee.script, None)
                self.old.append((payee.address, payee.born_at))

    def scripthash(self, address: str) -> str | None:
        """The protocol's name of an address; None if it is not one of this chain."""
        try:
            return scripthash_of(script_of(address, self.network))
        except Refused:
            return None  # of another network that was configured once: nobody can pay it here

    def learn(self, tx: Tx) -> None:
        """Keep a transaction that was checked to be what its id says."""
        if tx.txid in self.txs:
            return
        self.txs[tx.txid] = tx
        for spent in tx.inputs:
            self._spends.setdefault((spent.txid, spent.vout), []).append(tx.txid)
        for rival in self.rivals(tx):
            self.dirty.update(payee.scripthash for payee in self.payees_of(rival))

    def rivals(self, tx: Tx) -> Iterator[Tx]:
        """Other known transactions that spend the same money."""
        found = {
            txid: self.txs[txid]
            for spent in tx.inputs
            for txid in self._spends.get((spent.txid, spent.vout), ())
            if txid != tx.txid
        }
        return iter(found.values())

    def payees_of(self, tx: Tx) -> list[Payee]:
        """Our addresses that a transaction pays."""
        paid = (self._by_script.get(output.script) for output in tx.outputs)
        return [payee for payee in paid if payee is not None]

    def prove(self, payee: Payee, txid: str, proof: Proof) -> None:
        """Keep a proof that was checked; what it is worth shows on the branch that counts."""
        self.proofs.setdefault(txid, {})[proof.anchor] = proof
        payee.proven.add(txid)

    def proof_on(self, txid: str, branch: Branch, height: int) -> Proof | None:
        """The proof that a transaction is in the branch that counts; None without one.

        One that held once holds on when the branch has grown so far that its anchor is not kept any
        more. One that never did is worth nothing there: blocks of nobody's chain are easily made.
        """
        for proof in self.proofs.get(txid, {}).values():
            if proof.holds_on(branch, height):
                self._firm.add(proof)
                return proof
            if proof.anchor_height < branch.base and proof in self._firm:
                return proof
        return None

    def forget(self, txids: Sequence[str]) -> None:
        """Drop transactions that nothing is to be said about any more."""
        for txid in txids:
            tx = self.txs.pop(txid, None)
            self._firm.difference_update(self.proofs.pop(txid, {}).values())
            self.fees.pop(txid, None)
            for spent in tx.inputs if tx else ():
                spenders = self._spends.get((spent.txid, spent.vout), [])
                if txid in spenders:
                    spenders.remove(txid)
                if not spenders:
                    self._spends.pop((spent.txid, spent.vout), None)

    def _watch(self, address: str, born_at: int, told_to: int) -> None:
        try:
            script = script_of(address, self.network)
        except Refused:
            return  # see scripthash
        scripthash = scripthash_of(script)
        if scripthash in self.payees:
            return
        payee = Payee(
            address=address,
            born_at=born_at,
            script=script,
            scripthash=scripthash,
            told_to=told_to,
        )
        self.payees[scripthash] = self._by_script[script] = payee
        self.order.append(payee)
