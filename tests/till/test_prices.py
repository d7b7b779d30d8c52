"""Rates at the till: everybody looks, the manager sets."""

from fractions import Fraction

import pytest

from pos.domain.errors import Refused
from pos.rates.board import RateBoard
from pos.rates.manual import ManualRates
from pos.rates.market import Market
from pos.till.pin import SALT_BYTES, Pin
from pos.till.prices import HOLDS_S, Prices
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.fakes.stores import MemoryShelf, Shelves
from tests.rates.trading import crier, wanted

PAIR = ("ETH", "EUR")


@pytest.fixture
async def prices() -> Prices:
    clock, what = SetClock(), wanted("ETH")
    market = Market([crier("a", clock, {PAIR: 2000})], what.asked(), clock)
    await market.refresh()
    pin = Pin(MemoryShelf(Shelves()), clock, lambda: b"s" * SALT_BYTES, may_choose=False)
    await pin.change("2468")
    return Prices(RateBoard(what, market, ManualRates(clock), clock), pin)


async def test_everybody_sees_how_the_rates_stand(prices: Prices) -> None:
    assert prices.ages() == {"ETH/EUR": 0}
    assert [seen.code for seen in prices.rates()] == ["ETH"]
    assert [source.name for source in prices.sources()] == ["a"]


async def test_the_manager_sets_a_rate_for_an_hour_and_ends_it(prices: Prices) -> None:
    await prices.set_rate(PAIR, Fraction(1900), "2468")
    seen = prices.rates()[0]
    assert seen.rate is not None
    assert seen.rate.per_coin == 1900
    assert seen.until == OPENED_AT + HOLDS_S

    await prices.end_rate(PAIR, "2468")

    assert prices.rates()[0].until is None


async def test_nobody_else_sets_or_ends_one(prices: Prices) -> None:
    with pytest.raises(Refused):
        await prices.set_rate(PAIR, Fraction(1), "1111")
    with pytest.raises(Refused):
        await prices.end_rate(PAIR, "1111")

    assert prices.rates()[0].until is None
