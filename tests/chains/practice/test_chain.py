"""The practice chain: what a watcher sees of what customers and miners do."""

import asyncio
from pathlib import Path
from typing import TypeAlias

import pytest

from pos.chains.practice.chain import PracticeChain, PracticeSettings
from pos.chains.practice.coins import PLAY_COINS, PracticeScribe, PracticeWallet
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset, format_amount
from tests.chains.follower import Follower
from tests.fakes.clocks import SetClock

Shop: TypeAlias = Follower[PracticeChain]

ETH, TOKEN, BTC = (coin.asset for coin in PLAY_COINS)
OURS = "0x" + "0" * 24 + "a" * 16
THEIRS = "0x" + "0" * 24 + "b" * 16


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def chain(clock: SetClock) -> PracticeChain:
    return PracticeChain(clock, PracticeSettings())


@pytest.fixture
def shop(chain: PracticeChain) -> Shop:
    return Follower(chain, [OURS])


async def test_a_payment_is_seen_pending_and_then_in_its_block(
    chain: PracticeChain, shop: Shop
) -> None:
    txid = chain.pay(OURS, Amount(5, ETH))
    (pending,) = await shop.look()
    height = chain.mine()
    (mined,) = await shop.look()

    assert (pending.txid, pending.amount, pending.height) == (txid, Amount(5, ETH), None)
    assert (mined.key, mined.height) == (pending.key, height)


async def test_a_payment_is_named_once_in_its_block_and_not_again(
    chain: PracticeChain, shop: Shop
) -> None:
    await shop.look()
    chain.pay(OURS, Amount(5, ETH))
    chain.mine()
    assert len(await shop.look()) == 1

    chain.mine()

    assert await shop.look() == ()


async def test_payments_to_others_are_not_told(chain: PracticeChain, shop: Shop) -> None:
    chain.pay(THEIRS, Amount(5, ETH))

    assert await shop.look() == ()


async def test_a_double_spent_payment_is_missing_from_the_next_look(
    chain: PracticeChain, shop: Shop
) -> None:
    txid = chain.pay(OURS, Amount(5, ETH))
    await shop.look()

    chain.double_spend(txid)

    assert await shop.look() == ()


async def test_a_mined_payment_cannot_be_double_spent(chain: PracticeChain) -> None:
    txid = chain.pay(OURS, Amount(5, ETH))
    chain.mine()

    with pytest.raises(Refused, match="in a block already"):
        chain.double_spend(txid)


async def test_an_unknown_payment_cannot_be_dropped(chain: PracticeChain) -> None:
    with pytest.raises(Refused, match="no payment"):
        chain.drop("0x12")


async def test_a_late_customer_is_seen_when_the_time_has_come(
    chain: PracticeChain, clock: SetClock, shop: Shop
) -> None:
    chain.pay(OURS, Amount(5, ETH), after_s=60)
    assert await shop.look() == ()

    clock.at += 60

    assert len(await shop.look()) == 1


async def test_two_payments_to_one_address_are_two(chain: PracticeChain, shop: Shop) -> None:
    chain.pay(OURS, Amount(5, ETH))
    chain.pay(OURS, Amount(7, ETH))
    chain.mine()

    sightings = await shop.look()

    assert [s.amount.units for s in sightings] == [5, 7]
    assert len({s.key for s in sightings}) == 2
    assert [s.position for s in sightings] == [0, 1]


async def test_a_reorganised_block_is_read_again_and_its_payment_is_pending(
    chain: PracticeChain, shop: Shop
) -> None:
    chain.pay(OURS, Amount(5, ETH))
    chain.mine(3)
    await shop.look()

    chain.reorg(3)
    (pending,) = await shop.look()

    assert pending.height is None
    assert shop.window[0] == 101


async def test_a_chain_rewritten_deeper_than_noted_is_read_from_its_beginning(
    chain: PracticeChain, shop: Shop
) -> None:
    chain.mine(100)
    await shop.look()

    chain.reorg(150)
    await shop.look()

    assert shop.window[0] == 1


async def test_no_more_blocks_can_be_replaced_than_there_are(chain: PracticeChain) -> None:
    with pytest.raises(Refused, match="100 blocks high"):
        chain.reorg(100)


async def test_a_chain_that_is_switched_off_is_trouble(chain: PracticeChain, shop: Shop) -> None:
    chain.go_offline(True)

    with pytest.raises(Trouble, match="switched off"):
        await shop.look()


async def test_what_was_paid_while_switched_off_is_found_afterwards(
    chain: PracticeChain, shop: Shop
) -> None:
    await shop.look()
    chain.go_offline(True)
    chain.pay(OURS, Amount(5, ETH))
    chain.mine(3)
    chain.go_offline(False)

    (found,) = await shop.look()

    assert found.height == 101


async def test_blocks_come_by_themselves_when_wanted(clock: SetClock) -> None:
    shop = Follower(PracticeChain(clock, PracticeSettings(block_s=5)), [OURS])
    shop.chain.pay(OURS, Amount(5, ETH))
    await shop.look()

    clock.at += 5
    (mined,) = await shop.look()

    assert (mined.height, mined.block_time) == (101, clock.at)


async def test_only_play_money_can_be_paid(chain: PracticeChain) -> None:
    real = Asset(code="PLAY-ETH", decimals=18, chain=ChainId("eip155:1"))

    with pytest.raises(Refused, match="not practice money"):
        chain.pay(OURS, Amount(5, real))


async def test_nothing_cannot_be_paid(chain: PracticeChain) -> None:
    with pytest.raises(Refused, match="more than nothing"):
        chain.pay(OURS, Amount(0, ETH))


async def test_at_least_one_block_must_be_mined(chain: PracticeChain) -> None:
    with pytest.raises(Refused, match="At least one"):
        chain.mine(0)


async def test_a_payment_wakes_the_watcher(chain: PracticeChain, shop: Shop) -> None:
    await shop.look()
    waiting = asyncio.create_task(chain.changed())
    await asyncio.sleep(0)

    chain.pay(OURS, Amount(5, ETH))

    async with asyncio.timeout(0.5):
        await waiting


async def test_the_chain_survives_a_restart(clock: SetClock, tmp_path: Path) -> None:
    settings = PracticeSettings(path=tmp_path / "practice.json")
    before = PracticeChain(clock, settings)
    shop = Follower(before, [OURS])
    before.pay(OURS, Amount(10**25, ETH))
    before.mine(2)
    await shop.look()
    pending = before.pay(OURS, Amount(7, TOKEN))

    shop.chain = PracticeChain(clock, settings)
    (seen,) = await shop.look()

    assert seen.txid == pending
    assert shop.window[0] == 103


async def test_a_broken_file_is_told_and_not_touched(clock: SetClock, tmp_path: Path) -> None:
    path = tmp_path / "practice.json"
    path.write_text('{"height": 1')

    with pytest.raises(Corrupt, match=r"practice\.json cannot be read"):
        PracticeChain(clock, PracticeSettings(path=path))

    assert path.read_text() == '{"height": 1'


async def test_old_payments_are_forgotten_but_never_pending_ones(
    chain: PracticeChain, shop: Shop
) -> None:
    first = chain.pay(OURS, Amount(1, ETH), after_s=1_000_000)
    for _ in range(600):
        chain.pay(OURS, Amount(1, ETH))
    chain.mine()
    for _ in range(10):
        chain.pay(OURS, Amount(1, ETH))

    pending = [s for s in await shop.look() if s.height is None]

    assert len(pending) == 10
    chain.drop(first)


async def test_practice_addresses_are_stable_and_recognisable() -> None:
    wallet = PracticeWallet("till 1")

    some = await wallet.addresses(3, 2)

    assert await PracticeWallet("till 1").addresses(4, 1) == some[1:]
    assert all(len(a) == 42 and a.startswith("0x" + "0" * 24) for a in some)
    assert wallet.id != PracticeWallet("till 2").id


def test_a_practice_request_is_for_no_real_wallet() -> None:
    scribe = PracticeScribe()
    due = Amount(150_000_000, TOKEN)

    assert scribe.qr(due, OURS) == f"practice:{OURS}?amount=1.5&coin=PLAY-0XBTC"
    assert scribe.uri(due, OURS) == scribe.qr(due, OURS)


def test_every_play_coin_says_so() -> None:
    assert all(coin.is_play and coin.code.startswith("PLAY-") for coin in PLAY_COINS)


def test_there_is_as_much_play_0xbtc_as_real_ones() -> None:
    assert PLAY_COINS[1].max_units is not None
    assert format_amount(Amount(PLAY_COINS[1].max_units, TOKEN)) == "20999984"


async def test_money_that_came_before_the_first_look_is_found(
    chain: PracticeChain, shop: Shop, clock: SetClock
) -> None:
    chain.pay(OURS, Amount(5, ETH))
    chain.mine(3)
    shop.watched.oldest = clock.now()

    (found,) = await shop.look()

    assert found.height == 101


async def test_blocks_go_on_after_the_clock_was_set_back(clock: SetClock) -> None:
    chain = PracticeChain(clock, PracticeSettings(block_s=6))
    clock.at -= 10**8

    first = chain.reached().height
    clock.at += 6

    assert chain.reached().height == first + 1


async def test_a_disk_that_takes_nothing_is_trouble_and_moves_no_money(
    clock: SetClock, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    chain = PracticeChain(clock, PracticeSettings(path=gone / "chain.json"))
    gone.rmdir()

    with pytest.raises(Trouble, match="cannot be written"):
        chain.pay(OURS, Amount(5, ETH))

    assert chain.reached().payments == ()


def test_a_chain_that_may_not_be_read_is_trouble(clock: SetClock, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        PracticeChain(clock, PracticeSettings(path=tmp_path))
