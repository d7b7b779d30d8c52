"""From a customer's broadcast of a token to the Feed's SEEN, with an EVM node of the shop's own."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

import aiohttp

from tests.bench.figures import Figure
from tests.bench.shopfloor import Ear, Scene, seen_in
from tests.journeys.florin import config_for
from tests.nodes import fetch
from tests.nodes.anvil import Anvil
from tests.nodes.customer import customers
from tests.nodes.running import running
from tests.nodes.token import deploy_token

DUE: Final = 10**8
PLENTY: Final = 10**6 * DUE


def seen() -> list[Figure]:
    """The account is the node's own, so that it signs."""
    with (
        tempfile.TemporaryDirectory(prefix="florin-bench-") as folder,
        running(Anvil(fetch.anvil(), Path(folder))) as node,
    ):
        token, payer = deploy_token(node), customers(node)[0]
        token.give(payer.address, PLENTY)
        return seen_in(
            Scene(
                config=config_for(node, token),
                code="0xBTC",
                units=DUE,
                sign=lambda address: partial(payer.pay_token, token, address, DUE),
                mine=node.mine,
                listen=partial(_pending, node),
            )
        )


@asynccontextmanager
async def _pending(node: Anvil) -> AsyncIterator[Ear]:
    """Hears of each transaction that the node takes, by a WebSocket of its own."""
    ear = Ear()
    async with aiohttp.ClientSession() as session, session.ws_connect(node.ws_url) as socket:
        ask = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe"}
        await socket.send_str(json.dumps({**ask, "params": ["newPendingTransactions"]}))
        await socket.receive()

        async def listen() -> None:
            async for _ in socket:
                ear.hear()

        listening = asyncio.ensure_future(listen())
        try:
            yield ear
        finally:
            listening.cancel()


if __name__ == "__main__":
    for row in seen():
        print(row)
