"""JSON-RPC with one node: calls in, raw results out, every accident translated to Trouble."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

import msgspec
from aiohttp import ClientError, ClientResponseError, ServerDisconnectedError

from pos.chains.evm.declined import ABOUT_THE_QUESTION, Declined, RefusedByStatus
from pos.chains.evm.late import opener
from pos.domain.errors import Trouble
from pos.domain.ports.clock import Clock

BATCH: Final = 64
"""Calls in one request; public nodes refuse more than some hundred."""
SINGLY_S: Final = 600
"""So long a node that takes no batches is asked singly before it is tried again."""
_REFUSALS: Final = 2  # in a row; a single one may be an accident on the way

_Shape = TypeVar("_Shape")


@dataclass(frozen=True, slots=True)
class Call:
    """A question to a node."""

    method: str
    params: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one call, decoded only when read."""

    name: str
    result: msgspec.Raw
    error: object = None

    def read(self, shape: type[_Shape]) -> _Shape:
        """The result in a shape; raises Declined for an error, Trouble for another shape."""
        raw = self.raw()
        try:
            return msgspec.json.decode(raw, type=shape)
        except (msgspec.MsgspecError, RecursionError) as why:
            raise Trouble(f"{self.name}: the node answers nonsense: {why}") from why

    def read_or_none(self, shape: type[_Shape]) -> _Shape | None:
        """The same for calls that answer null for what is not there."""
        return None if bytes(self.raw()) == b"null" else self.read(shape)

    def raw(self) -> msgspec.Raw:
        """The result as the JSON it came as; raises Declined for an error."""
        if self.error is not None:
            raise Declined(self.name, self.error)
        return self.result


class Endpoint:
    """One node, by its HTTP address. The address may hold a secret and is never repeated."""

    def __init__(self, url: str, name: str, timeout_s: float, clock: Clock) -> None:
        """`name` is what it is called in every Trouble."""
        self.name = name
        self._url = url
        self._timeout_s = timeout_s
        self._clock = clock
        self._refusals = 0  # of batches, in a row
        self._singly_until = 0
        self._opening = asyncio.Lock()
        self._provider: Any = None  # web3's, whose type is not to be imported here

    async def ask(self, calls: Sequence[Call]) -> list[Reply]:
        """The replies to some calls, in their order; raises Trouble if the node is no use."""
        replies: list[Reply] = []
        for some in _batches(calls):
            replies += await self._ask_some(some)
        return replies

    async def ask_one(self, method: str, *params: object) -> Reply:
        """The reply to one call."""
        return self._reply(await self._sent([Call(method, params)]))

    async def close(self) -> None:
        """Let go of the connection; the next call opens it again."""
        provider, self._provider = self._provider, None
        if provider is not None:
            await provider.disconnect()

    async def _ask_some(self, calls: Sequence[Call]) -> list[Reply]:
        if len(calls) == 1 or self._clock.now() < self._singly_until:
            return await self._singly(calls)
        answers = await self._sent(calls)
        if not isinstance(answers, list):
            self._refuse_batch(answers["error"])
            return await self._singly(calls)
        if len(answers) != len(calls):
            self._refuse_batch(None)
            raise Trouble(f"{self.name}: {len(answers)} answers to {len(calls)} questions")
        self._refusals = 0
        return [self._reply(answer) for answer in answers]

    async def _singly(self, calls: Sequence[Call]) -> list[Reply]:
        return [await self.ask_one(call.method, *call.params) for call in calls]

    def _refuse_batch(self, error: object) -> None:
        """Note that a batch was not answered as one; raises Declined if only for the moment."""
        if error is not None:
            declined = Declined(self.name, error)
            if declined.is_busy:
                raise declined
        self._refusals += 1
        if self._refusals >= _REFUSALS:
            self._singly_until = self._clock.now() + SINGLY_S

    async def _sent(self, calls: Sequence[Call]) -> Any:  # noqa: ANN401 - web3 says it is a dict
        """What the provider returns: an answer, or a list of them for several calls."""
        try:
            return await self._twice(calls)
        except RefusedByStatus as why:
            return why.answer
        except ClientResponseError as why:
            if why.status in ABOUT_THE_QUESTION:
                raise Declined(self.name, f"too large a question (HTTP {why.status})") from why
            raise Trouble(f"{self.name}: the node answers HTTP {why.status}") from why
        except TimeoutError as why:
            raise Trouble(f"{self.name}: no answer within {self._timeout_s:g} s") from why
        except (ClientError, OSError) as why:
            raise Trouble(f"{self.name}: cannot be reached ({type(why).__name__})") from why
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as why:
            raise Trouble(f"{self.name}: the answer is not JSON-RPC") from why

    async def _twice(self, calls: Sequence[Call]) -> object:
        """A connection that was kept open may have been closed meanwhile; that costs one retry."""
        try:
            return await self._once(calls)
        except ServerDisconnectedError:
            return await self._once(calls)

    async def _once(self, calls: Sequence[Call]) -> object:
        provider = await self._opened()
        if len(calls) == 1:
            return await provider.make_request(calls[0].method, calls[0].params)
        asked = [(call.method, call.params) for call in calls]
        return await provider.make_batch_request(asked)

    async def _opened(self) -> Any:  # noqa: ANN401 - see _provider
        async with self._opening:  # a look and an audit may ask at the same time
            if self._provider is None:
                opened = await opener()
                self._provider = (await opened(self._url, self._timeout_s)).provider
            return self._provider

    def _reply(self, answer: dict[str, Any]) -> Reply:
        result = cast("msgspec.Raw", answer["result"])
        return Reply(name=self.name, result=result, error=answer["error"])


def _batches(calls: Sequence[Call]) -> Iterator[Sequence[Call]]:
    return (calls[start : start + BATCH] for start in range(0, len(calls), BATCH))
