"""Nodes that lag, lie, hang, refuse and contradict themselves."""

import pytest

from pos.domain.errors import Corrupt, Trouble
from pos.domain.ports.chain import Source
from tests.chains.evm.watcher import (
    CONTRACT,
    ETH,
    OURS,
    TOKEN,
    Watcher,
    watcher_of,
)
from tests.fakes.clocks import SetClock
from tests.fakes.evm_node import FakeNode, Fault


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.HUNG, "no answer within"),
        (Fault.HTML, "not JSON-RPC"),
        (Fault.RATE_LIMITED, "HTTP 429"),
        (Fault.BROKEN, "HTTP 500"),
        (Fault.NONSENSE, "nonsense"),
        (Fault.FEWER_ANSWERS, "answers to"),
        (Fault.DECLINING, "the node declines: not now"),
    ],
)
async def test_a_node_that_misbehaves_is_trouble_and_recovers(
    node: FakeNode, watcher: Watcher, fault: Fault, words: str
) -> None:
    await watcher.look()
    node.fault = fault
    with pytest.raises(Trouble, match=words):
        await watcher.look()
    (source,) = watcher.chain.sources()

    node.fault = None
    node.pay(OURS, 5)

    assert len(await watcher.look()) == 1
    assert not source.is_connected
    assert words in source.trouble
    assert watcher.chain.sources() == [
        Source(name=f"127.0.0.1:{node.port}", is_connected=True, height=node.height)
    ]


@pytest.mark.parametrize("fault", [Fault.NO_BATCHES, Fault.NAMELESS_ANSWERS])
async def test_a_node_that_takes_no_batches_is_asked_singly(
    node: FakeNode, watcher: Watcher, fault: Fault
) -> None:
    node.fault = fault
    node.pay(OURS, 5)

    assert len(await watcher.look()) == 1


async def test_a_killed_node_is_trouble_until_it_is_back(node: FakeNode, watcher: Watcher) -> None:
    await watcher.look()
    await node.stop()
    with pytest.raises(Trouble, match="cannot be reached"):
        await watcher.look()

    await node.start()
    node.pay(OURS, 5)

    assert len(await watcher.look()) == 1


async def test_a_node_that_closed_an_idle_connection_costs_no_trouble(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    await node.stop()
    await node.start()

    await watcher.look()


async def test_a_node_that_is_behind_makes_nobody_go_backwards(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(5)
    await watcher.look()
    node.mine(5)
    await watcher.look()
    node.claims_height = 8

    with pytest.raises(Trouble, match="behind"):
        await watcher.look()


async def test_a_node_far_behind_everything_noted_makes_nobody_go_backwards(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(5)
    await watcher.look()
    node.claims_height = 1

    with pytest.raises(Trouble, match="behind"):
        await watcher.look()


async def test_a_height_that_does_not_exist_is_trouble(node: FakeNode, watcher: Watcher) -> None:
    await watcher.look()
    node.claims_height = 1_000_000

    with pytest.raises(Trouble, match="does not have a block"):
        await watcher.catch_up()


async def test_logs_of_another_block_than_was_read_are_trouble(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.pay_token(CONTRACT, OURS, 7)
    node.mine()
    node.log_lies = {"blockHash": "0x" + "d" * 64}

    with pytest.raises(Trouble, match="another block"):
        await watcher.look()


async def test_a_transaction_without_a_receipt_is_trouble(node: FakeNode, watcher: Watcher) -> None:
    await watcher.look()
    node.pay(OURS, 5)
    node.mine()
    node.loses_receipts = True

    with pytest.raises(Trouble, match="changed while"):
        await watcher.look()


async def test_logs_of_another_shape_are_trouble(node: FakeNode, watcher: Watcher) -> None:
    await watcher.look()
    node.pay_token(CONTRACT, OURS, 7)
    node.mine()
    node.log_lies = {"topics": 7}

    with pytest.raises(Trouble, match="cannot be read"):
        await watcher.look()


async def test_numbers_that_are_none_are_trouble(node: FakeNode, watcher: Watcher) -> None:
    await watcher.look()
    node.pay_token(CONTRACT, OURS, 7)
    node.mine()
    node.log_lies = {"blockNumber": "soon"}

    with pytest.raises(Trouble, match="soon"):
        await watcher.look()


async def test_a_broken_cursor_is_told(watcher: Watcher) -> None:
    watcher.cursor = '{"height": 3}'

    with pytest.raises(Corrupt, match="cannot be read"):
        await watcher.look()


async def test_an_empty_cursor_is_told(watcher: Watcher) -> None:
    watcher.cursor = '{"trail": {"steps": []}}'

    with pytest.raises(Corrupt, match="empty"):
        await watcher.look()


async def test_a_batch_refused_for_a_moment_does_not_end_batching(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.fault = Fault.BUSY_BATCHES
    for _ in range(3):
        with pytest.raises(Trouble, match="capacity exceeded"):
            await watcher.look()

    node.fault = None
    before = node.batches
    await watcher.look()

    assert node.batches > before


async def test_one_odd_answer_to_a_batch_does_not_end_batching(
    node: FakeNode, watcher: Watcher
) -> None:
    node.interrupts["eth_chainId []"] = lambda: setattr(node, "fault", None)
    node.fault = Fault.NO_BATCHES
    await watcher.look()
    before = node.batches

    await watcher.look()

    assert node.batches > before


async def test_batches_refused_for_good_are_tried_again_after_a_while(node: FakeNode) -> None:
    clock = SetClock()
    watcher = watcher_of([node.url], [ETH, TOKEN], [OURS], clock=clock)
    node.fault = Fault.NO_BATCHES
    for _ in range(5):
        await watcher.look()
    tried_at_first = node.batches

    node.fault = None
    await watcher.look()
    tried_soon = node.batches
    clock.at += 600
    await watcher.look()
    await watcher.chain.close()

    assert tried_soon == tried_at_first == 2
    assert node.batches == 3


async def test_a_node_that_drops_answers_of_batches_is_asked_singly_in_the_end(
    node: FakeNode, watcher: Watcher
) -> None:
    node.fault = Fault.FEWER_ANSWERS
    for _ in range(2):
        with pytest.raises(Trouble, match="answers to"):
            await watcher.look()
    node.pay(OURS, 5)

    assert len(await watcher.look()) == 1
