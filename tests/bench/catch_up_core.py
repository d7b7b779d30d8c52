"""Catching up with 1,000 blocks and 200 payments in them after the program was off."""

import asyncio
import base64
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import aiohttp

from tests.bench.figures import Figure, figure
from tests.chains.rigs.core import CoreRig, bitcoin
from tests.chains.rigs.counter import Counter
from tests.nodes import chains
from tests.nodes.bitcoin import KNOTS, RPC_PASSWORD, RPC_USER

BLOCKS: Final = 1_000
PAYMENTS: Final = 200
BATCH: Final = 100


def catch_up_core() -> list[Figure]:
    """From the start of the program until every payment is committed, in seconds.

    The ceiling is what the same blocks take over the same RPC when nothing is done with them.
    """
    folder = Path(tempfile.mkdtemp(prefix="florin-bench-"))
    try:
        with bitcoin(chains.program(KNOTS), folder) as rig:
            rig.mine()
            caught_up, bare = asyncio.run(_measured(rig, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [figure(f"catch-up, {BLOCKS:,} blocks, {PAYMENTS} payments", caught_up, "s", bare)]


async def _measured(rig: CoreRig, folder: Path) -> tuple[float, float]:
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
    return caught_up, await _bare(rig, height)


async def _bare(rig: CoreRig, height: int) -> float:
    """Hashes, then blocks, a hundred at a time over one connection; the answers are thrown away."""
    login = base64.b64encode(f"{RPC_USER}:{RPC_PASSWORD}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    began = time.perf_counter()
    async with aiohttp.ClientSession(
        f"http://127.0.0.1:{rig.ports[0]}", headers=headers
    ) as session:

        async def ask(method: str, params: list[list[Any]]) -> bytes:
            calls = [{"id": 0, "method": method, "params": each} for each in params]
            async with session.post("/", data=json.dumps(calls)) as answer:
                return await answer.read()

        for first in range(height - BLOCKS + 1, height + 1, BATCH):
            told = await ask("getblockhash", [[first + place] for place in range(BATCH)])
            await ask("getblock", [[each["result"], 0] for each in json.loads(told)])
    return time.perf_counter() - began


if __name__ == "__main__":
    for row in catch_up_core():
        print(row)
