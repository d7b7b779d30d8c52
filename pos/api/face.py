"""The handlers of the web face: what each door answers, after asking the guard."""

import asyncio
import logging
from typing import Final

from aiohttp import hdrs, web
from multidict import CIMultiDict

from pos.api.doors import Doors
from pos.api.guard import Guard, Knock, Throttle
from pos.api.health import health_of
from pos.api.metrics import CONTENT_TYPE, Metrics
from pos.api.zeroxbtcpay import TOO_LARGE, UNREADABLE, Payments, Statuses

_log = logging.getLogger(__name__)

_SERVER: Final = "Florin"
_OPEN: Final[dict[str, str]] = {
    hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*",
    hdrs.CACHE_CONTROL: "no-store",
}
# copied for each answer, which is quicker than to build them anew
_JSON: Final = CIMultiDict({"Content-Type": "application/json", "Server": _SERVER})
_TEXT: Final = CIMultiDict({"Content-Type": "text/plain; charset=utf-8", "Server": _SERVER})
_OPEN_JSON: Final = CIMultiDict({**_JSON, **_OPEN})
_OPEN_TEXT: Final = CIMultiDict({**_TEXT, **_OPEN})
_PREFLIGHT: Final = {
    **_OPEN,
    hdrs.SERVER: _SERVER,
    hdrs.ACCESS_CONTROL_ALLOW_METHODS: "GET, HEAD",
    hdrs.ACCESS_CONTROL_ALLOW_HEADERS: "*",
    hdrs.ACCESS_CONTROL_MAX_AGE: "86400",
}
_BODY_S: Final = 20.0


class Face:
    """The handlers; each one asks the guard itself, so that a poll pays for nothing else."""

    def __init__(self, doors: Doors, guard: Guard, metrics: Metrics) -> None:
        settings = doors.settings
        self._doors = doors
        self._guard = guard
        self._metrics = metrics
        self._throttle = Throttle(per_s=settings.public_per_s, burst=settings.public_burst)
        self._payments = Payments(doors)
        self._statuses = Statuses(doors.records)

    async def call(self, request: web.Request) -> web.Response:
        """POST /: a shop's server asks for a payment."""
        if not self.is_welcome(request):
            return web.Response(status=403, headers={hdrs.CONTENT_TYPE: "text/html"})
        self._metrics.requests["start_payment"] += 1
        try:
            body = await _body(request)
        except web.HTTPRequestEntityTooLarge:
            return _last(TOO_LARGE)
        except (web.RequestPayloadError, OSError):  # packed wrongly, broken off, or too slow
            return _last(UNREADABLE)
        answer = await self._payments.answer(body, request.headers.get("Idempotency-Key"))
        return web.Response(body=answer, headers=_JSON.copy())

    async def status(self, request: web.Request) -> web.Response:
        """GET /{id}/status.json: anybody who knows the id may ask, from any page."""
        wait_s = self._wait_s(request)
        if wait_s:
            return self._too_many(wait_s)
        self._metrics.requests["status"] += 1
        status = await self._statuses.status(request.match_info["id"].lower())
        if status is None:
            return web.Response(status=404, body=b"not found", headers=_OPEN_TEXT.copy())
        return web.Response(body=status, headers=_OPEN_JSON.copy())

    async def health(self, request: web.Request) -> web.Response:
        """GET /health: how the chains and rates are doing, for the shop's own machines."""
        if not self.is_welcome(request):
            return web.Response(status=403, headers=_TEXT.copy())
        page = health_of(self._doors.feed, self._doors.rates, self._doors.clock)
        return web.Response(body=page, headers=_JSON.copy())

    async def metrics(self, request: web.Request) -> web.Response:
        """GET /metrics: the same for Prometheus."""
        if not self.is_welcome(request):
            return web.Response(status=403, headers=_TEXT.copy())
        page = self._metrics.page()
        return web.Response(body=page, headers={hdrs.CONTENT_TYPE: CONTENT_TYPE})

    def is_welcome(self, request: web.Request) -> bool:
        """May this caller use the private doors? The reason of a refusal goes to the log."""
        why = self._guard.refusal(_knock(request))
        if why is None:
            return True
        self._metrics.refused["forbidden"] += 1
        _log.warning("refused %s %s: %s", request.method, request.path, why)
        return False

    def _wait_s(self, request: web.Request) -> int:
        """How long a stranger who asks too often must wait; nobody else ever waits."""
        if hdrs.X_FORWARDED_FOR not in request.headers and self._guard.is_ours(request.remote):
            return 0
        knock = _knock(request)
        if self._guard.is_known(knock):
            return 0
        return self._throttle.wait_s(self._guard.client(knock), self._doors.clock.now())

    def _too_many(self, wait_s: int) -> web.Response:
        self._metrics.refused["too_many"] += 1
        headers = {**_OPEN_TEXT, hdrs.RETRY_AFTER: str(wait_s)}
        return web.Response(status=429, body=b"too many requests", headers=headers)


async def preflight(_: web.Request) -> web.Response:
    """OPTIONS /{id}/status.json: a browser asks first."""
    return web.Response(status=204, headers=_PREFLIGHT)


async def nothing(_: web.Request) -> web.Response:
    """Every other path."""
    return web.Response(status=404, body=b"not found", headers=_TEXT.copy())


def unavailable() -> web.Response:
    """What the caller learns while the world fails us, such as a disk that is away."""
    return web.Response(status=503, body=b"try again", headers=_OPEN_TEXT.copy())


def failed() -> web.Response:
    """What the caller of a request with a bug learns: that it failed."""
    return web.Response(status=500, body=b"error", headers=_TEXT.copy())


async def _body(request: web.Request) -> bytes:
    """The whole body; most come together with their head, and only the others may be slow."""
    if request.content.is_eof():
        return await request.read()
    async with asyncio.timeout(_BODY_S):
        return await request.read()


def _last(body: bytes) -> web.Response:
    """An answer after which nothing more is read: the rest of the request has no limit we know."""
    answer = web.Response(body=body, headers=_JSON.copy())
    answer.force_close()
    return answer


def _knock(request: web.Request) -> Knock:
    headers = request.headers
    forwarded = None
    if hdrs.X_FORWARDED_FOR in headers:
        forwarded = ",".join(headers.getall(hdrs.X_FORWARDED_FOR))
    transport = request.transport
    local = transport.get_extra_info("sockname") if transport else None
    return Knock(
        peer=request.remote or "",
        local=local[0] if local else "",
        forwarded=forwarded,
        origin=headers.get(hdrs.ORIGIN),
        host=headers.get(hdrs.HOST),
    )
