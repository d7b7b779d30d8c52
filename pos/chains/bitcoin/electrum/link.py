"""Questions and answers with one server, every accident translated to Trouble."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec
from aiorpcx import (
    JSONRPCConnection,
    JSONRPCv2,
    Notification,
    ProtocolError,
    Request,
    RPCError,
    SOCKSError,
)

from pos.chains.bitcoin.electrum.site import Site
from pos.chains.bitcoin.electrum.trust import Trust
from pos.chains.bitcoin.electrum.wire import Wire
from pos.domain.errors import Trouble

AT_ONCE: Final = 50
"""Questions on their way at a time; servers slow down whoever asks more."""
_BUSY: Final = frozenset({-101, -102})
"""Codes of servers that have had enough of us, or of everybody (excessive use, busy)."""

_MOST: Final = 64 * 1024 * 1024
"""Bytes that may come between two rounds of questions; nothing honest takes so many."""

_Shape = TypeVar("_Shape")
_Thing = TypeVar("_Thing")
Hear = Callable[[str, Sequence[object]], None]


@dataclass(frozen=True, slots=True)
class Question:
    """A method of the protocol with its arguments."""

    method: str
    params: tuple[object, ...] = ()


class Declined(Trouble):
    """The server understood the question and does not answer it."""


class Link:
    """One open connection to a server.

    `hear` is told what the server says without being asked, `lost` that it is there no more.
    """

    def __init__(self, site: Site, timeout_s: float, hear: Hear, lost: Callable[[], None]) -> None:
        self._name = site.name
        self._site = site
        self._timeout_s = timeout_s
        self._hear = hear
        self._lost = lost
        self._codec = JSONRPCConnection(JSONRPCv2)
        self._wire: Wire | None = None
        self._fault = ""
        self._heard = 0  # bytes since the last questions

    async def open(self, trust: Trust) -> None:
        """Connect; raises Trouble (CertificateChanged among it)."""
        try:
            async with asyncio.timeout(self._timeout_s):
                self._wire = await trust.connect(self._site, self._receive)
        except TimeoutError as why:
            raise Trouble(f"{self._name}: no answer within {self._timeout_s:g} s") from why
        except (OSError, SOCKSError) as why:
            raise Trouble(f"{self._name}: cannot be reached ({type(why).__name__})") from why
        self._wire.closed.add_done_callback(lambda _: self._ended())

    async def close(self) -> None:
        """Let go of the connection."""
        if self._wire is not None:
            await self._wire.close()

    @property
    def is_open(self) -> bool:
        """Whether the other side is still there, as far as is known."""
        return self._wire is not None and not self._wire.closed.done()

    def check(self) -> None:
        """Raise Trouble if the other side is not there any more."""
        if not self.is_open:
            raise self._loss()

    def told(self, raw: object, shape: type[_Shape]) -> _Shape:
        """What the server said, in the shape it should have; raises Trouble for another one."""
        try:
            return msgspec.convert(raw, shape)
        except msgspec.ValidationError as why:
            raise Trouble(f"{self._name}: the server answers nonsense: {why}") from why

    async def ask(self, shape: type[_Shape], method: str, *params: object) -> _Shape:
        """One answer; raises Declined, and other Trouble after which the link is of no use."""
        (answer,) = await self.ask_all(shape, [Question(method, params)])
        if isinstance(answer, Declined):
            raise answer
        return answer

    async def ask_all(
        self, shape: type[_Shape], questions: Iterable[Question]
    ) -> list[_Shape | Declined]:
        """The answers in the order of the questions, which are asked many at a time.

        Raises Trouble if the server is of no use.
        """
        answers: list[_Shape | Declined] = []
        for some in batches(tuple(questions)):
            answers += [
                raw if isinstance(raw, Declined) else self.told(raw, shape)
                for raw in await self._ask(some)
            ]
        return answers

    async def _ask(self, questions: Sequence[Question]) -> list[Any]:
        self._heard = 0
        waiting = [self._sent(question) for question in questions]
        late = set(waiting)
        while late:  # a server that answers slowly, one by one, is none that hangs
            done, late = await asyncio.wait(
                late, timeout=self._timeout_s, return_when=asyncio.FIRST_COMPLETED
            )
            if not done:
                raise Trouble(f"{self._name}: no answer within {self._timeout_s:g} s")
        return [self._answer(future) for future in waiting]

    def _sent(self, question: Question) -> "asyncio.Future[Any]":
        self.check()
        assert self._wire is not None, "an open link has a wire"
        future: asyncio.Future[Any]
        message, future = self._codec.send_request(Request(question.method, question.params))
        self._wire.send(message)
        return future

    def _answer(self, future: "asyncio.Future[Any]") -> object:
        if future.cancelled():
            raise self._loss()
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, RPCError):
            words = ascii(error.message)[1:121]  # whatever it says, it can be written to a log
            if isinstance(error.code, int) and error.code in _BUSY:
                raise Trouble(f"{self._name}: the server has had enough: {words}")
            return Declined(f"{self._name}: {words}")
        raise Trouble(f"{self._name}: the answer is not JSON-RPC") from error

    def _loss(self) -> Trouble:
        return Trouble(f"{self._name}: {self._fault or 'the connection was lost'}")

    def _ended(self) -> None:
        self._codec.cancel_pending_requests()
        self._lost()

    def _receive(self, message: bytes) -> None:
        self._heard += len(message)
        if self._heard > _MOST:
            self._give_up("the server says too much")
            return
        try:
            items = self._codec.receive_message(message)
        except (ProtocolError, ValueError, RecursionError):
            self._give_up("what answers there is no Electrum server")
            return
        for item in items:
            if isinstance(item, Notification) and isinstance(item.args, list):
                self._hear(item.method, item.args)

    def _give_up(self, fault: str) -> None:
        self._fault = fault
        if self._wire is not None:
            self._wire.drop()


def batches(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    """As many things at a time as are asked about at once."""
    return (things[at : at + AT_ONCE] for at in range(0, len(things), AT_ONCE))
