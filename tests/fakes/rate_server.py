"""A rate service on loopback that answers whatever it is told to."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(slots=True)
class RateServer:
    """Answers every request with `body` and `status`, and remembers what was asked."""

    url: str = ""
    status: int = 200
    body: str = "{}"
    asked: list[Mapping[str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        """Write down the question and give the answer."""
        self.asked.append(dict(request.query))
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        self.paths.append(request.path)
        return web.Response(status=self.status, text=self.body)


@asynccontextmanager
async def open_rate_server(body: str = "{}") -> AsyncIterator[RateServer]:
    """A rate service that listens while it is used."""
    server = RateServer(body=body)
    app = web.Application()
    app.router.add_get("/{path:.*}", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()
