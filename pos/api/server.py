"""The HTTP server: routes, opening and closing, and what a bug looks like from outside."""

import asyncio
import errno
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Final

from aiohttp import hdrs, web
from aiohttp.http_exceptions import HttpProcessingError

from pos.api.callers import Callers
from pos.api.checkout_routes import checkout_routes
from pos.api.doors import Doors
from pos.api.events import Listeners
from pos.api.face import Face, failed, nothing, unavailable
from pos.api.face_routes import face_routes
from pos.api.gate import Gate
from pos.api.jsonrpc import MAX_BODY_BYTES
from pos.api.librepay import LibrePayDoor
from pos.api.librepay_routes import greeting, librepay_routes
from pos.api.metrics import Metrics
from pos.api.openapi import describing, document, told
from pos.api.problems import Keyed
from pos.api.routes import Answer, Route
from pos.api.v1_routes import v1_routes
from pos.domain.errors import Corrupt, Refused, Trouble

_log = logging.getLogger(__name__)
_wire_log = logging.getLogger(f"{__name__}.wire")

_CLOSE_AFTER_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """An open server."""

    url: str
    runner: web.AppRunner

    async def close(self) -> None:
        """Stop listening, let running answers finish, then close all connections."""
        await self.runner.cleanup()


class WebFace:
    """What all listeners share, and the application of each."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._metrics = Metrics(doors.feed, doors.clock)
        self._gate = Gate(doors.settings, doors.clock, self._metrics)
        self._listeners = Listeners(doors.feed, self._gate.stranger)
        self._stop_hearing = doors.feed.subscribe(self._metrics.hear)
        door = LibrePayDoor(doors, self._gate, self._listeners, self._metrics)
        self._librepay = librepay_routes(door)
        self.table = self._table()
        """Everything that is answered, but for the pages for people."""

    @cached_property
    def document(self) -> bytes:
        """The same in words, as OpenAPI 3.1 has it; made when it is asked for."""
        return document(self.table)

    def app(self) -> web.Application:
        """The application of the main listener."""
        pages = checkout_routes(self._doors, self._gate, self._listeners, _calm)
        app = _app([*_served(self.table), *pages])
        app.on_shutdown.append(self._let_go)
        app.on_cleanup.append(self._leave)
        return app

    def librepay_app(self) -> web.Application:
        """The application of a listener for shops that know LibrePay only."""
        app = _app(_served([greeting(), *self._librepay]))
        app.on_shutdown.append(self._let_go)
        return app

    def _table(self) -> tuple[Route, ...]:
        doors, gate = self._doors, self._gate
        keyed = Keyed(Callers(doors, gate), gate, self._metrics)
        return (
            *face_routes(doors, Face(doors, gate, self._metrics), gate),
            *self._librepay,
            *v1_routes(doors, keyed),
            describing(self._tell),
        )

    async def _tell(self, _: web.Request) -> web.StreamResponse:
        """GET /openapi.json: this table."""
        return told(await asyncio.to_thread(lambda: self.document))

    async def _let_go(self, _: web.Application) -> None:
        self._listeners.close()

    async def _leave(self, _: web.Application) -> None:
        self._stop_hearing()
        self._listeners.stop_hearing()


async def serve(app: web.Application, host: str, port: int) -> Serving:
    """Open the doors. Raises Refused("port_taken") or Refused("no_such_address")."""
    runner = web.AppRunner(app, access_log=None, logger=_wire_log, shutdown_timeout=_CLOSE_AFTER_S)
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


def _app(routes: Iterable[web.RouteDef]) -> web.Application:
    app = web.Application(client_max_size=MAX_BODY_BYTES)
    app.add_routes(routes)
    app.add_routes([web.route("*", "/{path:.*}", nothing)])
    return app


def _served(routes: Iterable[Route]) -> list[web.RouteDef]:
    """The table as aiohttp takes it; whoever may GET may ask for the head alone."""
    served = []
    for route in routes:
        for path in route.paths:
            if route.method == hdrs.METH_GET:
                served.append(web.get(path, _calm(route.answer)))
            else:
                served.append(web.route(route.method, path, _calm(route.answer)))
            if route.preflight is not None:
                served.append(web.options(path, route.preflight))
    return served


def _calm(handler: Answer) -> Answer:
    """No failure leaves the server without an answer.

    A bug is logged with its trace; its caller learns only that it failed.
    """

    @wraps(handler)
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Trouble:
            return unavailable()
        except Corrupt as why:  # the engine stops by it, and tells
            _log.error("%s %s: %s", request.method, request.path, why)
            return failed()
        except Exception:
            _log.exception("a request failed: %s %s", request.method, request.path)
            return failed()

    return answer


def _is_no_mistake_of_a_caller(record: logging.LogRecord) -> bool:
    """Whether aiohttp tells of a fault of ours.

    A caller whose bytes are no HTTP hears so. In the log they would stand as they came, with the
    secret that was in them, and anybody could fill it.
    """
    why = record.exc_info[1] if record.exc_info else None
    return not isinstance(why, HttpProcessingError)


_wire_log.addFilter(_is_no_mistake_of_a_caller)
