"""Which payments are ours, and which only look like it."""

import pytest

from pos.domain.errors import Trouble
from pos.domain.money import Amount, Asset
from tests.chains.evm.watcher import (
    CHAIN,
    CONTRACT,
    ETH,
    OTHER,
    OURS,
    TOKEN,
    Watcher,
    somebody,
    watcher_of,
)
from tests.fakes.evm_node import FakeNode


async def test_the_first_look_starts_at_the_head(node: FakeNode, watcher: Watcher) -> None:
    node.pay(OURS, 5)
    node.mine(2)

    assert await watcher.look() == ()
    assert watcher.window == (4, 4)


async def test_a_look_without_news_reads_nothing_again(node: FakeNode, watcher: Watcher) -> None:
    await watcher.look()
    await watcher.look()

    assert watcher.window == (3, 2)
    assert watcher.glance is not None
    assert watcher.glance.with_pool


async def test_native_and_token_payments_are_seen_pending_and_mined_under_one_key(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.pay(OURS, 5)
    node.pay_token(CONTRACT, OURS, 7)
    pending = await watcher.look()

    block = node.mine()
    mined = await watcher.look()

    assert [s.amount for s in pending] == [Amount(5, ETH), Amount(7, TOKEN)]
    assert {s.height for s in pending} == {None}
    assert [s.key for s in mined] == [s.key for s in pending]
    assert {s.height for s in mined} == {block.number}


async def test_a_pending_token_payment_that_is_going_to_fail_is_not_seen(
    node: FakeNode, watcher: Watcher
) -> None:
    node.pay_token(CONTRACT, OURS, 10**31)

    assert await watcher.look() == ()


async def test_a_failed_transfer_never_counts(node: FakeNode, watcher: Watcher) -> None:
    await watcher.look()
    tx = node.pay(OURS, 5)
    node.mine()
    node.fail(tx)

    assert await watcher.look() == ()


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param({"address": OTHER}, id="of another contract"),
        pytest.param({"data": "0x" + "0" * 64}, id="of nothing"),
        pytest.param({"data": "0x"}, id="without an amount"),
        pytest.param({"removed": True}, id="withdrawn"),
        pytest.param({"topics": ["0x" + "1" * 64] * 3}, id="of another event"),
        pytest.param({"topics": ["0x" + "1" * 64]}, id="with too few topics"),
    ],
)
async def test_a_log_that_is_no_payment_does_not_count(
    node: FakeNode, watcher: Watcher, odd: dict[str, object]
) -> None:
    await watcher.look()
    node.mine()
    node.log_of(CONTRACT, OURS, 5, **odd)

    assert await watcher.look() == ()


async def test_two_payments_in_one_transaction_are_told_apart(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    node.mine()
    node.log_of(CONTRACT, OURS, 5, transactionHash="0x1")
    node.log_of(CONTRACT, OURS, 6, transactionHash="0x1")

    sightings = await watcher.look()

    assert [s.amount.units for s in sightings] == [5, 6]
    assert [s.index for s in sightings] == [f"0xBTC:{OURS}:0", f"0xBTC:{OURS}:1"]


async def test_money_that_only_the_balance_tells_of_is_the_difference(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    watcher.suspect(OURS, 10)
    node.pay(OURS, 5)
    node.credit(OURS, 10 + 5 + 3)
    node.mine()

    sent, left_over = await watcher.look()

    assert sent.amount.units == 5
    assert (left_over.amount.units, left_over.index) == (3, f"balance:{OURS}:10")
    assert left_over.txid == node.blocks[-1].hash


async def test_money_that_only_the_balance_tells_of_is_as_deep_as_it_is(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(9)
    await watcher.look()
    node.mine()
    await watcher.look()
    watcher.suspect(OURS)
    node.credit(OURS, 3)
    paid = node.mine(4)

    (seen,) = await watcher.look()

    assert (seen.height, seen.txid) == (paid.number, paid.hash)
    assert watcher.window[1] == paid.number + 3


async def test_a_node_that_forgets_old_balances_makes_money_no_deeper_than_it_is(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    watcher.suspect(OURS)
    node.credit(OURS, 3)
    node.mine(4)
    node.remembers_from = node.height

    (seen,) = await watcher.look()

    assert seen.height == node.height


async def test_a_block_that_is_taken_back_while_its_money_is_dated_is_trouble(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    watcher.suspect(OURS)
    node.credit(OURS, 3)
    node.mine()
    node.interrupts[f"eth_getBlockByNumber ['{hex(node.height)}']"] = lambda: node.reorg(1)

    with pytest.raises(Trouble, match="changed while"):
        await watcher.look()


async def test_balances_are_asked_for_once_a_block(node: FakeNode, watcher: Watcher) -> None:
    watcher.suspect(OURS)
    await watcher.look()
    await watcher.look()

    assert node.asked.count("eth_getBalance") == 1


async def test_however_many_are_young_few_balances_are_asked_for_and_once_a_block(
    node: FakeNode, watcher: Watcher
) -> None:
    for _ in range(60):
        watcher.suspect(somebody())
    await watcher.look()
    await watcher.look()
    assert node.asked.count("eth_getBalance") == 50

    node.mine()
    await watcher.look()

    assert node.asked.count("eth_getBalance") == 100


async def test_without_the_chains_own_coin_only_headers_are_read(node: FakeNode) -> None:
    watcher = watcher_of([node.url], [TOKEN], [OURS])
    await watcher.look()
    node.pay(OURS, 5)
    node.pay_token(CONTRACT, OURS, 7)
    node.mine(3)

    (token,) = await watcher.look()
    await watcher.chain.close()

    assert token.amount == Amount(7, TOKEN)
    assert watcher.window == (3, 5)


async def test_a_coin_that_is_not_on_offer_is_watched_all_the_same(node: FakeNode) -> None:
    other = Asset(code="OTHER", decimals=6, chain=CHAIN, contract=OTHER)
    watcher = watcher_of([node.url], [TOKEN], [OURS], also=[ETH, other])
    await watcher.look()
    node.pay(OURS, 5)
    node.pay_token(OTHER, OURS, 7)
    node.mine()

    seen = await watcher.look()
    await watcher.chain.close()

    assert [s.amount for s in seen] == [Amount(5, ETH), Amount(7, other)]


async def test_a_coin_that_is_no_longer_on_offer_is_not_told_from_the_pool(
    node: FakeNode, watcher: Watcher
) -> None:
    node.pay_token(CONTRACT, OURS, 7)
    assert len(await watcher.look()) == 1

    later = watcher_of([node.url], [ETH], [OURS])
    later.cursor = watcher.cursor

    assert await later.look() == ()
    await later.chain.close()
