"""Fixtures: a node in this process, and a watcher of it."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeAlias

import pytest

from pos.chains.bitcoin.core.chain import CoreChain, CoreSettings
from tests.chains.bitcoin.core.fake_node import LOGIN, FakeNode
from tests.chains.bitcoin.core.publisher import Publisher
from tests.chains.bitcoin.core.watcher import RealClock, Watcher, asset_of

WatcherOf: TypeAlias = Callable[[FakeNode], Watcher]


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
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.close()
