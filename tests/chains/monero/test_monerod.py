"""Monero against a real node and wallet-rpc: every way money comes, vanishes and comes back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from pos.domain.errors import Trouble
from pos.domain.payment.deposit import Caution
from tests.chains.monero.real import Till
from tests.chains.monero.watcher import Watcher, xmr
from tests.nodes.monero import Monero
from tests.soon import eventually

DIME = 10**11


@pytest.fixture(scope="module")
def till(monero_net: Monero, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    server = monero_net.wallet_server("till")
    server.start()
    yield Till(monero_net, server, tmp_path_factory.mktemp("till"))
    server.stop()


@pytest.fixture
async def opened(till: Till) -> AsyncIterator[tuple[Watcher, list[str]]]:
    watcher, addresses = await till.watching()
    yield watcher, addresses
    await watcher.chain.close()


@pytest.fixture
def watcher(opened: tuple[Watcher, list[str]]) -> Watcher:
    return opened[0]


@pytest.fixture
def ours(opened: tuple[Watcher, list[str]]) -> list[str]:
    return opened[1]


async def test_an_exact_payment_keeps_its_key_from_the_pool_to_its_block(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    tx = monero_net.customer.pay([(ours[0], DIME)])
    (pending,) = await watcher.look()
    height = monero_net.node.mine()
    (mined,) = await watcher.look()

    assert (pending.txid, pending.amount, pending.height) == (tx, xmr(DIME), None)
    assert (mined.key, mined.address, mined.height) == (pending.key, ours[0], height)
    assert mined.block_time == monero_net.node.block(height)["timestamp"]
    assert pending.cautions == mined.cautions == ()


async def test_two_parts_are_two_payments(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    monero_net.customer.pay([(ours[0], DIME)])
    monero_net.customer.pay([(ours[0], 2 * DIME)])

    seen = await watcher.look()

    assert sorted(each.amount.units for each in seen) == [DIME, 2 * DIME]
    assert len({each.key for each in seen}) == 2
    assert [each.cautions for each in seen] == [(), ()]


async def test_one_transaction_pays_two_invoices_and_one_of_them_twice(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    tx = monero_net.customer.pay([(ours[0], DIME), (ours[1], 5 * DIME), (ours[0], 2 * DIME)])
    pending = await watcher.look()
    monero_net.node.mine()
    mined = await watcher.look()

    assert {each.address: each.amount.units for each in mined} == {
        ours[0]: 3 * DIME,
        ours[1]: 5 * DIME,
    }
    assert {each.txid for each in mined} == {tx}
    assert {each.key for each in mined} == {each.key for each in pending}


async def test_a_reorg_puts_the_payment_back_and_it_is_mined_elsewhere(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    monero_net.customer.pay([(ours[0], DIME)])
    was = monero_net.node.mine()
    (mined,) = await watcher.look()
    monero_net.node.reorg(1)
    (back,) = await watcher.look()
    monero_net.node.mine()
    (again,) = await watcher.look()

    assert (mined.height, back.height, again.height) == (was, None, was + 2)
    assert mined.key == back.key == again.key


async def test_a_reorg_that_takes_the_payment_along(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    monero_net.customer.pay([(ours[0], DIME)])
    was = monero_net.node.mine()
    await watcher.look()
    monero_net.node.reorg(1)
    monero_net.node.flush()

    assert await watcher.look() == ()
    assert watcher.glance is not None
    assert watcher.glance.from_height <= was < watcher.glance.height


async def test_blocks_that_the_node_takes_back(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    monero_net.customer.pay([(ours[0], DIME)])
    height = monero_net.node.mine()
    await watcher.look()
    monero_net.node.pop(1)
    (back,) = await watcher.look()
    monero_net.node.mine(2)
    (again,) = await watcher.look()

    assert (back.height, again.height) == (None, height)


async def test_a_payment_that_is_spent_twice_is_marked_and_then_gone(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    tx = monero_net.customer.pay([(ours[0], DIME)])
    (innocent,) = await watcher.look()
    monero_net.customer.double_spend(tx)
    (suspect,) = await watcher.look()
    monero_net.customer.replace(tx)
    gone = await watcher.look()
    monero_net.node.mine()

    assert (innocent.cautions, suspect.cautions) == ((), (Caution.DOUBLE_SPENT,))
    assert gone == await watcher.look() == ()


async def test_a_payment_that_the_node_was_told_to_keep_to_itself_is_not_proven(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    tx = monero_net.customer.withhold([(ours[0], DIME)])

    (seen,) = await watcher.look()
    monero_net.node.flush(tx)

    assert (seen.amount, seen.cautions) == (xmr(DIME), (Caution.UNPROVEN,))


async def test_a_payment_that_the_pool_forgets_is_gone(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    tx = monero_net.customer.pay([(ours[0], DIME)])
    await watcher.look()
    monero_net.node.flush(tx)

    assert await watcher.look() == ()


async def test_a_node_that_goes_away_and_comes_back(
    monero_net: Monero, watcher: Watcher, ours: list[str]
) -> None:
    monero_net.customer.pay([(ours[0], DIME)])
    await watcher.look()
    monero_net.node.stop()
    with pytest.raises(Trouble, match="cannot be reached"):
        await watcher.look()
    monero_net.node.start()

    async def is_seen() -> bool:
        try:
            return [each.amount.units for each in await watcher.look()] == [DIME]
        except Trouble:
            return False

    assert await eventually(is_seen)


async def test_payments_during_downtime_are_found_however_long_it_was(
    monero_net: Monero, till: Till, watcher: Watcher, ours: list[str]
) -> None:
    before = watcher.cursor
    monero_net.customer.pay([(ours[0], DIME)])
    first = monero_net.node.mine(120)
    monero_net.customer.pay([(ours[1], 2 * DIME)])
    second = monero_net.node.mine(3)
    monero_net.customer.pay([(ours[2], 3 * DIME)])

    later = till.watcher()
    later.cursor = before
    later.watch(watcher.watched.addresses)
    found = await later.catch_up()
    await later.chain.close()

    assert {each.amount.units: each.height for each in found} == {
        DIME: first - 119,
        2 * DIME: second - 2,
        3 * DIME: None,
    }


async def test_a_wallet_rpc_that_was_killed_knows_everything_again(
    monero_net: Monero, till: Till, watcher: Watcher, ours: list[str]
) -> None:
    till.server.kill()
    with pytest.raises(Trouble, match="monero-wallet-rpc"):
        await watcher.look()
    till.server.start()
    monero_net.customer.pay([(ours[2], DIME)])
    height = monero_net.node.mine()

    found = await watcher.catch_up()

    assert [(each.amount.units, each.height) for each in found] == [(DIME, height)]


async def test_a_wallet_made_anew_knows_every_address(
    monero_net: Monero, tmp_path: Path, watcher: Watcher, ours: list[str]
) -> None:
    far = await watcher.shown(1, first=500)  # more than a wallet looks ahead
    server = monero_net.wallet_server("anew")
    server.start()
    fresh = Till(monero_net, server, tmp_path).watcher()
    fresh.watch(watcher.watched.addresses)
    await asyncio.to_thread(monero_net.customer.pay, [(far[0], DIME)])
    monero_net.node.mine()

    found = await fresh.catch_up()
    await fresh.chain.close()
    server.stop()

    assert [each.address for each in found] == [*far]
