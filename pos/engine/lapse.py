"""Ending invoices that nobody can have paid: no coin was chosen, so no address was ever shown."""

import heapq

from pos.domain.ids import InvoiceId
from pos.domain.payment.facts import DeadlinePassed
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.ports.clock import Clock
from pos.engine.feed import InvoiceMoved, News
from pos.engine.ledger import Ledger

PAUSE_S = 1.0


class Lapse:
    """The clock for invoices that need no look at a chain."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._due: list[tuple[int, InvoiceId]] = []

    def hear(self, news: News) -> None:
        """Note the deadline of an invoice that waits for a choice."""
        if isinstance(news, InvoiceMoved):
            self.follow(news.invoice)

    def follow(self, invoice: Invoice) -> None:
        """Note the deadline of an invoice that waits for a choice."""
        if invoice.deadline is not None and stage_of(invoice) is Stage.CHOOSING:
            heapq.heappush(self._due, (invoice.deadline, invoice.id))

    async def tick(self) -> None:
        """End what is over now."""
        now = self._clock.now()
        while self._due and self._due[0][0] < now:
            await self._ledger.record(self._due[0][1], DeadlinePassed(at=now))
            heapq.heappop(self._due)  # last, so that a disk that fails is asked again

    async def run(self) -> None:
        """Tick for ever."""
        while True:
            await self.tick()
            await self._clock.sleep(PAUSE_S)
