"""The assistant's frame: the steps at the left, one page, and the ways on below it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pos.gui.parts import GAP, Button, label, named, row
from pos.gui.present.setup import SHORT, STEPS, TITLES
from pos.gui.present.words import say
from pos.gui.setup.page import Page
from pos.gui.setupdoors import Mark, Step
from pos.gui.theme import Theme

STEPS_PX: Final = 220
NEXT_PX: Final = 180
WAY_PX: Final = 96
_SHAPES: Final = {Mark.DONE: "paid", Mark.SKIPPED: "next"}
_SAID: Final = {Mark.DONE: "done", Mark.SKIPPED: "left out"}


class SetupPane(QWidget):
    """Says what the owner wants.

    Signals: went(Step) a step was chosen at the left; nexted(), skipped(), backed(), closed().
    """

    went = Signal(object)
    nexted = Signal()
    skipped = Signal()
    backed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("setup")
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(say("Set-up assistant"))
        self._theme = theme
        self._is_busy = False
        self._steps = {step: self._step(step) for step in STEPS}
        self._title = label("", role="big", name="setup.title", wraps=True)
        self._intro = label("", role="muted", name="setup.intro", wraps=True)
        self._why = label("", role="danger", name="setup.why", wraps=True)
        self._why.hide()
        self._pages = named(QStackedWidget(), "setup.pages")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(16)
        whole.addWidget(self._left())
        whole.addLayout(self._right(), 1)

    def add(self, page: Page) -> None:
        """One more page; it gets a bar to scroll where the window is low."""
        area = named(QScrollArea(widgetResizable=True), f"setup.area.{page.step.value}")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._pages.addWidget(area)

    def show_step(self, step: Step, marks: Mapping[Step, Mark]) -> None:
        """Bring a page to the front."""
        title, intro = TITLES[step]
        self._title.setText(say(title))
        self._intro.setText(say(intro))
        self.show_why("")
        self._pages.setCurrentIndex(STEPS.index(step))
        self._back.setVisible(step is not STEPS[0])
        self._skip.setVisible(step not in {STEPS[0], Step.START, STEPS[-1]})
        is_last = step is STEPS[-1]
        self._next.setText(say("Open my shop") if is_last else say("Next"))
        self._next.setAccessibleName(self._next.text())
        self._next.setVisible(step is not Step.START)
        for each, button in self._steps.items():
            self._show_mark(button, each, marks.get(each))
            button.setChecked(each is step)

    def show_why(self, words: str) -> None:
        """Say why it does not go on; "" takes it back."""
        self._why.setText(words)
        self._why.setVisible(bool(words))

    def show_busy(self, is_busy: bool) -> None:
        """Something is being written: wait for it."""
        self._is_busy = is_busy  # a button that is switched off would lose the focus

    def focus_next(self) -> None:
        """Give the focus to the way on."""
        self._next.setFocus()

    def _show_mark(self, button: Button, step: Step, mark: Mark | None) -> None:
        name = "blank" if mark is None else _SHAPES[mark]
        colour = "well" if mark is Mark.DONE else "muted"
        button.setIcon(self._theme.icon(name, colour, 20))
        words = say(SHORT[step])
        button.setAccessibleName(words if mark is None else f"{words}, {say(_SAID[mark])}")

    def _left(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(self._theme.px(STEPS_PX))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for button in self._steps.values():
            column.addWidget(button)
        column.addStretch(1)
        return side

    def _step(self, step: Step) -> Button:
        made = Button(f"setup.step.{step.value}", say(SHORT[step]), role="quiet")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setMinimumHeight(self._theme.px(50))
        made.setStyleSheet("text-align: left")
        made.clicked.connect(lambda: self.went.emit(step))
        return made

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._intro)
        column.addWidget(self._pages, 1)
        column.addWidget(self._why)
        self._close = self._way("setup.close", say("Later"), self.closed)
        self._close.setAccessibleName(say("Leave the assistant; it is in the Office"))
        self._back = self._way("setup.back", say("Back"), self.backed)
        self._skip = self._way("setup.skip", say("Leave out"), self.skipped)
        self._next = self._way("setup.next", say("Next"), self.nexted, role="primary")
        column.addLayout(row(self._close, 1, self._back, self._skip, self._next))
        return column

    def _way(self, name: str, words: str, told: SignalInstance, role: str = "bar") -> Button:
        made = Button(name, words, role=role)
        wide = self._theme.px(NEXT_PX if role == "primary" else WAY_PX)
        made.setStyleSheet(f"min-width: {wide}px")
        made.clicked.connect(lambda: self._tell(told))
        return made

    def _tell(self, told: SignalInstance) -> None:
        if not self._is_busy:
            told.emit()
