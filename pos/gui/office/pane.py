"""The office pane: a list of pages at the left, and the page that was chosen."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from pos.gui.parts import GAP, named
from pos.gui.present.words import say
from pos.gui.theme import Theme

LIST_PX: Final = 232
NARROW_LIST_PX: Final = 204
NARROW_PX: Final = 1000
"""In a pane less wide than this the list is narrower."""

ITEM_PX: Final = 44
NAME: Final = Qt.ItemDataRole.UserRole

Make = Callable[[], QWidget]


class OfficePane(QWidget):
    """Pages are made when somebody goes there first; one may stand under several names.

    Signals: chosen(str) the name of the page that is in front now.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("office")
        self.setAccessibleName(say("Office"))
        self._theme = theme
        self._makers: dict[str, Make] = {}
        self._made: dict[Make, QWidget] = {}
        self._list = named(QListWidget(), "office.pages")
        self._list.setAccessibleName(say("Pages of the office"))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentItemChanged.connect(self._choose)
        self.setFocusProxy(self._list)
        self._stack = named(QStackedWidget(), "office.stack")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(GAP + 4)
        whole.addWidget(self._list)
        whole.addWidget(self._stack, 1)

    def add(self, name: str, title: str, make: Make) -> None:
        """One more page at the end of the list."""
        self._makers[name] = make
        item = QListWidgetItem(title)
        item.setData(NAME, name)
        item.setSizeHint(QSize(0, self._theme.px(ITEM_PX)))
        self._list.addItem(item)

    def go(self, name: str) -> None:
        """Bring a page to the front."""
        for number in range(self._list.count()):
            if self._list.item(number).data(NAME) == name:
                self._list.setCurrentRow(number)

    def mark(self, name: str, title: str) -> None:
        """Change what a page is called in the list."""
        for number in range(self._list.count()):
            item = self._list.item(number)
            if item.data(NAME) == name and item.text() != title:
                item.setText(title)

    def here(self) -> str:
        """The name of the page in front; "" before there is one."""
        row = self._list.currentRow()
        return "" if row < 0 else str(self._list.item(row).data(NAME))

    def calm(self) -> QWidget:
        """Where a message may lie."""
        return self._stack

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(NARROW_PX)
        self._list.setFixedWidth(self._theme.px(NARROW_LIST_PX if is_narrow else LIST_PX))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._list.setFocus()

    def _choose(self) -> None:
        name = self.here()
        make = self._makers[name]
        if make not in self._made:
            self._made[make] = make()
            self._stack.addWidget(self._made[make])
        self._stack.setCurrentWidget(self._made[make])
        self.chosen.emit(name)
