"""Fixtures: nodes in this process, and a watcher of the first of them."""

from collections.abc import AsyncIterator

import pytest

from tests.chains.evm.watcher import CONTRACT, ETH, OURS, TOKEN, Watcher, watcher_of
from tests.fakes.evm_node import FakeNode


@pytest.fixture
async def node() -> AsyncIterator[FakeNode]:
    async with FakeNode(decimals={CONTRACT: 8}) as started:
        yield started


@pytest.fixture
async def second() -> AsyncIterator[FakeNode]:
    async with FakeNode(decimals={CONTRACT: 8}) as started:
        yield started


@pytest.fixture
async def watcher(node: FakeNode) -> AsyncIterator[Watcher]:
    made = watcher_of([node.url], [ETH, TOKEN], [OURS], timeout_s=0.3)
    yield made
    await made.chain.close()
