"""JSON-RPC with a node: calls in, raw results out, every accident translated to Trouble."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

import msgspec
from aiohttp import (
    ClientError,
    ClientOSError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ServerDisconnectedError,
)

from pos.domain.errors import Refused, Trouble

BATCH: Final = 100
"""Calls in one request: of the largest usual transactions they fill some 80 MB."""
MOST_BYTES: Final = 512 << 20
"""No answer is larger, not even a block of the largest kind in hexadecimal."""
_LARGE: Final = 1 << 16
"""From here on decoding is left to a thread."""
_CHUNK: Final = 1 << 18
_SLOWEST: Final = 6
"""A whole answer may take so many times as long as the wait for a part of it."""

NOT_FOUND: Final = -5
OUT_OF_RANGE: Final = -8
ALREADY_MINED: Final = -27
UNKNOWN_METHOD: Final = -32601
_STARTING: Final = -28

_UNAUTHORIZED: Final = 401
_WORDS: Final = {
    403: "it does not let this computer in (see its options rpcallowip and rpcwhitelist)",
    429: "it is too busy now",
    503: "it is too busy now",
}

_Shape = TypeVar("_Shape")


class WrongLogin(Trouble):
    """The node does not know the user, password or cookie."""


class Declined(Trouble):
    """The node understood the question and answered with an error of its own."""

    def __init__(self, name: str, code: int, words: str) -> None:
        super().__init__(f"{name}: the node declines: {words[:200]}")
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """How to be let in: user and password, or the file where the node writes them at its start."""

    user: str = ""
    password: str = field(default="", repr=False)
    cookie: Path | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A question to a node."""

    method: str
    params: tuple[object, ...] = ()


class _Error(msgspec.Struct):
    code: int = 0
    message: str = ""


class _Answer(msgspec.Struct):
    id: int | None = None
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: _Error | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one call, decoded only when read; amounts are exact if read as Decimal."""

    name: str
    result: msgspec.Raw
    error: _Error | None

    def read(self, shape: type[_Shape]) -> _Shape:
        """The result in a shape; raises Declined for an error, Trouble for another shape."""
        if self.error is not None:
            self._raise(self.error)
        try:
            return msgspec.json.decode(self.result, type=shape)
        except (msgspec.MsgspecError, RecursionError) as why:
            raise Trouble(f"{self.name}: the node answers nonsense: {why}") from why

    def read_or_none(self, shape: type[_Shape], *codes: int) -> _Shape | None:
        """The same, but None for these errors and for null."""
        if self.is_declined(*codes):
            return None
        if self.error is None and bytes(self.result) == b"null":
            return None
        return self.read(shape)

    def is_declined(self, *codes: int) -> bool:
        """Whether the node answered with one of these errors."""
        return self.error is not None and self.error.code in codes

    def _raise(self, error: _Error) -> None:
        if error.code == _STARTING:
            raise Trouble(f"{self.name}: the node is still starting: {error.message[:100]}")
        raise Declined(self.name, error.code, error.message)


class Rpc:
    """One node by its HTTP address, whose secrets are never repeated. Belongs to one loop."""

    def __init__(self, url: str, login: Login, timeout_s: float) -> None:
        """Raises Refused for an address that is none."""
        parts = _parts(url)
        self.host = parts.hostname or ""
        self.name = f"{self.host}:{parts.port}" if parts.port else self.host
        self._url = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
        if parts.username and not login.user:
            login = Login(user=unquote(parts.username), password=unquote(parts.password or ""))
        self._login = login
        self._timeout_s = timeout_s
        self._letter = ""  # of the last good login
        self._session: ClientSession | None = None

    async def ask(self, calls: Sequence[Call]) -> list[Reply]:
        """The replies to some calls, in their order; raises Trouble if the node is no use."""
        replies: list[Reply] = []
        for some in _batches(calls):
            replies += await self._ask_some(some)
        return replies

    async def ask_one(
        self, method: str, *params: object, shape: type[_Shape], longer_s: float = 0
    ) -> _Shape:
        """The result of one call; raises Declined. `longer_s` is how long it takes by nature."""
        (reply,) = await self._ask_some([Call(method, params)], longer_s)
        return reply.read(shape)

    async def close(self) -> None:
        """Let go of the connections; the next call opens one again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _ask_some(self, calls: Sequence[Call], longer_s: float = 0) -> list[Reply]:
        parts = await self._posted(_encoded(calls), longer_s)
        is_large = sum(map(len, parts)) >= _LARGE
        answers = await asyncio.to_thread(_decoded, parts) if is_large else _decoded(parts)
        return self._replies(answers, len(calls))

    def _replies(self, answers: list[_Answer] | None, count: int) -> list[Reply]:
        if answers is None:
            raise Trouble(f"{self.name}: the answer is not JSON-RPC; is it the node's address?")
        if len(answers) == 1 < count and answers[0].error is not None:
            answers = [answers[0]] * count  # a word about the whole batch
        elif [answer.id for answer in answers] != list(range(count)):
            raise Trouble(f"{self.name}: the node answers other questions than were asked")
        return [
            Reply(name=self.name, result=answer.result, error=answer.error) for answer in answers
        ]

    async def _posted(self, body: bytes, longer_s: float) -> list[bytes]:
        """The parts of the answer to these bytes; a login that was renewed costs one more try."""
        try:
            for _ in range(2):
                letter = self._letter or await self._fresh_letter()
                async with self._answer(body, letter, longer_s) as answer:
                    if answer.status != _UNAUTHORIZED:
                        self._letter = letter
                        return await self._whole(answer)
                self._letter = ""
                if letter == await self._fresh_letter():
                    break
        except TimeoutError as why:
            raise Trouble(f"{self.name}: no answer within {self._timeout_s:g} s") from why
        except (ClientError, OSError) as why:
            raise Trouble(f"{self.name}: cannot be reached ({type(why).__name__})") from why
        raise WrongLogin(f"{self.name}: the node does not accept the user, password or cookie")

    @asynccontextmanager
    async def _answer(
        self, body: bytes, letter: str, longer_s: float
    ) -> AsyncIterator[ClientResponse]:
        """An answer whose head has come. A kept connection may be closed: that costs one retry."""
        if self._session is None:
            self._session = ClientSession()
        wait_s = self._timeout_s + longer_s
        timeout = ClientTimeout(
            total=_SLOWEST * wait_s, sock_connect=self._timeout_s, sock_read=wait_s
        )
        headers = {"Content-Type": "application/json"}
        if letter:
            headers["Authorization"] = f"Basic {letter}"
        try:
            answer = await self._session.post(
                self._url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            )
        except (ServerDisconnectedError, ClientOSError):
            answer = await self._session.post(
                self._url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            )
        async with answer:
            yield answer

    async def _whole(self, answer: ClientResponse) -> list[bytes]:
        if answer.status in _WORDS:
            raise Trouble(f"{self.name}: the node says {answer.status}: {_WORDS[answer.status]}")
        parts: list[bytes] = []
        size = 0
        async for part in answer.content.iter_chunked(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > MOST_BYTES:
                raise Trouble(f"{self.name}: the answer does not end")
        return parts

    async def _fresh_letter(self) -> str:
        """User and password as HTTP wants them; "" where there are none."""
        login = f"{self._login.user}:{self._login.password}" if self._login.user else ""
        if not login and self._login.cookie is not None:
            try:
                login = (await asyncio.to_thread(self._login.cookie.read_text)).strip()
            except (OSError, UnicodeDecodeError) as why:
                raise WrongLogin(
                    f"{self.name}: the cookie file {self._login.cookie} cannot be read; "
                    "does the node run?"
                ) from why
        return b64encode(login.encode()).decode() if login else ""


def _parts(url: str) -> SplitResult:
    refused = Refused("invalid_url", "A node's address is like http://127.0.0.1:8332")
    try:
        parts = urlsplit(url)
        is_well = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError as why:  # brackets that do not close, a port that is no number
        raise refused from why
    if not is_well:
        raise refused
    return parts


def _batches(calls: Sequence[Call]) -> Iterator[Sequence[Call]]:
    return (calls[start : start + BATCH] for start in range(0, len(calls), BATCH))


def _encoded(calls: Sequence[Call]) -> bytes:
    asked = [
        {"jsonrpc": "1.0", "id": place, "method": call.method, "params": call.params}
        for place, call in enumerate(calls)
    ]
    return msgspec.json.encode(asked if len(asked) > 1 else asked[0])


def _decoded(parts: Sequence[bytes]) -> list[_Answer] | None:
    """The answers; None for what is not JSON-RPC. An error about all of a batch comes alone."""
    try:
        answers = msgspec.json.decode(b"".join(parts), type=list[_Answer] | _Answer)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return answers if isinstance(answers, list) else [answers]
