"""What the watchers and the people at the till read back."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import Asset
from pos.domain.payment.deposit import Look
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.payments import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedAddress:
    """An address that was shown once, for the watch set at start-up.

    `accounted` is how much of the chain's own coin known deposits explain there, in atomic units.
    """

    address: str
    invoice: InvoiceId
    asset: Asset
    created_at: int
    accounted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a chain was read: the chain's cursor and the look that made it."""

    cursor: str
    look: Look


class Journal(Protocol):
    """What the watchers and the people at the till read back."""

    async def addresses(self, chain: ChainId) -> Sequence[WatchedAddress]:
        """Every address ever shown on a chain."""

    async def lost_addresses(self, chain: ChainId) -> Sequence[tuple[str, int]]:
        """Those on a chain that a lost machine may have shown, and since when: see `restoring`."""

    async def mark(self, chain: ChainId) -> Mark | None:
        """How far this chain was read, or None before its first look."""

    async def save_mark(self, mark: Mark) -> None:
        """Remember it, durably; called last, so that a crash repeats the look."""

    async def entries(self, id: InvoiceId) -> Sequence[Entry]:
        """An invoice's journal, oldest first."""

    async def search(self, query: "Search") -> Sequence[Invoice]:
        """Invoices, in the order asked for."""

    async def sent_back_since(self, since: int) -> Sequence[Invoice]:
        """Every invoice with a refund that was signed or sent at or after this UNIX second."""


class SortBy(StrEnum):
    """How a list of invoices is ordered. Prices compare within one currency."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BIGGEST = "biggest"
    SMALLEST = "smallest"


class Returns(StrEnum):
    """Where the money of an invoice that goes back stands: the state that asks for most care."""

    NOTHING = ""
    OWED = "owed"
    """It waits for confirmations, or for somebody to name an address."""
    PLANNED = "planned"
    SIGNED = "signed"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which invoices to list: all of these must hold.

    `text` matches id, address, transaction, reference or line titles; `stages` empty means all.
    `code` is the coin shown last. `returns` picks invoices by where money that goes back stands
    (see `Returns`); empty means all.
    """

    text: str = ""
    stages: tuple[str, ...] = ()
    since: int | None = None
    door: str | None = None
    limit: int = 100
    skip: int = 0
    sort: SortBy = SortBy.NEWEST
    code: str | None = None
    returns: tuple[Returns, ...] = ()
