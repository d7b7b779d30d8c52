"""The book of invoices: searched, opened, followed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import OPEN, Stage
from pos.domain.ports.journal import Returns, Search
from pos.domain.ports.outbox import Delivery
from pos.engine.feed import RefundWaits
from pos.engine.refund_rules import WaitFor
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.pending.past import past_in_need
from pos.gui.present.rows import detail_page, invoice_row
from pos.gui.present.words import later
from pos.gui.shopfront import Shopfront
from pos.gui.sight import Sight

PAGE: Final = 100


class Shelf(StrEnum):
    """The filters above the list."""

    ALL = later("All")
    NEEDS = later("Needs action")
    BACK = later("Money back")
    OPEN = later("Open")
    PAID = later("Paid")
    ENDED = later("Expired")
    CANCELLED = later("Cancelled")


STAGES: Final = {
    Shelf.ALL: (),
    Shelf.NEEDS: (),
    Shelf.OPEN: tuple(sorted(OPEN)),
    Shelf.PAID: (Stage.PAID,),
    Shelf.ENDED: (Stage.EXPIRED,),
    Shelf.CANCELLED: (Stage.CANCELLED,),
    Shelf.BACK: (),
}
GOES_BACK: Final = tuple(each for each in Returns if each is not Returns.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the book."""

    text: str = ""
    shelf: Shelf = Shelf.ALL


class Book(QObject):
    """Answers the orders pane.

    Signals: found(list[InvoiceRow], bool there_may_be_more), opened(DetailPage).
    """

    found = Signal(list, bool)
    opened = Signal(object)

    def __init__(self, bridge: Bridge, errands: Errands, sight: Sight) -> None:
        super().__init__()
        self._bridge = bridge
        self.errands = errands
        self._sight = sight
        self._question = Question()
        self._invoices: list[Invoice] = []
        self._is_full = False
        self._open_id = ""
        self.shown: Invoice | None = None
        """The one whose story is open."""
        sight.numbers.learnt.connect(self._learn)
        bridge.invoices_moved.connect(self._hear)
        bridge.deliveries_moved.connect(self._hear_delivery)
        bridge.refunds_waited.connect(self._hear_wait)

    # ---- the list

    def refresh(self) -> None:
        """Ask again."""
        self.errands.start_newest("orders", self._search())

    def search(self, text: str) -> None:
        """Those that match these words."""
        self._question = replace(self._question, text=text.strip())
        self.refresh()

    def show_shelf(self, shelf: Shelf) -> None:
        """Those on this shelf."""
        self._question = replace(self._question, shelf=shelf)
        self.refresh()

    def more(self) -> None:
        """The next page of the same question."""
        self.errands.start_newest("orders", self._search(skip=len(self._invoices)))

    async def _search(self, skip: int = 0) -> None:
        asked = self._question
        if asked.shelf is Shelf.NEEDS:
            self._invoices = await past_in_need(self._bridge, self._sight, text=asked.text)
            self._is_full = False
            self._tell()
            return
        search = Search(
            text=asked.text,
            stages=tuple(stage.value for stage in STAGES[asked.shelf]),
            limit=PAGE,
            skip=skip,
            returns=GOES_BACK if asked.shelf is Shelf.BACK else (),
        )
        found = await self._bridge.ask(lambda f: f.records.search(search))
        self._is_full = len(found) == PAGE
        self._invoices = [*self._invoices[:skip], *found]
        self._tell()

    def _tell(self) -> None:
        rows = [invoice_row(invoice, self._sight.view(invoice)) for invoice in self._invoices]
        self.found.emit(rows, self._is_full)

    # ---- one invoice

    def open(self, id: str) -> None:
        """Show everything about one."""
        self._open_id = id
        self.errands.start_newest("detail", self._open(id))

    def send_again(self, delivery_id: str) -> None:
        """Try a message to the shop once more."""
        self.errands.start(self._send_again(delivery_id))

    def invoice(self, id: str) -> Invoice | None:
        """One of the list."""
        return next((i for i in self._invoices if i.id == id), None)

    async def _open(self, id: str) -> None:
        invoice = await self._bridge.ask(lambda f: f.records.invoice(id))
        entries = await self._bridge.ask(lambda f: f.records.entries(id))
        deliveries = await self._bridge.ask(lambda f: f.records.deliveries(id))
        waits = await self._bridge.read(lambda front: _waits(front, invoice))
        view, self.shown = self._sight.view(invoice), invoice
        self.opened.emit(detail_page(invoice, view, entries, deliveries, waits))

    async def _send_again(self, delivery_id: str) -> None:
        await self._bridge.ask(lambda f: f.records.deliver_again(delivery_id))
        await self._open(self._open_id)

    # ---- following

    def _learn(self) -> None:
        """Sales got their numbers."""
        if self._invoices:
            self._tell()
        if self._open_id:
            self.open(self._open_id)

    def _hear(self, invoices: Sequence[Invoice]) -> None:
        newest = {invoice.id: invoice for invoice in invoices}
        if any(invoice.id in newest for invoice in self._invoices):
            self._invoices = [newest.get(invoice.id, invoice) for invoice in self._invoices]
            self._tell()
        if InvoiceId(self._open_id) in newest:
            self.open(self._open_id)

    def _hear_delivery(self, deliveries: Sequence[Delivery]) -> None:
        if any(delivery.effect.invoice == self._open_id for delivery in deliveries):
            self.open(self._open_id)

    def _hear_wait(self, waiting: Sequence[RefundWaits]) -> None:
        if any(one.invoice == self._open_id for one in waiting):
            self.open(self._open_id)


def _waits(front: Shopfront, invoice: Invoice) -> dict[str, WaitFor]:
    """What holds each of its refunds up."""
    if front.refunds is None:
        return {}
    asked = ((refund.id, front.refunds.waits_for(refund)) for refund in invoice.refunds)
    return {id: waits for id, waits in asked if waits is not None}
