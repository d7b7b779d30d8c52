"""What a look tells of the pool, and what speaks against a payment that waits there."""

import asyncio
from collections.abc import Iterable

import pytest

from pos.domain.payment.deposit import Caution
from tests.chains.bitcoin.core.conftest import OURS, SCRIPT, WatcherOf
from tests.chains.bitcoin.core.fake_node import NOBODY, FakeNode
from tests.chains.bitcoin.core.watcher import Watcher


async def cautions(watcher: Watcher) -> Iterable[Caution]:
    (seen,) = await watcher.look()
    return seen.cautions


async def test_a_good_payment_has_no_caution(node: FakeNode, ours: Watcher) -> None:
    node.pay((SCRIPT, 5))

    assert await cautions(ours) == ()


async def test_an_output_without_money_is_no_payment(node: FakeNode, ours: Watcher) -> None:
    node.pay((SCRIPT, 0), (SCRIPT, 5))
    waiting = await ours.look()
    node.mine()
    mined = await ours.look()

    assert [(s.index, s.amount.units) for s in (*waiting, *mined)] == [("1", 5)] * 2


async def test_a_signal_of_replacement_is_seen_though_the_node_does_not_tell(
    node: FakeNode, ours: Watcher
) -> None:
    node.pay((SCRIPT, 5), signal=0xFD)

    assert await cautions(ours) == (Caution.REPLACEABLE,)


async def test_a_parents_signal_is_believed_from_the_node(node: FakeNode, ours: Watcher) -> None:
    node.pay((SCRIPT, 5), said={"bip125-replaceable": True, "depends": ["ab" * 32]})

    assert await cautions(ours) == (Caution.REPLACEABLE, Caution.UNCONFIRMED_PARENT)


async def test_a_fee_below_the_nodes_estimate_is_low(node: FakeNode, ours: Watcher) -> None:
    node.estimate = "0.0005"
    node.pay((SCRIPT, 5), said={"vsize": 200, "fees": {"base": "0.0000999"}})

    assert await cautions(ours) == (Caution.LOW_FEE,)


async def test_a_fee_at_the_nodes_estimate_is_good(node: FakeNode, ours: Watcher) -> None:
    node.estimate = "0.0005"
    node.pay((SCRIPT, 5), said={"vsize": 200, "fees": {"base": "0.0001"}})

    assert await cautions(ours) == ()


@pytest.mark.parametrize("unknown", ["fees", "depends"])
async def test_what_the_node_cannot_tell_is_not_assumed_to_be_good(
    node: FakeNode, ours: Watcher, unknown: str
) -> None:
    node.pay((SCRIPT, 5), said={unknown: None})

    assert await cautions(ours) == (Caution.UNPROVEN,)


async def test_an_older_program_says_fee_and_size(node: FakeNode, ours: Watcher) -> None:
    node.pay((SCRIPT, 5), said={"fees": None, "vsize": None, "fee": 0.001, "size": 200})

    assert await cautions(ours) == ()


async def test_a_payment_missing_while_a_block_comes_is_not_gone(
    node: FakeNode, ours: Watcher
) -> None:
    node.pay((SCRIPT, 5))
    assert await ours.look()

    node.before["getmempoolentry"] = node.mine
    during = await ours.look()
    is_told = ours.is_pool_told
    (mined,) = await ours.look()

    assert (during, is_told) == ((), False)
    assert mined.height == node.height


async def test_a_payment_of_an_earlier_run_that_is_mined_while_the_pool_is_read_is_not_gone(
    node: FakeNode, ours: Watcher, watcher_of: WatcherOf
) -> None:
    node.pay((SCRIPT, 5))
    await ours.look()
    later = watcher_of(node)
    later.watch(OURS)
    later.cursor = ours.cursor

    node.before["getrawmempool"] = node.mine
    during, is_told = await later.look(), later.is_pool_told
    (mined,) = await later.look()

    assert (during, is_told) == ((), False)
    assert mined.height == node.height


async def test_nothing_is_missing_from_a_pool_that_the_node_still_loads(
    node: FakeNode, ours: Watcher
) -> None:
    txid = node.pay((SCRIPT, 5))
    await ours.look()
    node.is_loaded = False
    waiting = node.pool.pop(txid)

    await ours.look()
    is_told, glance = ours.is_pool_told, ours.glance
    node.is_loaded = True
    node.pool[txid] = waiting
    (seen,) = await ours.look()

    assert glance is not None
    assert (is_told, glance.is_behind) == (False, True)
    assert (seen.txid, ours.is_pool_told) == (txid, True)


async def test_a_node_that_loads_its_pool_is_not_asked_in_a_circle(
    node: FakeNode, ours: Watcher
) -> None:
    node.is_loaded = False
    await ours.look()

    started = asyncio.get_running_loop().time()
    await ours.chain.changed()

    assert asyncio.get_running_loop().time() - started >= 0.15


async def test_a_payment_is_unproven_while_the_node_lacks_blocks_that_may_hold_another(
    node: FakeNode, ours: Watcher
) -> None:
    node.pay((SCRIPT, 5))
    node.info = {"headers": 900}
    before = await cautions(ours)
    node.info = {}

    assert (before, await cautions(ours)) == ((Caution.UNPROVEN,), ())


async def test_a_payment_that_was_away_just_when_it_was_read_is_found_later(
    node: FakeNode, ours: Watcher
) -> None:
    txid = node.pay((SCRIPT, 5))
    waiting = node.pool[txid]
    node.before["getrawtransaction"] = lambda: node.forget(txid)
    during = await ours.look()
    node.pool[txid] = waiting

    await ours.chain.changed()
    (seen,) = await ours.look()

    assert (during, seen.txid) == ((), txid)


async def test_a_payment_thrown_out_of_the_pool_is_gone_and_may_come_back(
    node: FakeNode, ours: Watcher
) -> None:
    txid = node.pay((SCRIPT, 5))
    await ours.look()
    waiting = node.pool.pop(txid)
    gone, is_told = await ours.look(), ours.is_pool_told

    node.pool[txid] = waiting
    await ours.chain.changed()
    (back,) = await ours.look()

    assert (gone, is_told) == ((), True)
    assert back.txid == txid


async def test_a_large_pool_is_read_in_parts_and_only_then_the_look_is_whole(
    node: FakeNode, ours: Watcher
) -> None:
    for number in range(6_000):
        node.pay((NOBODY, number))
    node.pay((SCRIPT, 5))

    first = await ours.look()
    is_told, is_behind = ours.is_pool_told, ours.glance is not None and ours.glance.is_behind
    await ours.chain.changed()
    (seen,) = await ours.look()

    assert (first, is_told, is_behind) == ((), False, True)
    assert (seen.amount.units, ours.is_pool_told) == (5, True)


async def test_what_was_read_of_the_pool_is_not_read_again(node: FakeNode, ours: Watcher) -> None:
    for number in range(300):
        node.pay((NOBODY, number))
    await ours.look()
    node.asked.clear()
    node.pay((NOBODY, 300))

    await ours.look()
    await asyncio.sleep(0)
    await ours.look()

    assert node.asked.count("getrawtransaction") <= 1


async def test_an_address_shown_and_paid_while_the_pool_is_read_is_found(
    node: FakeNode, watcher: Watcher
) -> None:
    def show_and_pay() -> None:
        watcher.watch(OURS)
        node.pay((SCRIPT, 5))

    node.pay((NOBODY, 1))
    node.before["getrawmempool"] = show_and_pay

    (seen,) = await watcher.look()

    assert seen.address == OURS
