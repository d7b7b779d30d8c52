"""The handlers of the web face: what each door answers, after asking the guard."""

from typing import Final

from aiohttp import hdrs, web
from multidict import CIMultiDict

from pos.api.doors import Doors
from pos.api.gate import Gate
from pos.api.health import health_of
from pos.api.metrics import CONTENT_TYPE, Metrics
from pos.api.reading import body_of
from pos.api.zeroxbtcpay import TOO_LARGE, UNREADABLE, Payments, Statuses

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


class Face:
    """The handlers; each one asks the guard itself, so that a poll pays for nothing else."""

    def __init__(self, doors: Doors, gate: Gate, metrics: Metrics) -> None:
        self._doors = doors
        self._gate = gate
        self._metrics = metrics
        self._payments = Payments(doors)
        self._statuses = Statuses(doors.records)

    async def call(self, request: web.Request) -> web.Response:
        """POST /: a shop's server asks for a payment."""
        if not self._gate.is_welcome(request):
            return web.Response(status=403, headers={hdrs.CONTENT_TYPE: "text/html"})
        self._metrics.requests["start_payment"] += 1
        try:
            body = await body_of(request)
        except web.HTTPRequestEntityTooLarge:
            return _last(TOO_LARGE)
        except (web.RequestPayloadError, OSError):  # packed wrongly, broken off, or too slow
            return _last(UNREADABLE)
        answer = await self._payments.answer(body, request.headers.get("Idempotency-Key"))
        return web.Response(body=answer, headers=_JSON.copy())

    async def status(self, request: web.Request) -> web.Response:
        """GET /{id}/status.json: anybody who knows the id may ask, from any page."""
        wait_s = self._gate.wait_s(request)
        if wait_s:
            return too_many(wait_s)
        self._metrics.requests["status"] += 1
        status = await self._statuses.status(request.match_info["id"].lower())
        if status is None:
            return web.Response(status=404, body=b"not found", headers=_OPEN_TEXT.copy())
        return web.Response(body=status, headers=_OPEN_JSON.copy())

    async def health(self, request: web.Request) -> web.Response:
        """GET /health: how the chains and rates are doing, for the shop's own machines."""
        if not self._gate.is_welcome(request):
            return web.Response(status=403, headers=_TEXT.copy())
        page = health_of(self._doors.feed, self._doors.rates, self._doors.clock)
        return web.Response(body=page, headers=_JSON.copy())

    async def metrics(self, request: web.Request) -> web.Response:
        """GET /metrics: the same for Prometheus."""
        if not self._gate.is_welcome(request):
            return web.Response(status=403, headers=_TEXT.copy())
        page = self._metrics.page()
        return web.Response(body=page, headers={hdrs.CONTENT_TYPE: CONTENT_TYPE})


async def preflight(_: web.Request) -> web.Response:
    """OPTIONS /{id}/status.json: a browser asks first."""
    return web.Response(status=204, headers=_PREFLIGHT)


async def nothing(_: web.Request) -> web.Response:
    """Every other path."""
    return web.Response(status=404, body=b"not found", headers=_TEXT.copy())


def too_many(wait_s: int) -> web.Response:
    """What a stranger learns who asks too often."""
    headers = {**_OPEN_TEXT, hdrs.RETRY_AFTER: str(wait_s)}
    return web.Response(status=429, body=b"too many requests", headers=headers)


def unavailable() -> web.Response:
    """What the caller learns while the world fails us, such as a disk that is away."""
    return web.Response(status=503, body=b"try again", headers=_OPEN_TEXT.copy())


def failed() -> web.Response:
    """What the caller of a request with a bug learns: that it failed."""
    return web.Response(status=500, body=b"error", headers=_TEXT.copy())


def _last(body: bytes) -> web.Response:
    """An answer after which nothing more is read: the rest of the request has no limit we know."""
    answer = web.Response(body=body, headers=_JSON.copy())
    answer.force_close()
    return answer
