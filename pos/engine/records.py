"""The reading door: invoices, their journal and their delivery log.

Changes nothing but one thing: a person may have a delivery tried again.
"""

from collections.abc import Sequence

from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.clock import Clock
from pos.domain.ports.journal import Journal, Search
from pos.domain.ports.outbox import Attempt, Delivery, Outbox
from pos.domain.ports.payments import Entry
from pos.engine.ledger import Ledger


class Records:
    """What the faces may ask about the past and the present."""

    def __init__(self, ledger: Ledger, journal: Journal, outbox: Outbox, clock: Clock) -> None:
        self._ledger = ledger
        self._journal = journal
        self._outbox = outbox
        self._clock = clock

    def recent(self, id: str) -> Invoice | None:
        """An invoice from memory; None also for one that is only on disk. Never waits."""
        return self._ledger.recent(InvoiceId(id))

    async def invoice(self, id: str) -> Invoice:
        """One invoice. Raises Refused("unknown_invoice")."""
        return await self._ledger.load(InvoiceId(id))

    async def by_selector(self, selector: str) -> Invoice:
        """One invoice by its public name. Raises Refused("unknown_invoice")."""
        return await self._ledger.load_by_selector(selector)

    async def search(self, search: Search) -> Sequence[Invoice]:
        """Invoices, in the order asked for."""
        return await self._journal.search(search)

    async def entries(self, id: str) -> Sequence[Entry]:
        """An invoice's timeline, oldest first."""
        return await self._journal.entries(InvoiceId(id))

    async def deliveries(self, id: str) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """Every message to the outside about an invoice, with all its tries."""
        return await self._outbox.attempts(InvoiceId(id))

    async def deliver_again(self, delivery_id: str) -> None:
        """Try a delivery once more, now. Raises Refused if there is none of this id."""
        await self._outbox.again(delivery_id, self._clock.now())
        self._ledger.has_effects.set()
