"""From a customer's broadcast to the Feed's SEEN, in a shop that runs in this very process."""

import asyncio
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvloop
import zmq

from pos.app.build import Plan
from pos.app.config import load_settings
from pos.app.logs import start_logs
from pos.app.running import Opened, run
from pos.domain.money import Amount
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import Order
from pos.engine.feed import Feed, InvoiceMoved, News
from tests.bench.figures import Figure, figure, percentile

PAYMENTS: Final = 40
WARM_UP: Final = 5
AIM_MS: Final = 50
WAIT_S: Final = 10
LISTEN_MS: Final = 100


class Ear:
    """When it was told something, by `time.perf_counter`; told in any thread, asked in its loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._heard: asyncio.Queue[float] = asyncio.Queue()

    def hear(self) -> None:
        """It is told now."""
        self._loop.call_soon_threadsafe(self._heard.put_nowait, time.perf_counter())

    async def expect(self, _address: str) -> None:
        """What was heard so far is forgotten: the next is a payment to this address."""
        while not self._heard.empty():
            self._heard.get_nowait()

    async def first(self) -> float:
        """When the first was heard since then; waits for it. Raises TimeoutError."""
        return await asyncio.wait_for(self._heard.get(), WAIT_S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A shop, its chain, and a customer: what differs from one measurement to the next.

    `sign` makes a payment of `units` to an address before the clock starts, and returns what
    broadcasts it; both block, and so does `mine`. `listen` opens an ear for the source's own push;
    where it has none, `pause_ms` between two questions stands in for that.
    """

    config: str
    code: str
    units: int
    sign: Callable[[str], Callable[[], object]]
    mine: Callable[[], object]
    listen: Callable[[], AbstractAsyncContextManager[Ear | None]] = nullcontext
    pause_ms: float = 0.0
    title: str = "broadcast"
    push_title: str = "node's own push"


def seen_in(scene: Scene) -> list[Figure]:
    """Median and p95 in milliseconds.

    The ceiling is the source's own push, heard by a bare listener in the same run, plus 50 ms, the
    aim.
    """
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as folder:
        pushes, sights = uvloop.run(_pay_often(scene, Path(folder)))
    rows = []
    for name, percent in (("p50", 50), ("p95", 95)):
        push, sight = scene.pause_ms, percentile(sights, percent)
        if pushes:
            push = percentile(pushes, percent)
            rows.append(figure(f"{scene.title} to {scene.push_title}, {name}", push, "ms", push))
        seen = f"{scene.title} to seen in the Feed, {name}"
        rows.append(figure(seen, sight, "ms", push + AIM_MS))
    return rows


async def _pay_often(scene: Scene, folder: Path) -> tuple[list[float], list[float]]:
    """How long the push and the shop took each time, in milliseconds."""
    pushes, sights = [], []
    async with scene.listen() as push, open_shop(folder, scene.config) as opened:
        shop = opened.house.shop
        sight = _sight_of(shop.feed)
        due = Amount(scene.units, shop.desk.coin(scene.code).asset)
        order = Order(origin=Origin(door=Door.TILL), amount=due, code=scene.code)
        for number in range(WARM_UP + PAYMENTS):
            address = (await shop.desk.charge(order)).prompts[0].address
            broadcast = await asyncio.to_thread(scene.sign, address)
            for ear in (push, sight):
                if ear is not None:
                    await ear.expect(address)
            began = time.perf_counter()
            await asyncio.to_thread(broadcast)
            sights.append((await sight.first() - began) * 1000)
            if push is not None:
                pushes.append((await push.first() - began) * 1000)
            await asyncio.to_thread(scene.mine)
            await asyncio.sleep(0.1 + 0.037 * (number % 25))  # at every moment of a pause
    return pushes[WARM_UP:], sights[WARM_UP:]


@asynccontextmanager
async def open_shop(folder: Path, config: str) -> AsyncIterator[Opened]:
    """The engine as `florin serve` runs it, in this loop, once it sees a chain."""
    (folder / "config.toml").write_text(config, encoding="utf-8")
    start_logs(folder, is_verbose=False)
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


def _sight_of(feed: Feed) -> Ear:
    """Hears of each invoice when it is first seen to be paid."""
    ear = Ear()
    known: set[str] = set()

    def hear(news: News) -> None:
        if isinstance(news, InvoiceMoved) and stage_of(news.invoice) is Stage.SEEN:
            if news.invoice.id not in known:
                ear.hear()
            known.add(news.invoice.id)

    feed.subscribe(hear)
    return ear


@asynccontextmanager
async def zmq_ear(address: str, topic: bytes) -> AsyncIterator[Ear]:
    """Hears what a node publishes, in a thread of its own."""
    ear = Ear()
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    socket = context.socket(zmq.SUB)
    socket.setsockopt(zmq.SUBSCRIBE, topic)
    socket.setsockopt(zmq.RCVTIMEO, LISTEN_MS)
    socket.connect(address)
    is_over = threading.Event()

    def listen() -> None:
        while not is_over.is_set():
            with suppress(zmq.Again):
                socket.recv_multipart()
                ear.hear()

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        yield ear
    finally:
        is_over.set()
        thread.join()
        socket.close(linger=0)
        context.term()
