"""Pending payments: seen early, never believed too much, never missed."""

import re
from typing import Final

import pytest

from pos.domain.errors import Trouble
from pos.domain.money import Amount
from pos.domain.payment.deposit import Caution
from tests.chains.evm.watcher import (
    CONTRACT,
    ETH,
    OURS,
    TOKEN,
    Watcher,
    watcher_of,
)
from tests.fakes.evm_node import FakeNode, PoolAnswer

POOLLESS: Final = (
    PoolAnswer.LATEST,
    PoolAnswer.NULL,
    PoolAnswer.NAMELESS,
    PoolAnswer.REFUSED,
)


async def test_a_replaced_payment_is_missing_from_the_next_look(
    node: FakeNode, watcher: Watcher
) -> None:
    node.pay(OURS, 5)
    assert len(await watcher.look()) == 1

    node.pool.clear()

    assert await watcher.look() == ()
    assert watcher.glance is not None
    assert watcher.glance.with_pool


async def test_a_payment_that_left_the_pending_block_but_not_the_pool_is_still_there(
    node: FakeNode, watcher: Watcher
) -> None:
    node.pay(OURS, 5)
    (first,) = await watcher.look()

    node.hidden, node.pool = node.pool, []
    (second,) = await watcher.look()

    assert second == first


@pytest.mark.parametrize("answer", POOLLESS)
async def test_a_provider_without_a_pool_says_nothing_about_pending_payments(
    node: FakeNode, watcher: Watcher, answer: PoolAnswer
) -> None:
    await watcher.look()
    node.pool_answer = answer
    node.pay(OURS, 5)
    node.mine()

    (mined,) = await watcher.look()
    again = await watcher.look()

    assert mined.height == node.height
    assert again == ()
    assert watcher.glance is not None
    assert not watcher.glance.with_pool


async def test_a_pending_payment_is_told_to_have_no_receipt_until_it_is_mined(
    node: FakeNode, watcher: Watcher
) -> None:
    node.pay(OURS, 5)
    (pending,) = await watcher.look()
    node.mine()
    (mined,) = await watcher.look()

    assert (pending.cautions, mined.cautions) == ((Caution.NO_RECEIPT,), ())


@pytest.mark.parametrize("answer", POOLLESS)
async def test_a_payment_replaced_where_no_pool_is_shown_any_more_is_missing_from_the_next_look(
    node: FakeNode, watcher: Watcher, answer: PoolAnswer
) -> None:
    tx = node.pay(OURS, 5)
    (first,) = await watcher.look()
    node.pool_answer = answer
    still_there = await watcher.look()

    node.replace(tx)

    assert still_there == (first,)
    assert await watcher.look() == ()
    assert watcher.glance is not None
    assert watcher.glance.with_pool


async def test_a_node_without_a_pool_proves_a_replacement_by_the_next_number_of_the_sender(
    node: FakeNode, second: FakeNode
) -> None:
    second.blocks, second.pool_answer = node.blocks, PoolAnswer.NULL
    watcher = watcher_of([node.url, second.url], [ETH], [OURS])
    tx = node.pay(OURS, 5)
    await watcher.look()
    node.replace(tx)
    await node.stop()

    knows = []
    for _ in range(3):
        await watcher.look()
        knows.append(watcher.glance is not None and watcher.glance.with_pool)
    node.mine()
    gone = await watcher.look()
    await watcher.chain.close()

    assert knows == [False] * 3
    assert gone == ()
    assert watcher.glance is not None
    assert watcher.glance.with_pool


async def test_another_node_proves_a_replacement_in_a_block_at_once(
    node: FakeNode, second: FakeNode
) -> None:
    second.blocks = node.blocks
    watcher = watcher_of([node.url, second.url], [ETH], [OURS])
    tx = node.pay(OURS, 5)
    await watcher.look()
    node.replace(tx)
    node.mine()
    await node.stop()

    gone = await watcher.look()
    await watcher.chain.close()

    assert gone == ()
    assert watcher.glance is not None
    assert watcher.glance.with_pool


async def test_a_node_that_cannot_tell_old_numbers_is_believed_by_what_it_has(
    node: FakeNode, watcher: Watcher
) -> None:
    node.knows_nonces = False
    tx = node.pay(OURS, 5)
    await watcher.look()
    node.hidden, node.pool = node.pool, []
    still_there = await watcher.look()

    node.replace(tx)

    assert len(still_there) == 1
    assert await watcher.look() == ()


async def test_a_payment_noted_without_its_number_is_followed_all_the_same(
    node: FakeNode, watcher: Watcher
) -> None:
    node.pay(OURS, 5)
    await watcher.look()
    assert watcher.cursor is not None
    watcher.cursor = re.sub(r',"nonce":\d+', "", watcher.cursor)
    node.hidden, node.pool = node.pool, []

    still_there = await watcher.look()
    node.hidden.clear()

    assert len(still_there) == 1
    assert await watcher.look() == ()


async def test_a_payment_that_was_pending_and_failed_in_its_block_is_missing(
    node: FakeNode, watcher: Watcher
) -> None:
    tx = node.pay(OURS, 5)
    assert len(await watcher.look()) == 1
    node.mine()
    node.fail(tx)

    assert await watcher.look() == ()
    assert watcher.glance is not None
    assert watcher.glance.with_pool


@pytest.mark.parametrize("blocks", [1, 3])
async def test_a_mined_payment_that_the_logs_leave_out_is_told_by_its_receipt(
    node: FakeNode, watcher: Watcher, blocks: int
) -> None:
    node.pay_token(CONTRACT, OURS, 7)
    (pending,) = await watcher.look()
    node.loses_logs = True
    block = node.mine(blocks)

    (mined,) = await watcher.look()

    assert (mined.key, mined.height) == (pending.key, block.number)
    assert await watcher.look() == ()


async def test_a_mined_payment_that_its_block_leaves_out_is_told_once(
    node: FakeNode, watcher: Watcher
) -> None:
    tx = node.pay(OURS, 5)
    (pending,) = await watcher.look()
    node.leaves_out.add(tx)
    node.credit(OURS, 5)
    watcher.suspect(OURS)
    block = node.mine()

    (mined,) = await watcher.look()

    assert (mined.key, mined.height) == (pending.key, block.number)


async def test_a_payment_lost_in_a_reorganisation_while_it_is_looked_for_is_trouble(
    node: FakeNode, watcher: Watcher
) -> None:
    tx = node.pay_token(CONTRACT, OURS, 7)
    await watcher.look()
    node.loses_logs = True
    node.mine()
    node.interrupts[f"eth_getTransactionReceipt ['{tx}']"] = lambda: node.reorg(1)

    with pytest.raises(Trouble, match="changed while"):
        await watcher.look()


async def test_a_pool_that_may_not_be_asked_for_is_not_asked_for(node: FakeNode) -> None:
    watcher = watcher_of([node.url], [ETH], [OURS], with_pool=False)
    node.pay(OURS, 5)

    assert await watcher.look() == ()
    assert watcher.glance is not None
    assert not watcher.glance.with_pool
    await watcher.chain.close()


async def test_money_somebody_fetches_for_us_is_seen_pending(
    node: FakeNode, watcher: Watcher
) -> None:
    transfer_from = "0x23b872dd" + "9" * 64 + OURS[2:].rjust(64, "0") + f"{7:064x}"
    node.call_token(CONTRACT, transfer_from)

    (seen,) = await watcher.look()

    assert (seen.address, seen.amount) == (OURS, Amount(7, TOKEN))


@pytest.mark.parametrize("input_", ["0x", "0xa9059cbb", "0x095ea7b3" + "0" * 128])
async def test_other_calls_of_a_token_are_no_payments(
    node: FakeNode, watcher: Watcher, input_: str
) -> None:
    node.call_token(CONTRACT, input_)

    assert await watcher.look() == ()


async def test_a_payment_mined_while_the_pool_is_read_is_not_missed(
    node: FakeNode, watcher: Watcher
) -> None:
    tx = node.pay(OURS, 5)
    await watcher.look()
    node.pool, node.hidden = [], node.pool
    node.interrupts[f"eth_getTransactionByHash ['{tx}']"] = node.mine

    (still_pending,) = await watcher.look()
    (mined,) = await watcher.look()

    assert (still_pending.height, mined.height) == (None, node.height)


async def test_after_a_restart_the_silence_of_another_node_ends_no_payment_at_once(
    node: FakeNode, second: FakeNode
) -> None:
    second.blocks = node.blocks
    before = watcher_of([node.url], [ETH], [OURS])
    node.pay(OURS, 5)
    await before.look()
    await before.chain.close()

    after = watcher_of([second.url], [ETH], [OURS])
    after.cursor = before.cursor
    knows = []
    for _ in range(2):
        await after.look()
        knows.append(after.glance is not None and after.glance.with_pool)
    await after.chain.close()

    assert knows == [False, True]
