"""Looking names up with the system's own name service, which may hang for as long as it likes.

Its threads are nobody else's: a name service that hangs delays messages to shops and nothing more,
and the end of the program waits for none of them.
"""

import asyncio
import contextlib
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult

THREADS: Final = 4
MOST_WAITING: Final = 1000

Found = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]
"""One address as `socket.getaddrinfo` tells it."""

LookUp = Callable[[str, int, int], Sequence[Found]]
_Answer = asyncio.Future[Sequence[Found]]


class SystemNames(AbstractResolver):
    """The system's name service; each question waits `patience_s` seconds at most."""

    def __init__(self, patience_s: float, look_up: LookUp | None = None) -> None:
        self._patience_s = patience_s
        self._look_up = look_up or _ask_system
        self._questions: queue.SimpleQueue[_Question | None] = queue.SimpleQueue()
        self._is_open = False

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a host. Raises OSError without an answer, UnicodeError for no name."""
        if self._questions.qsize() >= MOST_WAITING:
            raise OSError("too many names are being looked up")
        self._open()
        loop = asyncio.get_running_loop()
        answer: _Answer = loop.create_future()
        self._questions.put(_Question(host, port, family, loop, answer))
        try:
            async with asyncio.timeout(self._patience_s):
                found = await answer
        except TimeoutError as why:
            raise OSError("no answer of the name service") from why
        return [each for each in (_result(host, port, one) for one in found) if each is not None]

    async def close(self) -> None:
        """Let the threads go; one that hangs is not waited for."""
        if self._is_open:
            self._is_open = False
            for _ in range(THREADS):
                self._questions.put(None)

    def _open(self) -> None:
        if self._is_open:
            return
        self._is_open = True
        for number in range(THREADS):
            # A thread of a pool would be waited for at the end of the program.
            threading.Thread(target=self._work, name=f"names-{number}", daemon=True).start()

    def _work(self) -> None:
        while (question := self._questions.get()) is not None:
            question.ask(self._look_up)


@dataclass(frozen=True, slots=True)
class _Question:
    """One name to look up, and who waits for it in which loop."""

    host: str
    port: int
    family: int
    loop: asyncio.AbstractEventLoop
    answer: _Answer

    def ask(self, look_up: LookUp) -> None:
        """Ask, in a thread, unless nobody waits any more."""
        if self.answer.done():
            return
        try:
            found = look_up(self.host, self.port, self.family)
        except (OSError, ValueError, OverflowError) as why:
            self._tell(why)
        else:
            self._tell(found)

    def _tell(self, found: Sequence[Found] | Exception) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            self.loop.call_soon_threadsafe(_settle, self.answer, found)


def _settle(answer: _Answer, found: Sequence[Found] | Exception) -> None:
    if answer.done():
        return
    if isinstance(found, Exception):
        answer.set_exception(found)
    else:
        answer.set_result(found)


def _ask_system(host: str, port: int, family: int) -> Sequence[Found]:
    return socket.getaddrinfo(
        host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
    )


def _result(host: str, port: int, found: Found) -> ResolveResult | None:
    """An address as aiohttp wants it; None for a family that this Python was built without."""
    family, _, protocol, _, where = found
    ip = where[0]
    if not isinstance(ip, str):
        return None
    if len(where) == 4 and where[3]:  # noqa: PLR2004 - the scope of a link-local IPv6 address
        ip = f"{ip.partition('%')[0]}%{where[3]}"
    return ResolveResult(
        hostname=host,
        host=ip,
        port=port,
        family=socket.AddressFamily(family),
        proto=protocol,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
