"""Fixtures: watchers over any servers, closed at the end."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import TypeAlias

import pytest

from pos.chains.bitcoin.electrum.panel import ElectrumSettings
from pos.chains.bitcoin.network import BITCOIN_REGTEST, Network
from pos.domain.ports.clock import Clock
from tests.chains.bitcoin.electrum.watcher import Watcher
from tests.fakes.electrum_server import FakeChain, FakeElectrum

Watch: TypeAlias = Callable[..., Watcher]


@pytest.fixture
async def watch() -> AsyncIterator[Watch]:
    """Makes watchers: `watch(settings, addresses, …)` as `Watcher`."""
    async with AsyncExitStack() as stack:

        def make(
            chosen: ElectrumSettings,
            addresses: Sequence[str] = (),
            network: Network = BITCOIN_REGTEST,
            cursor: str | None = None,
            clock: Clock | None = None,
        ) -> Watcher:
            watcher = Watcher(chosen, addresses, network, cursor, clock)
            stack.push_async_callback(watcher.chain.close)
            return watcher

        yield make


Serve: TypeAlias = Callable[..., Awaitable[list[FakeElectrum]]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts fake servers, one for each chain given."""
    async with AsyncExitStack() as stack:

        async def start(*chains: FakeChain) -> list[FakeElectrum]:
            servers = [FakeElectrum(chain) for chain in chains]
            for server in servers:
                await stack.enter_async_context(server)
            return servers

        yield start
