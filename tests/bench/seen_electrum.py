"""From a customer's broadcast to the Feed's SEEN without a node: two Electrum servers, BTC, LTC."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from websockets.asyncio.client import ClientConnection, connect

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.electrum.questions import STATUSES, scripthash_of
from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST, Network
from tests.bench.figures import Figure
from tests.bench.shopfloor import Ear, Scene, seen_in
from tests.journeys.coins_config import SHOP, bitcoin_by_electrum
from tests.nodes import chains, electrum
from tests.nodes.bitcoin import KNOTS, LITECOIN, NodeKind
from tests.nodes.electrum import ElectrumServer
from tests.nodes.payer import Payer
from tests.nodes.running import running

SERVERS: Final = 2
DUE: Final = 1_000_000
SUBSCRIBED_S: Final = 1.5


def seen_electrum() -> list[Figure]:
    """The signing of the payment is part of the time.

    Servers here ask their node ten times a second and use WebSocket; public ones ask every five
    seconds.
    """
    return [*_seen("BTC", KNOTS, BITCOIN_REGTEST), *_seen("LTC", LITECOIN, LITECOIN_REGTEST)]


def _seen(code: str, kind: NodeKind, network: Network) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as folder, ExitStack() as stack:
        node = stack.enter_context(chains.running_at(Path(folder) / "node", kind))
        servers = [
            stack.enter_context(running(ElectrumServer(electrum.server(), node, home)))
            for home in (Path(folder) / str(number) for number in range(SERVERS))
        ]
        payer = Payer(node)
        return seen_in(
            Scene(
                config=SHOP + bitcoin_by_electrum(*servers, code=code),
                code=code,
                units=DUE,
                sign=lambda address: partial(payer.pay, [(address, DUE)]),
                mine=node.mine,
                listen=partial(_notified, servers, network),
                title=f"{code} by servers: broadcast",
                push_title="their first push",
            )
        )


class _Subscriber(Ear):
    """Hears what the servers tell of one address after the other."""

    def __init__(self, sockets: Sequence[ClientConnection], network: Network) -> None:
        super().__init__()
        self._sockets = sockets
        self._network = network
        self._scripthash = ""

    async def expect(self, address: str) -> None:
        self._scripthash = scripthash_of(script_of(address, self._network))
        for socket in self._sockets:
            await _ask(socket, STATUSES, self._scripthash)
        await asyncio.sleep(SUBSCRIBED_S)  # the shop has subscribed by then, too
        await super().expect(address)

    async def listen(self, socket: ClientConnection) -> None:
        """Hear one server until it is told no more; answers are passed over."""
        async for text in socket:
            told = json.loads(text)
            if told.get("method") == STATUSES and told["params"][0] == self._scripthash:
                self.hear()


async def _ask(socket: ClientConnection, method: str, *params: str) -> None:
    await socket.send(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}))


@asynccontextmanager
async def _notified(servers: Sequence[ElectrumServer], network: Network) -> AsyncIterator[Ear]:
    """A bare client of the same servers; whichever tells first counts."""
    async with AsyncExitStack() as stack:
        urls = [f"ws://{server.host}:{server.ws_port}" for server in servers]
        sockets = [await stack.enter_async_context(connect(url)) for url in urls]
        ear = _Subscriber(sockets, network)
        listening = [asyncio.ensure_future(ear.listen(socket)) for socket in sockets]
        for socket in sockets:
            await _ask(socket, "server.version", "bench", "1.4")
        try:
            yield ear
        finally:
            for each in listening:
                each.cancel()


if __name__ == "__main__":
    for row in seen_electrum():
        print(row)
