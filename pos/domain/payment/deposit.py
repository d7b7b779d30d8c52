"""Money that came to an address of ours, and the readings of a chain that tell of it."""

from dataclasses import dataclass

from pos.domain.ids import ChainId
from pos.domain.money import Amount

BALANCE = "balance"
"""Prefix of the index of money that left no transfer of its own (an internal transfer): only the
balance of the address told of it, so it has no transaction to show."""

DepositKey = tuple[ChainId, str, str]
"""(chain, txid, index): one payment, whatever block it is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One successful reading of a chain, begun at UNIX second `at`.

    `previous_at` is when the complete look before it began (None for the very first); `height`
    is the highest block it read. `number` counts the looks of a chain, also across restarts: it
    says which look is newer, even when the clock was set back. A look that stopped short of the
    head is not complete: it tells of money, but never that money is missing.
    """

    chain: ChainId
    at: int
    previous_at: int | None
    height: int
    number: int
    is_complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One payment as one look shows it. `height` and `block_time` are None while it is pending.

    `index` tells payments of one transaction apart and stays the same when the transaction moves
    to another block; `position` orders payments inside a block.
    """

    chain: ChainId
    txid: str
    index: str
    address: str
    amount: Amount
    height: int | None
    block_time: int | None
    position: int = 0
    sender: str | None = None

    @property
    def key(self) -> DepositKey:
        """The payment's identity."""
        return self.chain, self.txid, self.index


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """Money received, as the newest look knows it.

    `counted_at` is the date that decides whether it came in time. `placed_by` is the number of
    the look that its height is from, `head` the newest head and `head_by` the look that saw it.
    `gone` means that it left the chain and the pool; it may come back.
    """

    chain: ChainId
    txid: str
    index: str
    address: str
    amount: Amount
    height: int | None
    position: int
    sender: str | None
    first_seen_at: int
    counted_at: int
    placed_by: int
    head: int
    head_by: int
    gone: bool = False

    @property
    def confirmations(self) -> int:
        """1 in the newest block, 0 while pending."""
        return 0 if self.height is None else max(0, self.head - self.height + 1)

    @property
    def key(self) -> DepositKey:
        """The payment's identity: unique over all invoices."""
        return self.chain, self.txid, self.index

    @property
    def tx_hash(self) -> str | None:
        """The transaction to show, or None if only a balance told of the money."""
        return None if self.index.startswith(BALANCE) else self.txid
