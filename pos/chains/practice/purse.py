"""The refund wallet's side of the book: what it has, what it may spend, what became of it.

Like an EVM account it numbers its payments, and of those with one number only one can be mined.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from pos.chains.practice.book import Book, Payment, trimmed
from pos.domain.errors import Refused
from pos.domain.ports.payer import Fate, Lost, Mined, Pending

FILLED: Final = {"PLAY-ETH": 10 * 10**18, "PLAY-0XBTC": 50_000 * 10**8, "PLAY-BTC": 10**8}
"""What the wallet has at the beginning, in atomic units; anybody may send it more."""

FEES: Final = {"PLAY-ETH": 2 * 10**14, "PLAY-0XBTC": 10**8, "PLAY-BTC": 1_000}
"""What a payment costs, in atomic units of what is sent."""


def balance(book: Book, address: str, code: str) -> int:
    """What the wallet at this address can spend of a coin, in atomic units."""
    came = sum(
        p.units
        for p in book.payments
        if (p.address, p.code) == (address, code) and p.height is not None and not p.has_failed
    )
    went = sum(_cost(p) for p in book.payments if p.nonce is not None and p.code == code)
    return FILLED[code] + came - went


def next_nonce(book: Book, reserved: Collection[int]) -> int:
    """The first number that no payment has, sent or only signed."""
    used = [p.nonce for p in book.payments if p.nonce is not None]
    return max((*used, *reserved), default=0) + 1


def submitted(book: Book, payment: Payment) -> Book:
    """The book with a payment of the wallet in its pool; one that is there already stays.

    It replaces one of the same number if its fee is higher. Raises Refused("rejected").
    """
    if any(known.txid == payment.txid for known in book.payments):
        return book
    rivals = [known for known in book.payments if known.nonce == payment.nonce]
    if any(rival.height is not None for rival in rivals):
        raise Refused("rejected", f"Number {payment.nonce} is used already")
    if any(rival.fee >= payment.fee for rival in rivals):
        raise Refused("rejected", "The fee is too low to replace the payment before it")
    left = replace(book, payments=tuple(p for p in book.payments if p not in rivals))
    if balance(left, payment.sender, payment.code) < _cost(payment):
        raise Refused("rejected", "The wallet does not have so much")
    return replace(left, payments=trimmed((*left.payments, payment)))


def fate_of(book: Book, txids: Collection[str], nonce: int) -> Fate:
    """What became of payments that all have this number."""
    for rival in (p for p in book.payments if p.nonce == nonce):
        if rival.height is None:
            continue
        if rival.txid not in txids:
            return Lost(why="another payment of the wallet took its place")
        return Mined(
            txid=rival.txid,
            confirmations=book.height - rival.height + 1,
            has_failed=rival.has_failed,
        )
    return Pending(is_known=any(p.txid in txids for p in book.payments))


def _cost(payment: Payment) -> int:
    return payment.fee + (0 if payment.has_failed else payment.units)
