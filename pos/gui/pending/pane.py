"""The pending pane: what is still under way, with the way back to each code."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos.gui.invoices import InvoiceList
from pos.gui.parts import GAP, Button, label, row
from pos.gui.present.rows import InvoiceRow
from pos.gui.present.words import count, say
from pos.gui.theme import Theme


class PendingPane(QWidget):
    """The tray.

    Signals: opened(str invoice id), looked(bool) the pane came into sight or left it.
    """

    opened = Signal(str)
    looked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pending")
        self._theme = theme
        self._list = InvoiceList(theme, "pending.list")
        self._list.opened.connect(self.opened)
        self._count = label("", role="muted", name="pending.count")
        self._open = Button("pending.open", say("Show payment   Enter"), role="primary")
        self._open.setAccessibleName(say("Show payment"))
        self._open.clicked.connect(lambda: self.opened.emit(self._list.chosen()))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(GAP)
        whole.addLayout(row(label(say("Pending payments"), role="title"), 1, self._count))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._list)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._open)
        self.show_rows(())

    def show_rows(self, rows: Sequence[InvoiceRow]) -> None:
        """Show these payments."""
        self._list.show_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._open.setVisible(bool(rows))
        self._count.setText(count("{n} open|{n} open", len(rows)) if rows else "")

    def calm(self) -> QWidget:
        """Where a message may lie: over the end of the list."""
        return self._stack

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list.setFocus()
        self.looked.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.looked.emit(False)

    def _nothing(self) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        shape = label()
        shape.setPixmap(self._theme.pixmap("pending", "line", self._theme.px(72)))
        shape.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(say("No payment is waiting.\nA held payment appears here."), role="muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addStretch(2)
        inside.addWidget(shape)
        inside.addWidget(words)
        inside.addStretch(3)
        return page
