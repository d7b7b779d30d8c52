"""Fixtures: a node and a wallet-rpc in this process, and a watcher of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chains.monero.fakes import FakeDaemon, FakeWalletRpc, World
from tests.chains.monero.watcher import Minutes, Watcher, settings_of


@pytest.fixture
def world() -> World:
    made = World()
    made.mine(10)
    return made


@pytest.fixture
async def daemon(world: World) -> AsyncIterator[FakeDaemon]:
    async with FakeDaemon(world) as started:
        yield started


@pytest.fixture
async def wallet_rpc(world: World) -> AsyncIterator[FakeWalletRpc]:
    async with FakeWalletRpc(world) as started:
        yield started


@pytest.fixture
def clock() -> Minutes:
    return Minutes()


@pytest.fixture
async def watcher(
    daemon: FakeDaemon, wallet_rpc: FakeWalletRpc, clock: Minutes, tmp_path: Path
) -> AsyncIterator[Watcher]:
    """Has looked once and shown two addresses."""
    settings = settings_of(tmp_path, daemon.url, wallet_rpc.url, timeout_s=0.3)
    made = Watcher(settings, clock)
    await made.look()
    await made.shown(2)
    yield made
    await made.chain.close()
