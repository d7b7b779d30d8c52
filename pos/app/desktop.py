"""The till with its window: Qt in the main thread, the engine in a thread of its own.

The window paints before anything heavy is imported: the composition root is imported inside the
engine's thread, while "Starting" is already on the screen.
"""

import asyncio
import gc
import logging
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

import qasync
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from pos.app.enginethread import EngineThread, Premises
from pos.app.fallback import Fallback
from pos.app.plan import refuse_without_coins, settings_of, takes_real_money
from pos.app.profile import Profile, sole_use
from pos.app.settings import WindowSettings
from pos.app.speech import Speech
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import SaleId
from pos.gui.bridge import Bridge
from pos.gui.present.words import again, say
from pos.gui.shopfront import Shopfront
from pos.gui.sounds import Sounds
from pos.gui.speaker import Speaker
from pos.gui.theme import Theme, dress
from pos.gui.window import MainWindow
from pos.resources import resource

log = logging.getLogger(__name__)

SIGNAL_MS = 500

Wish = bool | None
"""Which shop is wanted: practice (True), real money (False), or what the settings say (None)."""


def open_till(profile: Profile, *, is_practice: Wish, is_verbose: bool) -> int:
    """Open the window, then the shop; the answer is the exit code when both are closed.

    None leaves it to the settings whether it is practice. Raises Refused after the window was
    closed if a refusal was the last thing that stood in it.
    """
    loop, window, speech = _painted(_window_settings(profile))
    window.reopening.connect(lambda: speech.follow(_window_settings(profile)))
    rent = partial(premises_of, profile, is_verbose=is_verbose)
    with loop:
        back = Fallback(profile.config)
        return int(loop.run_until_complete(_opened_to_closed(window, rent, is_practice, back)))


def premises_of(profile: Profile, is_practice: Wish, *, is_verbose: bool) -> Premises:
    """What to open, by the settings as they are now. Raises Refused."""
    settings = settings_of(profile)
    if is_practice is False:
        refuse_without_coins(settings, profile)
    if is_practice is None:
        is_practice = not takes_real_money(settings)
    folder = profile.data(is_practice=is_practice)
    return Premises(
        settings=settings, folder=folder, is_practice=is_practice, is_verbose=is_verbose
    )


def _window_settings(profile: Profile) -> WindowSettings:
    """How the window is to look; what is wrong with the settings is said in it."""
    try:
        return settings_of(profile).window
    except Refused:
        return WindowSettings()


def _painted(settings: WindowSettings) -> tuple[qasync.QEventLoop, MainWindow, Speech]:
    """The program's look, the loop of its main thread, and a window not shown yet."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Florin")
    app.setQuitOnLastWindowClosed(False)  # the shop has to be closed after the window
    app.setWindowIcon(QIcon(str(resource("icons/florin.svg"))))
    speech = Speech(app)
    speech.follow(settings)
    theme = Theme(resources=resource(""))
    dress(app, theme)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    speaker = Speaker(resource("sounds"))
    sounds = Sounds(speaker, is_on=settings.sound, volume=settings.volume / 100)
    return loop, MainWindow(theme, loop, time.time, sounds), speech


def _hear_signals(window: MainWindow) -> None:
    """Close the window when the system asks the program to end."""
    awake = QTimer(window, interval=SIGNAL_MS)  # or Python would not hear a signal
    awake.timeout.connect(_nothing)
    awake.start()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: window.close())


async def _opened_to_closed(
    window: MainWindow, rent: Callable[[Wish], Premises], is_practice: Wish, fallback: Fallback
) -> int:
    """The whole life of the window; the engine ends after the window has let go of it."""
    life = Life(window, rent, fallback)
    _hear_signals(window)
    window.show()
    QTimer.singleShot(0, lambda: life.open(is_practice))  # after the first paint was asked for
    try:
        return await life.closed
    finally:
        await life.end()


class Life(QObject):
    """Brings window and engine together, one after the other for each shop that is opened.

    Lives in the window's thread, and so do its slots. `rent` finds the premises of a wish,
    `fallback` takes settings back with which nothing opened.
    """

    def __init__(
        self, window: MainWindow, rent: Callable[[Wish], Premises], fallback: Fallback
    ) -> None:
        super().__init__()
        self._window = window
        self._rent = rent
        self._fallback = fallback
        self._lock = ExitStack()
        self._engine: EngineThread | None = None
        self._bridge: Bridge | None = None
        self._premises: Premises | None = None
        self._wish: Wish = None
        self._held: SaleId | None = None
        self._moving: asyncio.Task[None] | None = None
        self._has_failed = False
        self._refusal: Refused | None = None
        self.closed: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        window.closing.connect(self.leave)
        window.reopening.connect(self.reopen)

    def open(self, is_practice: Wish) -> None:
        """Begin with a shop; `connect_shop` or `fail` follows."""
        self._wish = is_practice
        self._has_failed = False
        self._refusal = None
        try:
            premises = self._rent(is_practice)
            self._lock.enter_context(sole_use(premises.folder))
        except Refused as why:
            self._refusal = why
            self._say_failure(again(why.text))
            return
        if self._premises is None or self._premises.folder != premises.folder:
            self._held = None  # it is held in the other shop
        self._premises = premises
        self._engine = engine = EngineThread(premises)
        queued = Qt.ConnectionType.QueuedConnection
        engine.opened.connect(self.connect_shop, queued)
        engine.noticed.connect(self.notice, queued)
        engine.failed.connect(self.fail, queued)
        engine.start()

    @Slot(object)
    def reopen(self, is_practice: Wish) -> None:
        """Close this shop and open another; None repeats the wish, or follows the settings."""
        if self._moving is not None and not self._moving.done():
            return
        is_again = is_practice is None and self._bridge is None
        wish = self._wish if is_again else is_practice
        self._moving = asyncio.ensure_future(self._move(wish))

    async def _move(self, wish: Wish) -> None:
        try:
            self._held = await self._window.leave_shop() or self._held
            await self._close_shop()
            gc.unfreeze()  # or all of the old shop would stay frozen in memory
            gc.collect()
        except Trouble as why:  # the cart could not be held: stay
            self._window.errands.troubled.emit(again(str(why)))
            return
        self.open(wish)

    async def _close_shop(self) -> None:
        """End the engine, then let go of the folder."""
        bridge, engine = self._bridge, self._engine
        self._bridge = self._engine = None
        if bridge is not None:
            bridge.close()
        if engine is not None:
            await asyncio.get_running_loop().run_in_executor(None, engine.finish)
            engine.deleteLater()
        if bridge is not None:
            bridge.deleteLater()
        self._lock.close()

    @Slot(object, object)
    def connect_shop(self, loop: asyncio.AbstractEventLoop, front: Shopfront) -> None:
        """The shop is open: the window becomes the till."""
        if not self._is_current():
            return
        self._bridge = Bridge(loop, front)
        self._window.connect_shop(self._bridge, may_set_up=self._wish is None)
        if self._held is not None and self._window.desktop is not None:
            self._window.desktop.sell.counter.recall(self._held)
        self._held = None
        if why := self._fallback.note_open():
            self._window.errands.refused.emit(
                say("The new settings were taken back: {why}", why=why)
            )

    @Slot(str)
    def notice(self, words: str) -> None:
        """It sells, but something is missing."""
        if self._is_current():
            self._window.errands.troubled.emit(words)

    @Slot(str)
    def fail(self, words: str) -> None:
        """The engine ended: say why, and keep the window so that it can be read."""
        if self._is_current():
            self._say_failure(words)

    def _is_current(self) -> bool:
        """Whether the engine that speaks is not one whose last words come late."""
        return self._engine is not None and self.sender() is self._engine

    def _say_failure(self, words: str) -> None:
        self._has_failed = True
        if self._bridge is None and self._fallback.take_back(words):
            self._moving = asyncio.ensure_future(self._move(self._wish))
        elif self._bridge is None:
            self._window.show_failure(words, may_practise=self._wish is not True)
        else:
            self._moving = asyncio.ensure_future(self._fall(words))

    async def _fall(self, words: str) -> None:
        """An open shop ended by itself: nothing of it may stand there as if it went on."""
        await self._window.leave_shop()
        await self._close_shop()
        self._window.show_failure(words, may_practise=self._wish is not True)

    @Slot()
    def leave(self) -> None:
        """The window was closed."""
        if self.closed.done():
            return
        if self._refusal is not None:
            self.closed.set_exception(self._refusal)
        else:
            self.closed.set_result(1 if self._has_failed else 0)

    async def end(self) -> None:
        """Close everything in order, also what is just being opened."""
        if self._moving is not None:
            await asyncio.wait({self._moving})
        await self._window.close_shop()
        await self._close_shop()


def _nothing() -> None:
    """Let the interpreter run for a moment."""
