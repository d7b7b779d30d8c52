"""What a look tells, from a node whose every answer the test decides."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.network import BITCOIN_CASH, BITCOIN_REGTEST, DOGECOIN, Network
from pos.domain.errors import Trouble
from pos.domain.money import Amount
from pos.domain.payment.deposit import Caution
from tests.chains.bitcoin.core.conftest import WatcherOf
from tests.chains.bitcoin.core.fake_node import NOBODY, FakeNode, Fault
from tests.chains.bitcoin.core.publisher import Publisher
from tests.chains.bitcoin.core.watcher import Watcher, asset_of, somebody
from tests.chains.bitcoin.made_blocks import paying

OURS = somebody()
SCRIPT = script_of(OURS, BITCOIN_REGTEST)


@pytest.fixture
def ours(watcher: Watcher) -> Watcher:
    """The watcher, watching one address."""
    watcher.watch(OURS)
    return watcher


async def cautions(watcher: Watcher) -> Iterable[Caution]:
    (seen,) = await watcher.look()
    return seen.cautions


async def test_a_good_payment_has_no_caution(node: FakeNode, ours: Watcher) -> None:
    node.pay((SCRIPT, 5))

    assert await cautions(ours) == ()


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


async def test_a_long_gap_is_read_in_chunks(node: FakeNode, ours: Watcher) -> None:
    await ours.look()
    node.pay((SCRIPT, 5))
    paid_at = node.mine(250)
    node.pay((SCRIPT, 6))
    node.mine(100)
    first = await ours.look()
    glance = ours.glance
    assert glance is not None

    rest = await ours.catch_up()

    assert (glance.is_behind, glance.with_pool, glance.head) == (True, False, node.height)
    assert glance.height < node.height
    assert [s.height for s in (*first, *rest)] == [paid_at, paid_at + 250]


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


async def test_a_look_at_a_chain_at_rest_asks_little(node: FakeNode, ours: Watcher) -> None:
    await ours.look()
    node.asked.clear()

    await ours.look()

    assert set(node.asked) <= {"getblockchaininfo", "getmempoolinfo", "getrawmempool"}
    assert len(node.asked) <= 3


async def test_without_a_cursor_and_without_addresses_the_head_is_where_it_begins(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(20)

    await watcher.look()

    assert watcher.window == (node.height, node.height)


async def test_without_a_cursor_it_begins_some_blocks_before_the_oldest_address(
    node: FakeNode, ours: Watcher
) -> None:
    node.mine(40)
    ours.watched.oldest = 1_700_000_000 + 30 + 7_200  # block 30, and as much as clocks may differ

    await ours.look()

    assert ours.window == (24, node.height)


async def test_without_a_cursor_it_begins_with_the_first_block_if_it_must(
    node: FakeNode, ours: Watcher
) -> None:
    node.pay((SCRIPT, 5))
    node.mine()
    ours.watched.oldest = 1_600_000_000

    found = await ours.look()

    assert [s.height for s in found] == [node.height]


async def test_the_time_of_the_head_is_told_also_when_no_block_came(
    node: FakeNode, ours: Watcher, watcher_of: WatcherOf
) -> None:
    await ours.look()
    later = watcher_of(node)
    later.cursor = ours.cursor

    await later.look()

    assert later.glance is not None
    assert later.glance.block_time == 1_700_000_000 + node.height


async def test_a_node_that_answers_at_once_instead_of_waiting_is_not_asked_in_a_circle(
    node: FakeNode, ours: Watcher
) -> None:
    await ours.look()
    node.fault = Fault.IMPATIENT

    started = asyncio.get_running_loop().time()
    await ours.chain.changed()

    assert asyncio.get_running_loop().time() - started >= 0.15


async def test_a_new_block_ends_the_waiting(node: FakeNode, ours: Watcher) -> None:
    await ours.look()
    waiting = asyncio.ensure_future(ours.chain.changed())
    while "waitfornewblock" not in node.asked:
        await asyncio.sleep(0)
    height = node.mine()
    await waiting

    await ours.look()

    assert ours.window == (height, height)


# ---- chains of which there is no node here


def p2pkh(network: Network) -> tuple[str, bytes]:
    address = somebody(replace(network, hrp=None))
    return address, script_of(address, network)


async def test_dogecoins_blocks_of_another_chains_work_are_read(watcher_of: WatcherOf) -> None:
    address, script = p2pkh(DOGECOIN)
    async with FakeNode(network=DOGECOIN) as node:
        watcher = watcher_of(node)
        watcher.watch(address)
        await watcher.look()
        node.pay((script, 10**8))
        height = node.mine()
        (seen,) = await watcher.look()

    assert (seen.address, seen.height) == (address, height)
    assert seen.amount == Amount(10**8, asset_of(DOGECOIN))


async def test_bitcoin_cash_is_told_from_bitcoin_by_the_block_after_the_fork(
    watcher_of: WatcherOf,
) -> None:
    address, script = p2pkh(BITCOIN_CASH)
    async with FakeNode(network=BITCOIN_CASH) as node:
        watcher = watcher_of(node)
        watcher.watch(address)
        node.pay((script, 7), signal=0xFD)
        (seen,) = await watcher.look()

    assert (seen.address, seen.cautions) == (address, ())  # nothing can be replaced there


async def test_the_money_beside_tokens_counts(watcher_of: WatcherOf) -> None:
    address, script = p2pkh(BITCOIN_CASH)
    async with FakeNode(network=BITCOIN_CASH) as node:
        watcher = watcher_of(node)
        watcher.watch(address)
        node.pay((b"\xef" + b"t" * 32 + b"\x10\x01" + script, 7))
        (waiting,) = await watcher.look()
        node.mine()
        (mined,) = await watcher.look()

    assert (waiting.address, waiting.amount.units) == (address, 7)
    assert (mined.address, mined.amount.units, mined.height) == (address, 7, node.height)


async def test_a_proof_of_a_double_spend_is_told(watcher_of: WatcherOf) -> None:
    address, script = p2pkh(BITCOIN_CASH)
    async with FakeNode(network=BITCOIN_CASH) as node:
        node.lacks.discard("getdsproof")
        watcher = watcher_of(node)
        watcher.watch(address)
        txid = node.pay((script, 7))
        (before,) = await watcher.look()
        node.pool[txid].proof = {"dspid": "ab" * 32, "txid": txid}
        (after,) = await watcher.look()

    assert (before.cautions, after.cautions) == ((), (Caution.DOUBLE_SPENT,))


async def test_another_chain_than_configured_is_trouble(
    node: FakeNode, watcher_of: WatcherOf
) -> None:
    watcher = watcher_of(node)
    node.network = DOGECOIN

    with pytest.raises(Trouble, match="serves Dogecoin"):
        await watcher.look()


# ---- what comes while a look is under way, or is pushed wrongly


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


async def test_a_gap_in_what_is_pushed_makes_the_next_look_ask_for_everything(
    node: FakeNode, ours: Watcher, publisher: Publisher
) -> None:
    node.zmq = publisher.address
    node.lacks.discard("getzmqnotifications")
    await ours.look()
    await asyncio.to_thread(publisher.wait_for_listeners, 1)

    node.pay((SCRIPT, 5))
    publisher.say("rawtx", paying([(NOBODY, 1)]), 3)
    publisher.say("rawtx", paying([(NOBODY, 2)]), 5)
    await ours.chain.changed()
    (seen,) = await ours.look()

    assert seen.amount.units == 5


async def test_nonsense_among_what_is_pushed_does_no_harm(
    node: FakeNode, ours: Watcher, publisher: Publisher
) -> None:
    node.zmq = publisher.address
    node.lacks.discard("getzmqnotifications")
    await ours.look()
    await asyncio.to_thread(publisher.wait_for_listeners, 1)

    node.pay((SCRIPT, 5))
    publisher.say("rawtx", b"no transaction", 3)
    await ours.chain.changed()
    (seen,) = await ours.look()

    assert seen.amount.units == 5
