"""`florin selftest`, the shop: it opens with play money, takes an order, and is paid."""

import asyncio
import time
from pathlib import Path
from typing import Any, Final

import aiohttp
import structlog

from pos.app.build import Plan
from pos.app.headless import run_loop
from pos.app.running import Opened, run
from pos.app.settings import Settings

ANY_PORT: Final = "127.0.0.1:0"
PATIENCE_S: Final = 60.0
PAUSE_S: Final = 0.05
_OK: Final = 200


def shop(folder: Path) -> str:
    """Whether the server answers on a free port, and a payment goes from asked to paid."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())  # nobody reads its day
    told: list[str] = []

    async def work() -> None:
        told.append(await _opened_and_paid(folder))

    run_loop(work)
    return told[0]


async def _opened_and_paid(folder: Path) -> str:
    plan = Plan(settings=Settings(), folder=folder, is_practice=True)
    stop = asyncio.Event()
    doors: asyncio.Queue[Opened] = asyncio.Queue()
    running = asyncio.ensure_future(run(plan, ANY_PORT, stop, doors.put_nowait, needs_door=True))
    opened = asyncio.ensure_future(doors.get())
    try:
        first = asyncio.FIRST_COMPLETED
        await asyncio.wait({running, opened}, timeout=PATIENCE_S, return_when=first)
        return await _paid(opened.result().url) if opened.done() else "the shop does not open"
    finally:
        opened.cancel()
        stop.set()
        await running  # tells why it did not open


async def _paid(url: str) -> str:
    """Sell as an online shop does, and pay as a customer does."""
    async with aiohttp.ClientSession(url) as session:
        for place in ("/health", "/openapi.json"):
            async with session.get(place) as answer:
                if answer.status != _OK:
                    return f"{place} answers {answer.status}"
        params = {"amount": "2.5", "data": {"order_id": "1"}}
        order = {"jsonrpc": "2.0", "id": 1, "method": "start_payment", "params": params}
        asked = (await _post(session, "/", order))["result"]
        async with session.get(f"/pay/{asked['id']}") as page:
            if "<svg" not in await page.text():
                return "the payment page shows no code"
        await _post(session, "/practice/pay", {"address": asked["address"], "amount": "2.5"})
        await _post(session, "/practice/mine", {"blocks": 3})
        return await _waited(session, asked["id"])


async def _waited(session: aiohttp.ClientSession, id: str) -> str:
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE_S:
        async with session.get(f"/{id}/status.json") as answer:
            if (await answer.json())["paid_at"]:
                return ""
        await asyncio.sleep(PAUSE_S)
    return "the payment is not seen"


async def _post(session: aiohttp.ClientSession, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
    async with session.post(path, json=body) as answer:
        answer.raise_for_status()
        return await answer.json()
