"""What a look tells, from a node whose every answer the test decides."""

import asyncio
from dataclasses import replace

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.network import BITCOIN_CASH, DOGECOIN, Network
from pos.domain.errors import Trouble
from pos.domain.money import Amount
from pos.domain.payment.deposit import Caution
from tests.chains.bitcoin.core.conftest import SCRIPT, WatcherOf
from tests.chains.bitcoin.core.fake_node import NOBODY, FakeNode, Fault
from tests.chains.bitcoin.core.publisher import Publisher
from tests.chains.bitcoin.core.watcher import Watcher, asset_of, somebody
from tests.chains.bitcoin.made_blocks import paying


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


async def test_a_look_at_a_chain_at_rest_asks_little(node: FakeNode, ours: Watcher) -> None:
    await ours.look()
    node.asked.clear()

    await ours.look()

    pool = {"getmempoolinfo", "getrawmempool", "getbestblockhash"}  # the last two now and then
    assert set(node.asked) <= {"getblockchaininfo"} | pool
    assert len(node.asked) <= 4


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


async def test_a_payment_in_blocks_that_replace_more_than_was_read_is_found(
    node: FakeNode, ours: Watcher
) -> None:
    node.mine(10)
    await ours.look()
    del node.blocks[-3:]

    node.pay((SCRIPT, 5))
    paid_at = node.mine(5)

    assert [s.height for s in await ours.look()] == [paid_at]


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
