"""Ether and an ERC-20, each on an anvil of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos.chains.coin import erc20, native
from pos.chains.evm.chain import EvmChain, EvmSettings
from pos.chains.evm.scribe import EvmScribe
from pos.chains.keys import XpubWallet
from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset
from pos.domain.payment.coin import Coin
from pos.domain.payment.policy import Policy, Tier
from pos.domain.ports.chain import Chain, Method
from tests.chains.evm.watcher import somebody
from tests.fakes.clocks import RealClock
from tests.journeys.florin import XPUB
from tests.nodes.anvil import CHAIN_ID, Anvil
from tests.nodes.contracts import Contract, deploy
from tests.nodes.customer import Customer, customers
from tests.nodes.running import running
from tests.nodes.token import Token, deploy_token

CHAIN: Final = ChainId(f"eip155:{CHAIN_ID}")
TWO: Final = Policy(currency="fiat", tiers=(Tier(up_to=None, confirmations=2),))
DEPTH: Final = 8
PLENTY: Final = 10**6  # whole tokens that the customer has


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shore:
    """What stands on the chain: a customer with ether and tokens, and a contract that splits."""

    anvil: Anvil
    customer: Customer
    token: Token
    splitter: Contract


@contextmanager
def ether(program: Path, folder: Path) -> Iterator["EvmRig"]:
    """Ether is on offer; the token is what may come by mistake."""
    with _shore(program, folder) as shore:
        offered = native(code="ETH", title="Ether", chain=CHAIN, policy=TWO, final_depth=DEPTH)
        yield EvmRig(shore, offered.coin, wrong=_token_on(shore).asset)


@contextmanager
def token(program: Path, folder: Path) -> Iterator["EvmRig"]:
    """The token is on offer; ether is what may come by mistake."""
    with _shore(program, folder) as shore:
        yield EvmRig(
            shore, _token_on(shore), wrong=native(code="ETH", title="Ether", chain=CHAIN).coin.asset
        )


@contextmanager
def _shore(program: Path, folder: Path) -> Iterator[_Shore]:
    with running(Anvil(program, folder)) as anvil:
        customer, coins = customers(anvil)[0], deploy_token(anvil)
        coins.give(customer.address, PLENTY * 10**coins.decimals)
        splitter = deploy(anvil, "Forwarder")
        yield _Shore(anvil=anvil, customer=customer, token=coins, splitter=splitter)


def _token_on(shore: _Shore) -> Coin:
    declared = erc20(
        code="0xBTC",
        title="0xBitcoin",
        decimals=shore.token.decimals,
        contract=shore.token.address,
        chain=CHAIN,
        policy=TWO,
        final_depth=DEPTH,
    )
    return declared.coin


class EvmRig:
    """The `Rig` for one coin of an EVM chain. Several payments of ether go through a contract."""

    def __init__(self, shore: _Shore, offered: Coin, wrong: Asset) -> None:
        self._shore = shore
        self._offered = offered
        self._wrong = wrong
        self._pool: list[str] = []
        self.method: Final = Method(
            coin=offered, chain=CHAIN, wallet=XpubWallet(XPUB), scribe=EvmScribe()
        )

    @property
    def wrong(self) -> Amount:
        return Amount(10**self._wrong.decimals, self._wrong)

    @property
    def ports(self) -> tuple[int, ...]:
        return (self._shore.anvil.port,)

    def chain(self, via: Callable[[int], int] = lambda port: port) -> Chain:
        place = f"127.0.0.1:{via(self._shore.anvil.port)}"
        settings = EvmSettings(
            chain=CHAIN,
            urls=(f"http://{place}",),
            ws_url=f"ws://{place}",
            poll_s=0.5,
            timeout_s=2.0,
        )
        return EvmChain(settings, [self._offered.asset], RealClock(), also=[self._wrong])

    def pay(self, *payments: tuple[str, Amount]) -> str:
        (asset,) = {amount.asset for _, amount in payments}
        parts = [(address, amount.units) for address, amount in payments]
        customer, coins = self._shore.customer, self._shore.token
        if asset.contract is not None:
            is_one = len(parts) == 1
            return (
                customer.pay_token(coins, *parts[0]) if is_one else customer.pay_many(coins, parts)
            )
        if len(parts) == 1:
            return customer.pay(*parts[0])
        return customer.call(
            self._shore.splitter,
            "forwardMany(address[],uint256[])",
            [address for address, _ in parts],
            [units for _, units in parts],
            wei=sum(units for _, units in parts),
        )

    def replace(self, txid: str) -> None:
        self._shore.customer.replace(txid, to=somebody(), wei=1)

    def mine(self, blocks: int = 1) -> int:
        return self._shore.anvil.mine(blocks)

    def reorg(self, depth: int, *, keep: bool) -> None:
        """What is kept comes one block later, if there is one, else in another of its height."""
        anvil = self._shore.anvil
        first = anvil.height() - depth + 1
        kept = [
            [raw, min(place + 1, depth - 1)]
            for place in range(depth)
            for raw in self._raw(hex(first + place))
        ]
        anvil.rpc("anvil_reorg", depth, kept if keep else [])
        anvil.mine()

    def stop(self) -> None:
        self._pool = self._raw("pending")  # the node does not keep it
        self._shore.anvil.stop()

    def start(self) -> None:
        self._shore.anvil.start()
        for raw in self._pool:
            self._shore.anvil.rpc("eth_sendRawTransaction", raw)

    def _raw(self, block: str) -> list[str]:
        """The signed transactions of a block, as they were sent."""
        rpc = self._shore.anvil.rpc
        txids = rpc("eth_getBlockByNumber", block, False)["transactions"]
        return [rpc("eth_getRawTransactionByHash", txid) for txid in txids]
