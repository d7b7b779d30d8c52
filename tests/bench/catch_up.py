"""Catching up with 1,000 blocks and 200 payments in them after the program was off."""

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import aiohttp

from tests.bench.figures import Figure, figure
from tests.chains.rigs import core, evm
from tests.chains.rigs.counter import Counter
from tests.chains.rigs.rig import Rig
from tests.nodes import chains, fetch
from tests.nodes.bitcoin import KNOTS, RPC_PASSWORD, RPC_USER

BLOCKS: Final = 1_000
PAYMENTS: Final = 200
BATCH: Final = 100

Ask: TypeAlias = Callable[[str, Iterable[Sequence[object]]], Awaitable[bytes]]
"""A batch of calls of one method, a row of parameters each."""

Fetch: TypeAlias = Callable[[Ask, range], Awaitable[object]]
"""Reads the blocks of these heights."""


def catch_up() -> list[Figure]:
    """From the start of the program until every payment is committed, in seconds.

    The ceiling is what the same blocks take over the same RPC when nothing is done with them: a
    hundred at a time over one connection.
    """
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as scratch:
        folder = Path(scratch)
        with core.bitcoin(chains.program(KNOTS), folder / "BTC") as bitcoin:
            of_bitcoin = asyncio.run(_measured("", bitcoin, folder / "BTC", _fetch_bitcoin))
        with evm.ether(fetch.anvil(), folder / "ETH") as ether:
            of_ether = asyncio.run(_measured("ETH: ", ether, folder / "ETH", _fetch_ether))
    return [of_bitcoin, of_ether]


async def _measured(whose: str, rig: Rig, folder: Path, fetch_blocks: Fetch) -> Figure:
    rig.mine()
    counter = Counter(rig, folder, first=0)
    await counter.open()
    await counter.until_sighted()
    invoices = [await counter.charge() for _ in range(PAYMENTS)]
    await counter.close()
    for invoice in invoices:
        await counter.pay((invoice, counter.due.units))
        await counter.do(lambda: rig.mine(BLOCKS // PAYMENTS))
    began = time.perf_counter()
    await counter.open()
    await counter.until_sighted()
    caught_up = time.perf_counter() - began
    height = counter.health.height
    paid = [await counter.records.invoice(invoice.id) for invoice in invoices]
    assert all(invoice.deposits for invoice in paid)
    await counter.close()
    bare = await _bare(rig, range(height - BLOCKS + 1, height + 1), fetch_blocks)
    return figure(f"{whose}catch-up, {BLOCKS:,} blocks, {PAYMENTS} payments", caught_up, "s", bare)


async def _bare(rig: Rig, heights: range, fetch_blocks: Fetch) -> float:
    """How long it takes to fetch the blocks and to throw them away."""
    login = aiohttp.encode_basic_auth(RPC_USER, RPC_PASSWORD)  # anvil asks for none
    began = time.perf_counter()
    async with aiohttp.ClientSession(
        f"http://127.0.0.1:{rig.ports[0]}",
        headers={"Authorization": login, "Content-Type": "application/json"},
    ) as session:

        async def ask(method: str, rows: Iterable[Sequence[object]]) -> bytes:
            calls = [{"jsonrpc": "2.0", "id": 0, "method": method, "params": row} for row in rows]
            async with session.post("/", data=json.dumps(calls)) as answer:
                return await answer.read()

        for first in range(0, BLOCKS, BATCH):
            await fetch_blocks(ask, heights[first : first + BATCH])
    return time.perf_counter() - began


async def _fetch_bitcoin(ask: Ask, heights: range) -> None:
    told = await ask("getblockhash", ([height] for height in heights))
    await ask("getblock", ([each["result"], 0] for each in json.loads(told)))


async def _fetch_ether(ask: Ask, heights: range) -> None:
    await ask("eth_getBlockByNumber", ([hex(height), True] for height in heights))


if __name__ == "__main__":
    for row in catch_up():
        print(row)
