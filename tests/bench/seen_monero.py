"""From a customer's broadcast to the Feed's SEEN with a Monero node of the shop's own."""

import asyncio
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

import uvloop

from pos.domain.money import Amount
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import Order
from tests.bench.figures import Figure, figure, percentile
from tests.bench.shopfloor import open_shop, sights_of, zmq_news
from tests.journeys.coins_config import SHOP, monero_by_own_wallet
from tests.nodes import monero
from tests.nodes.monero import Monero

PAYMENTS: Final = 40
WARM_UP: Final = 5
AIM_MS: Final = 50
WAIT_S: Final = 10
TOPIC: Final = b"json-minimal-txpool_add"
DUE: Final = 10**10


def seen_monero() -> list[Figure]:
    """Median and p95 in milliseconds, of payments that were signed beforehand.

    The ceiling is the node's own push, heard by a bare listener in the same run, plus 50 ms, the
    aim. Most of the time before the push is the node's own checking of the transaction.
    """
    folder = Path(tempfile.mkdtemp(prefix="florin-bench-"))
    net = Monero(monero.fetch(), folder / "net")
    try:
        net.start()
        pushes, sights = uvloop.run(_pay_often(net, folder))
    finally:
        net.stop()
        shutil.rmtree(folder, ignore_errors=True)
    rows = []
    for name, percent in (("p50", 50), ("p95", 95)):
        push, sight = percentile(pushes, percent), percentile(sights, percent)
        rows.append(figure(f"XMR: broadcast to node's own push, {name}", push, "ms", push))
        ceiling = push + AIM_MS
        rows.append(figure(f"XMR: broadcast to seen in the Feed, {name}", sight, "ms", ceiling))
    return rows


async def _pay_often(net: Monero, folder: Path) -> tuple[list[float], list[float]]:
    pushes, sights = [], []
    config = SHOP + monero_by_own_wallet(net)
    with zmq_news(net.node.zmq_url, TOPIC) as pushed:
        async with open_shop(folder, config) as opened:
            seen_at, desk = sights_of(opened), opened.house.shop.desk
            due = Amount(DUE, desk.coin("XMR").asset)
            order = Order(origin=Origin(door=Door.TILL), amount=due, code="XMR")
            for number in range(WARM_UP + PAYMENTS):
                invoice = await desk.charge(order)
                outputs = [(invoice.prompts[0].address, DUE)]
                signed = await asyncio.to_thread(net.customer.sign, outputs)
                pushed.clear()
                began = time.perf_counter()
                await asyncio.to_thread(net.customer.send, signed)
                sight = await asyncio.wait_for(seen_at.get(), WAIT_S)
                if number >= WARM_UP:
                    sights.append((sight - began) * 1000)
                    pushes += [(push - began) * 1000 for push in pushed[:1]]
                await asyncio.to_thread(net.node.mine)
                await asyncio.sleep(0.1)
    return pushes, sights


if __name__ == "__main__":
    for row in seen_monero():
        print(row)
