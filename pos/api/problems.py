"""Problem details (RFC 9457): how the routes under /api/v1 say no."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import msgspec
from aiohttp import hdrs, web

from pos.api.callers import Callers
from pos.api.gate import Gate, TooMany
from pos.api.metrics import Metrics
from pos.api.numbers import written
from pos.domain.errors import Refused, Trouble
from pos.domain.ports.shops import ApiKey, Scope

PROBLEM: Final = "application/problem+json"

_STATUS_OF: Final = {
    "no_secret": 401,
    "wrong_secret": 401,
    "too_large": 413,
    "idempotency": 422,
    "too_many": 429,
    "no_rate": 503,
    "unreadable": 400,
}
_CLOSING: Final = frozenset({"too_large", "unreadable"})


class Problem(msgspec.Struct, kw_only=True):
    """What went wrong: `detail` is for people, `code` for programs."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request of somebody whose key allows it."""

    request: web.Request
    key: ApiKey

    def named(self, name: str) -> str:
        """A part of the path."""
        return self.request.match_info[name]


Act = Callable[[Visit], Awaitable[object]]


class Keyed:
    """Opens the routes under /api/v1, with a key of the right scope, and tells what came of it."""

    def __init__(self, callers: Callers, gate: Gate, metrics: Metrics) -> None:
        self._callers = callers
        self._gate = gate
        self._metrics = metrics

    def answer(
        self, act: Act, scope: Scope, status: int = 200
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """The handler of a route. What `act` gives is sent as JSON; None as no content."""
        name = f"v1_{getattr(act, '__name__', 'route')}"

        async def answered(request: web.Request) -> web.StreamResponse:
            self._metrics.requests[name] += 1
            try:
                self._gate.pace(request)
                key = await self._callers.key_for(request, scope)
                told = await act(Visit(request=request, key=key))
            except Refused as why:
                return problem(why)
            except Trouble:
                return _written(503, "trouble", "Try again later")
            if told is None:
                return web.Response(status=204)
            return _json(told, status)

        return answered


def problem(why: Refused) -> web.Response:
    """A refusal as an answer."""
    answer = _written(_status_of(why.code), why.code, why.text)
    if isinstance(why, TooMany):
        answer.headers[hdrs.RETRY_AFTER] = str(why.wait_s)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        answer.headers[hdrs.WWW_AUTHENTICATE] = "Bearer"
    if why.code in _CLOSING:
        answer.force_close()  # the rest of the request has no limit we know
    return answer


def _status_of(code: str) -> int:
    """By the kind of refusal; what is known and cannot be done now is a conflict."""
    if code in _STATUS_OF:
        return _STATUS_OF[code]
    match code.partition("_")[0]:
        case "unknown":
            return 404
        case "invalid":
            return 400
        case _:
            return 409


def _written(status: int, code: str, detail: str) -> web.Response:
    title = HTTPStatus(status).phrase
    told = Problem(title=title, status=status, detail=detail, code=code)
    return web.Response(
        status=status,
        body=written(told),
        headers={hdrs.CONTENT_TYPE: PROBLEM, hdrs.SERVER: "Florin"},
    )


def _json(told: object, status: int) -> web.Response:
    headers = {
        hdrs.CONTENT_TYPE: "application/json",
        hdrs.CACHE_CONTROL: "no-store",
        hdrs.SERVER: "Florin",
    }
    return web.Response(status=status, body=written(told), headers=headers)
