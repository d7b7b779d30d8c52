"""Setting a coin's rate by hand: the last one again or another, for how long, by the manager."""

from fractions import Fraction
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.errors import Refused
from pos.domain.money import Rate
from pos.gui import entry
from pos.gui.bridge import Bridge
from pos.gui.dialogs import Sheet
from pos.gui.entry import Entry
from pos.gui.errands import Errands
from pos.gui.keypad import Keypad, meaning_of
from pos.gui.parts import ENTER_KEYS, Button, label, row
from pos.gui.pinsheet import PinDesk
from pos.gui.present.figures import duration
from pos.gui.present.rates import RateQuestion, agreement_text, change_text, rate_question
from pos.gui.present.typing import number_text
from pos.gui.present.words import again, say
from pos.gui.shopfront import RatesDoor, Shopfront
from pos.gui.sight import Sight
from pos.gui.theme import Theme

HOUR_S: Final = 3600
TIMES_S: Final = (HOUR_S // 4, HOUR_S, 4 * HOUR_S, 12 * HOUR_S)


class RateSheet(Sheet):
    """What one coin costs from now on.

    Signals: chosen(Fraction price of one coin, int seconds), ended() by the services again.
    """

    chosen = Signal(object, int)
    ended = Signal()

    def __init__(self, parent: QWidget, theme: Theme, question: RateQuestion) -> None:
        super().__init__(parent, theme, "rate", say("What does 1 {coin} cost?", coin=question.code))
        self._question = question
        self._entry = Entry()
        keypad = Keypad(theme, "rate.keypad", is_calculator=False)
        keypad.typed.connect(self._type)
        halves = row(self._said(), keypad)
        halves.setSpacing(18)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        self.body.addLayout(halves, 1)
        _, deed = self.add_buttons(say("Back"), say("Set this rate   Enter"))
        deed.setAccessibleName(say("Set this rate"))
        deed.clicked.connect(self._answer)
        self.setMinimumWidth(theme.px(860))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()  # Enter sets what was typed, and is no press of some button
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = meaning_of(event)
        if event.key() in ENTER_KEYS:
            self._answer()
        elif meaning and meaning not in {entry.TIMES, entry.ADD}:
            self._type(meaning)
        else:
            super().keyPressEvent(event)

    def _said(self) -> QWidget:
        """The left half: what is known, what is typed, for how long."""
        half = QWidget()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(self._question.words, name="rate.last", wraps=True))
        if self._question.last is not None:
            last = Button("rate.useLast", say("Use the last rate again"), role="bar")
            last.clicked.connect(self._use_last)
            column.addWidget(last)
        if self._question.is_by_hand:
            end = Button("rate.end", say("Go by the rate services again"), role="bar")
            end.clicked.connect(self.ended)
            end.clicked.connect(self.accept)
            column.addWidget(end)
        column.addStretch(1)
        self._display = label("", role="display", name="rate.display")
        column.addWidget(self._display)
        self._change = label("", name="rate.change", wraps=True)
        column.addWidget(self._change)
        column.addStretch(1)
        column.addWidget(label(say("It holds for"), role="muted"))
        self._times = {time: self._time(time) for time in TIMES_S}
        column.addLayout(row(*self._times.values(), 1))
        return half

    def _time(self, seconds: int) -> Button:
        made = Button(f"rate.for.{seconds}", duration(seconds), role="chip")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setChecked(seconds == HOUR_S)
        return made

    def _type(self, key: str) -> None:
        self._entry = entry.typed(self._entry, key)
        self._show()

    def _show(self) -> None:
        self._display.setText(number_text(self._entry.digits, self._question.currency))
        self._change.setText(self._told())

    def _told(self) -> str:
        """How far this is from the last rate, or why it is no number."""
        if not self._entry.digits:
            return ""
        try:
            return change_text(entry.number_of(self._entry.digits), self._question.last)
        except Refused as why:
            return again(why.text)

    def _use_last(self) -> None:
        self._choose(self._question.last or Fraction(0))

    def _answer(self) -> None:
        try:
            number = entry.number_of(self._entry.digits)
        except Refused as why:
            self._change.setText(again(why.text))
            return
        if number <= 0:
            self._change.setText(say("A coin costs more than nothing"))
            return
        self._choose(Fraction(number))

    def _choose(self, per_coin: Fraction) -> None:
        for_s = next(time for time, chip in self._times.items() if chip.isChecked())
        self.chosen.emit(per_coin, for_s)
        self.accept()


class RateSetting(QObject):
    """Leads from "no rate" to one that the manager answers for.

    Signals: changed(str coin code) it costs something else now, told(str) good to know.
    """

    changed = Signal(str)
    told = Signal(str)

    def __init__(self, theme: Theme, bridge: Bridge, errands: Errands, sight: Sight) -> None:
        super().__init__()
        self._theme = theme
        self._bridge = bridge
        self._errands = errands
        self._sight = sight
        self._pins = PinDesk(theme, bridge, errands)
        self._pins.setParent(self)

    def begin(self, code: str, parent: QWidget) -> None:
        """Ask for the rate of a coin, above this window."""
        self._errands.start_newest("rate", self._ask(code, parent))

    async def _ask(self, code: str, parent: QWidget) -> None:
        now = self._sight.now()
        question = await self._bridge.read(lambda front: _question(front, code, now))
        sheet = RateSheet(parent, self._theme, question)
        pair = (question.code, question.currency)
        sheet.chosen.connect(lambda price, for_s: self._agree(pair, price, for_s, parent))
        sheet.ended.connect(lambda: self._end(pair, parent))
        sheet.open()

    def _agree(
        self, pair: tuple[str, str], per_coin: Fraction, for_s: int, parent: QWidget
    ) -> None:
        code, currency = pair
        rate = Rate(per_coin=per_coin, code=code, currency=currency, sources=(), at=0)
        words = agreement_text(rate, for_s)

        async def deed(pin: str) -> None:
            await self._bridge.ask(lambda f: _rates(f).set_rate(pair, per_coin, pin, for_s))
            self.told.emit(
                say("The rate of {coin} is set for {duration}", coin=code, duration=duration(for_s))
            )
            self.changed.emit(code)

        self._errands.start(self._pins.ask(parent, words, deed))

    def _end(self, pair: tuple[str, str], parent: QWidget) -> None:
        async def deed(pin: str) -> None:
            await self._bridge.ask(lambda f: _rates(f).end_rate(pair, pin))
            self.told.emit(say("{coin} goes by the rate services again", coin=pair[0]))
            self.changed.emit(pair[0])

        words = say("{coin} goes by the rate services again.", coin=pair[0])
        self._errands.start(self._pins.ask(parent, words, deed))


def _rates(front: Shopfront) -> RatesDoor:
    if front.rates is None:
        raise Refused("no_rates", "This till has no rates to set")
    return front.rates


def _question(front: Shopfront, code: str, now: int) -> RateQuestion:
    found = next((seen for seen in _rates(front).rates() if seen.code == code), None)
    if found is None:
        raise Refused("unknown_coin", f"This shop does not take {code}")
    return rate_question(found, now)
