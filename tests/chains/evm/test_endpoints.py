"""Several nodes for one chain."""

import pytest

from pos.domain.errors import Trouble
from tests.chains.evm.watcher import (
    ETH,
    OURS,
    watcher_of,
)
from tests.fakes.evm_node import FakeNode, Fault


async def test_another_node_answers_when_the_first_fails(node: FakeNode, second: FakeNode) -> None:
    second.blocks = node.blocks
    watcher = watcher_of([node.url, second.url], [ETH], [OURS])
    await watcher.look()
    await node.stop()
    second.pay(OURS, 5)

    assert len(await watcher.look()) == 1
    await watcher.chain.close()


async def test_a_node_that_has_not_heard_of_a_payment_does_not_make_it_vanish_at_once(
    node: FakeNode, second: FakeNode
) -> None:
    second.blocks = node.blocks
    watcher = watcher_of([node.url, second.url], [ETH], [OURS])
    node.pay(OURS, 5)
    await watcher.look()
    await node.stop()

    with_pool = []
    for _ in range(2):
        await watcher.look()
        with_pool.append(watcher.glance is not None and watcher.glance.with_pool)
    await watcher.chain.close()

    assert with_pool == [False, True]


async def test_a_failed_node_rests_and_is_not_asked_at_each_look(
    node: FakeNode, second: FakeNode
) -> None:
    second.blocks = node.blocks
    watcher = watcher_of([node.url, second.url], [ETH], [OURS])
    node.fault = Fault.BROKEN
    for _ in range(5):
        await watcher.look()
    await watcher.chain.close()

    assert node.requests < 5


async def test_a_node_of_another_chain_is_passed_over(node: FakeNode, second: FakeNode) -> None:
    node.chain_id = 5
    watcher = watcher_of([node.url, second.url], [ETH], [OURS])
    second.pay(OURS, 5)

    assert len(await watcher.look()) == 1
    await watcher.chain.close()


async def test_no_node_at_all_is_trouble() -> None:
    watcher = watcher_of([], [ETH], [OURS])

    with pytest.raises(Trouble, match="No node is configured"):
        await watcher.look()
    with pytest.raises(Trouble, match="No node is configured"):
        await watcher.chain.verify()
