"""Trying connections one beside the other, with what came of each, and a way to stop waiting."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos.domain.errors import Refused, Trouble
from pos.gui.parts import GAP, Button, clear, label, named, row
from pos.gui.present.words import again, say
from pos.gui.setup.page import Workplace, nothing
from pos.gui.setupdoors import Changes


class Trials(QWidget):
    """A button, and a line for each connection below it.

    Signals: ended() every connection was tried.
    """

    ended = Signal()

    def __init__(self, place: Workplace, code: str, changes: Callable[[], Changes]) -> None:
        super().__init__()
        self._place = place
        self._code = code
        self._changes = changes
        self._try = Button("setup.trial.start", say("Try the connection"))
        self._try.setMinimumHeight(place.theme.px(52))
        self._try.clicked.connect(self._start)
        self._stop = Button("setup.trial.stop", say("Stop waiting"))
        self._stop.setMinimumHeight(place.theme.px(52))
        self._stop.clicked.connect(self.stop)
        self._stop.hide()
        self._verdict = label("", role="strong", name="setup.trial.verdict", wraps=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row(self._try, self._stop, 1))
        column.addWidget(self._verdict)
        column.addLayout(self._lines)

    def stop(self) -> None:
        """Wait no longer."""
        self._place.errands.start_newest("setup.trials", nothing())

    def _start(self) -> None:
        self._place.errands.start_newest("setup.trials", self._run())

    def _show_running(self, is_running: bool) -> None:
        self._try.setEnabled(not is_running)
        self._stop.setVisible(is_running)

    async def _run(self) -> None:
        clear(self._lines)
        self._show_running(True)
        self._verdict.setText(say("Trying…"))
        try:
            await self._try_all(dict(self._changes()))
        except (Refused, Trouble) as why:
            self._verdict.setText(again(str(why)))
        except asyncio.CancelledError:
            if isValid(self):
                self._verdict.setText("")
            raise
        finally:
            if isValid(self):  # it may have been left meanwhile, with all that is on it
                self._show_running(False)
                self.ended.emit()

    async def _try_all(self, changes: Changes) -> None:
        code = self._code
        subjects = await self._place.ask(lambda door: door.wallets.trials(code, changes))
        outcomes = await asyncio.gather(*(self._attempt(each, changes) for each in subjects))
        good = sum(outcomes)
        if good == len(outcomes):
            self._verdict.setText(say("It works."))
        elif good > 1:
            self._verdict.setText(say("Enough of them answer: it works."))
        else:
            self._verdict.setText(
                say("It does not work now. You can go on all the same and mend it later.")
            )

    async def _attempt(self, subject: str, changes: Changes) -> bool:
        line, picture, words = self._line(subject)
        self._lines.addWidget(line)
        code = self._code
        problem = await self._place.ask(lambda d: d.wallets.attempt(code, changes, subject))
        shape, colour = ("attention", "warning") if problem else ("paid", "well")
        picture.setPixmap(self._place.theme.pixmap(shape, colour, self._place.theme.px(20)))
        words.setText(f"{subject}: {again(problem)}" if problem else subject)
        return not problem

    def _line(self, subject: str) -> tuple[QWidget, QLabel, QLabel]:
        whole, picture = QWidget(), label()
        picture.setPixmap(self._place.theme.pixmap("waiting", "muted", self._place.theme.px(20)))
        words = named(label(subject, wraps=True), f"setup.trial.line.{subject}")
        line = row(picture, words)
        line.setStretch(1, 1)
        whole.setLayout(line)
        return whole, picture, words
