"""Windows of blocks: reorganisations, long gaps, and providers that read little at once."""

import asyncio

import pytest

from pos.domain.errors import Trouble
from pos.domain.money import Asset
from tests.chains.evm.watcher import (
    CONTRACT,
    ETH,
    OURS,
    TOKEN,
    Watcher,
    watcher_of,
)
from tests.fakes.evm_node import FakeNode


async def test_a_chain_that_changes_while_it_is_read_is_trouble(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.mine(4)
    node.interrupts["eth_getBlockByNumber ['0x4']"] = lambda: node.reorg(3)

    with pytest.raises(Trouble, match="changed while"):
        await watcher.look()


async def test_logs_asked_for_too_often_do_not_make_the_range_smaller(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.mine(40)
    node.range_words = "rate limit reached"

    with pytest.raises(Trouble, match="rate limit"):
        await watcher.look()
    assert node.asked.count("eth_getLogs") == 2


async def test_reorganised_blocks_are_read_again(node: FakeNode, watcher: Watcher) -> None:
    await watcher.look()
    node.pay(OURS, 5)
    node.mine(3)
    assert len(await watcher.look()) == 1

    node.reorg(3)

    assert await watcher.look() == ()
    assert watcher.window == (3, 5)


async def test_a_reorganisation_under_new_blocks_is_noticed(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(4)
    await watcher.look()
    node.mine(1)
    await watcher.look()

    node.reorg(1)
    node.mine(4)
    await watcher.look()

    assert watcher.window == (7, 11)


async def test_a_chain_that_shrank_by_a_reorganisation_is_read_again(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(4)
    await watcher.look()
    node.mine(2)
    await watcher.look()

    node.reorg(3)
    node.blocks.pop()
    await watcher.look()

    assert watcher.window == (6, 7)


async def test_a_rewrite_deeper_than_noted_is_read_from_the_oldest_known_block(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(5)
    await watcher.look()

    node.reorg(5)
    await watcher.look()

    assert watcher.window == (7, 7)


@pytest.mark.parametrize("assets", [(ETH, TOKEN), (TOKEN,)])
async def test_a_long_gap_is_read_in_parts_up_to_the_head(
    node: FakeNode, assets: tuple[Asset, ...]
) -> None:
    watcher = watcher_of([node.url], assets, [OURS], span=50)
    await watcher.look()
    for _ in range(6):
        node.pay_token(CONTRACT, OURS, 7)
        node.mine(30)

    found = await watcher.catch_up()
    await watcher.chain.close()

    assert [s.height for s in found] == [3, 33, 63, 93, 123, 153]
    assert watcher.window[1] == node.height


async def test_changed_returns_at_once_while_there_is_more_to_read(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.mine(20)
    await watcher.look()

    async with asyncio.timeout(0.5):
        await watcher.chain.changed()

    assert watcher.glance is not None
    assert watcher.glance.is_behind


async def test_a_providers_range_limit_is_found_out_and_kept(node: FakeNode) -> None:
    watcher = watcher_of([node.url], [TOKEN], [OURS])
    await watcher.look()
    node.pay_token(CONTRACT, OURS, 7)
    node.mine(400)
    node.range_limit = 40

    assert len(await watcher.catch_up()) == 1
    refused_at_first = node.asked.count("eth_getLogs")
    node.mine(300)
    node.asked.clear()
    await watcher.catch_up()
    await watcher.chain.close()

    assert refused_at_first < 40
    assert node.asked.count("eth_getLogs") == 18


async def test_a_provider_that_reads_no_ranges_at_all_is_asked_block_by_block(
    node: FakeNode,
) -> None:
    watcher = watcher_of([node.url], [TOKEN], [OURS])
    await watcher.look()
    node.pay_token(CONTRACT, OURS, 7)
    node.mine(30)
    node.range_limit = 0

    assert len(await watcher.catch_up()) == 1
    await watcher.chain.close()
