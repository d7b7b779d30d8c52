"""Monero, on a node and a monero-wallet-rpc of its own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos.chains.coin import native
from pos.chains.monero.account import Account
from pos.chains.monero.chain import MoneroChain, MoneroWallet
from pos.chains.monero.scribe import MoneroScribe
from pos.chains.monero.settings import REGTEST, MoneroSettings
from pos.domain.ids import WalletId
from pos.domain.money import Amount
from pos.domain.payment.policy import Policy, Tier
from pos.domain.ports.chain import Chain, Method
from tests.chains.monero.watcher import PRIMARY, VIEW_KEY, RealClock
from tests.chains.rigs.counter import ADDRESSES_EACH
from tests.fakes.watched import WatchedSet
from tests.nodes.monero import Monero
from tests.nodes.monero_wallet import WalletServer
from tests.nodes.running import running

DEPTH: Final = 12


@contextmanager
def xmr(programs: Path, folder: Path) -> Iterator["MoneroRig"]:
    """`programs` is the folder of monerod and monero-wallet-rpc."""
    with (
        running(Monero(programs, folder / "net")) as net,
        running(net.wallet_server("till")) as server,
    ):
        yield MoneroRig(net, server, folder / "till")


class MoneroRig:
    """The `Rig` for Monero. What the till's wallet-rpc knows of the node it asks it directly."""

    def __init__(self, net: Monero, server: WalletServer, folder: Path) -> None:
        self._net = net
        self._server = server
        self._folder = folder
        declared = native(
            code="XMR",
            title="Monero",
            decimals=12,
            network="Monero",
            chain=REGTEST,
            policy=Policy(currency="fiat", tiers=(Tier(up_to=None, confirmations=2),)),
            final_depth=DEPTH,
        )
        self.method: Final = Method(
            coin=declared.coin, chain=REGTEST, wallet=_Addresses(self), scribe=MoneroScribe()
        )

    @property
    def wrong(self) -> None:
        """Nothing else can be sent to a Monero address."""
        return

    @property
    def ports(self) -> tuple[int, ...]:
        return self._net.node.port, self._net.node.zmq_port, self._server.port

    def chain(self, via: Callable[[int], int] = lambda port: port) -> Chain:
        return self.opened(via)[0]

    def opened(
        self, via: Callable[[int], int] = lambda port: port
    ) -> tuple[MoneroChain, MoneroWallet]:
        """A reader of the chain, and the wallet that it opens with its first look."""
        node, server = self._net.node, self._server
        settings = MoneroSettings(
            address=PRIMARY,
            view_key=VIEW_KEY,
            daemons=(f"http://127.0.0.1:{via(node.port)}",),
            folder=self._folder,
            chain=REGTEST,
            zmq=f"tcp://127.0.0.1:{via(node.zmq_port)}",
            wallet_rpc=f"http://127.0.0.1:{via(server.port)}",
            restore_height=0,
            poll_s=0.5,
            timeout_s=2.0,
        )
        account = Account(settings, RealClock())
        asset = self.method.coin.asset
        return MoneroChain(settings, asset, account), MoneroWallet(account)

    def pay(self, *payments: tuple[str, Amount]) -> str:
        return self._net.customer.pay([(address, amount.units) for address, amount in payments])

    def replace(self, txid: str) -> None:
        self._net.customer.replace(txid)

    def mine(self, blocks: int = 1) -> int:
        return self._net.node.mine(blocks)

    def reorg(self, depth: int, *, keep: bool) -> None:
        self._net.node.reorg(depth)
        if keep:
            self._net.node.mine()
        else:
            self._net.node.flush()

    def stop(self) -> None:
        self._net.node.stop()

    def start(self) -> None:
        self._net.node.start()


class _Addresses:
    """The `Wallet` of every till of a rig: a chain is opened for each call.

    Tests ask for numbers far apart, all up to which a wallet would have to make, which takes
    minutes: so their blocks of numbers are moved together.
    """

    def __init__(self, rig: MoneroRig) -> None:
        self.id: Final = WalletId("monero:rig")
        self._rig = rig
        self._blocks: dict[int, int] = {}

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        numbers = [self._moved(number) for number in range(first, first + count)]
        chain, wallet = self._rig.opened()
        try:
            await chain.look(None, WatchedSet())
            found = await wallet.addresses(0, max(numbers) + 1)
        finally:
            await chain.close()
        return [found[number] for number in numbers]

    def _moved(self, number: int) -> int:
        block = self._blocks.setdefault(number // ADDRESSES_EACH, len(self._blocks))
        return block * ADDRESSES_EACH + number % ADDRESSES_EACH
