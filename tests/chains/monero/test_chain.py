"""Looks at a node and a wallet-rpc that behave: what is told of payments, and what is said."""

import pytest

from pos.domain.errors import Corrupt, Trouble
from pos.domain.payment.deposit import Caution
from tests.chains.monero.fakes import FakeDaemon, FakeWalletRpc, World
from tests.chains.monero.watcher import Watcher, xmr


async def test_a_pending_payment_is_told_at_once(world: World, watcher: Watcher) -> None:
    tx = world.pay((1, 500))

    (seen,) = await watcher.look()

    assert (seen.txid, seen.amount, seen.height, seen.block_time) == (tx.txid, xmr(500), None, None)
    assert seen.address in watcher.watched
    assert seen.cautions == ()


async def test_a_mined_payment_keeps_its_key_and_is_dated_by_its_block(
    world: World, watcher: Watcher
) -> None:
    world.pay((1, 500))
    (pending,) = await watcher.look()
    world.mine(2)

    (mined,) = await watcher.look()

    assert mined.key == pending.key
    assert (mined.height, mined.block_time) == (11, world.blocks[11].time)


async def test_outputs_of_one_transaction_to_one_address_are_one_payment(
    world: World, watcher: Watcher
) -> None:
    world.pay((1, 500), (1, 30), (2, 4))

    first, second = await watcher.look()

    assert (first.amount, second.amount) == (xmr(530), xmr(4))
    assert first.txid == second.txid
    assert first.key != second.key


async def test_money_to_addresses_that_were_not_shown_is_not_ours(
    world: World, watcher: Watcher
) -> None:
    world.pay((0, 500), (7, 500))

    assert await watcher.look() == ()


async def test_a_payment_of_nothing_is_none(world: World, watcher: Watcher) -> None:
    world.pay((1, 0))

    assert await watcher.look() == ()


async def test_a_sum_that_cannot_be_is_not_believed(world: World, watcher: Watcher) -> None:
    world.pay((1, -5))

    with pytest.raises(Trouble, match="impossible payment"):
        await watcher.look()


async def test_the_first_look_finds_what_came_before_it(world: World, watcher: Watcher) -> None:
    world.pay((1, 500))
    world.mine()
    watcher.cursor = None

    (seen,) = await watcher.look()

    assert seen.height == 11
    assert watcher.glance is not None
    assert watcher.glance.from_height == 0


async def test_a_look_tells_only_what_is_new(world: World, watcher: Watcher) -> None:
    world.pay((1, 500))
    world.mine()
    await watcher.look()

    assert await watcher.look() == ()
    assert watcher.glance is not None
    assert watcher.glance.from_height > watcher.glance.height == world.height


async def test_money_with_a_lock_is_marked(world: World, watcher: Watcher) -> None:
    world.pay((1, 500), unlock_time=99)
    (pending,) = await watcher.look()
    world.mine()
    (mined,) = await watcher.look()

    assert pending.cautions == mined.cautions == (Caution.LOCKED,)


async def test_a_double_spend_that_the_wallet_hides_is_told_by_the_node(
    world: World, watcher: Watcher
) -> None:
    tx = world.pay((1, 500))
    await watcher.look()
    tx.double_spent = True

    (seen,) = await watcher.look()

    assert seen.cautions == (Caution.DOUBLE_SPENT,)


async def test_a_payment_that_the_node_keeps_to_itself_is_not_proven(
    world: World, watcher: Watcher
) -> None:
    tx = world.pay((1, 500))
    tx.relayed = False
    (withheld,) = await watcher.look()
    tx.relayed = True
    (relayed,) = await watcher.look()

    assert (withheld.cautions, relayed.cautions) == ((Caution.UNPROVEN,), ())


async def test_cautions_are_told_in_order(world: World, watcher: Watcher) -> None:
    world.pay((1, 500), unlock_time=99, keys=("one",))
    world.pay((1, 500), unlock_time=99, keys=("one",))
    for tx in world.pool:
        tx.double_spent, tx.relayed = True, False

    seen = await watcher.look()

    assert [sorted(each.cautions) for each in seen] == [[*each.cautions] for each in seen]
    assert max(len(each.cautions) for each in seen) == 4


async def test_a_payment_that_was_mined_is_not_double_spent_any_more(
    world: World, watcher: Watcher
) -> None:
    world.pay((1, 500)).double_spent = True
    world.mine()

    (seen,) = await watcher.look()

    assert seen.cautions == ()


async def test_a_payment_that_the_node_forgot_is_gone_whatever_the_wallet_says(
    world: World, watcher: Watcher, daemon: FakeDaemon
) -> None:
    tx = world.pay((1, 500))
    await watcher.look()
    daemon.hides.add(tx.txid)

    assert await watcher.look() == ()
    assert watcher.glance is not None
    assert watcher.glance.with_pool


async def test_a_payment_that_the_wallet_forgot_is_there_while_the_node_has_it(
    world: World, watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    tx = world.pay((1, 500))
    await watcher.look()
    wallet_rpc.forgets.add(tx.txid)

    (seen,) = await watcher.look()

    assert (seen.txid, seen.height) == (tx.txid, None)


async def test_a_payment_that_fell_out_of_its_block_is_pending_even_if_the_wallet_is_silent(
    world: World, watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    tx = world.pay((1, 500))
    world.mine()
    await watcher.look()
    wallet_rpc.forgets.add(tx.txid)
    world.reorg(1)

    (seen,) = await watcher.look()

    assert (seen.txid, seen.height) == (tx.txid, None)
    assert watcher.glance is not None
    assert watcher.glance.from_height == 11


async def test_a_payment_moves_with_its_block(world: World, watcher: Watcher) -> None:
    tx = world.pay((1, 500))
    world.mine()
    await watcher.look()
    world.reorg(1)
    await watcher.look()
    world.mine()

    (seen,) = await watcher.look()

    assert (seen.txid, seen.height) == (tx.txid, 13)


async def test_a_reorg_below_all_that_is_remembered_reads_everything_again(
    world: World, watcher: Watcher
) -> None:
    world.pay((1, 500))
    world.mine(100)
    await watcher.look()
    world.reorg(80)

    await watcher.look()

    assert watcher.glance is not None
    assert watcher.glance.from_height == 0


async def test_the_second_payment_to_a_one_time_key_is_burnt(
    world: World, watcher: Watcher
) -> None:
    good = world.pay((1, 500), keys=("one",))
    burnt = world.pay((1, 900), keys=("one",))

    seen = {each.txid: each.cautions for each in await watcher.look()}

    first, second = sorted((good.txid, burnt.txid))  # seen in the same second: by their names
    assert seen == {first: (), second: (Caution.BURNT,)}


async def test_a_payment_to_a_key_that_was_paid_in_a_block_is_never_told(
    world: World, watcher: Watcher
) -> None:
    world.pay((1, 500), keys=("one",))
    world.mine()
    await watcher.look()
    world.pay((1, 400), keys=("one",))
    pending = await watcher.look()
    world.mine()

    assert pending == await watcher.look() == ()


async def test_pending_payments_to_one_key_are_placed_when_they_are_mined(
    world: World, watcher: Watcher
) -> None:
    pair = [world.pay((1, 500), keys=("one",)), world.pay((1, 400), keys=("one",))]
    await watcher.look()
    world.mine()

    seen = {each.txid: (each.height, each.cautions) for each in await watcher.look()}

    assert seen == {pair[0].txid: (11, ()), pair[1].txid: (11, (Caution.BURNT,))}
    assert await watcher.look() == ()


async def test_a_wallet_that_is_late_names_the_payment_when_it_has_read_its_block(
    world: World, watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    tx = world.pay((1, 500))
    await watcher.look()
    wallet_rpc.lags = 1
    world.mine()

    (late,) = await watcher.look()
    assert watcher.glance is not None
    was_behind = watcher.glance.is_behind
    wallet_rpc.lags = 0
    (seen,) = await watcher.look()

    assert (late.txid, late.height, was_behind) == (tx.txid, None, True)
    assert (seen.txid, seen.height) == (tx.txid, 11)


async def test_after_downtime_the_wallet_reads_by_itself_and_each_look_tells_how_far_it_is(
    world: World, watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    wallet_rpc.chunk = 100
    world.mine(30)
    world.pay((1, 500))
    world.mine(370)

    found, heights = [*await watcher.look()], []
    while watcher.glance is not None and watcher.glance.is_behind:
        heights.append((watcher.glance.height, watcher.glance.head))
        await watcher.chain.changed()
        found += await watcher.look()

    assert heights == [(10, 410), (110, 410), (210, 410)]  # the rest it reads when told
    assert [each.height for each in found] == [41]
    assert not wallet_rpc.reads_by_itself


async def test_a_mark_that_no_look_has_made_is_corrupt(watcher: Watcher) -> None:
    watcher.cursor = '{"trail":{"steps":[]},"time":0}'

    with pytest.raises(Corrupt):
        await watcher.look()
