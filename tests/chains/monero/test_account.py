"""The wallet and its addresses: made once, known again, never another's."""

import asyncio
from pathlib import Path

import pytest

from pos.chains.monero.account import Account
from pos.chains.monero.chain import MoneroWallet
from pos.chains.monero.settings import MAINNET, STAGENET
from pos.chains.monero.subaddress import subaddress
from pos.domain.errors import Distrust, Refused
from tests.chains.monero.fakes import KEYS, FakeDaemon, FakeWalletRpc, World
from tests.chains.monero.watcher import FIRST, VIEW_KEY, Minutes, Watcher, settings_of


async def test_number_0_is_the_first_subaddress_and_numbers_give_the_same_ones_again(
    watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    once = await watcher.wallet.addresses(0, 100)
    again = await watcher.wallet.addresses(0, 100)

    assert once[0] == FIRST
    assert once == again == [subaddress(KEYS, minor) for minor in range(1, 101)]
    assert wallet_rpc.file.created == 101


async def test_addresses_are_saved_before_they_are_shown(
    watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    asked = len(wallet_rpc.asked)

    await watcher.wallet.addresses(2, 100)

    assert wallet_rpc.asked[asked:] == [*["create_address"] * 2, "store", "get_address"]


async def test_an_address_that_is_not_ours_is_not_shown(
    watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    wallet_rpc.foreign.append("8somebodyelse")

    with pytest.raises(Distrust, match="not this wallet's"):
        await watcher.wallet.addresses(2, 3)


async def test_addresses_wait_until_a_look_has_opened_the_wallet(watcher: Watcher) -> None:
    fresh = Watcher(watcher.settings, Minutes())
    waiting = asyncio.ensure_future(fresh.wallet.addresses(0, 1))
    await asyncio.sleep(0)

    await fresh.look()

    assert await waiting == [FIRST]
    await fresh.chain.close()


def test_two_shops_with_one_wallet_share_its_numbers(tmp_path: Path) -> None:
    names = {
        MoneroWallet(Account(settings_of(tmp_path / at, "http://h:1", None), Minutes())).id
        for at in "ab"
    }

    assert len(names) == 1
    assert VIEW_KEY not in names.pop()


def test_an_address_of_another_network_is_refused(tmp_path: Path) -> None:
    Account(settings_of(tmp_path, "http://h:1", None, chain=MAINNET), Minutes())

    with pytest.raises(Refused, match="not for monero:76ee"):
        Account(settings_of(tmp_path, "http://h:1", None, chain=STAGENET), Minutes())


async def test_the_wallet_is_opened_again_where_it_was_closed(
    world: World, watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    wallet_rpc.name = None
    world.pay((2, 7))

    (seen,) = await watcher.look()

    assert seen.amount.units == 7
    assert len(wallet_rpc.files) == 1


async def test_a_wallet_made_anew_learns_every_address_before_it_reads(
    world: World, watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    await watcher.shown(700, first=2)
    world.pay((650, 7))
    world.mine()
    wallet_rpc.files.clear()
    wallet_rpc.name = None

    seen = await watcher.look()

    assert [each.amount.units for each in seen] == [7]
    assert wallet_rpc.file.created == 703
    assert "rescan_blockchain" not in wallet_rpc.asked


async def test_a_wallet_from_an_old_copy_reads_again_for_what_it_did_not_know(
    world: World, watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    await watcher.shown(700, first=2)
    wallet_rpc.file.created = 3  # as the copy was
    world.pay((650, 7))
    world.mine()
    wallet_rpc.read_all()  # which the copy did, too, and saw nothing
    restarted = Watcher(watcher.settings, Minutes())
    restarted.watch(watcher.watched.addresses)

    seen = await restarted.look()
    await restarted.chain.close()

    assert [each.amount.units for each in seen] == [7]


async def test_what_an_old_copy_learns_is_saved_only_after_it_has_read_again(
    watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    await watcher.shown(700, first=2)
    wallet_rpc.file.created = 3
    wallet_rpc.read_all()
    restarted = Watcher(watcher.settings, Minutes())
    restarted.watch(watcher.watched.addresses)
    asked = len(wallet_rpc.asked)

    await restarted.look()
    await restarted.chain.close()

    steps = [
        method
        for method in wallet_rpc.asked[asked:]
        if method in {"create_address", "rescan_blockchain", "store"}
    ]
    assert steps == [*["create_address"] * 11, "rescan_blockchain", "store"]


async def test_addresses_of_another_wallet_do_not_make_ours_grow(
    watcher: Watcher, wallet_rpc: FakeWalletRpc
) -> None:
    watcher.watch([f"8foreign{number}" for number in range(50)])
    wallet_rpc.name = None

    await watcher.look()

    assert wallet_rpc.file.created == 3


async def test_a_new_wallet_begins_a_day_before_now(
    daemon: FakeDaemon, world: World, wallet_rpc: FakeWalletRpc, watcher: Watcher
) -> None:
    world.mine(2_000)
    wallet_rpc.files.clear()
    wallet_rpc.name, watcher.cursor = None, None

    await watcher.look()

    assert wallet_rpc.file.restore_height == 2_010 - 720


async def test_a_new_wallet_begins_before_the_oldest_address_was_shown(
    world: World, wallet_rpc: FakeWalletRpc, watcher: Watcher
) -> None:
    world.mine(2_000)
    wallet_rpc.files.clear()
    wallet_rpc.name, watcher.cursor = None, None
    watcher.watched.oldest = watcher.account.clock.now() - 50_000

    await watcher.look()

    assert wallet_rpc.file.restore_height == 2_010 - 720 - 500


async def test_a_lost_wallet_begins_before_what_was_told_already(
    world: World, wallet_rpc: FakeWalletRpc, watcher: Watcher
) -> None:
    world.mine(2_000)
    wallet_rpc.chunk = 5_000
    await watcher.catch_up()
    world.mine(5_000)
    wallet_rpc.files.clear()
    wallet_rpc.name = None

    await watcher.look()

    assert wallet_rpc.file.restore_height == 2_010 - 63 - 720


async def test_the_owner_may_say_where_a_new_wallet_begins(
    daemon: FakeDaemon, wallet_rpc: FakeWalletRpc, tmp_path: Path
) -> None:
    settings = settings_of(tmp_path, daemon.url, wallet_rpc.url, restore_height=4)
    watcher = Watcher(settings, Minutes())

    await watcher.look()
    await watcher.chain.close()

    assert wallet_rpc.file.restore_height == 4


async def test_what_the_wallet_has_read_is_saved_now_and_then(
    world: World, wallet_rpc: FakeWalletRpc, watcher: Watcher
) -> None:
    asked = wallet_rpc.asked.count("store")
    await watcher.account.clock.sleep(301)
    for _ in range(3):
        world.mine()
        await watcher.look()

    assert wallet_rpc.asked.count("store") == asked + 1
