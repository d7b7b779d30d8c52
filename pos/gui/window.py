"""The merchant's window: rail, strip, panes and the keys that work in all of them.

Stable object names, by which tests and assistive tools find things:

- `rail.sell`, `.pending`, `.orders`, `.office`; `strip.shop`, `.practice`, `.rates`, `.networks`,
  `.online`, `.phone`, `.sound`, `.help`; `starting.words`, `.again`, `.practice`; `toast`.
- `sell.search`, `.products`, `.display`, `.lines`, `.total`, `.charge`, `.hold`, `.recall`,
  `.discount`, `.undo`, `.amount`, `.times`, `.less`, `.quantity`, `.more`, `.lineDiscount`,
  `.remove`; `sell.category.NAME` (`all`); `sell.keypad.0` to `.9`, `.00`, `.point`, `.back`,
  `.clear`, `.times`, `.add`.
- `pay.qr`, `.amount`, `.address`, `.network`, `.rate`, `.clock`, `.fiat`, `.hint`, `.policy`,
  `.title`, `.total`, `.link`, `.back`, `.copyAmount`, `.copyAddress`; `pay.stage` (its words are
  `pay.stage.words` and its accessible name); `pay.coin.CODE`; `pay.hold`, `.cancel`, `.accept`,
  `.newCode`, `.retry`, `.setRate`, `.receipt`, `.newSale`, `.understood`; `pay.verdict.headline`,
  `pay.next` (the countdown to the next sale).
- `pending.list`, `.open`, `.count`; `orders.search`, `.list`, `.detail`, `.stage`, `.show`,
  `.receipt`, `.accept`, `.sendAgain`, `.back`, `.more`; `orders.shelf.NAME`; `orders.refund.0` and
  on, `orders.refund.approve`, `.pay`, `.retry`, `.unlock`, `orders.refundAddress.0` and on.
- `office.pages`, `office.stack`, and its pages: `checklist.0`, `checklist.go.0`, `.done`, `.again`;
  `settings.search`, `.list`, `.words`, `.mend`, `.drop`, `.check`, `.save`, `.coin`, `.add`;
  `section.NAME` with `.remove`, `.keep`; `setting.KEY` with `.why`, `.note`, `.state`, `.undo`,
  `.usual`, `.replace`, `.clear`, `.choose`; `backups.state`, `.facts`, `.now`, `.setUp`, `.off`;
  `diagnostics.state`, `.again`, `.save`, from 0 on `diagnostics.row.0`, `.state.0`, `.remedy.0`;
  `connect.PROTOCOL`, `connect.LANGUAGE`, `connect.text`, `.about`, `.file`, `.key`, `.copy`.
- `office.newKey`, `.addHook`, `.page`, `.noKeys`, `.noHooks`; from 0 on `office.key.0`,
  `.revoke.0`, `.hook.0`, `.last.0`, `.tested.0`, `.test.0`, `.log.0`, `.change.0`, `.remove.0`.
- `setup.title`, `.intro`, `.why`, `.next`, `.back`, `.skip`, `.close`, `setup.step.STEP`; its pages
  `setup.language.TAG`, `.region`, `.start.practice`, `.start.shop`, `.start.restore`, `.shop.name`,
  `.shop.address`, `.shop.taxNumber`, `.shop.currency`, `.pin.first`, `.pin.second`, `.pin.before`,
  `.pin.set`, `.sheet.save`, `.sheet.other`, `.sheet.look`, `.coin.WALLET`, `.coins.all`,
  `.wallet.KEY`, `.wallet.screen`, `.wallet.picture`, `.wallet.why`, `.wallet.use`, `.address`,
  `.address.yes`, `.address.no`, `.address.other.SCRIPT`, `.node.KEY`, `.node.own`, `.token.CODE`,
  `.trial.start`, `.trial.stop`, `.trial.verdict`, `.policy.CODE`, `.rates.SERVICE`,
  `.rates.spread`, `.rates.ask`, `.goods.path`, `.goods.pick`, `.goods.none`, `.goods.demo`,
  `.goods.import`, `.trial.go`, `.fact.0` and on, `.todo.0` and on; `guide.words`, `.on`.
- `phone.exact`, `.little`, `.much`, `.parts`, `.late`, `.doubleSpend`, `.mine`, `.offline`.
- Dialogs: `receipt.text`, `.copy`, `.close`; `number.display`, `.yes`, `.no`, `.percent`, `.value`,
  `number.keypad.KEY`; `confirm.yes`, `.no`; `held.0` and on, `held.no`; `help.close`;
  `about.lines`, `.newer`, `.advice`;
  `networks.list`, `.close`, `networks.state.0` and on, `networks.rate.CODE`, `.setRate.CODE`;
  `rate.useLast`, `.end`, `.display`, `.change`, `.for.SECONDS`, `.yes`, `.no`, `rate.keypad.KEY`;
  `pin.words`, `.display`, `.why`, `.yes`, `.no`, `pin.keypad.KEY`, `pin.forgotten`;
  `recovery.code`, `.first`, `.second`, `.why`, `.yes`, `.no`; `restore.path`, `.pick`,
  `.passphrase`, `.why`, `.yes`, `.no`; `refundAddress`, `transaction` and `unlock` with `.line`,
  `.why`, `.yes`, `.no`; `payRefund.code`, `.amount`, `.address`, `.yes`;
  `newKey` and `hookUrl` with `.line`, `.why`, `.yes`, `.no`, `newKey.create`, `.read`, `.refund`,
  `.webhooks`; `secret.text`, `.once`, `.copy`, `.close`; `hookLog.list`, `.nothing`, `.close`,
  `hookLog.state.0` and `.again.0` and on; `hook.on`, `.rotate`, `.everything`, `.invoice`,
  `hook.EVENT`, `.why`, `.yes`, `.no`; `save.line.0` and on, `save.words`, `.why`, `.yes`, `.no`;
  `check.state`, `.close`, `check.0` and on; `backup.folder`, `.choose`, `.passphrase`, `.again`,
  `.strength`, `.why`, `.yes`, `.no`.
"""

import asyncio
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos.domain.ids import SaleId
from pos.gui.bridge import Bridge
from pos.gui.desktop import Desktop
from pos.gui.errands import Errands
from pos.gui.keys import KEYS, Command
from pos.gui.parts import named
from pos.gui.present.tokens import Token
from pos.gui.rail import Rail
from pos.gui.setup.guide import Guide, GuideBar
from pos.gui.setup.room import SetupRoom
from pos.gui.setupdoors import Step
from pos.gui.sounds import Sounds
from pos.gui.starting import Starting
from pos.gui.strip import Strip
from pos.gui.theme import Theme
from pos.gui.toasts import Toasts

SMALLEST: Final = (1000, 560)


class Begun(StrEnum):
    """What goes on in the shop that is opened next."""

    SETUP = "setup"
    PRACTICE = "practice"


class MainWindow(QMainWindow):
    """Shows itself at once with "Starting", and becomes the till when the shop is connected.

    Signals: closing() the user wants to leave; the window is already hidden.
    reopening(bool | None) the shop is to be closed and another one opened in its place: practice
    (True), real money (False), what the settings say (None). Whoever runs the shop does it.
    """

    closing = Signal()
    reopening = Signal(object)

    def __init__(
        self,
        theme: Theme,
        loop: asyncio.AbstractEventLoop,
        now: Callable[[], float],
        sounds: Sounds,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Florin")
        self._theme = theme
        self._now = now
        self.errands = Errands(loop)
        self.desktop: Desktop | None = None
        self.setup: SetupRoom | None = None
        self.guide: Guide | None = None
        self._bridge: Bridge | None = None
        self._begun: Begun | None = None
        self.sounds = sounds
        self._furnish()
        self._watch_errands()
        self._bind_keys()
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)

    def connect_shop(self, bridge: Bridge, *, may_set_up: bool = False) -> None:
        """The engine is ready: build the panes and open the till.

        With `may_set_up` the assistant opens by itself where the profile is new.
        """
        facts = bridge.facts
        self.setWindowTitle(f"{facts.name} \u2013 Florin")
        self.strip.show_shop(facts.name, is_practice=facts.is_practice, listen=facts.listen)
        self.strip.fit(self.width())
        self.rail.show_practice(facts.is_practice)
        self.rail.set_open(True)
        self.desktop = Desktop(self, self._theme, bridge, self._now)
        self.desktop.fit(self.width())
        self.desktop.open()
        self._settle_in(bridge, may_set_up and facts.opens_setup)

    def _settle_in(self, bridge: Bridge, is_new: bool) -> None:
        """The assistant and the guide of this shop, and what was begun before it was opened."""
        assert self.desktop is not None
        self._bridge = bridge
        self.setup = SetupRoom(self, self._theme, bridge, self._practise)
        self.setup.setParent(self.desktop)
        self.guide = Guide(self.guide_bar, self.desktop)
        self.guide.paid.connect(self.setup.note_trial)
        self.guide_bar.gone_on.connect(self.set_up)
        begun, self._begun = self._begun, None
        if begun is Begun.PRACTICE:
            self.guide.begin()
        elif begun is Begun.SETUP or is_new:
            self.setup.open()

    def set_up(self, step: Step | None = None) -> None:
        """Begin the set-up assistant, or go on with it where it was left or at this step."""
        if self.setup is not None and self.guide is not None:
            self.guide.end()
            self.setup.open(step)

    def _practise(self) -> None:
        """Lead through a sale with play money, here or in the practice shop."""
        if self._bridge is None or self.desktop is None or self.guide is None:
            return
        if self._bridge.facts.is_practice:
            self.desktop.command(Command.SELL)
            self.guide.begin()
            return
        self._begun = Begun.PRACTICE
        self.reopen(True)

    def show_docks(self, is_shown: bool) -> None:
        """Show or hide what lies around the panes, such as the customer's phone."""
        for dock in self.findChildren(QDockWidget):
            dock.setVisible(is_shown)

    def show_failure(self, words: str, *, may_practise: bool = False) -> None:
        """The shop could not be opened: say so instead of "Starting", and offer the ways on."""
        self.starting.show_failure(words, may_practise=may_practise)
        self.strip.show_shop("Florin", is_practice=False, listen="")

    def reopen(self, is_practice: bool | None) -> None:
        """Ask for another shop in this window; None means the one that the settings name."""
        self.reopening.emit(is_practice)

    async def leave_shop(self) -> SaleId | None:
        """Let go of the shop for another one: call it before its engine ends.

        Everything of it leaves the window. The answer is the cart that was on the counter, which
        is held now; None for an empty one.
        """
        held = None if self.desktop is None else await self.desktop.sell.counter.put_away()
        if self._begun is None and self.setup is not None and self.setup.is_open:
            self._begun = Begun.SETUP
        self.starting.show_wait()
        self.stack.setCurrentWidget(self.starting)
        if self.desktop is not None:
            self.desktop.close()
        await self.errands.close()
        self._empty()
        self.starting.show_wait()
        return held

    async def close_shop(self) -> None:
        """End every errand and hear no more news; call it before the engine ends."""
        if self.desktop is not None:
            self.desktop.close()
        self.sounds.close()
        await self.errands.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.fit(self.width())
        if self.desktop is not None:
            self.desktop.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closing.emit()

    def command(self, command: Command) -> None:
        """A key or a button that works in the whole window."""
        if command is Command.FULLSCREEN:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif command is Command.SOUND:
            self.sounds.is_on = not self.sounds.is_on
            self.strip.show_sound(is_on=self.sounds.is_on)
        elif self.setup is not None and self.setup.is_open and command is Command.BACK:
            self.setup.back()
        elif self.desktop is not None:
            self.desktop.command(command)

    def _furnish(self) -> None:
        """Everything around the panes, new for each shop: it may have another language."""
        self.strip = Strip(self._theme)
        self.strip.show_sound(is_on=self.sounds.is_on)
        self.rail = Rail(self._theme)
        self.stack = named(QStackedWidget(), "panes")
        self.guide_bar = GuideBar(self._theme)
        self.starting = Starting(self._theme)
        self.stack.addWidget(self.starting)
        self.setCentralWidget(self._frame())
        self.toasts = Toasts(self, self._theme, self._calm)
        self.stack.currentChanged.connect(self.toasts.place)
        self.rail.commanded.connect(self.command)
        self.strip.commanded.connect(self.command)
        self.starting.retried.connect(lambda: self.reopen(None))
        self.starting.practised.connect(lambda: self.reopen(True))

    def _empty(self) -> None:
        """Take out everything that belongs to the shop, and furnish anew."""
        if self.desktop is not None:
            self.desktop.deleteLater()
            self.desktop = self.setup = self.guide = self._bridge = None
        for sheet in self.findChildren(QDialog):
            sheet.close()
        for dock in self.findChildren(QDockWidget):
            self.removeDockWidget(dock)
            dock.deleteLater()
        self.removeEventFilter(self.toasts)
        self.toasts.hide()
        self.toasts.deleteLater()
        self.stack.currentChanged.disconnect(self.toasts.place)
        self._furnish()

    def _watch_errands(self) -> None:
        self.errands.refused.connect(lambda words: self.toasts.say(Token.ATTENTION, words))
        self.errands.troubled.connect(lambda words: self.toasts.say(Token.OFFLINE, words))
        self.errands.broken.connect(
            lambda words: self.toasts.say(Token.FAILED, words, is_lasting=True)
        )

    def _calm(self) -> QWidget | None:
        """The part of the pane in front that a message may lie over."""
        return None if self.desktop is None else self.desktop.calm()

    def _bind_keys(self) -> None:
        for key in KEYS:
            shortcut = QShortcut(QKeySequence(key.keys), self)
            shortcut.activated.connect(lambda command=key.command: self.command(command))

    def _frame(self) -> QWidget:
        frame = QWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strip)
        right.addWidget(self.guide_bar)
        right.addWidget(self.stack, 1)
        whole = QHBoxLayout(frame)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        return frame
