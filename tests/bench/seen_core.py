"""From a customer's broadcast to the Feed's SEEN with a node of the shop's own: BTC and LTC."""

import asyncio
import shutil
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Final

import uvloop
import zmq

from pos.app.build import Plan
from pos.app.config import load_settings
from pos.app.logs import start_logs
from pos.app.running import Opened, run
from pos.chains.bitcoin.core.chain import ASK_S
from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST, VPUB, Network
from pos.domain.money import Amount
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import Order
from pos.engine.feed import InvoiceMoved, News
from tests.bench.figures import Figure, figure, percentile
from tests.chains.bitcoin.owner import exported
from tests.nodes import chains
from tests.nodes.bitcoin import KNOTS, LITECOIN, BitcoinNode, NodeKind
from tests.nodes.payer import Payer

PAYMENTS: Final = 40
WARM_UP: Final = 5
AIM_MS: Final = 50
POLL_S: Final = 1.0
WAIT_S: Final = 10


def seen_core() -> list[Figure]:
    """Median and p95 in milliseconds, the signing of the payment included.

    The ceiling of Bitcoin is the node's own push, heard by a bare listener in the same run, that of
    Litecoin, whose node does not push, the pause between two questions; plus 50 ms, the aim.
    """
    rows = []
    for code, kind, network in (
        ("BTC", KNOTS, BITCOIN_REGTEST),
        ("LTC", LITECOIN, LITECOIN_REGTEST),
    ):
        pushes, sights = _measured(code, kind, network)
        for name, percent in (("p50", 50), ("p95", 95)):
            sight, ceiling = percentile(sights, percent), ASK_S * 1000 + AIM_MS
            if pushes:
                push = percentile(pushes, percent)
                ceiling = push + AIM_MS
                rows.append(
                    figure(f"{code}: broadcast to node's own push, {name}", push, "ms", push)
                )
            rows.append(
                figure(f"{code}: broadcast to seen in the Feed, {name}", sight, "ms", ceiling)
            )
    return rows


def _measured(code: str, kind: NodeKind, network: Network) -> tuple[list[float], list[float]]:
    folder = Path(tempfile.mkdtemp(prefix="florin-bench-"))
    node = chains.node_at(folder / "node", kind)
    node.start()
    try:
        node.mine()
        (folder / "config.toml").write_text(_config(code, node, network), encoding="utf-8")
        start_logs(folder, is_verbose=False)
        return uvloop.run(_pay_often(code, node, folder))
    finally:
        node.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _config(code: str, node: BitcoinNode, network: Network) -> str:
    return f"""
[shop]
name = "Corner shop"
currency = "EUR"

[wallets.{code}]
key = "{exported("m/84h/1h/0h", VPUB)}"

[chains."{network.id}"]
rpc = "{node.url}"
rpc_user = "{node.user}"
rpc_password = "{node.password}"
poll_s = "{POLL_S}"

[coins.{code}]
chain = "{network.id}"
confirmations = [{{ confirmations = 2 }}]

[rates]
coingecko = false
fixed = {{ {code} = "50000" }}
"""


async def _pay_often(code: str, node: BitcoinNode, folder: Path) -> tuple[list[float], list[float]]:
    payer = await asyncio.to_thread(Payer, node)
    pushes, sights = [], []
    with _pushes(node) as pushed:
        async with _shop(folder) as opened:
            seen_at = _sights(opened)
            shop = opened.house.shop
            due = Amount(1_000_000, shop.desk.coin(code).asset)
            order = Order(origin=Origin(door=Door.TILL), amount=due, code=code)
            for number in range(WARM_UP + PAYMENTS):
                invoice = await shop.desk.charge(order)
                outputs = [(invoice.prompts[0].address, due.units)]
                pushed.clear()
                began = time.perf_counter()
                await asyncio.to_thread(payer.pay, outputs)
                sight = await asyncio.wait_for(seen_at.get(), WAIT_S)
                if number >= WARM_UP:
                    sights.append((sight - began) * 1000)
                    pushes += [(push - began) * 1000 for push in pushed[:1]]
                await asyncio.to_thread(node.mine)
                await asyncio.sleep(0.1 + 0.037 * (number % 25))  # at every moment of a pause
    return pushes, sights


def _sights(opened: Opened) -> "asyncio.Queue[float]":
    """When each invoice was seen to be paid."""
    seen_at: asyncio.Queue[float] = asyncio.Queue()
    known: set[str] = set()

    def hear(news: News) -> None:
        if isinstance(news, InvoiceMoved) and stage_of(news.invoice) is Stage.SEEN:
            if news.invoice.id not in known:
                seen_at.put_nowait(time.perf_counter())
            known.add(news.invoice.id)

    opened.house.shop.feed.subscribe(hear)
    return seen_at


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


@contextmanager
def _pushes(node: BitcoinNode) -> Iterator[list[float]]:
    """When the node itself tells a bare listener of each transaction; nothing without push."""
    told: list[float] = []
    if node.zmq is None:
        yield told
        return
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    socket = context.socket(zmq.SUB)
    socket.setsockopt(zmq.SUBSCRIBE, b"rawtx")
    socket.setsockopt(zmq.RCVTIMEO, 100)
    socket.connect(node.zmq)
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


if __name__ == "__main__":
    for row in seen_core():
        print(row)
