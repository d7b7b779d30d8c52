"""JSON-RPC with one node: calls in, raw results out, every accident translated to Trouble."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast
from urllib.parse import urlsplit

import msgspec
from aiohttp import ClientError, ClientResponseError, ServerDisconnectedError

from pos.domain.errors import Trouble

BATCH: Final = 64
"""Calls in one request; public nodes refuse more than some hundred."""

_Shape = TypeVar("_Shape")


@dataclass(frozen=True, slots=True)
class Call:
    """A question to a node."""

    method: str
    params: tuple[object, ...] = ()


class Declined(Trouble):
    """The node understood the question and answered with an error."""

    def __init__(self, name: str, error: object) -> None:
        words = error.get("message") if isinstance(error, dict) else error
        super().__init__(f"{name}: the node declines: {str(words)[:200]}")
        self.words = str(words).lower()


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
        except msgspec.MsgspecError as why:
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

    def __init__(self, url: str, timeout_s: float) -> None:
        self.name = urlsplit(url).hostname or "node"
        self._url = url
        self._timeout_s = timeout_s
        self._can_batch = True
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
        if len(calls) == 1 or not self._can_batch:
            return [await self.ask_one(call.method, *call.params) for call in calls]
        answers = await self._sent(calls)
        if not isinstance(answers, list):
            self._can_batch = False  # one error for all of them: this node takes calls singly
            return await self._ask_some(calls)
        if len(answers) != len(calls):
            raise Trouble(f"{self.name}: {len(answers)} answers to {len(calls)} questions")
        return [self._reply(answer) for answer in answers]

    async def _sent(self, calls: Sequence[Call]) -> Any:  # noqa: ANN401 - web3 says it is a dict
        """What the provider returns: an answer, or a list of them for several calls."""
        try:
            return await self._twice(calls)
        except ClientResponseError as why:
            raise Trouble(f"{self.name}: the node answers HTTP {why.status}") from why
        except TimeoutError as why:
            raise Trouble(f"{self.name}: no answer within {self._timeout_s:g} s") from why
        except (ClientError, OSError) as why:
            raise Trouble(f"{self.name}: cannot be reached ({type(why).__name__})") from why
        except (msgspec.MsgspecError, UnicodeDecodeError) as why:
            raise Trouble(f"{self.name}: the answer is not JSON-RPC") from why

    async def _twice(self, calls: Sequence[Call]) -> object:
        """A connection that was kept open may have been closed meanwhile; that costs one retry."""
        try:
            return await self._once(calls)
        except ServerDisconnectedError:
            return await self._once(calls)

    async def _once(self, calls: Sequence[Call]) -> object:
        if self._provider is None:
            # late: web3 costs over a second, which only a watched EVM chain is worth
            from pos.chains.evm.provider import opened

            self._provider = (await opened(self._url, self._timeout_s)).provider
        if len(calls) == 1:
            return await self._provider.make_request(calls[0].method, calls[0].params)
        asked = [(call.method, call.params) for call in calls]
        return await self._provider.make_batch_request(asked)

    def _reply(self, answer: dict[str, Any]) -> Reply:
        result = cast("msgspec.Raw", answer["result"])
        return Reply(name=self.name, result=result, error=answer["error"])


def _batches(calls: Sequence[Call]) -> Iterator[Sequence[Call]]:
    return (calls[start : start + BATCH] for start in range(0, len(calls), BATCH))
