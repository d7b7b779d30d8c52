"""Rates set by hand outlast a restart, and nothing else."""

import asyncio
from fractions import Fraction

import pytest

from pos.domain.errors import Refused
from pos.rates.manual import ManualRates
from tests.fakes.clocks import SetClock
from tests.fakes.stores import MemoryShelf, Shelves

PAIR = ("ETH", "EUR")


async def test_a_rate_outlasts_a_restart_to_the_last_digit(clock: SetClock) -> None:
    shelf = MemoryShelf(Shelves())
    await ManualRates(clock, shelf).set_rate(PAIR, Fraction(1, 3), 3600)
    clock.at += 3000

    again = ManualRates(clock, shelf)
    await again.recall()

    found = again.rate(PAIR)
    assert found is not None
    assert found[0].per_coin == Fraction(1, 3)
    assert found[1] == clock.at + 600


async def test_a_rate_whose_time_is_over_is_not_recalled(clock: SetClock) -> None:
    shelf = MemoryShelf(Shelves())
    await ManualRates(clock, shelf).set_rate(PAIR, Fraction(2000), 60)
    clock.at += 60
    again = ManualRates(clock, shelf)
    await again.recall()

    assert again.rate(PAIR) is None
    assert again.pairs() == ()


async def test_two_changes_at_once_are_both_kept(clock: SetClock) -> None:
    shelf = MemoryShelf(Shelves())
    rates = ManualRates(clock, shelf)
    other = ("BTC", "EUR")

    await asyncio.gather(
        rates.set_rate(PAIR, Fraction(2000), 60), rates.set_rate(other, Fraction(80_000), 60)
    )

    again = ManualRates(clock, shelf)
    await again.recall()
    assert set(again.pairs()) == {PAIR, other}


async def test_what_was_ended_stays_ended(clock: SetClock) -> None:
    shelf = MemoryShelf(Shelves())
    rates = ManualRates(clock, shelf)
    await rates.set_rate(PAIR, Fraction(2000), 60)
    await rates.end_rate(PAIR)
    again = ManualRates(clock, shelf)
    await again.recall()

    assert again.pairs() == ()


@pytest.mark.parametrize("price", [Fraction(0), Fraction(-1), Fraction(10**31)])
async def test_a_price_that_cannot_be_is_refused(clock: SetClock, price: Fraction) -> None:
    with pytest.raises(Refused, match="above zero"):
        await ManualRates(clock).set_rate(PAIR, price, 60)


@pytest.mark.parametrize("for_s", [59, 7 * 86_400 + 1])
async def test_a_time_that_cannot_be_is_refused(clock: SetClock, for_s: int) -> None:
    with pytest.raises(Refused, match="a minute up to a week"):
        await ManualRates(clock).set_rate(PAIR, Fraction(1), for_s)


ENDLESS = '[{"code":"ETH","currency":"EUR","per_coin":"1/0","at":0,"until":9999999999}]'


@pytest.mark.parametrize("kept", ["{", "[{}]", ENDLESS])
async def test_a_note_that_cannot_be_read_sets_no_price(clock: SetClock, kept: str) -> None:
    shelf = MemoryShelf(Shelves())
    await shelf.keep("rates.manual", kept)
    rates = ManualRates(clock, shelf)

    await rates.recall()

    assert rates.pairs() == ()
