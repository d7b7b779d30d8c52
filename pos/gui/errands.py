"""Who owns the window's coroutines: started here, ended here, their failures shown kindly here."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from pos.domain.errors import Corrupt, Refused, Trouble
from pos.gui.present.words import again, say

log = logging.getLogger(__name__)


class Errands(QObject):
    """Runs coroutines for slots, which cannot wait.

    Signals: refused(str) a person may fix it; troubled(str) the world did not answer;
    broken(str) a bug or contradicting truth, told without a traceback, which goes to the log.
    """

    refused = Signal(str)
    troubled = Signal(str)
    broken = Signal(str)

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._running: set[asyncio.Task[None]] = set()
        self._newest: dict[str, asyncio.Task[None]] = {}

    def start(self, errand: Coroutine[Any, Any, None]) -> None:
        """Run this now; it is kept alive until it ends."""
        self._keep(self._loop.create_task(errand))

    def start_newest(self, name: str, errand: Coroutine[Any, Any, None]) -> None:
        """Run this instead of the one of the same name that may still be running."""
        before = self._newest.get(name)
        if before is not None:
            before.cancel()
        task = self._loop.create_task(errand)
        self._newest[name] = task
        self._keep(task)

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something that may be refused and does not wait."""
        try:
            act()
        except Refused as why:
            self.refused.emit(again(why.text))

    async def close(self) -> None:
        """End everything and wait for it; nothing is left running."""
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def is_idle(self) -> bool:
        """Whether every errand has ended."""
        return not self._running

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        match task.exception():
            case None:
                return
            case Refused() as why:
                self.refused.emit(again(why.text))
            case Trouble() as why:
                self.troubled.emit(again(str(why)))
            case Corrupt() as why:
                log.error("contradicting truth", exc_info=why)
                self.broken.emit(say("Please stop and call for help: {why}", why=again(str(why))))
            case bug:
                log.error("an errand of the window failed", exc_info=bug)
                self.broken.emit(
                    say("Something went wrong in the till. It was written to the log.")
                )
