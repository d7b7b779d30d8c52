"""Bitcoin and Litecoin, each read from a node of the shop's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from pos.chains.bitcoin.core.chain import CoreChain, CoreSettings
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST, VPUB, Network
from pos.chains.bitcoin.scribe import BitcoinScribe
from pos.chains.coin import bitcoin_kind
from pos.domain.money import Amount
from pos.domain.payment.policy import Policy, Tier
from pos.domain.ports.chain import Chain, Method
from tests.chains.bitcoin.owner import exported
from tests.fakes.clocks import RealClock
from tests.nodes import chains
from tests.nodes.bitcoin import KNOTS, LITECOIN, BitcoinNode
from tests.nodes.payer import Payer
from tests.nodes.rpc import RpcError

TWO: Final = Policy(currency="fiat", tiers=(Tier(up_to=None, confirmations=2),))
DEPTH: Final = 8


@contextmanager
def bitcoin(_program: Path, folder: Path) -> Iterator["CoreRig"]:
    """Bitcoin from Knots, which pushes its news."""
    with chains.running_at(folder / "node", KNOTS) as node:
        yield CoreRig(node, "BTC", BITCOIN_REGTEST)


@contextmanager
def litecoin(_program: Path, folder: Path) -> Iterator["CoreRig"]:
    """Litecoin from a node that does not."""
    with chains.running_at(folder / "node", LITECOIN) as node:
        yield CoreRig(node, "LTC", LITECOIN_REGTEST)


class CoreRig:
    """The `Rig` for one coin over one node."""

    wrong: Final = None  # nothing else can be sent to these addresses

    def __init__(self, node: BitcoinNode, code: str, network: Network) -> None:
        self._node = node
        self._payer = Payer(node)
        self._network = network
        offered = bitcoin_kind(code=code, network=network, policy=TWO, final_depth=DEPTH)
        self.method: Final = Method(
            coin=offered.coin,
            chain=network.id,
            wallet=DescriptorWallet(exported("m/84h/1h/0h", VPUB), network),
            scribe=BitcoinScribe(network),
        )

    @property
    def ports(self) -> tuple[int, ...]:
        zmq = self._node.zmq
        return (self._node.port,) if zmq is None else (self._node.port, _port(zmq))

    def chain(self, via: Callable[[int], int] = lambda port: port) -> Chain:
        zmq = self._node.zmq
        settings = CoreSettings(
            url=f"http://127.0.0.1:{via(self._node.port)}",
            user=self._node.user,
            password=self._node.password,
            zmq="" if zmq is None else f"tcp://127.0.0.1:{via(_port(zmq))}",
            poll_s=0.5,
            timeout_s=2.0,
        )
        return CoreChain(self._network, self.method.coin.asset, settings, RealClock())

    def pay(self, *payments: tuple[str, Amount]) -> str:
        return self._payer.pay([(address, amount.units) for address, amount in payments])

    def replace(self, txid: str) -> None:
        """Where the node keeps to what it saw first, a miner does it."""
        try:
            self._payer.replace(txid)
        except RpcError:
            self._node.mine_only(self._payer.conflict(txid))

    def mine(self, blocks: int = 1) -> int:
        return self._node.mine(blocks)

    def reorg(self, depth: int, *, keep: bool) -> None:
        txids = self._paid_in(depth)
        self._node.reorg(depth, txids if keep else [self._payer.conflict(txid) for txid in txids])

    def stop(self) -> None:
        self._node.stop()

    def start(self) -> None:
        self._node.start()

    def _paid_in(self, depth: int) -> list[str]:
        """The transactions of the last blocks, but for those that made the coins."""
        rpc, height = self._node.rpc, self._node.height()
        blocks: list[dict[str, Any]] = [
            rpc("getblock", rpc("getblockhash", at)) for at in range(height - depth + 1, height + 1)
        ]
        return [txid for block in blocks for txid in block["tx"][1:]]


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])
