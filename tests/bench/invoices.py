"""How fast invoices are made that are priced in seven coins, and kept on disk.

The ceiling is a bare aiohttp server that reads JSON, commits one ready-made invoice, and answers.
"""

import argparse
import asyncio
import itertools
import json
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

import uvloop
from aiohttp import web

from pos.api.doors import Doors, Settings
from pos.api.server import WebFace, serve
from pos.app.chance import unguessable_ids
from pos.chains.registry import find_coins
from pos.domain.ids import InvoiceId
from pos.domain.payment.coin import Coin
from pos.domain.ports.chain import Method
from pos.domain.ports.payments import Change
from pos.engine.desk import Desk
from pos.engine.feed import Feed
from pos.engine.ledger import Ledger
from pos.engine.quoting import Quoting
from pos.engine.records import Records
from pos.storage.store import Store, open_store
from tests.bench.doors import (
    CONNECTIONS,
    FEW_CONNECTIONS,
    Figure,
    compare,
    figure_of,
    post,
    serving,
)
from tests.fakes.clocks import RealClock
from tests.fakes.desk import CountingWallet, PlainScribe
from tests.fakes.invoices import choosing
from tests.fakes.prices import WrittenPrices

CODES: Final = ("BTC", "ETH", "XMR", "LTC", "DOGE", "BCH", "0xBTC")
ASK: Final = (
    b'{"successUrl":"http://localhost/complete","cancelUrl":"http://localhost/cancel",'
    b'"currency":"usd","cart":[{"price":0.1,"name":"Raspberry Pi 4 - 8GB RAM","quantity":1}]}'
)


def invoices() -> list[Figure]:
    """Invoices per second, and how long one takes while few are asked for."""
    with serving(_argv("ours")) as ours, serving(_argv("bare")) as bare:
        request = post(ASK, "/invoice/")
        rates = compare(ours, bare, request, request, CONNECTIONS)
        calm = compare(ours, bare, request, request, FEW_CONNECTIONS)
    return [
        figure_of("invoices (7 coins)", "1/s", rates, "per_s", "higher"),
        figure_of("invoices (7 coins) p50", "ms", calm, "p50_ms", "lower"),
        figure_of("invoices (7 coins) p95", "ms", calm, "p95_ms", "lower"),
    ]


def _argv(part: str) -> list[str]:
    return [sys.executable, "-m", "tests.bench.invoices", part]


# ---- the processes


def _coins() -> tuple[Coin, ...]:
    known = {code: found.coin for code, found in find_coins().items()}
    return tuple(known[code] for code in CODES)


def _doors(store: Store) -> Doors:
    """A whole shop but for its chains."""
    clock, feed = RealClock(), Feed()
    ledger = Ledger(store.payments, feed)
    prices = WrittenPrices({f"{code}/USD": "27027.02702703" for code in CODES})
    desk = Desk(
        ledger=ledger,
        payments=store.payments,
        quoting=Quoting(prices, "USD"),
        methods=[
            Method(coin=c, chain=c.asset.chain, wallet=CountingWallet(), scribe=PlainScribe())
            for c in _coins()
        ],
        clock=clock,
        new_id=unguessable_ids().__next__,
    )
    records = Records(ledger, store.journal, store.outbox, clock)
    return Doors(
        desk=desk,
        records=records,
        feed=feed,
        clock=clock,
        settings=Settings(coin="0xBTC", currency="USD"),
        rates=prices,
    )


def _bare(store: Store) -> web.Application:
    numbers, ready = itertools.count(random.getrandbits(40)), choosing()

    async def make(request: web.Request) -> web.Response:
        asked = json.loads(await request.read())
        id = f"{next(numbers):016x}"
        await store.payments.commit(Change(invoice=replace(ready, id=InvoiceId(id), selector=id)))
        return web.json_response({"selector": id, "currency": asked["currency"]})

    app = web.Application()
    app.add_routes([web.post("/invoice/", make)])
    return app


async def _serve(part: str) -> None:
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as folder:
        store = open_store(Path(folder) / "florin.db")
        try:
            app = WebFace(_doors(store)).app() if part == "ours" else _bare(store)
            serving_ = await serve(app, "127.0.0.1", 0)
            print(f"ready {serving_.url}", flush=True)
            await asyncio.Event().wait()
        finally:
            store.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=["ours", "bare"])
    uvloop.run(_serve(parser.parse_args().part))
