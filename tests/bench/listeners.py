"""A thousand browsers that listen to one invoice: how soon each of them hears of a change.

The ceiling is a bare server that holds as many connections and writes to one after the other.
"""

import argparse
import asyncio
import itertools
import json
import resource
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast
from urllib.request import Request, urlopen

import uvloop
from aiohttp import web

from pos.api.doors import Doors, Settings
from pos.api.server import WebFace, serve
from pos.domain.money import Fiat
from pos.domain.payment.policy import Policy, Tier
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import Order
from tests.bench.doors import serving
from tests.bench.figures import Figure, figure, percentile
from tests.fakes.desk import ETHER, engine
from tests.fakes.prices import WrittenPrices

LISTENERS: Final = 1_000
EVENTS: Final = 20
PAUSE_S: Final = 0.25
OPEN_FILES: Final = 4_096
EVENT: Final = b'event: status\ndata: {"status":2}\nid: 2\n\n'


def listeners() -> list[Figure]:
    """From the change to its arrival at each listener, over all listeners and changes."""
    took_ms = {}
    for part in ("ours", "bare"):
        with serving([sys.executable, "-m", "tests.bench.listeners", part]) as url:
            argv = [sys.executable, "-m", "tests.bench.listeners", "listen", url]
            took_ms[part] = json.loads(subprocess.run(argv, capture_output=True, check=True).stdout)
    return [
        figure(
            f"event to {LISTENERS:,} listeners p{percent}",
            percentile(took_ms["ours"], percent),
            "ms",
            percentile(took_ms["bare"], percent),
        )
        for percent in (50, 95)
    ]


# ---- the listeners


class Listener(asyncio.Protocol):
    """One open connection; notes when each event arrives."""

    def __init__(self, path: str, heard: Callable[[float], None]) -> None:
        self._path = path
        self._heard = heard
        self.is_open = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the events."""
        ask = f"GET {self._path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        cast("asyncio.Transport", transport).write(ask)

    def data_received(self, data: bytes) -> None:
        """The head and the first event open it; all others are counted."""
        if self.is_open.done():
            self._heard(time.monotonic())
        elif b"data: " in data:
            self.is_open.set_result(None)


async def _listen(url: str) -> list[float]:
    host, port = url.removeprefix("http://").split(":")
    path = await _fetched(Request(url + "/selector"))
    arrived: list[float] = []
    loop, took_ms = asyncio.get_running_loop(), list[float]()
    opened = [
        (await loop.create_connection(lambda: Listener(path, arrived.append), host, int(port)))[1]
        for _ in range(LISTENERS)
    ]
    await asyncio.gather(*(listener.is_open for listener in opened))
    for _ in range(EVENTS):
        arrived.clear()
        began = float(await _fetched(Request(url + "/move", data=b"")))
        while len(arrived) < LISTENERS:
            await asyncio.sleep(PAUSE_S)
        took_ms += [(at - began) * 1_000 for at in arrived]
    return took_ms


async def _fetched(request: Request) -> str:
    def fetch() -> str:
        with urlopen(request, timeout=10) as answer:
            return str(answer.read().decode())

    return await asyncio.to_thread(fetch)


# ---- the servers


def _steered(app: web.Application, path: str, move: Callable[[], Awaitable[None]]) -> None:
    """Two doors for the measurement: where to listen, and making something happen."""

    async def tell_path(_: web.Request) -> web.Response:
        return web.Response(text=path)

    async def tell_time(_: web.Request) -> web.Response:
        began = time.monotonic()
        await move()
        return web.Response(text=repr(began))

    app.add_routes([web.get("/selector", tell_path), web.post("/move", tell_time)])


async def _ours() -> web.Application:
    """A whole shop but for its chains, and a payment that gets deeper and deeper."""
    slow = replace(
        ETHER, policy=Policy(currency="ETH", tiers=(Tier(up_to=None, confirmations=99),))
    )
    prices = WrittenPrices({"ETH/USD": "1000"})
    behind = engine(rates=prices, coins=(slow,))
    doors = Doors(
        desk=behind.desk,
        records=behind.records,
        feed=behind.feed,
        clock=behind.clock,
        settings=Settings(coin="ETH"),
        rates=prices,
    )
    price = Fiat(Decimal(10), "USD")
    order = Order(origin=Origin(door=Door.LIBREPAY), price=price, code="ETH")
    invoice = await behind.desk.charge(order)
    depths = itertools.count(1)

    async def move() -> None:
        await behind.pay(invoice.id, "0.01", tx_hash="0x01", depth=next(depths))

    await move()
    app = WebFace(doors).app()
    _steered(app, f"/invoice/{invoice.selector}/events", move)
    return app


async def _bare() -> web.Application:
    """Connections in a list, and a loop of writes."""
    there: list[asyncio.WriteTransport] = []
    chunk = f"{len(EVENT):x}\r\n".encode() + EVENT + b"\r\n"

    async def listen(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(EVENT)
        assert request.transport is not None
        there.append(cast("asyncio.WriteTransport", request.transport))
        await asyncio.Event().wait()
        return response

    async def move() -> None:
        for transport in there:
            transport.write(chunk)

    app = web.Application()
    app.add_routes([web.get("/events", listen)])
    _steered(app, "/events", move)
    return app


async def _serve(part: str) -> None:
    app = await (_ours() if part == "ours" else _bare())
    opened = await serve(app, "127.0.0.1", 0)
    print(f"ready {opened.url}", flush=True)
    await asyncio.Event().wait()


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=["ours", "bare", "listen"])
    parser.add_argument("url", nargs="?")
    chosen = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, most), most))
    if chosen.part == "listen":
        print(json.dumps(uvloop.run(_listen(chosen.url))))
    else:
        uvloop.run(_serve(chosen.part))


if __name__ == "__main__":
    _main()
