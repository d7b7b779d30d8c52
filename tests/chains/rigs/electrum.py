"""Bitcoin and Litecoin, each read from two Electrum servers over one node."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.electrum.chain import ElectrumChain
from pos.chains.bitcoin.electrum.panel import ElectrumSettings
from pos.chains.bitcoin.electrum.questions import scripthash_of
from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST, Network
from pos.domain.money import Amount
from pos.domain.ports.chain import Chain
from tests.chains.rigs.core import CoreRig
from tests.fakes.clocks import RealClock
from tests.nodes import chains
from tests.nodes.bitcoin import KNOTS, LITECOIN, BitcoinNode, NodeKind
from tests.nodes.electrum import ElectrumServer
from tests.nodes.running import running
from tests.soon import soon

SERVERS = 2


@contextmanager
def bitcoin(_node: Path, servers: Path, folder: Path) -> Iterator["ElectrumRig"]:
    """Bitcoin from servers over Knots."""
    with _running(KNOTS, servers, folder) as (node, running):
        yield ElectrumRig(node, running, "BTC", BITCOIN_REGTEST)


@contextmanager
def litecoin(_node: Path, servers: Path, folder: Path) -> Iterator["ElectrumRig"]:
    """Litecoin from servers over its node."""
    with _running(LITECOIN, servers, folder) as (node, running):
        yield ElectrumRig(node, running, "LTC", LITECOIN_REGTEST)


@contextmanager
def _running(
    kind: NodeKind, environment: Path, folder: Path
) -> Iterator[tuple[BitcoinNode, tuple[ElectrumServer, ...]]]:
    with ExitStack() as stack:
        node = stack.enter_context(chains.running_at(folder / "node", kind))
        servers = [
            ElectrumServer(environment, node, folder / f"electrum-{number}")
            for number in range(SERVERS)
        ]
        yield node, tuple(stack.enter_context(running(server)) for server in servers)


class ElectrumRig(CoreRig):
    """The `Rig` for one coin over servers that both must agree. The node itself never stops."""

    def __init__(
        self, node: BitcoinNode, servers: tuple[ElectrumServer, ...], code: str, network: Network
    ) -> None:
        super().__init__(node, code, network)
        self._servers = servers

    @property
    def ports(self) -> tuple[int, ...]:
        return tuple(server.ws_port for server in self._servers)

    def chain(self, via: Callable[[int], int] = lambda port: port) -> Chain:
        settings = ElectrumSettings(
            servers=tuple(f"ws://127.0.0.1:{via(port)}" for port in self.ports),
            pins=None,
            poll_s=0.5,
            timeout_s=2.0,
        )
        return ElectrumChain(self._network, self.method.coin.asset, settings, RealClock())

    def pay(self, *payments: tuple[str, Amount]) -> str:
        """Until both servers tell of it: they ask the node only ten times a second."""
        txid = super().pay(*payments)
        name = scripthash_of(script_of(payments[0][0], self._network))
        for server in self._servers:
            with connect(f"ws://127.0.0.1:{server.ws_port}") as socket:
                _ask(socket, "server.version", "rig", "1.4")
                assert soon(partial(_tells, socket, name, txid)), "a server does not tell of it"
        return txid

    def stop(self) -> None:
        for server in self._servers:
            server.stop()

    def start(self) -> None:
        for server in self._servers:
            server.start()


def _ask(socket: ClientConnection, method: str, *params: str) -> str:
    """The answer, as it comes."""
    socket.send(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}))
    return str(socket.recv())


def _tells(socket: ClientConnection, name: str, txid: str) -> bool:
    return txid in _ask(socket, "blockchain.scripthash.get_history", name)
