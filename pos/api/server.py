"""The HTTP server: routes, opening and closing, and what a bug looks like from outside."""

import errno
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final

from aiohttp import web

from pos.api.doors import Doors
from pos.api.face import Face, failed, nothing, preflight, unavailable
from pos.api.guard import Guard
from pos.api.jsonrpc import MAX_BODY_BYTES
from pos.api.metrics import Metrics
from pos.api.practice import PracticeDoor
from pos.domain.errors import Refused, Trouble

Handler = Callable[[web.Request], Awaitable[web.Response]]

_log = logging.getLogger(__name__)

_CLOSE_AFTER_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """An open server."""

    url: str
    runner: web.AppRunner

    async def close(self) -> None:
        """Stop listening, let running answers finish, then close all connections."""
        await self.runner.cleanup()


def build_app(doors: Doors) -> web.Application:
    """The whole web face as one application."""
    settings = doors.settings
    guard = Guard(
        allow=settings.allow,
        trusted_proxies=settings.trusted_proxies,
        origins=settings.origins,
        hosts=settings.hosts,
    )
    metrics = Metrics(doors.feed, doors.clock)
    face = Face(doors, guard, metrics)
    app = web.Application(client_max_size=MAX_BODY_BYTES)
    app.add_routes(_routes(face, doors))
    stop_hearing = doors.feed.subscribe(metrics.hear)

    async def leave(_: web.Application) -> None:
        stop_hearing()

    app.on_cleanup.append(leave)
    return app


async def serve(app: web.Application, host: str, port: int) -> Serving:
    """Open the doors. Raises Refused("port_taken") or Refused("no_such_address")."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSE_AFTER_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as why:
        await runner.cleanup()
        if why.errno == errno.EADDRINUSE:
            text = f"Port {port} on {host} is taken by another program"
            raise Refused("port_taken", text) from why
        raise Refused("no_such_address", f"Cannot listen on {host}:{port}: {why}") from why
    name = f"[{host}]" if ":" in host else host
    return Serving(url=f"http://{name}:{runner.addresses[0][1]}", runner=runner)


def _routes(face: Face, doors: Doors) -> list[web.RouteDef]:
    status = "/{id:[0-9A-Fa-f]{16}}/status.json"
    routes = [
        web.get(status, _calm(face.status)),  # first, because it is asked for most
        web.options(status, preflight),
        web.post("/", _calm(face.call)),
        web.get("/health", _calm(face.health)),
        web.get("/metrics", _calm(face.metrics)),
    ]
    if doors.practice is not None:
        practice = PracticeDoor(doors.practice, face.is_welcome)
        routes.append(web.post("/practice/pay", _calm(practice.pay)))
        routes.append(web.post("/practice/mine", _calm(practice.mine)))
    return [*routes, web.route("*", "/{path:.*}", nothing)]


def _calm(handler: Handler) -> Handler:
    """No failure leaves the server without an answer.

    A bug is logged with its trace; its caller learns only that it failed.
    """

    @wraps(handler)
    async def answer(request: web.Request) -> web.Response:
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Trouble:
            return unavailable()
        except Exception:
            _log.exception("a request failed: %s %s", request.method, request.path)
            return failed()

    return answer
