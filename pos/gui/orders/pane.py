"""The orders pane: a list at the left, the whole story of one at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from pos.gui.chips import ChipRow
from pos.gui.invoices import InvoiceList
from pos.gui.orders.book import Shelf
from pos.gui.orders.detail import DetailView
from pos.gui.parts import GAP, Button, label, named
from pos.gui.present.rows import DetailPage, InvoiceRow
from pos.gui.present.words import say
from pos.gui.theme import Theme

SEARCH_PAUSE_MS = 150
NARROW_PX = 1100
"""Below this width the list and the story take turns."""


class OrdersPane(QWidget):
    """Every invoice.

    Signals: searched(str), shelved(Shelf), more_wanted(), looked(), picked(str invoice id),
    opened(str), accepted(str), receipt_wanted(str) with the invoice id,
    sent_again(str delivery id), refund_acted(Act, str refund id), address_named(ChainId).
    """

    searched = Signal(str)
    shelved = Signal(object)
    more_wanted = Signal()
    picked = Signal(str)
    opened = Signal(str)
    accepted = Signal(str)
    receipt_wanted = Signal(str)
    sent_again = Signal(str)
    refund_acted = Signal(object, str)
    address_named = Signal(object)
    looked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("orders")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Orders"))
        self._theme = theme
        self._is_narrow = False
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self._search.text()))
        self._list = InvoiceList(theme, "orders.list")
        self._list.picked.connect(self.picked)
        self._list.clicked.connect(lambda: self._show_story(True))
        self._list.opened.connect(lambda: self._show_story(True))
        self._detail = DetailView(theme)
        for mine, theirs in (
            (self.opened, self._detail.opened),
            (self.accepted, self._detail.accepted),
            (self.receipt_wanted, self._detail.receipt_wanted),
            (self.sent_again, self._detail.sent_again),
            (self.refund_acted, self._detail.refund_acted),
            (self.address_named, self._detail.address_named),
        ):
            theirs.connect(mine)
        self._detail.closed.connect(lambda: self._show_story(False))
        self._left = self._list_side()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(12)
        whole.addWidget(self._left, 3)
        whole.addWidget(self._detail, 2)

    def fit(self, window_width: int) -> None:
        """Take turns on a narrow window."""
        self._is_narrow = window_width < NARROW_PX
        self._detail.show_back(self._is_narrow)
        self._show_story(False)

    def show_rows(self, rows: Sequence[InvoiceRow], has_more: bool) -> None:
        """Show these invoices."""
        self._list.show_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        if rows and self.hasFocus():
            self._list.setFocus()
        self._more.setVisible(has_more)
        if not rows:
            self._detail.show_nothing()

    def show_page(self, page: DetailPage) -> None:
        """Show the story of one."""
        self._detail.show_page(page)

    def focus_search(self) -> None:
        """Let the next letters go to the search."""
        self._search.setFocus()
        self._search.selectAll()

    def back(self) -> bool:
        """Back from the story to the list; False if the list is what is shown."""
        if self._is_narrow and self._detail.isVisible():
            self._show_story(False)
            return True
        return False

    def calm(self) -> QWidget:
        """Where a message may lie: over the end of the list, or of the story in its place."""
        return self._stack if self._left.isVisible() else self._detail.calm()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()
        self.looked.emit()

    def _show_story(self, is_wanted: bool) -> None:
        self._left.setVisible(not (self._is_narrow and is_wanted))
        self._detail.setVisible(is_wanted or not self._is_narrow)
        if self._is_narrow and self.isVisible():
            (self._detail if is_wanted else self._list).setFocus()

    def _restart_pause(self) -> None:
        self._pause.start()

    def _list_side(self) -> QWidget:
        side = QWidget()
        self._search = named(QLineEdit(clearButtonEnabled=True), "orders.search")
        self._search.setPlaceholderText(say("Search id, address, transaction or product   F2"))
        self._search.setAccessibleName(say("Search orders"))
        icon = self._theme.icon("search", "muted")
        self._search.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self._restart_pause)
        self._stack = QStackedWidget()
        nothing = label(say("No orders here"), role="muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._list)
        self._more = Button("orders.more", say("Show more"))
        self._more.clicked.connect(self.more_wanted)
        self._more.hide()
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addWidget(self._search)
        shelves = ChipRow(self._theme, "orders.shelves")
        shelves.show_chips([self._chip(shelf) for shelf in Shelf])
        inside.addWidget(shelves)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self._more)
        return side

    def _chip(self, shelf: Shelf) -> Button:
        chip = Button(f"orders.shelf.{shelf.value.split()[0]}", say(shelf.value), role="chip")
        chip.setCheckable(True)
        chip.setAutoExclusive(True)
        chip.setChecked(shelf is Shelf.ALL)
        chip.clicked.connect(lambda: self.shelved.emit(shelf))
        return chip
