"""The merchant's window: rail, strip, panes and the keys that work in all of them.

Stable object names, by which tests and assistive tools find things:

- `rail.sell`, `.pending`, `.orders`, `.office`; `strip.shop`, `.practice`, `.rates`, `.networks`,
  `.online`, `.phone`, `.sound`, `.help`; `starting.words`; `toast`.
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
- `office.newKey`, `.addHook`, `.page`, `.noKeys`, `.noHooks`; from 0 on `office.key.0`,
  `.revoke.0`, `.hook.0`, `.last.0`, `.tested.0`, `.test.0`, `.log.0`, `.remove.0`.
- `phone.exact`, `.little`, `.much`, `.parts`, `.late`, `.doubleSpend`, `.mine`, `.offline`.
- Dialogs: `receipt.text`, `.copy`, `.close`; `number.display`, `.yes`, `.no`, `.percent`, `.value`,
  `number.keypad.KEY`; `confirm.yes`, `.no`; `held.0` and on, `held.no`; `help.close`;
  `networks.list`, `.close`, `networks.state.0` and on, `networks.rate.CODE`, `.setRate.CODE`;
  `rate.useLast`, `.end`, `.display`, `.change`, `.for.SECONDS`, `.yes`, `.no`, `rate.keypad.KEY`;
  `pin.words`, `.display`, `.why`, `.yes`, `.no`, `pin.keypad.KEY`; `refundAddress`, `transaction`
  and `unlock` with `.line`, `.why`, `.yes`, `.no`; `payRefund.code`, `.amount`, `.address`, `.yes`;
  `newKey` and `hookUrl` with `.line`, `.why`, `.yes`, `.no`, `newKey.create`, `.read`, `.refund`,
  `.webhooks`; `secret.text`, `.once`, `.copy`, `.close`; `hookLog.list`, `.nothing`, `.close`,
  `hookLog.state.0` and `.again.0` and on.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from pos.gui.bridge import Bridge
from pos.gui.desktop import Desktop
from pos.gui.errands import Errands
from pos.gui.keys import KEYS, Command
from pos.gui.parts import label, named
from pos.gui.present.tokens import Token
from pos.gui.rail import Rail
from pos.gui.sounds import Sounds
from pos.gui.strip import Strip
from pos.gui.theme import Theme
from pos.gui.toasts import Toasts

SMALLEST: Final = (1000, 560)


class MainWindow(QMainWindow):
    """Shows itself at once with "Starting", and becomes the till when the shop is connected.

    Signals: closing() the user wants to leave; the window is already hidden.
    """

    closing = Signal()

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
        self.sounds = sounds
        self.strip = Strip(theme)
        self.strip.show_sound(is_on=self.sounds.is_on)
        self.rail = Rail(theme)
        self.stack = named(QStackedWidget(), "panes")
        self.stack.addWidget(self._starting())
        self.setCentralWidget(self._frame())
        self.toasts = Toasts(self, theme, self._calm)
        self.stack.currentChanged.connect(self.toasts.place)
        self._watch_errands()
        self._bind_keys()
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)

    def connect_shop(self, bridge: Bridge) -> None:
        """The engine is ready: build the panes and open the till."""
        facts = bridge.facts
        self.setWindowTitle(f"{facts.name} \u2013 Florin")
        self.strip.show_shop(facts.name, is_practice=facts.is_practice, listen=facts.listen)
        self.strip.fit(self.width())
        self.rail.show_practice(facts.is_practice)
        self.rail.set_open(True)
        self.desktop = Desktop(self, self._theme, bridge, self._now)
        self.desktop.fit(self.width())
        self.desktop.open()

    def show_failure(self, words: str) -> None:
        """The shop could not be opened: say so instead of "Starting"."""
        self._starting_words.setText(words)
        shape = self._theme.pixmap("attention", "danger", self._theme.px(72))
        self._starting_shape.setPixmap(shape)
        self.strip.show_shop("Florin", is_practice=False, listen="")

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
        elif self.desktop is not None:
            self.desktop.command(command)

    def _watch_errands(self) -> None:
        say = self.toasts.say
        self.errands.refused.connect(lambda words: say(Token.ATTENTION, words))
        self.errands.troubled.connect(lambda words: say(Token.OFFLINE, words))
        self.errands.broken.connect(lambda words: say(Token.FAILED, words, is_lasting=True))

    def _calm(self) -> QWidget | None:
        """The part of the pane in front that a message may lie over."""
        return None if self.desktop is None else self.desktop.calm()

    def _bind_keys(self) -> None:
        for key in KEYS:
            shortcut = QShortcut(QKeySequence(key.keys), self)
            shortcut.activated.connect(lambda command=key.command: self.command(command))
        self.rail.commanded.connect(self.command)
        self.strip.commanded.connect(self.command)

    def _frame(self) -> QWidget:
        frame = QWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.strip)
        right.addWidget(self.stack, 1)
        whole = QHBoxLayout(frame)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        return frame

    def _starting(self) -> QWidget:
        page = named(QWidget(), "starting")
        inside = QVBoxLayout(page)
        self._starting_shape = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._starting_shape.setPixmap(self._theme.pixmap("sell", "accent", self._theme.px(72)))
        self._starting_words = label(
            "Starting\u2026", role="title", name="starting.words", wraps=True
        )
        self._starting_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addStretch(1)
        inside.addWidget(self._starting_shape)
        inside.addWidget(self._starting_words)
        inside.addStretch(1)
        return page
