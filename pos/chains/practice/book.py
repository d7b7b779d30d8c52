"""All that is true of the practice chain, as one value, and the pure steps that change it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from pos.domain.errors import Refused

KEPT_PAYMENTS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Play money on its way to an address, or arrived.

    `due_at` is when the customer's phone sends it; `height`, `block_time` and `position` say where
    it was mined, the first two None while it is pending.
    """

    txid: str
    address: str
    code: str
    units: int
    sender: str
    due_at: int
    height: int | None = None
    block_time: int | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """From this height on the blocks are others than before."""

    from_height: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The chain: its head, where it was rewritten, and the newest payments in the order they came.

    Empty blocks take no room. `sent` counts every transaction there ever was, so that no two
    have the same txid.
    """

    seed: str
    height: int
    block_time: int
    forks: tuple[Fork, ...] = ()
    payments: tuple[Payment, ...] = ()
    sent: int = 0

    def block_hash(self, height: int) -> str:
        """The name of the block at this height as the chain stands now."""
        forks = (fork.number for fork in reversed(self.forks) if fork.from_height <= height)
        return _digest(f"{self.seed}/block/{height}/{next(forks, 0)}")

    def pool(self, now: int) -> Iterable[Payment]:
        """What was sent and waits for a block."""
        return (p for p in self.payments if p.height is None and p.due_at <= now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a customer wants to send."""

    address: str
    code: str
    units: int
    due_at: int


def sent(book: Book, wish: Wish) -> tuple[Book, str]:
    """The book with one more payment, and its txid."""
    number = book.sent + 1
    txid = _digest(f"{book.seed}/tx/{number}")
    payment = Payment(
        txid=txid,
        address=wish.address,
        code=wish.code,
        units=wish.units,
        sender=f"0x{'0' * 24}{_digest(f'{book.seed}/sender/{number}')[2:18]}",
        due_at=wish.due_at,
    )
    return replace(book, payments=_trimmed((*book.payments, payment)), sent=number), txid


def mined(book: Book, blocks: int, now: int) -> Book:
    """The book with more blocks; what was pending is in the first of them."""
    pending = {payment.txid: place for place, payment in enumerate(book.pool(now))}
    payments = tuple(
        replace(p, height=book.height + 1, block_time=now, position=pending[p.txid])
        if p.txid in pending
        else p
        for p in book.payments
    )
    return replace(book, height=book.height + blocks, block_time=now, payments=payments)


def without(book: Book, txid: str) -> Book:
    """The book without a pending payment; raises Refused if it is mined or unknown."""
    payment = next((p for p in book.payments if p.txid == txid), None)
    if payment is None:
        raise Refused("unknown_payment", f"There is no payment {txid[:10]}…")
    if payment.height is not None:
        raise Refused("mined", f"The payment {txid[:10]}… is in a block already")
    return replace(book, payments=tuple(p for p in book.payments if p.txid != txid))


def reorganised(book: Book, depth: int) -> Book:
    """The book with its last blocks replaced by empty ones; what was in them is pending again.

    Raises Refused if there are not so many blocks.
    """
    if not 1 <= depth < book.height:
        raise Refused("no_such_depth", f"The chain is {book.height} blocks high")
    first = book.height - depth + 1
    fork = Fork(from_height=first, number=len(book.forks) + 1)
    payments = tuple(
        replace(p, height=None, block_time=None, position=0)
        if p.height is not None and p.height >= first
        else p
        for p in book.payments
    )
    return replace(book, forks=(*book.forks, fork), payments=payments)


def _trimmed(payments: tuple[Payment, ...]) -> tuple[Payment, ...]:
    """Without the oldest mined payments, of which every watcher has long known."""
    surplus = len(payments) - KEPT_PAYMENTS
    if surplus <= 0:
        return payments
    mined_ones = [payment.txid for payment in payments if payment.height is not None]
    forgotten = frozenset(mined_ones[:surplus])
    return tuple(payment for payment in payments if payment.txid not in forgotten)


def _digest(text: str) -> str:
    return "0x" + hashlib.sha256(text.encode()).hexdigest()
