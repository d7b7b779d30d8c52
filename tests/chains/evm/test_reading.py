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
from tests.fakes.evm_chain import GENESIS_TIME
from tests.fakes.evm_node import FakeNode


async def test_a_chain_that_changes_while_it_is_read_is_trouble(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.mine(4)
    node.interrupts["eth_getBlockByNumber ['0x4']"] = lambda: node.reorg(3)

    with pytest.raises(Trouble, match="changed while"):
        await watcher.look()


@pytest.mark.parametrize(
    "words",
    [
        "rate limit reached",
        "too many requests for this block range",
        "capacity exceeded",
        "exceeded its compute units per second",
        "HTTP 429",
        "internal error",
    ],
)
async def test_logs_asked_for_too_often_do_not_make_the_range_smaller(
    node: FakeNode, watcher: Watcher, words: str
) -> None:
    await watcher.look()
    node.mine(40)
    node.range_words = words

    with pytest.raises(Trouble, match=words):
        await watcher.look()
    assert node.asked.count("eth_getLogs") == 2


@pytest.mark.parametrize(
    "words",
    [
        "query returned more than 10000 results. Try with this block range [0x1429, 0x142a]",
        "Log response size exceeded",
        "exceed maximum block range: 20",
        "response is too big",
        "limit exceeded",
        "query timeout exceeded",
    ],
)
async def test_too_much_at_once_is_asked_for_in_smaller_parts(
    node: FakeNode, watcher: Watcher, words: str
) -> None:
    await watcher.look()
    node.pay_token(CONTRACT, OURS, 7)
    node.mine(40)
    node.range_words = words

    assert len(await watcher.catch_up()) == 1


@pytest.mark.parametrize("status", [400, 413])
async def test_a_provider_that_refuses_a_wide_range_by_its_status_is_asked_for_less(
    node: FakeNode, watcher: Watcher, status: int
) -> None:
    await watcher.look()
    node.pay_token(CONTRACT, OURS, 7)
    node.mine(40)
    node.range_limit, node.range_status = 8, status

    assert len(await watcher.catch_up()) == 1


async def test_a_refusal_by_status_that_says_why_is_heeded(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.mine(40)
    node.range_words, node.range_status = "this method is not on your plan", 400

    with pytest.raises(Trouble, match="not on your plan"):
        await watcher.look()
    assert node.asked.count("eth_getLogs") == 2


async def test_a_refusal_that_was_not_about_the_size_leaves_the_range_as_it_was(
    node: FakeNode,
) -> None:
    watcher = watcher_of([node.url], [TOKEN], [OURS], span=100)
    await watcher.look()
    node.mine(400)
    node.range_status, node.range_limit, node.refuses_blocks = 400, 0, True
    for _ in range(3):
        with pytest.raises(Trouble, match="HTTP 400"):
            await watcher.look()

    node.range_status, node.range_limit, node.refuses_blocks = 0, 10_000, False
    node.asked.clear()
    await watcher.catch_up()
    await watcher.chain.close()

    assert node.asked.count("eth_getLogs") == 4 + 8


async def test_a_range_that_was_made_smaller_grows_again(node: FakeNode) -> None:
    watcher = watcher_of([node.url], [TOKEN], [OURS], span=100)
    await watcher.look()
    node.range_limit = 30
    node.mine(40)
    await watcher.catch_up()
    node.range_limit = 10_000
    node.mine(3_000)
    await watcher.catch_up()
    node.mine(3_000)
    node.asked.clear()
    await watcher.catch_up()
    await watcher.chain.close()

    assert 3_000 / 100 <= node.asked.count("eth_getLogs") < 3_000 / 30


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


async def test_how_far_the_head_is_is_told_while_catching_up(
    node: FakeNode, watcher: Watcher
) -> None:
    heads = []
    await watcher.look()
    node.mine(100)
    while watcher.glance is not None and watcher.glance.height < node.height:
        await watcher.look()
        heads.append(watcher.glance.head)

    assert set(heads[:-1]) == {node.height}
    assert heads[-1] is None


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


async def look_back(node: FakeNode, height: int) -> Watcher:
    """A first look whose oldest address was shown two minutes after this block."""
    watcher = watcher_of([node.url], [ETH, TOKEN], [OURS])
    watcher.watched.oldest = GENESIS_TIME + 12 * height + 120
    await watcher.look()
    await watcher.chain.close()
    return watcher


@pytest.mark.parametrize("height", [0, 1, 2, 37, 99, 150, 199, 200, 201])
async def test_a_first_look_starts_when_the_oldest_address_was_shown(
    node: FakeNode, height: int
) -> None:
    node.mine(200 - node.height)

    watcher = await look_back(node, height)

    assert watcher.window[0] == min(height, 200)


async def test_a_first_look_finds_its_start_with_few_questions(node: FakeNode) -> None:
    node.mine(5_000)

    await look_back(node, 4_000)

    assert node.requests < 40


async def test_a_first_look_back_brings_all_that_was_paid_in_bounded_parts(node: FakeNode) -> None:
    node.pay(OURS, 5)
    node.mine(100)
    node.pay_token(CONTRACT, OURS, 7)
    node.mine(100)
    watcher = watcher_of([node.url], [ETH, TOKEN], [OURS], span=50)
    watcher.watched.oldest = GENESIS_TIME

    first = await watcher.look()
    parts = watcher.window
    rest = await watcher.catch_up()
    await watcher.chain.close()

    assert parts == (0, 49)
    assert [s.amount.units for s in (*first, *rest)] == [5, 7]


async def test_an_address_of_before_the_chain_is_looked_for_from_its_first_block(
    node: FakeNode,
) -> None:
    watcher = await look_back(node, -1_000)

    assert watcher.window[0] == 0
