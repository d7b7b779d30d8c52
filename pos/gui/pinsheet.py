"""Asking for the manager's PIN, with keys or with a finger; the first time it is chosen."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui import entry
from pos.gui.bridge import Bridge
from pos.gui.dialogs import Sheet
from pos.gui.errands import Errands
from pos.gui.keypad import Keypad, meaning_of
from pos.gui.parts import ENTER_KEYS, label, named, selectable
from pos.gui.present.figures import NBSP
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme

LONGEST: Final = 8
WHY_PX: Final = 34
"""The room that a line of refusal takes: no key may get too small for a finger."""

DOT: Final = f"\u2022{NBSP}"

Take = Callable[[str], Awaitable[None]]
"""What is done with the PIN; what is refused is shown, and the sheet stays."""


class PinSheet(Sheet):
    """Digits that nobody reads over a shoulder. It closes when the PIN was taken."""

    def __init__(
        self, parent: QWidget, theme: Theme, title: str, words: str, take: Callable[[str], None]
    ) -> None:
        super().__init__(parent, theme, "pin", title)
        self._take = take
        self._digits = ""
        self.body.addWidget(named(selectable(words), "pin.words"))
        self._display = label("", role="display", name="pin.display")
        self._display.setMinimumHeight(theme.px(56))
        self.body.addWidget(self._display)
        self._why = label("", name="pin.why", role="danger", wraps=True)
        self._why.hide()
        self.body.addWidget(self._why)
        keypad = Keypad(theme, "pin.keypad", is_calculator=False, is_pin=True)
        keypad.typed.connect(self._type)
        self.body.addWidget(keypad, 1)
        self.is_busy = False
        _, self._yes = self.add_buttons("Back", "OK   Enter")
        self._yes.setAccessibleName("OK")
        self._yes.clicked.connect(self._answer)
        self.setMinimumWidth(theme.px(400))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self._show()

    def refuse(self, why: str) -> None:
        """Say why it was not taken, and ask again."""
        self._digits = ""
        self._why.setText(why)
        if self._why.isHidden():
            self._why.show()
            self.resize(self.width(), self.height() + self.theme.px(WHY_PX))
        self._show()

    def reject(self) -> None:
        if not self.is_busy:  # its answer comes in a moment, and needs somewhere to stand
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = meaning_of(event)
        if event.key() in ENTER_KEYS:
            self._answer()
        elif meaning.isdigit() or meaning == entry.BACK:
            self._type(meaning)
        else:
            super().keyPressEvent(event)

    def _type(self, key: str) -> None:
        if key == entry.CLEAR:
            self._digits = ""
        elif key == entry.BACK:
            self._digits = self._digits[:-1]
        elif len(self._digits) < LONGEST:
            self._digits += key
        self._show()

    def _show(self) -> None:
        self._display.setText(DOT * len(self._digits))
        self._display.setAccessibleName(f"{len(self._digits)} digits typed")

    def _answer(self) -> None:
        if self._digits and not self.is_busy:
            self.is_busy = True
            self._take(self._digits)


class PinDesk(QObject):
    """Does something once the manager has agreed to it."""

    def __init__(self, theme: Theme, bridge: Bridge, errands: Errands) -> None:
        super().__init__()
        self._theme = theme
        self._bridge = bridge
        self._errands = errands

    async def ask(self, parent: QWidget, words: str, deed: Take) -> None:
        """Show what is agreed to and ask for the PIN; `deed` gets it and may refuse it."""
        await self._shown(parent, words, deed)

    async def agree(self, parent: QWidget, words: str) -> bool:
        """Whether the manager agreed to this; False once the sheet was left without the PIN."""

        async def check(pin: str) -> None:
            await self._bridge.ask(lambda front: check_pin(front, pin))

        sheet = await self._shown(parent, words, check)
        answers: asyncio.Queue[int] = asyncio.Queue()
        sheet.finished.connect(answers.put_nowait)
        return await answers.get() == PinSheet.DialogCode.Accepted

    async def _shown(self, parent: QWidget, words: str, deed: Take) -> PinSheet:
        if await self._bridge.ask(_must_choose):
            title = "Choose a manager's PIN: 4 to 8 digits"
            return self._open(parent, title, words, self._choosing(deed))
        return self._open(parent, "Manager's PIN", words, deed)

    def _choosing(self, deed: Take) -> Take:
        """The first PIN is set, then used."""

        async def chosen(pin: str) -> None:
            await self._bridge.ask(lambda front: _choose(front, pin))
            await deed(pin)

        return chosen

    def _open(self, parent: QWidget, title: str, words: str, deed: Take) -> PinSheet:
        def take(pin: str) -> None:
            self._errands.start(self._try(sheet, pin, deed))

        sheet = PinSheet(parent, self._theme, title, words, take)
        sheet.open()
        return sheet

    async def _try(self, sheet: PinSheet, pin: str, deed: Take) -> None:
        try:
            await deed(pin)
        except (Refused, Trouble) as why:
            sheet.refuse(str(why))
        else:
            sheet.accept()
        finally:
            sheet.is_busy = False


async def _must_choose(front: Shopfront) -> bool:
    return front.pin is not None and front.pin.may_choose and not await front.pin.is_set()


async def _choose(front: Shopfront, pin: str) -> None:
    assert front.pin is not None
    if not await front.pin.is_set():
        await front.pin.choose(pin)


async def check_pin(front: Shopfront, pin: str) -> None:
    """Return if it is the manager's PIN. Raises Refused."""
    if front.pin is None:
        raise Refused("no_pin", "No manager's PIN can be kept here")
    await front.pin.check(pin)
