"""From a customer's broadcast to the Feed's SEEN without a node: two Electrum servers, BTC, LTC."""

import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

import uvloop
from websockets.asyncio.client import ClientConnection, connect

from pos.app.build import Plan
from pos.app.config import load_settings
from pos.app.logs import start_logs
from pos.app.running import Opened, run
from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.electrum.questions import STATUSES, scripthash_of
from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST, VPUB, Network
from pos.domain.money import Amount
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import Order
from pos.engine.feed import InvoiceMoved, News
from tests.bench.figures import Figure, figure, percentile
from tests.chains.bitcoin.owner import exported
from tests.nodes import chains, electrum
from tests.nodes.bitcoin import KNOTS, LITECOIN, BitcoinNode, NodeKind
from tests.nodes.electrum import ElectrumServer
from tests.nodes.payer import Payer

PAYMENTS: Final = 30
WARM_UP: Final = 3
AIM_MS: Final = 50
WAIT_S: Final = 10
DUE: Final = 1_000_000
"""Units of each payment."""


def seen_electrum() -> list[Figure]:
    """Median and p95 in milliseconds, the signing of the payment included.

    The ceiling is the first notification that a bare client of the same servers gets in the same
    run, plus 50 ms, the aim. Servers here ask their node ten times a second and use WebSocket;
    public ones ask every five seconds.
    """
    rows = []
    for code, kind, network in (
        ("BTC", KNOTS, BITCOIN_REGTEST),
        ("LTC", LITECOIN, LITECOIN_REGTEST),
    ):
        pushes, sights = _measured(code, kind, network)
        for name, percent in (("p50", 50), ("p95", 95)):
            push, sight = percentile(pushes, percent), percentile(sights, percent)
            whose = f"{code} by servers: broadcast to"
            rows.append(figure(f"{whose} their first push, {name}", push, "ms", push))
            rows.append(figure(f"{whose} seen in the Feed, {name}", sight, "ms", push + AIM_MS))
    return rows


def _measured(code: str, kind: NodeKind, network: Network) -> tuple[list[float], list[float]]:
    folder = Path(tempfile.mkdtemp(prefix="florin-bench-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        node = chains.node_at(folder / "node", kind)
        node.start()
        stack.callback(node.stop)
        node.mine()
        servers = [
            ElectrumServer(electrum.server(), node, folder / f"electrum-{number}")
            for number in range(2)
        ]
        for server in servers:
            server.start()
            stack.callback(server.stop)
        urls = [f"ws://127.0.0.1:{server.ws_port}" for server in servers]
        (folder / "config.toml").write_text(_config(code, urls, network), encoding="utf-8")
        start_logs(folder, is_verbose=False)
        return uvloop.run(_pay_often(code, node, network, urls, folder))


def _config(code: str, urls: Sequence[str], network: Network) -> str:
    return f"""
[shop]
name = "Corner shop"
currency = "EUR"

[wallets.{code}]
key = "{exported("m/84h/1h/0h", VPUB)}"

[chains."{network.id}"]
electrum = {json.dumps(urls)}

[coins.{code}]
chain = "{network.id}"
confirmations = [{{ confirmations = 2 }}]

[rates]
coingecko = false
fixed = {{ {code} = "50000" }}
"""


async def _pay_often(
    code: str, node: BitcoinNode, network: Network, urls: Sequence[str], folder: Path
) -> tuple[list[float], list[float]]:
    payer = await asyncio.to_thread(Payer, node)
    pushes, sights = [], []
    async with _shop(folder) as opened, AsyncExitStack() as stack:
        bare = [await stack.enter_async_context(connect(url)) for url in urls]
        await asyncio.gather(*(_ask(socket, "server.version", "bench", "1.4") for socket in bare))
        seen_at = _sights(opened)
        shop = opened.house.shop
        asset = shop.desk.coin(code).asset
        order = Order(origin=Origin(door=Door.TILL), amount=Amount(DUE, asset), code=code)
        for number in range(WARM_UP + PAYMENTS):
            invoice = await shop.desk.charge(order)
            address = invoice.prompts[0].address
            name = scripthash_of(script_of(address, network))
            await asyncio.gather(*(_ask(socket, STATUSES, name) for socket in bare))
            await asyncio.sleep(1.5)  # until the shop has subscribed, too
            pushed = [asyncio.ensure_future(_push(socket, name)) for socket in bare]
            began = time.perf_counter()
            await asyncio.to_thread(payer.pay, [(address, DUE)])
            sight = await asyncio.wait_for(seen_at.get(), WAIT_S)
            push = min(await asyncio.wait_for(asyncio.gather(*pushed), WAIT_S))
            if number >= WARM_UP:
                pushes.append((push - began) * 1000)
                sights.append((sight - began) * 1000)
            await asyncio.to_thread(node.mine)
            await asyncio.sleep(
                0.1 + 0.037 * (number % 10)
            )  # at every moment of the servers' pause
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


async def _ask(socket: ClientConnection, method: str, *params: str) -> None:
    await socket.send(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}))
    while "id" not in json.loads(await socket.recv()):
        pass  # of an address before


async def _push(socket: ClientConnection, name: str) -> float:
    """When the server tells of this address."""
    while name not in str(await socket.recv()):
        pass  # of an address before
    return time.perf_counter()


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


if __name__ == "__main__":
    for row in seen_electrum():
        print(row)
