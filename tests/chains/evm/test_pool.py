"""Pending payments: seen early, never believed too much, never missed."""

import pytest

from pos.domain.money import Amount
from tests.chains.evm.watcher import (
    CONTRACT,
    ETH,
    OURS,
    TOKEN,
    Watcher,
    watcher_of,
)
from tests.fakes.evm_node import FakeNode, PoolAnswer


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


@pytest.mark.parametrize(
    "answer", [PoolAnswer.LATEST, PoolAnswer.NULL, PoolAnswer.NAMELESS, PoolAnswer.REFUSED]
)
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
