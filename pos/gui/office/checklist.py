"""The page "Set-up": what the owner left out, each with the way to do it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pos.gui.bridge import Bridge
from pos.gui.frame import Frame, as_widget
from pos.gui.parts import GAP, Badge, Button, card, clear, label, row
from pos.gui.present.setup import Todo, left_to_do
from pos.gui.present.tokens import Token
from pos.gui.present.words import say
from pos.gui.setupdoors import SetupSeen, Step
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme


class ChecklistPage(QWidget):
    """What is left to do.

    Signals: looked(), chosen(Step | None) the assistant is to open there; None: where it was left.
    """

    looked = Signal()
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("office.checklist")
        self._theme = theme
        self._shown: tuple[Todo, ...] | None = None
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        again = Button("checklist.again", say("Go through the set-up"), role="bar")
        again.clicked.connect(lambda: self.chosen.emit(None))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(label(say("Set-up"), role="big"))
        about = say("What is left to do before customers come. Everything can wait.")
        whole.addWidget(label(about, role="muted", wraps=True))
        whole.addWidget(inside)
        whole.addStretch(1)
        whole.addLayout(row(1, again))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked.emit()

    def show_todos(self, todos: Sequence[Todo]) -> None:
        """These are left."""
        if tuple(todos) == self._shown:
            return
        self._shown = tuple(todos)
        clear(self._column)
        for number, todo in enumerate(todos):
            self._column.addWidget(self._line(todo, number))
        if not todos:
            badge = Badge(self._theme, "checklist.done")
            badge.show_state(Token.PAID, say("Everything is set up."))
            self._column.addWidget(badge)

    def _line(self, todo: Todo, number: int) -> QFrame:
        frame, column = card(f"checklist.{number}")
        go = Button(f"checklist.go.{number}", say("Do it"), says=todo.words)
        go.clicked.connect(lambda: self.chosen.emit(todo.step))
        line = row(label(todo.words, role="strong", wraps=True), go)
        line.setStretch(0, 1)
        column.addLayout(line)
        return frame


class Checklist(QObject):
    """Reads what is left, and leads to the assistant."""

    def __init__(self, frame: Frame, theme: Theme, bridge: Bridge) -> None:
        super().__init__(as_widget(frame))
        self._frame = frame
        self._theme = theme
        self._bridge = bridge
        self.page: ChecklistPage | None = None
        """None until somebody went there."""

    def make_page(self) -> ChecklistPage:
        """The page, whose wishes are heard here."""
        self.page = page = ChecklistPage(self._theme)
        page.looked.connect(self.refresh)
        page.chosen.connect(self._open)
        return page

    def refresh(self) -> None:
        """Read what is left."""
        self._frame.errands.start_newest("checklist", self._read())

    async def _read(self) -> None:
        seen = await self._bridge.ask(_seen_by)
        if self.page is not None:
            self.page.show_todos(left_to_do(seen))

    def _open(self, step: Step | None) -> None:
        self._frame.set_up(step)


async def _seen_by(front: Shopfront) -> SetupSeen:
    """How far the set-up is; without that door there is no such page."""
    assert front.setup is not None, "a shop without a set-up shows no checklist"
    return await front.setup.notes.seen()
