"""Asks for the code of the recovery sheet and a new PIN, where the old one was forgotten."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui.bridge import Bridge
from pos.gui.dialogs import Sheet
from pos.gui.errands import Errands
from pos.gui.parts import label, named, row
from pos.gui.present.words import again, say
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme

LONGEST = 8


class RecoverySheet(Sheet):
    """It closes when the new PIN is set.

    Signals: recovered().
    """

    recovered = Signal()

    def __init__(self, parent: QWidget, theme: Theme, bridge: Bridge, errands: Errands) -> None:
        super().__init__(parent, theme, "recovery", say("PIN forgotten"))
        self._bridge = bridge
        self._errands = errands
        self._is_busy = False
        self._code = self._line("recovery.code", say("The code on your recovery sheet"))
        self._first = self._secret("recovery.first", say("New PIN"))
        self._second = self._secret("recovery.second", say("The same again"))
        self._second.returnPressed.connect(self._answer)
        self._why = label("", role="danger", name="recovery.why", wraps=True)
        self._why.hide()
        self.body.addWidget(label(say("The code on your recovery sheet")))
        self.body.addWidget(self._code)
        self.body.addWidget(label(say("A new PIN of 4 to 8 digits, twice")))
        self.body.addLayout(row(self._first, self._second))
        self.body.addWidget(self._why)
        _, yes = self.add_buttons(say("Back"), say("Set the PIN"))
        yes.clicked.connect(self._answer)
        self._code.setFocus()
        self.setMinimumWidth(theme.px(560))

    def reject(self) -> None:
        if not self._is_busy:  # its answer comes in a moment, and needs somewhere to stand
            super().reject()

    def _line(self, name: str, title: str) -> QLineEdit:
        made = named(QLineEdit(), name)
        made.setAccessibleName(title)
        made.setMinimumHeight(self.theme.px(52))
        return made

    def _secret(self, name: str, title: str) -> QLineEdit:
        made = self._line(name, title)
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setMaxLength(LONGEST)
        return made

    def _answer(self) -> None:
        if self._is_busy:
            return
        if self._first.text() != self._second.text():
            self._refuse(say("The two are not the same. Type both again."))
            return
        self._is_busy = True
        self._errands.start(self._try(self._code.text(), self._first.text()))

    async def _try(self, code: str, pin: str) -> None:
        try:
            await self._bridge.ask(lambda front: _recover(front, code, pin))
        except (Refused, Trouble) as why:
            self._refuse(again(str(why)))
        else:
            self.recovered.emit()
            self.accept()
        finally:
            self._is_busy = False

    def _refuse(self, why: str) -> None:
        self._first.clear()
        self._second.clear()
        self._why.setText(why)
        self._why.show()
        self.adjustSize()


async def _recover(front: Shopfront, code: str, pin: str) -> None:
    if front.pin is None:
        raise Refused("no_pin", "No manager's PIN can be kept here")
    await front.pin.recover(code, pin)
