"""The till with its window: Qt in the main thread, the engine in a thread of its own.

The window paints before anything heavy is imported: the composition root is imported inside the
engine's thread, while "Starting" is already on the screen.
"""

import asyncio
import logging
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import qasync
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from pos.app.settings import Settings, WindowSettings
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.gui.bridge import Bridge
from pos.gui.shopfront import Shopfront
from pos.gui.sounds import Sounds
from pos.gui.speaker import Speaker
from pos.gui.theme import Theme, dress
from pos.gui.window import MainWindow
from pos.resources import resource

log = logging.getLogger(__name__)

SIGNAL_MS = 500
BROKEN = "Florin found an error in itself and stopped. It was written to the log; start it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What the engine's thread needs to open the shop."""

    settings: Settings
    folder: Path
    is_practice: bool
    is_verbose: bool


class EngineThread(QObject):
    """Runs the shop in a thread with a loop of its own.

    Signals, heard in the window's thread: opened(loop, Shopfront),
    noticed(str) it sells but something is missing, failed(str) it ended and why.
    """

    opened = Signal(object, object)
    noticed = Signal(str)
    failed = Signal(str)

    def __init__(self, premises: Premises) -> None:
        super().__init__()
        self._premises = premises
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="engine")

    def start(self) -> None:
        """Begin; `opened` or `failed` follows."""
        self._thread.start()

    def finish(self) -> None:
        """Close the shop in order and wait for it."""
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            self._work()
        except Refused as why:
            self.failed.emit(why.text)
        except (Trouble, Corrupt) as why:
            self.failed.emit(str(why))
        except BaseException:
            log.exception("the engine stopped")
            self.failed.emit(BROKEN)

    def _work(self) -> None:
        # Imported here, in this thread: the window is painted meanwhile.
        from pos.app.build import Plan
        from pos.app.front import shopfront_of
        from pos.app.headless import run_loop
        from pos.app.logs import start_logs
        from pos.app.running import Opened, run

        known = self._premises
        start_logs(known.folder, is_verbose=known.is_verbose)
        plan = Plan(settings=known.settings, folder=known.folder, is_practice=known.is_practice)

        def tell(opened: Opened) -> None:
            self.opened.emit(self._loop, shopfront_of(opened))
            if opened.problem:
                self.noticed.emit(f"Online shops cannot pay here: {opened.problem}")

        async def work() -> None:
            self._loop = asyncio.get_running_loop()
            self._stop = asyncio.Event()
            await run(plan, known.settings.server.listen, self._stop, tell, needs_door=False)

        run_loop(work)


def open_till(settings: Settings, folder: Path, *, is_practice: bool, is_verbose: bool) -> int:
    """Open the window, then the shop; the answer is the exit code when both are closed."""
    loop, window = _painted(settings.window)
    premises = Premises(
        settings=settings, folder=folder, is_practice=is_practice, is_verbose=is_verbose
    )
    with loop:
        return int(loop.run_until_complete(_opened_to_closed(window, EngineThread(premises))))


def say_no(words: str) -> None:
    """Open only the window, to say why there is no shop in it, until it is closed."""
    loop, window = _painted(WindowSettings())
    window.show_failure(words)
    with loop:
        loop.run_until_complete(_shown_to_closed(window))


def _painted(settings: WindowSettings) -> tuple[qasync.QEventLoop, MainWindow]:
    """The program's look, the loop of its main thread, and a window not shown yet."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Florin")
    app.setQuitOnLastWindowClosed(False)  # the shop has to be closed after the window
    app.setWindowIcon(QIcon(str(resource("icons/florin.svg"))))
    theme = Theme(resources=resource(""))
    dress(app, theme)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    speaker = Speaker(resource("sounds"))
    sounds = Sounds(speaker, is_on=settings.sound, volume=settings.volume / 100)
    return loop, MainWindow(theme, loop, time.time, sounds)


async def _shown_to_closed(window: MainWindow) -> None:
    closed = asyncio.Event()
    window.closing.connect(closed.set)
    _hear_signals(window)
    window.show()
    await closed.wait()
    await window.close_shop()


def _hear_signals(window: MainWindow) -> None:
    """Close the window when the system asks the program to end."""
    awake = QTimer(window, interval=SIGNAL_MS)  # or Python would not hear a signal
    awake.timeout.connect(_nothing)
    awake.start()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: window.close())


async def _opened_to_closed(window: MainWindow, engine: EngineThread) -> int:
    """The whole life of the window; the engine ends after the window has let go of it."""
    life = Life(window, engine)
    _hear_signals(window)
    window.show()
    QTimer.singleShot(0, engine.start)  # after the first paint has been asked for
    try:
        return await life.closed
    finally:
        await window.close_shop()
        life.end()
        await asyncio.get_running_loop().run_in_executor(None, engine.finish)


class Life(QObject):
    """Brings window and engine together. Lives in the window's thread, and so do its slots."""

    def __init__(self, window: MainWindow, engine: EngineThread) -> None:
        super().__init__()
        self._window = window
        self._bridge: Bridge | None = None
        self._has_failed = False
        self.closed: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        queued = Qt.ConnectionType.QueuedConnection
        engine.opened.connect(self.connect_shop, queued)
        engine.noticed.connect(self.notice, queued)
        engine.failed.connect(self.fail, queued)
        window.closing.connect(self.leave)

    @Slot(object, object)
    def connect_shop(self, loop: asyncio.AbstractEventLoop, front: Shopfront) -> None:
        """The shop is open: the window becomes the till."""
        self._bridge = Bridge(loop, front)
        self._window.connect_shop(self._bridge)

    @Slot(str)
    def notice(self, words: str) -> None:
        """It sells, but something is missing."""
        self._window.errands.troubled.emit(words)

    @Slot(str)
    def fail(self, words: str) -> None:
        """The engine ended: say why, and keep the window so that it can be read."""
        self._has_failed = True
        if self._bridge is None:
            self._window.show_failure(words)
        else:
            self._window.errands.broken.emit(words)

    @Slot()
    def leave(self) -> None:
        """The window was closed."""
        if not self.closed.done():
            self.closed.set_result(1 if self._has_failed else 0)

    def end(self) -> None:
        """Hear no more news."""
        if self._bridge is not None:
            self._bridge.close()


def _nothing() -> None:
    """Let the interpreter run for a moment."""
