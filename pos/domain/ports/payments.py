"""The store of invoices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos.domain.ids import InvoiceId, WalletId
from pos.domain.payment.effects import Effect
from pos.domain.payment.invoice import Invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of an invoice's journal: which fact, when, in words a person can read."""

    at: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """A caller's own key for one request, so that asking twice makes one invoice.

    `digest` tells a repetition from another request under the same key.
    """

    key: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One unit of work: the invoice as it shall be, and everything that must be true with it.

    `invoice.version` is one more than the version it was made from; 1 inserts it.
    """

    invoice: Invoice
    entries: tuple[Entry, ...] = ()
    effects: tuple[Effect, ...] = ()
    idempotency: Idempotency | None = None


class Payments(Protocol):
    """The store of invoices."""

    async def commit(self, change: Change) -> None:
        """Make it durable, all or nothing; it has been written to disk when this returns.

        Raises Conflict if another version was committed first; Refused("duplicate") if the
        selector, the idempotency key, or an address index is already taken.
        """

    async def invoice(self, id: InvoiceId) -> Invoice | None:
        """The newest committed version."""

    async def by_selector(self, selector: str) -> Invoice | None:
        """The newest committed version, by its public name."""

    async def by_idempotency(self, key: str) -> tuple[InvoiceId, str] | None:
        """The invoice made under this key, and the digest of the request that made it."""

    async def unsettled(self) -> Sequence[Invoice]:
        """Every invoice that is open, or has a deposit less deep than `final`, at start-up."""

    async def next_index(self, wallet: WalletId) -> int:
        """One more than the highest address index ever committed for this wallet; 0 if none."""

    async def paid_indexes(self, wallet: WalletId) -> Sequence[int]:
        """The index of every address of this wallet whose invoice got money there, rising."""
