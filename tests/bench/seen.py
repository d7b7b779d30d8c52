"""From a customer's broadcast to the Feed's SEEN on a real node, beside the node's own push."""

import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import aiohttp
import uvloop

from pos.app.build import Plan
from pos.app.config import load_settings
from pos.app.logs import start_logs
from pos.app.running import Opened, run
from pos.domain.money import Amount
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import Order
from pos.engine.feed import InvoiceMoved, News
from tests.bench.figures import Figure, figure, percentile
from tests.journeys.florin import config_for
from tests.nodes import fetch
from tests.nodes.anvil import Anvil
from tests.nodes.customer import Customer, customers
from tests.nodes.token import Token, deploy_token

PAYMENTS: Final = 40
WARM_UP: Final = 5


def seen() -> list[Figure]:
    """Median and p95 in milliseconds; the ceiling is the node's push plus 50 ms, the aim."""
    folder = Path(tempfile.mkdtemp(prefix="florin-bench-"))
    node = Anvil(fetch.anvil(), folder / "anvil")
    node.start()
    try:
        pushes, sights = uvloop.run(_measured(node, folder))
    finally:
        node.stop()
        shutil.rmtree(folder, ignore_errors=True)
    rows = []
    for name, percent in (("p50", 50), ("p95", 95)):
        push, sight = percentile(pushes, percent), percentile(sights, percent)
        rows.append(figure(f"broadcast to node's own push, {name}", push, "ms", push))
        rows.append(figure(f"broadcast to seen in the Feed, {name}", sight, "ms", push + 50))
    return rows


async def _measured(node: Anvil, folder: Path) -> tuple[list[float], list[float]]:
    token = deploy_token(node)
    payer = customers(node)[0]
    token.give(payer.address, 10**6 * 10**8)
    (folder / "config.toml").write_text(config_for(node, token), encoding="utf-8")
    start_logs(folder, is_verbose=False)
    async with _shop(folder) as opened, _pushes(node) as pushed:
        return await _pay_often(opened, pushed, payer, token)


async def _pay_often(
    opened: Opened, pushed: "asyncio.Queue[float]", payer: Customer, token: Token
) -> tuple[list[float], list[float]]:
    seen_at: asyncio.Queue[float] = asyncio.Queue()

    known: set[str] = set()

    def hear(news: News) -> None:
        if isinstance(news, InvoiceMoved) and stage_of(news.invoice) is Stage.SEEN:
            if news.invoice.id not in known:
                seen_at.put_nowait(time.perf_counter())
            known.add(news.invoice.id)

    shop = opened.house.shop
    shop.feed.subscribe(hear)
    asset = shop.desk.coin("0xBTC").asset
    order = Order(origin=Origin(door=Door.TILL), amount=Amount(10**8, asset), code="0xBTC")
    pushes, sights = [], []
    for number in range(WARM_UP + PAYMENTS):
        invoice = await shop.desk.charge(order)
        address = invoice.prompts[0].address
        began = time.perf_counter()
        await asyncio.to_thread(payer.pay_token, token, address, 10**8)
        push = await asyncio.wait_for(pushed.get(), 10)
        sight = await asyncio.wait_for(seen_at.get(), 10)
        if number >= WARM_UP:
            pushes.append((push - began) * 1000)
            sights.append((sight - began) * 1000)
        await asyncio.to_thread(payer.chain.mine)
        await asyncio.sleep(0.1)
    return pushes, sights


@asynccontextmanager
async def _shop(folder: Path) -> AsyncIterator[Opened]:
    """The engine as `florin serve` runs it, in this very loop."""
    stop = asyncio.Event()
    opened: asyncio.Future[Opened] = asyncio.get_running_loop().create_future()
    settings = load_settings(folder / "config.toml", {})
    plan = Plan(settings=settings, folder=folder, is_practice=False)
    running = asyncio.ensure_future(
        run(plan, "127.0.0.1:0", stop, opened.set_result, needs_door=True)
    )
    house = await opened
    while not any(chain.is_connected for chain in house.house.shop.feed.chains()):
        await asyncio.sleep(0.05)
    try:
        yield house
    finally:
        stop.set()
        await running


@asynccontextmanager
async def _pushes(node: Anvil) -> AsyncIterator["asyncio.Queue[float]"]:
    """When the node itself tells a bare subscriber of each pending transaction."""
    told: asyncio.Queue[float] = asyncio.Queue()
    async with aiohttp.ClientSession() as session, session.ws_connect(node.ws_url) as socket:
        ask = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe"}
        await socket.send_str(json.dumps({**ask, "params": ["newPendingTransactions"]}))
        await socket.receive()

        async def listen() -> None:
            async for _ in socket:
                told.put_nowait(time.perf_counter())

        listening = asyncio.ensure_future(listen())
        try:
            yield told
        finally:
            listening.cancel()
