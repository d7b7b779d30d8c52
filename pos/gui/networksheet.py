"""Every coin and network of the shop: what it costs, how well it is seen, when it is final."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
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
from pos.gui.present.rates import RateLine, RatesCard
from pos.gui.present.words import say
from pos.gui.theme import Theme

EVERY_MS: Final = 1000
SIZE: Final = (980, 660)
AROUND_PX: Final = 40
"""So much of the window stays in sight around the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the sheet shows: the networks, and the rates once they are known."""

    cards: Sequence[NetworkCard] = ()
    rates: RatesCard | None = None

    @property
    def rates_first(self) -> bool:
        """Whether the rates stand on top: but for a network that is worse off than they are."""
        is_well = self.rates is not None and self.rates.is_well
        return not is_well or all(card.is_well for card in self.cards)


class NetworksSheet(Sheet):
    """Stays true while it is open: `look` is asked every second.

    Signals: rate_wanted(str coin code) the manager wants to set its rate.
    """

    rate_wanted = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, look: Callable[[], Shown]) -> None:
        super().__init__(parent, theme, "networks", say("Coins and networks"))
        self._look = look
        self._shown = Shown()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        area = named(QScrollArea(widgetResizable=True), "networks.list")
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        done = Button("networks.close", say("Close"), role="primary")
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
        seen = self._look()
        if seen == self._shown:
            return
        self._shown = seen
        clear(self._column)
        frames: list[QWidget] = [self._card(shown, n) for n, shown in enumerate(seen.cards)]
        if seen.rates is not None:
            place = 0 if seen.rates_first else len(frames)
            frames.insert(place, self._rates(seen.rates))
        for frame in frames:
            self._column.addWidget(frame)
        self._column.addStretch(1)

    def _rates(self, shown: RatesCard) -> QFrame:
        """What each coin costs and who says so; services that are not well stand out."""
        frame, column = card("networks.rates")
        column.setSpacing(4)
        column.addWidget(label(say("Rates"), role="title"))
        lines = QGridLayout()
        lines.setHorizontalSpacing(14)
        lines.setVerticalSpacing(2)
        lines.setColumnStretch(1, 1)
        for at, line in enumerate(shown.lines):
            lines.addLayout(_price(line), at, 0, 1, 2)
            lines.addWidget(self._setter(line.code), at, 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(lines)
        for source in shown.amiss:
            column.addLayout(self._source(source))
        if shown.well:
            column.addWidget(label(shown.well, role="muted", wraps=True))
        return frame

    def _setter(self, code: str) -> Button:
        made = Button(
            f"networks.setRate.{code}",
            say("Set rate…"),
            says=say("Set the rate of {coin}", coin=code),
        )
        made.clicked.connect(lambda: self.rate_wanted.emit(code))
        return made

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


def _price(line: RateLine) -> QVBoxLayout:
    """A rate with what it rests on below it."""
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(line.price, role="strong", name=f"networks.rate.{line.code}"))
    words.addWidget(label(line.facts, role="muted", wraps=True))
    if line.trouble:
        words.addWidget(label(line.trouble, role="danger", wraps=True))
    return words


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
