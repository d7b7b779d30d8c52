"""Sheets that ask for a line of text, and keep it until the answer was taken."""

from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui.dialogs import Sheet
from pos.gui.errands import Errands
from pos.gui.parts import label, named
from pos.gui.present.words import again, say
from pos.gui.theme import Theme

Take = Callable[[str], Awaitable[object]]
"""What is done with the answer; Refused and Trouble are shown and the sheet stays open."""


class TextSheet(Sheet):
    """Asks for one line; it closes when the answer was taken, and says why if it was not."""

    def __init__(  # noqa: PLR0913 - one argument for each thing that is on it
        self,
        parent: QWidget,
        theme: Theme,
        name: str,
        title: str,
        *,
        words: str,
        deed: str,
        errands: Errands,
        take: Take,
        is_secret: bool = False,
    ) -> None:
        super().__init__(parent, theme, name, title)
        self._errands = errands
        self._take = take
        self._is_secret = is_secret
        self._is_busy = False
        self._line = named(QLineEdit(), f"{name}.line")
        self._line.setAccessibleName(title)
        self._line.setMinimumHeight(theme.px(52))
        if is_secret:
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._why = label("", name=f"{name}.why", role="danger", wraps=True)
        self._why.hide()
        if words:
            self.body.addWidget(label(words, wraps=True))
        self.body.addWidget(self._line)
        self.body.addWidget(self._why)
        self._no, self._yes = self.add_buttons(say("Back"), deed)
        self._yes.clicked.connect(self._answer)
        self._yes.setDefault(True)
        self._line.returnPressed.connect(self._answer)
        self._line.setFocus()
        self.setMinimumWidth(theme.px(560))

    def reject(self) -> None:
        if not self._is_busy:  # its answer comes in a moment, and needs somewhere to stand
            super().reject()

    def _answer(self) -> None:
        typed = self._line.text()
        text = typed if self._is_secret else typed.strip()
        if text and not self._is_busy:
            self._is_busy = True
            self._yes.setEnabled(False)
            self._errands.start(self._try(text))

    async def _try(self, text: str) -> None:
        try:
            await self._take(text)
        except (Refused, Trouble) as why:
            self._why.setText(again(str(why)))
            self._why.show()
            self.adjustSize()
            self._line.selectAll()
            self._line.setFocus()
        else:
            self.accept()
        finally:
            self._is_busy = False
            self._yes.setEnabled(True)
