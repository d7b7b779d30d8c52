"""Fixtures: a node in this process, and a watcher of it."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeAlias

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.core.chain import CoreChain, CoreSettings
from pos.chains.bitcoin.network import BITCOIN_REGTEST
from tests.chains.bitcoin.core.fake_node import LOGIN, FakeNode
from tests.chains.bitcoin.core.publisher import Publisher
from tests.chains.bitcoin.core.watcher import Watcher, asset_of, somebody
from tests.fakes.clocks import RealClock

WatcherOf: TypeAlias = Callable[[FakeNode], Watcher]

OURS = somebody()
SCRIPT = script_of(OURS, BITCOIN_REGTEST)


@pytest.fixture
async def node() -> AsyncIterator[FakeNode]:
    async with FakeNode() as started:
        yield started


@pytest.fixture
async def watcher_of() -> AsyncIterator[WatcherOf]:
    """Makes watchers of fake nodes, each watching nobody yet."""
    made: list[Watcher] = []

    def make(node: FakeNode) -> Watcher:
        user, password = LOGIN.split(":")
        settings = CoreSettings(
            url=node.url, user=user, password=password, poll_s=0.2, timeout_s=0.3
        )
        chain = CoreChain(node.network, asset_of(node.network), settings, RealClock())
        made.append(Watcher(chain))
        return made[-1]

    yield make
    for watcher in made:
        await watcher.chain.close()


@pytest.fixture
def watcher(node: FakeNode, watcher_of: WatcherOf) -> Watcher:
    return watcher_of(node)


@pytest.fixture
def ours(watcher: Watcher) -> Watcher:
    """The watcher, watching one address."""
    watcher.watch(OURS)
    return watcher


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.close()
