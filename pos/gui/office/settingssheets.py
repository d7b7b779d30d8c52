"""The sheets of the settings: what a save changes, and what a check finds."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui.backoffice import Found
from pos.gui.dialogs import Sheet
from pos.gui.errands import Errands
from pos.gui.parts import Badge, Button, label, named
from pos.gui.present.settings import found_said
from pos.gui.present.words import again, say
from pos.gui.theme import Theme

SIZE: Final = (760, 620)
AROUND_PX: Final = 40


class SaveSheet(Sheet):
    """Lists what changes; it stays until that was taken, and says why if it was not."""

    def __init__(  # noqa: PLR0913, PLR0917 - one argument for each thing that is on it
        self,
        parent: QWidget,
        theme: Theme,
        errands: Errands,
        lines: Sequence[str],
        words: str,
        take: Callable[[], Awaitable[object]],
    ) -> None:
        super().__init__(parent, theme, "save", say("Save the settings"))
        self._errands = errands
        self._take = take
        self._is_busy = False
        area, column = _scrolled("save.list")
        for number, line in enumerate(lines):
            column.addWidget(label(f"• {line}", wraps=True, name=f"save.line.{number}"))
        column.addStretch(1)
        self.body.addWidget(area, 1)
        self.body.addWidget(label(words, role="muted", wraps=True, name="save.words"))
        self._why = label("", name="save.why", role="danger", wraps=True)
        self._why.hide()
        self.body.addWidget(self._why)
        _, self._yes = self.add_buttons(say("Back"), say("Save"))
        self._yes.clicked.connect(self._answer)
        _fit(self, theme, parent)

    def reject(self) -> None:
        if not self._is_busy:  # its answer comes in a moment, and needs somewhere to stand
            super().reject()

    def _answer(self) -> None:
        if not self._is_busy:
            self._is_busy = True
            self._errands.start(self._try())

    async def _try(self) -> None:
        try:
            await self._take()
        except (Refused, Trouble) as why:
            self._why.setText(again(str(why)))
            self._why.show()
        else:
            self.accept()
        finally:
            self._is_busy = False


class CheckSheet(Sheet):
    """What a check finds, one after the other; closing it ends the check.

    Signals: ended() nobody wants to know the rest.
    """

    ended = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, "check", say("Check"))
        self._count = 0
        self._area, self._column = _scrolled("check.list")
        self._column.addStretch(1)
        self._state = label(say("Trying every connection…"), role="muted", name="check.state")
        close = Button("check.close", say("Close"), role="primary")
        close.clicked.connect(self.accept)
        self.finished.connect(self.ended)
        self.body.addWidget(self._state)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(close)
        _fit(self, theme, parent)

    def add(self, found: Found) -> None:
        """One more."""
        badge = Badge(self.theme, f"check.{self._count}")
        badge.show_state(*found_said(found))
        self._column.insertWidget(self._count, badge)
        self._count += 1

    def show_end(self, words: str) -> None:
        """All was tried, or why not."""
        self._state.setText(words)


def _scrolled(name: str) -> tuple[QScrollArea, QVBoxLayout]:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 6, 0)
    area = named(QScrollArea(widgetResizable=True), name)
    area.setWidget(inside)
    return area, column


def _fit(sheet: Sheet, theme: Theme, parent: QWidget) -> None:
    sheet.resize(
        min(theme.px(SIZE[0]), parent.width() - AROUND_PX),
        min(theme.px(SIZE[1]), parent.height() - AROUND_PX),
    )
