"""Money that came to an address of ours, and the readings of a chain that tell of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos.domain.ids import ChainId
from pos.domain.money import Amount

BALANCE = "balance"
"""Prefix of the index of money that left no transfer of its own (an internal transfer): only the
balance of the address told of it, so it has no transaction to show."""


class Caution(StrEnum):
    """Why money that is seen is less sure than it looks."""

    REPLACEABLE = "replaceable"
    """Its sender may still replace it (BIP125)."""
    LOW_FEE = "low_fee"
    """Its fee is too low for the next blocks."""
    UNCONFIRMED_PARENT = "unconfirmed_parent"
    """It spends money that is itself not in a block yet."""
    NO_RECEIPT = "no_receipt"
    """It has not been carried out yet, and may still fail (EVM)."""
    UNPROVEN = "unproven"
    """Only one source told of it, or its place in a block is not proven yet."""
    DOUBLE_SPENT = "double_spent"
    """The same money is being spent elsewhere, too."""
    LOCKED = "locked"
    """Its sender locked it: it cannot be spent for a while (Monero's unlock time)."""
    BURNT = "burnt"
    """It can never be spent, because another payment used up its key (Monero)."""


NOT_MONEY: Final = frozenset({Caution.LOCKED, Caution.BURNT})
"""What came with one of these is worth nothing to the shop, in a block or not."""

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
    cautions: tuple[Caution, ...] = ()

    @property
    def key(self) -> DepositKey:
        """The payment's identity."""
        return self.chain, self.txid, self.index


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """Money received, as the newest look knows it.

    `counted_at` is the date that decides whether it came in time. `placed_by` is the number of
    the look that its height is from, `head` the newest head and `head_by` the look that saw it.
    `gone` means that it left the chain and the pool; it may come back. `cautions` are those of the
    time when it was pending, and stay when it is mined; all but those that a block answers.
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
    cautions: tuple[Caution, ...] = ()

    @property
    def confirmations(self) -> int:
        """1 in the newest block, 0 while pending."""
        return 0 if self.height is None else max(0, self.head - self.height + 1)

    @property
    def key(self) -> DepositKey:
        """The payment's identity: unique over all invoices."""
        return self.chain, self.txid, self.index

    @property
    def is_money(self) -> bool:
        """Whether it is there and can be spent, as far as the newest look knows."""
        return not self.gone and not self.is_spent_twice and NOT_MONEY.isdisjoint(self.cautions)

    @property
    def is_spent_twice(self) -> bool:
        """Whether it waits in the pool beside another payment of the same money."""
        return self.height is None and Caution.DOUBLE_SPENT in self.cautions

    @property
    def tx_hash(self) -> str | None:
        """The transaction to show, or None if only a balance told of the money."""
        return None if self.index.startswith(BALANCE) else self.txid
