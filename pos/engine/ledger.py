"""The one place where invoices change: load, advance, commit, publish.

Nothing is published, shown or sent that was not durable first.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace

from pos.domain.errors import Conflict, Refused
from pos.domain.ids import InvoiceId
from pos.domain.payment.advance import advance
from pos.domain.payment.effects import Effect, Webhook
from pos.domain.payment.event import Event
from pos.domain.payment.events import opening_event
from pos.domain.payment.facts import Fact
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.payments import Change, Entry, Idempotency, Payments
from pos.engine.feed import Feed, InvoiceMoved
from pos.engine.journal import entries_of
from pos.engine.pulse import committing

REMEMBERED = 20_000
"""How many invoices are kept in memory; the others are read from the store when asked for."""


class Ledger:
    """Owner of every invoice. Its memory is only ever a copy of what is committed."""

    def __init__(
        self,
        payments: Payments,
        feed: Feed,
        hooks: Callable[[Iterable[Event]], tuple[Webhook, ...]] = lambda _: (),
    ) -> None:
        """`hooks` says which webhooks an event is for."""
        self._payments = payments
        self._feed = feed
        self._hooks = hooks
        self._recent: OrderedDict[InvoiceId, Invoice] = OrderedDict()
        self._selectors: dict[str, InvoiceId] = {}
        self.has_effects = asyncio.Event()
        """Set whenever effects were committed, for the outbox to wake."""

    async def add(
        self, invoice: Invoice, entry: Entry, idempotency: Idempotency | None = None
    ) -> Invoice:
        """Commit a new invoice. Raises Refused("duplicate") if one of its names is taken."""
        effects = self._hooks(map(opening_event, (invoice,)))  # made only if somebody wants it
        change = Change(invoice=invoice, entries=(entry,), effects=effects, idempotency=idempotency)
        with committing(self._feed):
            await self._payments.commit(change)
        self._publish(invoice, effects)
        return invoice

    async def record(self, id: InvoiceId, fact: Fact) -> Invoice:
        """Let a fact happen to an invoice; the answer is durable. Raises Refused if it cannot be.

        When somebody else committed first, the fact is judged again on what they left.
        """
        while True:
            before = await self.load(id)
            step = advance(before, fact)
            if step.invoice == before and not step.effects:
                return before
            after = replace(step.invoice, version=before.version + 1)
            entries = entries_of(before, after, fact)
            effects = (*step.effects, *self._hooks(step.events))
            change = Change(invoice=after, entries=entries, effects=effects)
            try:
                with committing(self._feed):
                    await self._payments.commit(change)
            except Conflict:
                self._recent.pop(id, None)
                continue
            self._publish(after, effects)
            return after

    async def record_all(self, facts: Iterable[tuple[InvoiceId, Fact]]) -> None:
        """Let several invoices' facts happen in one go, so that they share one write to disk."""
        async with asyncio.TaskGroup() as group:
            for id, fact in facts:
                group.create_task(self.record(id, fact))

    def adopt(self, invoice: Invoice) -> None:
        """Take an invoice of an earlier run into memory."""
        self._remember(invoice)

    async def load(self, id: InvoiceId) -> Invoice:
        """The newest committed version. Raises Refused("unknown_invoice")."""
        invoice = self.recent(id) or await self._payments.invoice(id)
        if invoice is None:
            raise Refused("unknown_invoice", f"There is no invoice {id}")
        newest = self.recent(id) or invoice
        self._remember(newest)
        return newest

    async def load_by_selector(self, selector: str) -> Invoice:
        """The newest committed version, by its public name. Raises Refused("unknown_invoice")."""
        known = self._selectors.get(selector)
        if known is not None:
            return await self.load(known)
        invoice = await self._payments.by_selector(selector)
        if invoice is None:
            raise Refused("unknown_invoice", f"There is no invoice {selector}")
        newest = self.recent(invoice.id) or invoice
        self._remember(newest)
        return newest

    def recent(self, id: InvoiceId) -> Invoice | None:
        """The newest committed version if it is in memory; never waits."""
        return self._recent.get(id)

    def _publish(self, invoice: Invoice, effects: tuple[Effect, ...]) -> None:
        self._remember(invoice)
        if effects:
            self.has_effects.set()
        self._feed.publish(InvoiceMoved(invoice=invoice))

    def _remember(self, invoice: Invoice) -> None:
        """Keep the newest version of what was used last."""
        known = self._recent.get(invoice.id)
        if known is None or known.version <= invoice.version:
            self._recent[invoice.id] = invoice
            self._selectors[invoice.selector] = invoice.id
        self._recent.move_to_end(invoice.id)
        if len(self._recent) > REMEMBERED:
            _, forgotten = self._recent.popitem(last=False)
            self._selectors.pop(forgotten.selector, None)
