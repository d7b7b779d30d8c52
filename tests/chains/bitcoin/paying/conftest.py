"""Fixtures: a shop with a refund wallet over each kind of source."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from pos.chains.bitcoin.electrum.panel import ElectrumSettings
from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST, Network
from pos.chains.bitcoin.paying.chest import SeedChest
from pos.chains.bitcoin.paying.electrum import ElectrumReach
from pos.chains.bitcoin.paying.payer import BitcoinPayer
from pos.chains.bitcoin.paying.seed import SeedHolder
from pos.domain.money import Asset
from tests.chains.bitcoin.paying.shop import CHEAP, FINAL, PASSPHRASE, Shop
from tests.fakes.clocks import RealClock
from tests.fakes.electrum_server import FakeChain, FakeElectrum
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.electrum import ElectrumServer
from tests.nodes.payer import Payer as Customer

Serve: TypeAlias = Callable[..., Awaitable[list[FakeElectrum]]]
ASSET = Asset(code="BTC", decimals=8, chain=BITCOIN_REGTEST.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """A payer over fake servers."""

    payer: BitcoinPayer
    reach: ElectrumReach
    address: str


PayerOver: TypeAlias = Callable[..., Awaitable[Wallet]]
NETWORKS: dict[str, Network] = {"knots": BITCOIN_REGTEST, "litecoin": LITECOIN_REGTEST}


@pytest.fixture(params=["knots", "knots-electrum", "litecoin", "litecoin-electrum"])
async def shop(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Shop]:
    """An open wallet without money, on the chain shared by the whole run."""
    name, _, way = request.param.partition("-")
    node: BitcoinNode = request.getfixturevalue(name)
    customer: Customer = request.getfixturevalue(f"{name}_payer")
    servers: tuple[str, ...] = ()
    if way:
        server: ElectrumServer = request.getfixturevalue(f"{name}_electrum")
        servers = (f"ws://127.0.0.1:{server.ws_port}",)
    made = Shop(
        node=node, network=NETWORKS[name], folder=tmp_path, customer=customer, servers=servers
    )
    await made.open()
    yield made
    await made.payer.close()


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts fake Electrum servers, one for each chain given."""
    async with AsyncExitStack() as stack:

        async def start(*chains: FakeChain) -> list[FakeElectrum]:
            return [await stack.enter_async_context(FakeElectrum(chain)) for chain in chains]

        yield start


@pytest.fixture
async def payer_over(tmp_path: Path) -> AsyncIterator[PayerOver]:
    """Makes an open payer over fake servers, of which two must agree."""
    async with AsyncExitStack() as stack:

        async def make(*servers: FakeElectrum) -> Wallet:
            settings = ElectrumSettings(
                servers=tuple(server.url for server in servers),
                pins=None,
                least=2,
                poll_s=0.2,
                timeout_s=2.0,
            )
            clock = RealClock()
            reach = ElectrumReach(BITCOIN_REGTEST, settings, clock, FINAL)
            chest = SeedChest(tmp_path / "BTC.json", BITCOIN_REGTEST, CHEAP)
            holder = SeedHolder(chest, reach)
            payer = BitcoinPayer(BITCOIN_REGTEST, ASSET, holder, reach, clock)
            stack.push_async_callback(payer.close)
            address = (await chest.make(PASSPHRASE)).address
            await payer.unlock(PASSPHRASE)
            return Wallet(payer=payer, reach=reach, address=address)

        yield make
