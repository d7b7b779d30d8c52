"""Which payments are not done yet: read once, then followed by the news."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import OPEN, Stage, stage_of
from pos.domain.ports.journal import Search
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.pending.past import past_in_need
from pos.gui.present.rows import invoice_row, is_pending
from pos.gui.sight import Sight

ENDED = tuple(stage for stage in Stage if stage not in OPEN)
MOST = 500
"""How many open invoices the tray reads at start."""


class Tray(QObject):
    """Keeps every open invoice, and those that wait for a decision, until they are done.

    Signals: changed(list[InvoiceRow], oldest first), counted(int rows, int in need of action,
    bool goods or money are in danger), moved(Invoice, Stage) an invoice reached another stage.
    """

    changed = Signal(list)
    counted = Signal(int, int, bool)
    moved = Signal(object, object)

    def __init__(self, bridge: Bridge, errands: Errands, sight: Sight) -> None:
        super().__init__()
        self._bridge = bridge
        self._errands = errands
        self._sight = sight
        self._invoices: dict[InvoiceId, Invoice] = {}
        self._is_reading = True
        self._moved_on: set[InvoiceId] = set()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._tell)
        bridge.invoices_moved.connect(self._hear)
        sight.changed.connect(self._tell)

    async def open(self) -> None:
        """Read what is open now, and what ended and still waits for a decision."""
        stages = tuple(sorted(stage.value for stage in OPEN))
        found = await self._bridge.ask(
            lambda f: f.records.search(Search(stages=stages, limit=MOST))
        )
        self._keep(found)
        self._keep(await past_in_need(self._bridge, self._sight, ENDED))
        self._is_reading = False
        self._moved_on.clear()

    def invoice(self, id: str) -> Invoice | None:
        """One of the tray."""
        return self._invoices.get(InvoiceId(id))

    def follow(self, is_seen: bool) -> None:
        """Let the clocks run while somebody looks."""
        if is_seen:
            self._tick.start()
            self._tell()
        else:
            self._tick.stop()

    def _hear(self, invoices: Sequence[Invoice]) -> None:
        for invoice in invoices:
            if self._is_reading:
                self._moved_on.add(invoice.id)
            before = self._invoices.get(invoice.id)
            stage = stage_of(invoice)
            if before is not None and stage_of(before) is not stage:
                self.moved.emit(invoice, stage)
            if is_pending(invoice, self._sight.view(invoice)):
                self._invoices[invoice.id] = invoice
            else:
                self._invoices.pop(invoice.id, None)
        self._tell()

    def _keep(self, found: Sequence[Invoice]) -> None:
        """Take what was read; what came as news meanwhile is newer."""
        for invoice in found:
            if invoice.id not in self._moved_on:
                self._invoices.setdefault(invoice.id, invoice)
        self._tell()

    def _tell(self) -> None:
        ordered = sorted(self._invoices.values(), key=lambda i: i.created_at)
        rows = [invoice_row(invoice, self._sight.view(invoice)) for invoice in ordered]
        self.changed.emit(rows)
        pictures = [row.picture for row in rows]
        urgent = sum(picture.needs_action for picture in pictures)
        self.counted.emit(len(rows), urgent, any(picture.is_grave for picture in pictures))
