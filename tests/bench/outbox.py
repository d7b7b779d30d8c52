"""Webhooks per second to a good endpoint, while a dead and a slow one have as much to be told.

The dead one takes connections and never answers, the slow one answers after a second. The ceiling
is bare aiohttp that posts the same bodies to the same server, as many at a time.
"""

import asyncio
import itertools
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import aiohttp
import uvloop
from aiohttp import web

from pos.app.clock import SystemClock
from pos.app.letters import Letters, open_letters
from pos.domain.ids import InvoiceId
from pos.domain.payment.events import opening_event
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.payments import Entry
from pos.engine.feed import DeliveryMoved, Feed, News
from pos.engine.ledger import Ledger
from pos.engine.outbox import AT_ONCE_PER_RECIPIENT, Carrier
from pos.postman.webhook import body_of
from pos.storage.store import Store, open_store
from tests.bench.doors import bare_argv, serving
from tests.bench.figures import Figure, figure
from tests.fakes.invoices import choosing

INVOICES: Final = 2_000
SLOW_S: Final = 1.0
WITHIN_S: Final = 300.0


def outbox() -> list[Figure]:
    """Deliveries per second to the good endpoint, from the first commit's wake to the last."""
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as folder, serving(bare_argv()) as url:
        ours, bare = uvloop.run(_measured(Path(folder), url))
    name = "webhooks beside a dead and a slow endpoint"
    return [figure(name, ours, "1/s", bare, better="higher")]


async def _measured(folder: Path, url: str) -> tuple[float, float]:
    clock = SystemClock()
    store = open_store(folder / "florin.db")
    async with (
        _sluggards() as (dead, slow),
        open_letters(folder, store, clock, ("127.0.0.1",)) as letters,
    ):
        for other in (dead, slow):
            await letters.hooks.add(other)
        good = await letters.hooks.add(url)
        invoices = [_invoice(number, clock.now()) for number in range(INVOICES)]
        ours = await _deliver(store, letters, invoices, good.id)
    store.close()
    return ours, await _post_bare(url, invoices)


async def _deliver(store: Store, letters: Letters, invoices: list[Invoice], good: str) -> float:
    """So many a second came to the endpoint."""
    feed, clock = Feed(), SystemClock()
    ledger = Ledger(store.payments, feed, letters.book.webhooks)
    left, is_done = itertools.count(len(invoices) - 1, -1), asyncio.Event()

    def hear(news: News) -> None:
        is_good = isinstance(news, DeliveryMoved) and news.delivery.effect.lane == f"hook:{good}"
        if is_good and next(left) == 0:
            is_done.set()

    feed.subscribe(hear)
    entry = Entry(at=clock.now(), kind="made", text="made")
    await asyncio.gather(*(ledger.add(invoice, entry) for invoice in invoices))
    carrier = Carrier(
        outbox=store.outbox,
        postman=letters.postman,
        feed=feed,
        clock=clock,
        chance=lambda: 0.5,
        wake=ledger.has_effects,
    )
    began = time.perf_counter()
    carrying = asyncio.ensure_future(carrier.carry())
    await asyncio.wait_for(is_done.wait(), WITHIN_S)
    lasted_s = time.perf_counter() - began
    carrying.cancel()
    await asyncio.wait({carrying})
    return len(invoices) / lasted_s


async def _post_bare(url: str, invoices: list[Invoice]) -> float:
    bodies = iter([body_of(opening_event(invoice)) for invoice in invoices])

    async def post(session: aiohttp.ClientSession) -> None:
        for body in bodies:
            async with session.post(url, data=body) as answer:
                await answer.read()

    async with aiohttp.ClientSession() as session:
        began = time.perf_counter()
        await asyncio.gather(*(post(session) for _ in range(AT_ONCE_PER_RECIPIENT)))
        return len(invoices) / (time.perf_counter() - began)


@asynccontextmanager
async def _sluggards() -> AsyncIterator[tuple[str, str]]:
    """A server with a path that never answers and one that answers late."""

    async def never(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    async def late(_: web.Request) -> web.Response:
        await asyncio.sleep(SLOW_S)
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/dead", never), web.post("/slow", late)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield f"{url}/dead", f"{url}/slow"
    await runner.cleanup()


def _invoice(number: int, at: int) -> Invoice:
    id = InvoiceId(f"{number:016x}")
    return replace(choosing(), id=id, selector=id, created_at=at, version=1)
