"""How well each node is, and what becomes of a chain whose nodes contradict each other."""

from collections.abc import AsyncIterator

import pytest

from pos.domain.errors import Distrust, Trouble
from tests.chains.evm.watcher import ETH, OURS, Watcher, watcher_of
from tests.fakes.clocks import SetClock
from tests.fakes.evm_node import FakeNode, Fault
from tests.soon import eventually

DEEP = 12


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def pair(node: FakeNode, second: FakeNode, clock: SetClock) -> AsyncIterator[Watcher]:
    """A watcher of two nodes of one chain, the second of which stands by."""
    second.mine(30)
    node.blocks = [*second.blocks]
    urls = [node.url, second.url]
    made = watcher_of(urls, [ETH], [OURS], timeout_s=0.5, clock=clock)
    yield made
    await made.chain.close()


async def test_nodes_are_called_by_host_and_port_and_never_by_what_is_secret() -> None:
    urls = [
        "https://user:word@one.example/v3/secret",
        "https://one.example/v3/other",
        "http://[::1]:8545/",
    ]
    watcher = watcher_of(urls, [ETH], [OURS], ws_url="wss://one.example/v3/secret")

    assert [source.name for source in watcher.chain.sources()] == [
        "one.example",
        "one.example #2",
        "[::1]:8545",
        "one.example (WebSocket)",
    ]
    assert not any(source.is_connected for source in watcher.chain.sources())


async def test_each_node_tells_its_newest_block_read_from_or_not(
    node: FakeNode, second: FakeNode, pair: Watcher
) -> None:
    second.mine()
    await pair.look()

    async def is_told() -> bool:
        return [source.height for source in pair.chain.sources()] == [node.height, second.height]

    assert await eventually(is_told)
    assert all(source.is_connected and not source.trouble for source in pair.chain.sources())


async def test_a_node_that_stands_by_is_asked_once_a_minute(
    second: FakeNode, pair: Watcher, clock: SetClock
) -> None:
    async def was_asked(times: int) -> bool:
        return second.asked.count("eth_getBlockByNumber") == 2 * times

    for _ in range(5):
        await pair.look()
    assert await eventually(lambda: was_asked(1))
    clock.at += 60
    for _ in range(5):
        await pair.look()

    assert await eventually(lambda: was_asked(2))


@pytest.mark.parametrize(
    ("fault", "words"),
    [(Fault.HUNG, "no answer within"), (Fault.HTML, "not JSON-RPC"), (Fault.BROKEN, "HTTP 500")],
)
async def test_a_fault_of_a_node_that_stands_by_is_named_and_holds_nobody_up(
    second: FakeNode, pair: Watcher, clock: SetClock, *, fault: Fault, words: str
) -> None:
    second.fault = fault
    await pair.look()

    async def is_named() -> bool:
        return words in pair.chain.sources()[1].trouble

    assert await eventually(is_named)
    second.fault = None
    clock.at += 60
    await pair.look()

    async def is_well() -> bool:
        return pair.chain.sources()[1].is_connected

    assert await eventually(is_well)


async def test_a_node_that_stands_by_and_serves_another_chain_is_named(
    second: FakeNode, pair: Watcher
) -> None:
    second.chain_id = 5
    await pair.look()

    async def is_named() -> bool:
        return "serves chain eip155:5" in pair.chain.sources()[1].trouble

    assert await eventually(is_named)


async def test_a_node_that_stands_by_far_behind_is_named(second: FakeNode, pair: Watcher) -> None:
    del second.blocks[10:]
    await pair.look()

    async def is_named() -> bool:
        return "is behind: at block 9" in pair.chain.sources()[1].trouble

    assert await eventually(is_named)


async def test_nodes_that_contradict_each_other_are_not_believed_until_they_agree(
    node: FakeNode, second: FakeNode, pair: Watcher
) -> None:
    whole = [*second.blocks]
    second.reorg(DEEP + 5)

    assert await eventually(lambda: is_distrusted(pair))
    troubles = [source.trouble for source in pair.chain.sources()]
    second.blocks = whole
    node.pay(OURS, 5)
    seen = await pair.look()

    assert [words.startswith(f"127.0.0.1:{node.port} and") for words in troubles] == [True] * 2
    assert len(seen) == 1
    assert all(source.trouble == "" for source in pair.chain.sources())


async def test_one_that_falls_silent_does_not_prove_the_other_right(
    node: FakeNode, second: FakeNode, pair: Watcher, clock: SetClock
) -> None:
    whole = [*second.blocks]
    second.reorg(DEEP + 5)
    assert await eventually(lambda: is_distrusted(pair))

    second.fault = Fault.BROKEN
    alone = [await is_distrusted(pair) for _ in range(3)]
    second.fault, second.blocks = None, whole
    clock.at += 120

    assert alone == [True] * 3
    assert not await is_distrusted(pair)


async def is_distrusted(watcher: Watcher) -> bool:
    try:
        await watcher.look()
    except Distrust:
        return True
    return False


async def test_nodes_that_differ_only_near_the_head_are_believed(
    node: FakeNode, second: FakeNode, pair: Watcher
) -> None:
    second.reorg(DEEP)
    await pair.look()

    async def is_told() -> bool:
        return pair.chain.sources()[1].height == node.height

    assert await eventually(is_told)
    await pair.look()


async def test_another_node_does_not_rewrite_what_was_read_long_ago(
    node: FakeNode, second: FakeNode, pair: Watcher, clock: SetClock
) -> None:
    second.fault = Fault.BROKEN
    await pair.look()
    node.mine(DEEP + 1)
    await pair.catch_up()
    await node.stop()
    second.fault = None
    second.mine(60)
    clock.at += 5

    with pytest.raises(Distrust, match="other blocks than were read before"):
        await pair.look()
    await node.start()
    node.pay(OURS, 5)
    clock.at += 5

    assert len(await pair.look()) == 1


async def test_a_node_that_stands_still_is_passed_over(
    node: FakeNode, second: FakeNode, pair: Watcher
) -> None:
    second.mine(20)
    second.pay(OURS, 5)
    second.mine()

    async def is_seen() -> bool:
        try:
            return len(await pair.catch_up()) == 1
        except Trouble:
            return False

    assert await eventually(is_seen)
    assert pair.window[1] == second.height
    assert "stands still" in pair.chain.sources()[0].trouble
    assert node.height < second.height
