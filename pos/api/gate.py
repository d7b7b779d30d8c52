"""What every door asks before it opens: is the caller welcome, and must they wait."""

import logging

from aiohttp import hdrs, web

from pos.api.doors import Settings
from pos.api.guard import Guard, Knock, Throttle
from pos.api.metrics import Metrics
from pos.domain.errors import Refused
from pos.domain.ports.clock import Clock

_log = logging.getLogger(__name__)


class TooMany(Refused):
    """The caller asks too often; `wait_s` is when they may ask again."""

    def __init__(self, wait_s: int) -> None:
        super().__init__("too_many", "Too many requests")
        self.wait_s = wait_s


class Gate:
    """The guard's rules, asked of requests; refusals are counted and written to the log."""

    def __init__(self, settings: Settings, clock: Clock, metrics: Metrics) -> None:
        self._guard = Guard(
            allow=settings.allow,
            trusted_proxies=settings.trusted_proxies,
            origins=settings.origins,
            hosts=settings.hosts,
        )
        self._throttle = Throttle(per_s=settings.public_per_s, burst=settings.public_burst)
        self._clock = clock
        self._metrics = metrics

    def is_welcome(self, request: web.Request) -> bool:
        """May this caller use the private doors? The reason of a refusal goes to the log."""
        why = self._guard.refusal(_knock(request))
        if why is None:
            return True
        self._metrics.refused["forbidden"] += 1
        _log.warning("refused %s %s: %s", request.method, request.path, why)
        return False

    def pace(self, request: web.Request) -> None:
        """Let nobody ask too often. Raises TooMany."""
        wait_s = self.wait_s(request)
        if wait_s:
            raise TooMany(wait_s)

    def wait_s(self, request: web.Request) -> int:
        """How long a stranger who asks too often must wait; nobody else ever waits."""
        if self.is_known(request):
            return 0
        wait_s = self._throttle.wait_s(self._client(request), self._clock.now())
        if wait_s:
            self._metrics.refused["too_many"] += 1
        return wait_s

    def is_known(self, request: web.Request) -> bool:
        """Whether the caller is a program on this machine or on the allow-list."""
        if hdrs.X_FORWARDED_FOR not in request.headers and self._guard.is_ours(request.remote):
            return True
        return self._guard.is_known(_knock(request))

    def stranger(self, request: web.Request) -> str:
        """Whom to count a request against; "" for those who may ask without limit."""
        return "" if self.is_known(request) else self._client(request)

    def _client(self, request: web.Request) -> str:
        return self._guard.client(_knock(request))


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
