"""Gathering money at one address, whatever the chain does meanwhile."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount, Asset, Rate
from pos.domain.sweep import Move, MoveStage
from pos.engine.survey import Route, Surveyor
from pos.engine.sweep import Report, Sweep, Watchers
from tests.fakes.mover import (
    CHAIN,
    COIN_GAS,
    OWN,
    TOKEN,
    TOKEN_GAS,
    FakeMover,
    Killed,
    MemorySweeps,
)

ETHER = 10**18
COIN = 10**8
LEFT = TOKEN_GAS // 2  # half as much gas again was brought
TO, PURSE, ONE, OTHER = "0xto", "0xpurse", "0x1", "0x2"


@dataclass
class Shop:
    """Two addresses, a purse, and who watches."""

    mover: FakeMover = field(default_factory=FakeMover)
    coins: tuple[Asset, ...] = (OWN, TOKEN)
    dust: int = 0
    rates: tuple[Rate, ...] = ()
    moves: list[Move] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sweeps = MemorySweeps(self.mover)

    @property
    def route(self) -> Route:
        return Route(
            chain=CHAIN,
            own=OWN,
            coins=self.coins,
            sources=(ONE, OTHER),
            purse=PURSE,
            to=TO,
            dust={TOKEN: self.dust},
            rates=self.rates,
        )

    @property
    def watchers(self) -> Watchers:
        return Watchers(moved=self.moves.append, trouble=self.troubles.append)

    async def sweep(self) -> Report:
        sweep = Sweep(self.route, self.mover, self.sweeps, self.mover)
        return await sweep.run(self.watchers, pause_s=1)

    def has(self, address: str, asset: Asset = OWN) -> int:
        return self.mover.has[address, asset]


@pytest.fixture
def shop() -> Shop:
    return paid_shop()


def paid_shop() -> Shop:
    """An ether here, ten tokens there, and gas for them."""
    made = Shop()
    made.mover.has |= {(ONE, OWN): ETHER, (OTHER, TOKEN): 10 * COIN, (PURSE, OWN): 10**6}
    return made


async def test_everything_is_gathered_and_the_purse_comes_last(shop: Shop) -> None:
    report = await shop.sweep()

    assert shop.has(TO, TOKEN) == 10 * COIN
    assert [shop.has(each) for each in (ONE, OTHER, PURSE)] == [0, LEFT, 0]
    fees = sum(move.tx.cost.units for move in report.moves)
    assert shop.has(TO) == ETHER + 10**6 - fees - LEFT
    assert report.gathered() == [Amount(shop.has(TO), OWN), Amount(10 * COIN, TOKEN)]
    assert [(lot.source, lot.why_not) for lot in report.left] == [(OTHER, "its fee would eat it")]
    assert report.moves[-1].source == PURSE
    assert {move.stage for move in shop.sweeps.kept.values()} == {MoveStage.DONE}
    assert shop.troubles == []


async def test_an_address_with_enough_of_its_own_is_brought_no_gas(shop: Shop) -> None:
    shop.mover.has[ONE, TOKEN] = COIN

    report = await shop.sweep()

    assert [move.to for move in report.moves if move.is_gas] == [OTHER]
    assert shop.has(TO, TOKEN) == 11 * COIN


async def test_coins_that_were_not_named_stay(shop: Shop) -> None:
    shop.coins = (TOKEN,)

    await shop.sweep()

    assert shop.has(ONE) == ETHER
    assert shop.has(TO, TOKEN) == 10 * COIN


async def test_too_little_gas_is_refused_before_anything(shop: Shop) -> None:
    shop.mover.has[PURSE, OWN] = 10

    with pytest.raises(Refused, match=f"send .* ETH on {CHAIN} to {PURSE} first") as refused:
        await shop.sweep()

    assert refused.value.code == "no_gas"
    assert shop.mover.signed == {}


@given(lives=st.integers(0, 60), second=st.integers(0, 30))
def test_killed_at_any_step_it_is_gathered_once(lives: int, second: int) -> None:
    shop = paid_shop()

    async def killed_twice() -> None:
        for shop.mover.lives in (lives, second, None):
            with suppress(Killed):
                await shop.sweep()

    asyncio.run(killed_twice())

    done = [move for move in shop.sweeps.kept.values() if move.stage is MoveStage.DONE]
    assert sorted(move.source for move in done) == [ONE, OTHER, PURSE, PURSE]
    assert shop.has(TO, TOKEN) == 10 * COIN
    assert shop.has(TO) == ETHER + 10**6 - LEFT - sum(move.tx.cost.units for move in done)


async def test_what_an_earlier_sweep_left_is_finished_and_what_lacks_gas_is_left(
    shop: Shop,
) -> None:
    shop.mover.has[PURSE, OWN] = TOKEN_GAS * 3 // 2 + COIN_GAS  # enough for one
    shop.mover.lives = 12
    with pytest.raises(Killed):
        await shop.sweep()
    begun = [move.tx.txid for move in shop.moves]
    shop.mover.has |= {(ONE, OWN): 1, (ONE, TOKEN): COIN}

    report = await shop.sweep()

    assert [move.tx.txid for move in report.moves[: len(begun)]] == begun
    assert shop.has(TO, TOKEN) == 10 * COIN
    assert (ONE, "") in [(lot.source, lot.why_not) for lot in report.left]


async def test_a_node_that_is_down_for_a_while_is_asked_again(shop: Shop) -> None:
    await shop.mover.holdings((), ())
    running = asyncio.create_task(shop.sweep())
    while not shop.moves:
        await asyncio.sleep(0)
    shop.mover.is_down = 3

    await running

    assert shop.troubles == ["the node is down"] * 3
    assert shop.has(TO, TOKEN) == 10 * COIN


async def test_a_node_that_is_down_at_the_start_ends_it(shop: Shop) -> None:
    shop.mover.is_down = 1

    with pytest.raises(Trouble):
        await shop.sweep()


async def test_what_nodes_do_not_want_now_is_offered_again(shop: Shop) -> None:
    shop.mover.rejects = True
    running = asyncio.create_task(shop.sweep())
    while len(shop.troubles) < 3:
        await asyncio.sleep(0)
    shop.mover.rejects = False

    await running

    assert set(shop.troubles) == {"underpriced"}
    assert shop.has(TO, TOKEN) == 10 * COIN


async def test_a_token_that_fails_in_its_block_is_not_tried_again(shop: Shop) -> None:
    shop.mover.failing = {TOKEN}

    report = await shop.sweep()

    assert [m.stage for m in report.moves if m.amount.asset == TOKEN] == [MoveStage.FAILED]
    assert next(lot.why_not for lot in report.left) == "a payment of it failed"


async def test_gas_that_cannot_be_brought_is_not_brought_for_ever(shop: Shop) -> None:
    shop.mover.failing = {OWN}

    report = await shop.sweep()

    assert [m.stage for m in report.moves if m.is_gas] == [MoveStage.FAILED]
    assert {lot.source for lot in report.left} == {ONE, OTHER}
    assert report.gathered() == []


async def test_a_move_whose_number_another_took_is_made_anew(shop: Shop) -> None:
    shop.mover.is_mining = False
    running = asyncio.create_task(shop.sweep())
    while not shop.moves:
        await asyncio.sleep(0)
    first = shop.moves[0].tx.txid
    shop.mover.lost.add(first)
    shop.mover.pool.clear()
    shop.mover.is_mining = True

    report = await running

    assert shop.sweeps.kept[first].stage is MoveStage.LOST
    assert shop.has(TO, TOKEN) == 10 * COIN
    assert Amount(10 * COIN, TOKEN) in report.gathered()


# ---- what is worth it --------------------------------------------------------------------------


async def test_a_survey_tells_the_fee_and_what_gas_has_to_be_brought(shop: Shop) -> None:
    shop.mover.at_price = 3

    survey = await Surveyor(shop.route, shop.mover).survey()

    assert [(lot.source, lot.fee.units) for lot in survey.lots] == [
        (ONE, 3 * COIN_GAS),
        (OTHER, 3 * TOKEN_GAS),
    ]
    assert survey.to_bring == {OTHER: 3 * TOKEN_GAS * 3 // 2}
    assert survey.purse_needs == Amount(3 * TOKEN_GAS * 3 // 2 + 3 * COIN_GAS, OWN)
    assert survey.totals() == [Amount(ETHER, OWN), Amount(10 * COIN, TOKEN)]


async def test_a_token_whose_contract_says_no_stays(shop: Shop) -> None:
    shop.mover.refusing = {TOKEN}

    report = await shop.sweep()

    assert [lot.why_not for lot in report.left] == ["the contract says no"]
    assert shop.has(TO) > 0


async def test_an_empty_purse_matters_only_for_tokens(shop: Shop) -> None:
    shop.mover.has[PURSE, OWN] = 0
    shop.mover.has[OTHER, TOKEN] = 0

    report = await shop.sweep()

    assert len(report.moves) == 1


@pytest.mark.parametrize(("units", "moves"), [(2 * COIN_GAS, 0), (2 * COIN_GAS + 1, 1)])
async def test_more_must_arrive_than_it_costs(units: int, moves: int) -> None:
    shop = Shop()
    shop.mover.has[ONE, OWN] = units

    assert len((await shop.sweep()).moves) == moves


def rate(code: str, per_coin: str, currency: str = "EUR") -> Rate:
    return Rate(per_coin=Fraction(per_coin), code=code, currency=currency, sources=(), at=1)


@pytest.mark.parametrize(
    ("rates", "dust", "is_moved"),
    [
        ((), 0, True),
        ((), 10 * COIN, False),
        ((rate("ETH", "2000"),), 10 * COIN, False),
        ((rate("0xBTC", "1"),), 0, True),
        ((rate("0xBTC", "1", "USD"), rate("ETH", "2000")), 0, True),
        ((rate("ETH", "2000"), rate("0xBTC", "1")), 10 * COIN, True),
        ((rate("ETH", "2000"), rate("0xBTC", "1/100000000000000")), 0, False),
    ],
)
async def test_tokens_must_be_worth_their_fee_or_be_more_than_dust(
    shop: Shop, rates: tuple[Rate, ...], dust: int, *, is_moved: bool
) -> None:
    shop.rates, shop.dust = rates, dust

    await shop.sweep()

    assert bool(shop.has(TO, TOKEN)) == is_moved
