"""Asking for the manager's PIN, with keys or with a finger; the first time it is chosen."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui import entry
from pos.gui.bridge import Bridge
from pos.gui.dialogs import Sheet
from pos.gui.errands import Errands
from pos.gui.keypad import Keypad, meaning_of
from pos.gui.parts import ENTER_KEYS, Button, label, named, row, selectable
from pos.gui.present.figures import NBSP
from pos.gui.present.words import again, count, later, say
from pos.gui.recoverysheet import RecoverySheet
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme

LONGEST: Final = 8
WIDE_PX: Final = 460
"""With room for the way out beside eight dots."""

WHY_PX: Final = 34
"""The room that a line of refusal takes: no key may get too small for a finger."""

DOT: Final = f"\u2022{NBSP}"

NO_PIN: Final = later(
    "Choose the shop's PIN first, in the set-up assistant: without one anybody at the till could"
    " change where the money goes."
)

Take = Callable[[str], Awaitable[None]]
"""What is done with the PIN; what is refused is shown, and the sheet stays."""


class PinSheet(Sheet):
    """Digits that nobody reads over a shoulder. It closes when the PIN was taken.

    Signals: forgotten() nobody knows it any more.
    """

    forgotten = Signal()

    def __init__(
        self, parent: QWidget, theme: Theme, title: str, words: str, take: Callable[[str], None]
    ) -> None:
        super().__init__(parent, theme, "pin", title)
        self._take = take
        self._digits = ""
        self.body.addWidget(named(selectable(words), "pin.words"))
        self._display = label("", role="display", name="pin.display")
        self._display.setMinimumHeight(theme.px(56))
        self._forgotten = Button("pin.forgotten", say("Forgotten?"), role="quiet")
        self._forgotten.setMinimumHeight(theme.px(52))
        self._forgotten.clicked.connect(self.forgotten)
        self._forgotten.hide()
        line = row(self._display, self._forgotten)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self._why = label("", name="pin.why", role="danger", wraps=True)
        self._why.hide()
        self.body.addWidget(self._why)
        keypad = Keypad(theme, "pin.keypad", is_calculator=False, is_pin=True)
        keypad.typed.connect(self._type)
        self.body.addWidget(keypad, 1)
        self.is_busy = False
        _, self._yes = self.add_buttons(say("Back"), say("OK   Enter"))
        self._yes.setAccessibleName(say("OK"))
        self._yes.clicked.connect(self._answer)
        self.setMinimumWidth(theme.px(400))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self._show()

    def offer_recovery(self) -> None:
        """There was a PIN, so it can have been forgotten."""
        self._forgotten.show()
        self.setMinimumWidth(self.theme.px(WIDE_PX))

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
        self._display.setAccessibleName(
            count("{n} digit typed|{n} digits typed", len(self._digits))
        )

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

        return await _accepted(await self._shown(parent, words, check))

    async def agree_by(self, parent: QWidget, words: str, check: Take) -> bool:
        """The same where the PIN is not that of the shop that is open."""
        return await _accepted(self._open(parent, say("Manager's PIN"), words, check))

    async def agree_for_shop(self, parent: QWidget, words: str, *, sells: bool) -> bool:
        """The same for what holds with real money, though it may be practice that is open.

        There anybody may choose the PIN, so the real shop's is asked for. `sells`: it takes money,
        or will by this. Raises Refused if it then has no PIN to be asked for.
        """
        is_beside = self._bridge.facts.is_practice and self._bridge.has(lambda front: front.setup)
        if not is_beside:
            return await self.agree(parent, words)
        if await self._bridge.ask(_has_shop_pin):
            return await self.agree_by(parent, words, self._check_shop_pin)
        if sells:
            raise Refused("no_pin", say(NO_PIN))
        return await self.agree(parent, words)

    async def _check_shop_pin(self, pin: str) -> None:
        async def check(front: Shopfront) -> None:
            assert front.setup is not None, "it was asked whether it has a PIN"
            await front.setup.owner.check(pin)

        await self._bridge.ask(check)

    async def _shown(self, parent: QWidget, words: str, deed: Take) -> PinSheet:
        if await self._bridge.ask(_must_choose):
            title = say("Choose a manager's PIN: 4 to 8 digits")
            return self._open(parent, title, words, self._choosing(deed))
        sheet = self._open(parent, say("Manager's PIN"), words, deed)
        sheet.offer_recovery()
        sheet.forgotten.connect(lambda: self._recover(sheet))
        return sheet

    def _recover(self, sheet: PinSheet) -> None:
        """The PIN is still asked for after that: the new one."""
        recovery = RecoverySheet(sheet, self._theme, self._bridge, self._errands)
        recovery.recovered.connect(
            lambda: sheet.refuse(
                say("The new PIN is set. Type it to go on. Then make a new recovery sheet.")
            )
        )
        recovery.open()

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
            sheet.refuse(again(str(why)))
        else:
            sheet.accept()
        finally:
            sheet.is_busy = False


async def _accepted(sheet: PinSheet) -> bool:
    answers: asyncio.Queue[int] = asyncio.Queue()
    sheet.finished.connect(answers.put_nowait)
    return await answers.get() == PinSheet.DialogCode.Accepted


async def _must_choose(front: Shopfront) -> bool:
    return front.pin is not None and front.pin.may_choose and not await front.pin.is_set()


async def _has_shop_pin(front: Shopfront) -> bool:
    return front.setup is not None and await front.setup.owner.has_pin()


async def _choose(front: Shopfront, pin: str) -> None:
    assert front.pin is not None
    if not await front.pin.is_set():
        await front.pin.choose(pin)


async def check_pin(front: Shopfront, pin: str) -> None:
    """Return if it is the manager's PIN. Raises Refused."""
    if front.pin is None:
        raise Refused("no_pin", "No manager's PIN can be kept here")
    await front.pin.check(pin)
