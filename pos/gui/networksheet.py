"""Every network and coin of the shop: how well each is seen, and when its payments are final."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos.gui.dialogs import Sheet
from pos.gui.parts import Badge, Button, card, clear, label, named, row
from pos.gui.present.networks import NetworkCard, SourceLine
from pos.gui.theme import Theme

EVERY_MS: Final = 1000
SIZE: Final = (980, 660)
AROUND_PX: Final = 40
"""So much of the window stays in sight around the sheet."""


class NetworksSheet(Sheet):
    """Stays true while it is open: `cards` is asked every second."""

    def __init__(
        self, parent: QWidget, theme: Theme, cards: Callable[[], Sequence[NetworkCard]]
    ) -> None:
        super().__init__(parent, theme, "networks", "Coins and networks")
        self._cards = cards
        self._shown: Sequence[NetworkCard] = ()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        area = named(QScrollArea(widgetResizable=True), "networks.list")
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        done = Button("networks.close", "Close", role="primary")
        done.clicked.connect(self.accept)
        done.setFocus()
        self.body.addWidget(done)
        self.resize(
            min(theme.px(SIZE[0]), parent.width() - AROUND_PX),
            min(theme.px(SIZE[1]), parent.height() - AROUND_PX),
        )
        tick = QTimer(self, interval=EVERY_MS)
        tick.timeout.connect(self._show)
        tick.start()
        self._show()

    def _show(self) -> None:
        cards = self._cards()
        if cards == self._shown:
            return
        self._shown = cards
        clear(self._column)
        for number, shown in enumerate(cards):
            self._column.addWidget(self._card(shown, number))
        self._column.addStretch(1)

    def _card(self, shown: NetworkCard, number: int) -> QFrame:
        frame, column = card()
        column.setSpacing(4)
        column.addLayout(self._head(shown, number))
        for words in (shown.facts, shown.trouble):
            if words:
                column.addWidget(label(words, role="muted", wraps=True))
        for source in shown.sources:
            column.addLayout(self._source(source))
        column.addLayout(_coins(shown.coins))
        return frame

    def _head(self, shown: NetworkCard, number: int) -> QHBoxLayout:
        """The name of the network and its state; what is not well stands out."""
        title, name = label(shown.title, role="title"), f"networks.state.{number}"
        if shown.is_well:
            return row(self._shape(is_well=True), title, label(shown.words, name=name), 1)
        badge = Badge(self.theme, name)
        badge.show_state(shown.token, shown.words)
        head = row(title, badge)
        head.setStretch(1, 1)
        return head

    def _shape(self, *, is_well: bool) -> QLabel:
        icon, colour = ("paid", "well") if is_well else ("offline", "danger")
        shape = QLabel()
        shape.setPixmap(self.theme.pixmap(icon, colour, self.theme.px(20)))
        return shape

    def _source(self, source: SourceLine) -> QHBoxLayout:
        words = label(source.words, role="muted", wraps=True)
        line = row(self._shape(is_well=source.is_well), label(source.name), words)
        line.setStretch(2, 1)
        return line


def _coins(coins: Sequence[tuple[str, str]]) -> QGridLayout:
    """Each coin and the shop's rule for it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for at, (coin, policy) in enumerate(coins):
        grid.addWidget(label(coin, role="strong"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(policy, wraps=True), at, 1)
    return grid
