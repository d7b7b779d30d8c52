import asyncio

import pytest

from pos.domain.errors import Trouble
from pos.engine.addresses import AddressPool
from tests.fakes.stores import MemoryStore
from tests.fakes.world import FakeWallet, settle


async def test_addresses_come_in_order_and_never_twice() -> None:
    pool = AddressPool(FakeWallet(), MemoryStore().payments)

    taken = [await pool.take() for _ in range(100)]

    assert [fresh.index for fresh in taken] == list(range(100))


async def test_a_pool_that_runs_dry_keeps_more_on_hand() -> None:
    wallet = FakeWallet()
    pool = AddressPool(wallet, MemoryStore().payments)
    for _ in range(100):
        await pool.take()

    assert [count for _, count in wallet.asked] == [16, 32, 64]


async def test_a_pool_is_filled_ahead_of_demand() -> None:
    wallet = FakeWallet()
    pool = AddressPool(wallet, MemoryStore().payments)
    filling = asyncio.ensure_future(pool.keep_full())
    await settle()
    before = list(wallet.asked)
    for _ in range(9):
        await pool.take()
    await settle()
    filling.cancel()

    assert before == [(0, 16)]
    assert wallet.asked == [(0, 16), (16, 16)]


async def test_what_was_not_shown_is_taken_first_the_lowest_before_others() -> None:
    pool = AddressPool(FakeWallet(), MemoryStore().payments)
    first, second = await pool.take(), await pool.take()
    pool.give_back(second)
    pool.give_back(first)

    assert [await pool.take(), await pool.take()] == [first, second]


async def test_a_wallet_that_does_not_answer_is_trouble_and_loses_no_index() -> None:
    wallet = FakeWallet(is_down=True)
    pool = AddressPool(wallet, MemoryStore().payments)
    with pytest.raises(Trouble):
        await pool.take()
    wallet.is_down = False

    assert (await pool.take()).index == 0
