"""The engine in a thread of its own, beside the window's.

The composition root is imported inside this thread, while "Starting" is already on the screen.
"""

import asyncio
import logging
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos.app.settings import Settings
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.gui.present.words import again, later, say

log = logging.getLogger(__name__)

BROKEN = later(
    "Florin found an error in itself and stopped. It was written to the log; start it again."
)


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
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="engine")

    def start(self) -> None:
        """Begin; `opened` or `failed` follows."""
        self._thread.start()

    def finish(self) -> None:
        """Close the shop in order, also one that is just being opened, and wait for it."""
        self._is_over = True
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            with suppress(RuntimeError):  # its loop is closed: the thread is just ending
                self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            self._work()
        except Refused as why:
            self.failed.emit(again(why.text))
        except (Trouble, Corrupt) as why:
            self.failed.emit(again(str(why)))
        except BaseException:
            log.exception("the engine stopped")
            self.failed.emit(say(BROKEN))

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
                why = again(opened.problem)
                self.noticed.emit(say("Online shops cannot pay here: {why}", why=why))

        async def work() -> None:
            self._loop = asyncio.get_running_loop()
            self._stop = asyncio.Event()
            if self._is_over:  # it was told so before there was an event to set
                self._stop.set()
            await run(plan, known.settings.server.listen, self._stop, tell, needs_door=False)

        run_loop(work)
