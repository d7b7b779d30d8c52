"""How every service is read: over HTTP, bounded in time and size, never led on to another place.

JSON is read strictly: exact decimals, no NaN, no name twice in one object, nothing too deep. What
goes wrong is told in words that hold neither addresses nor keys.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

import aiohttp
import msgspec

from pos.domain.errors import Trouble
from pos.domain.money import Reading
from pos.domain.ports.clock import Clock
from pos.rates.source import Pair, Told

MAX_ANSWER_BYTES: Final = 128 * 1024
REQUEST_S: Final = 10
"""The longest one answer may take, however slowly it comes."""

REST_S: Final = 60
LONGEST_REST_S: Final = 3600
"""How long a service that is asked too often is left alone, at least and at most."""

AT_ONCE: Final = 4
"""So many questions to one service are on their way at a time."""

_OK: Final = 200
_TOO_MANY: Final = frozenset({418, 429})
_NOT_THERE: Final = frozenset({400, 404})

T = TypeVar("T")


class TooOften(Trouble):
    """The service wants fewer questions: leave it alone for `wait_s` seconds."""

    def __init__(self, words: str, wait_s: int = REST_S) -> None:
        super().__init__(words)
        self.wait_s = max(REST_S, min(wait_s, LONGEST_REST_S))


class NotThere(Trouble):
    """The service does not know what it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """One service's place. No connection is kept from one round of questions to the next."""

    name: str
    url: str
    clock: Clock
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    request_s: float = REQUEST_S

    @asynccontextmanager
    async def visit(self) -> AsyncIterator["Visit"]:
        """A round of questions over the same connections."""
        # packed answers could grow without bound, so none is asked for or unpacked
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", **self.headers}
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=AT_ONCE),
            timeout=aiohttp.ClientTimeout(total=self.request_s),
            headers=headers,
            auto_decompress=False,
        ) as session:
            yield Visit(self, session)


class Visit:
    """Questions to one service."""

    def __init__(self, web: Web, session: aiohttp.ClientSession) -> None:
        self._web = web
        self._session = session

    async def ask(self, path: str, query: Mapping[str, str], kind: type[T]) -> T:
        """The answer to one question, of the shape `kind`.

        Raises TooOften, NotThere, or Trouble for whatever else is no such answer.
        """
        body = await self._body(self._web.url.rstrip("/") + path, query)
        try:
            return msgspec.convert(_parsed(body), kind)
        except (ValueError, ArithmeticError, RecursionError) as why:
            raise Trouble(f"{self._web.name} does not answer with prices") from why

    async def _body(self, url: str, query: Mapping[str, str]) -> bytes:
        name = self._web.name
        try:
            async with self._session.get(url, params=query, allow_redirects=False) as answer:
                if answer.status in _TOO_MANY:
                    wait_s = _wait_s(answer.headers.get("Retry-After", ""), self._web.clock.now())
                    raise TooOften(f"{name} was asked too often", wait_s)
                if answer.status in _NOT_THERE:
                    raise NotThere(f"{name} does not know what it was asked for")
                if answer.status != _OK:
                    raise Trouble(f"{name} answered {answer.status}")
                return await self._bounded(answer)
        except TimeoutError as why:
            raise Trouble(f"{name} is too slow") from why
        except (aiohttp.ClientError, OSError) as why:
            raise Trouble(f"{name} does not answer") from why

    async def _bounded(self, answer: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for piece in answer.content.iter_any():
            body += piece
            if len(body) > MAX_ANSWER_BYTES:
                raise Trouble(f"{self._web.name} answers without end")
        return bytes(body)


async def gathered(asked: Iterable[Awaitable[Told]]) -> Told:
    """Several answers in one; those that failed are missing.

    Raises TooOften if any did, else the first Trouble if there is no price at all.
    """
    answers = await asyncio.gather(*asked, return_exceptions=True)
    told: dict[Pair, Reading] = {}
    troubles: list[Trouble] = []
    for answer in answers:
        if isinstance(answer, Trouble):
            troubles.append(answer)
        elif isinstance(answer, BaseException):
            raise answer
        else:
            told |= answer
    for trouble in troubles:
        if isinstance(trouble, TooOften) or not told:
            raise trouble
    return told


def _wait_s(retry_after: str, now: int) -> int:
    """Seconds or a date, as RFC 9110 (10.2.3) has it."""
    if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < len("1000000"):
        return int(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):  # the latter for figures without end
        return REST_S
    return int(
        (
            until.replace(tzinfo=until.tzinfo or UTC) - datetime.fromtimestamp(now, UTC)
        ).total_seconds()
    )


def _parsed(body: bytes) -> object:
    return json.loads(
        body,
        parse_float=Decimal,
        parse_int=Decimal,
        parse_constant=_refuse_constant,
        object_pairs_hook=_once,
    )


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")


def _once(members: Sequence[tuple[str, object]]) -> dict[str, object]:
    """An object whose names are all different: of two prices one would be wrong."""
    made = dict(members)
    if len(made) != len(members):
        raise ValueError("a name stands twice in one object")
    return made
