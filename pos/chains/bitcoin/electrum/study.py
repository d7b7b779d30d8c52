"""What one server says of our addresses, checked as far as it can be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pos.chains.bitcoin.electrum import questions
from pos.chains.bitcoin.electrum.book import Book, Payee
from pos.chains.bitcoin.electrum.branch import Branch
from pos.chains.bitcoin.electrum.link import Declined
from pos.chains.bitcoin.electrum.questions import Item, status_of
from pos.chains.bitcoin.electrum.reader import Lie, Reader
from pos.chains.bitcoin.tx import Tx

_TRIES: Final = 2
"""So often in a row a claim must be found wrong before it is a lie and no accident of timing."""


MOST: Final = 1_000
"""Transactions of one address: a history that is longer is as good as declined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An address as a server tells it.

    `lost` are transactions that it told of once and does no more. `is_fresh` says that it was asked
    over the connection there is now, and so tells of every change.
    """

    items: dict[str, Item] = field(default_factory=dict)
    status: str | None = None
    lost: frozenset[str] = frozenset()
    is_fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A payment that the server denies though it was proven to be in a block."""

    scripthash: str
    txid: str
    block: bytes
    height: int


class Study:
    """One server's word on every live address. What it proves goes to the book.

    `again` are addresses to be asked about once more after a pause.
    """

    def __init__(self, name: str, book: Book) -> None:
        self.views: dict[str, View] = {}
        self.again: set[str] = set()
        self._name = name
        self._book = book
        self._open: set[str] = set()  # with a transaction in a block that is not proven yet
        self._refuted: dict[tuple[str, bytes], int] = {}
        self._doubts: dict[Doubt, int] = {}

    @property
    def fresh(self) -> Iterator[View]:
        """What was said of each address over the connection there is now."""
        return (view for view in self.views.values() if view.is_fresh)

    def end(self) -> None:
        """The connection is gone: what was said stays, as something said before."""
        self.views = {name: replace(view, is_fresh=False) for name, view in self.views.items()}
        self._refuted.clear()
        self._doubts.clear()

    def doubt(self, doubt: Doubt) -> bool:
        """Note a doubt; whether it is a new one, for which the address is to be asked again."""
        if doubt in self._doubts:
            return False
        self._doubts[doubt] = 0
        return True

    def fork_at(self, height: int) -> None:
        """The server's chain has changed above this height: proofs there are to be had again."""
        self._open.update(
            name
            for name, view in self.views.items()
            if any(item.height > height for item in view.items.values())
        )

    async def read(self, reader: Reader, branch: Branch, payees: Sequence[Payee]) -> None:
        """Ask how addresses stand, and check what is said. Raises Lie and other Trouble.

        An address that the server declines to tell of, or tells too much of (somebody may have
        sent it thousands of payments), is left as it is: so nobody can blind the shop for all
        others.
        """
        asked = await self._changed(reader, payees)
        answers = await reader.link.ask_all(
            list[Item], (questions.history(payee.scripthash) for payee in asked)
        )
        told: list[tuple[Payee, list[Item]]] = []
        for payee, answer in zip(asked, answers, strict=True):
            if isinstance(answer, Declined) or len(answer) > MOST:
                self.again.add(payee.scripthash)
            else:
                told.append((payee, answer))
        await self._learn(reader, told)
        for payee, items in told:
            self._tell(payee, items)
        await self.prove(reader, branch)
        for payee, _ in told:
            self._settle_doubts(payee, branch)
        self._book.dirty.update(payee.scripthash for payee in payees)

    async def prove(self, reader: Reader, branch: Branch) -> None:
        """Have proven what the server says is in a block, as far as its chain is known.

        Raises Lie for what it fails to prove again and again.
        """
        wanted = [(p, item) for p, item in self._unproven(branch) if item.height <= branch.height]
        found = await reader.proofs([item for _, item in wanted], branch)
        self._open = {
            name
            for name in self._open
            if any(item.height > branch.height for item in self._items_of(name))
        }
        for (payee, item), (block, proof) in zip(wanted, found, strict=True):
            if proof is not None:
                self._book.prove(payee, item.tx_hash, proof)
                self._book.dirty.add(payee.scripthash)
            else:
                self._refute(payee, item, block)

    async def _changed(self, reader: Reader, payees: Sequence[Payee]) -> list[Payee]:
        """Those whose history is to be asked for; the others are as they were known."""
        known = [payee for payee in payees if self._view(payee).is_fresh]
        new = [payee for payee in payees if not self._view(payee).is_fresh]
        names = [payee.scripthash for payee in new]
        statuses = await reader.link.ask_all(object, map(questions.subscribe, names))
        for payee, status in zip(new, statuses, strict=True):
            view = self._view(payee)
            if isinstance(status, Declined):
                self.again.add(payee.scripthash)
            elif status == view.status:
                self.views[payee.scripthash] = replace(view, is_fresh=True)
            else:
                known.append(payee)
        return known

    async def _learn(self, reader: Reader, told: Iterable[tuple[Payee, list[Item]]]) -> None:
        """Get the transactions that are not known yet, and see that they belong there."""
        told = tuple(told)
        wanted = [
            item.tx_hash
            for payee, items in told
            for item in items
            if is_news(payee, item) and item.tx_hash not in self._book.txs
        ]
        for found in await reader.transactions(dict.fromkeys(wanted)):
            self._book.learn(found)
        for payee, items in told:
            history = {item.tx_hash for item in items}
            for txid in history.intersection(wanted):
                tx = self._book.txs.get(txid)
                if tx is None:
                    self.again.add(payee.scripthash)
                elif not _belongs(tx, payee, history):
                    raise Lie(f"{self._name}: {txid} has nothing to do with {payee.address}")

    def _tell(self, payee: Payee, items: Sequence[Item]) -> None:
        before = self._view(payee)
        now = {item.tx_hash: item for item in items}
        self.views[payee.scripthash] = View(
            items=now,
            status=status_of(items),
            lost=(before.lost | before.items.keys()) - now.keys(),
            is_fresh=True,
        )
        for item in items:
            if item.fee is not None:
                known = self._book.fees.get(item.tx_hash, item.fee)
                self._book.fees[item.tx_hash] = min(known, item.fee)  # who says less may be right
        if any(item.height > 0 for item in items):
            self._open.add(payee.scripthash)

    def _unproven(self, branch: Branch) -> list[tuple[Payee, Item]]:
        return [
            (payee, item)
            for payee in (self._book.payees.get(name) for name in self._open)
            if payee is not None
            for item in self._items_of(payee.scripthash)
            if item.height > 0
            and is_news(payee, item)
            and not payee.is_older(item.height, branch, self._book.network.block_s)
            and item.tx_hash in self._book.txs
            and not self._is_proven(payee, item, branch)
        ]

    def _is_proven(self, payee: Payee, item: Item, branch: Branch) -> bool:
        proofs = self._book.proofs.get(item.tx_hash, {}).values()
        is_proven = any(
            proof.height == item.height and proof.holds_on(branch, branch.height)
            for proof in proofs
        )
        if is_proven:
            payee.proven.add(item.tx_hash)
        return is_proven

    def _refute(self, payee: Payee, item: Item, block: bytes) -> None:
        key = item.tx_hash, block
        self._refuted[key] = self._refuted.get(key, 0) + 1
        if self._refuted[key] >= _TRIES:
            raise Lie(f"{self._name}: {item.tx_hash} is not in block {item.height}")
        self.again.add(payee.scripthash)

    def _settle_doubts(self, payee: Payee, branch: Branch) -> None:
        mine = [doubt for doubt in self._doubts if doubt.scripthash == payee.scripthash]
        for doubt in mine:
            is_told = doubt.txid in self._view(payee).items
            if is_told or not branch.holds(doubt.height, doubt.block):
                del self._doubts[doubt]
                continue
            self._doubts[doubt] += 1
            if self._doubts[doubt] >= _TRIES:
                raise Lie(f"{self._name}: it hides {doubt.txid}, which is in block {doubt.height}")
            self.again.add(payee.scripthash)

    def _view(self, payee: Payee) -> View:
        return self.views.get(payee.scripthash, _NOTHING)

    def _items_of(self, scripthash: str) -> Iterable[Item]:
        return self.views.get(scripthash, _NOTHING).items.values()


_NOTHING: Final = View()


def is_news(payee: Payee, item: Item) -> bool:
    """Whether an earlier run may not have told of it."""
    return item.height <= 0 or item.height > payee.told_to


def _belongs(tx: Tx, payee: Payee, history: set[str]) -> bool:
    """Whether a transaction pays the address, or spends what another one of its history paid."""
    pays = any(output.script == payee.script for output in tx.outputs)
    return pays or any(spent.txid in history for spent in tx.inputs)
