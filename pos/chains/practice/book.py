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
    it was mined, the first two None while it is pending. Those of the shop's refund wallet have a
    `nonce`, which only one of them can be mined with, and a `fee`; one that `has_failed` is mined
    and moves nothing.
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
    nonce: int | None = None
    fee: int = 0
    has_failed: bool = False


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
        return digest(f"{self.seed}/block/{height}/{next(forks, 0)}")

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
    txid = digest(f"{book.seed}/tx/{number}")
    payment = Payment(
        txid=txid,
        address=wish.address,
        code=wish.code,
        units=wish.units,
        sender=f"0x{'0' * 24}{digest(f'{book.seed}/sender/{number}')[2:18]}",
        due_at=wish.due_at,
    )
    return replace(book, payments=trimmed((*book.payments, payment)), sent=number), txid


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


def trimmed(payments: tuple[Payment, ...]) -> tuple[Payment, ...]:
    """Without the oldest mined payments, of which every watcher has long known.

    As many of the refund wallet's own are kept beside them: it has to know what it has sent.
    """
    forgotten = frozenset((*_oldest(payments, is_ours=False), *_oldest(payments, is_ours=True)))
    return tuple(payment for payment in payments if payment.txid not in forgotten)


def _oldest(payments: tuple[Payment, ...], *, is_ours: bool) -> list[str]:
    kind = [payment for payment in payments if (payment.nonce is not None) is is_ours]
    mined_ones = [payment.txid for payment in kind if payment.height is not None]
    return mined_ones[: max(0, len(kind) - KEPT_PAYMENTS)]


def digest(text: str) -> str:
    """A name for what a text says, in the shape of a transaction's."""
    return "0x" + hashlib.sha256(text.encode()).hexdigest()
