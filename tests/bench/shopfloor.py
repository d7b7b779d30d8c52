"""A shop that is measured in this very process, and ears for what it and its node tell."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Final

import zmq

from pos.app.build import Plan
from pos.app.config import load_settings
from pos.app.logs import start_logs
from pos.app.running import Opened, run
from pos.domain.payment.stage import Stage, stage_of
from pos.engine.feed import InvoiceMoved, News

LISTEN_MS: Final = 100


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


def sights_of(opened: Opened) -> "asyncio.Queue[float]":
    """When each invoice was first seen to be paid, by `time.perf_counter`."""
    seen_at: asyncio.Queue[float] = asyncio.Queue()
    known: set[str] = set()

    def hear(news: News) -> None:
        if isinstance(news, InvoiceMoved) and stage_of(news.invoice) is Stage.SEEN:
            if news.invoice.id not in known:
                seen_at.put_nowait(time.perf_counter())
            known.add(news.invoice.id)

    opened.house.shop.feed.subscribe(hear)
    return seen_at


@contextmanager
def zmq_news(address: str, topic: bytes) -> Iterator[list[float]]:
    """When a node itself tells a bare listener of something, by `time.perf_counter`."""
    told: list[float] = []
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
                told.append(time.perf_counter())

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        yield told
    finally:
        is_over.set()
        thread.join()
        socket.close(linger=0)
        context.term()
