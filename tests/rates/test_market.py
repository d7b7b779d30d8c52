"""Asking in the background: each service in its own time, and politely."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from fractions import Fraction

import pytest

from pos.rates.market import Market
from pos.rates.source import Told
from pos.rates.web import TooOften
from tests.fakes.clocks import SetClock
from tests.rates.clocks import SlowClock
from tests.rates.trading import Crier, crier
from tests.soon import eventually

PAIR = ("ETH", "EUR")
PRICES = {PAIR: 2000}


class Tired(Crier):
    """Answers every question by a wish to rest."""

    wait_s = 900

    async def told(self, pairs: object) -> Told:
        self.asked.append(())
        raise TooOften(f"{self.name} was asked too often", self.wait_s)


class Mute(Crier):
    """Never answers."""

    async def told(self, pairs: object) -> Told:
        self.asked.append(())
        answer: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        return await answer


@asynccontextmanager
async def kept_fresh(*sources: Crier, clock: SlowClock) -> AsyncIterator[Market]:
    market = Market(sources, [PAIR], clock)
    asking = asyncio.ensure_future(market.keep_fresh())
    yield market
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking


async def asked(source: Crier, times: int) -> bool:
    async def often() -> bool:
        return len(source.asked) >= times

    return await eventually(often)


async def resting(clock: SlowClock, times: int) -> bool:
    async def slept() -> bool:
        return len(clock.pauses) >= times

    return await eventually(slept)


async def test_a_service_is_asked_again_after_its_pause_and_not_before() -> None:
    clock = SlowClock()
    one = crier("a", clock, PRICES)
    async with kept_fresh(one, clock=clock):
        assert await resting(clock, 1)
        clock.advance(59)
        assert len(one.asked) == 1
        clock.advance(1)

        assert await asked(one, 2)


async def test_a_service_that_never_answers_keeps_no_other_waiting() -> None:
    clock = SlowClock()
    mute, one = Mute("mute", clock, {PAIR: Fraction(1)}), crier("a", clock, PRICES)
    async with kept_fresh(mute, one, clock=clock) as market:
        assert await resting(clock, 1)
        clock.advance(60)

        assert await asked(one, 2)
        assert len(mute.asked) == 1
        assert market.readings(PAIR, 0)


async def test_a_service_that_fails_is_asked_ever_more_rarely_and_then_as_before() -> None:
    clock = SlowClock()
    one = crier("a", clock, PRICES)
    one.is_away = True
    async with kept_fresh(one, clock=clock) as market:
        for times, pause in enumerate((10, 20, 40, 80, 160, 300, 300), 1):
            assert await resting(clock, times)
            clock.advance(pause)
        assert market.sources(360)[0].trouble == "a does not answer"
        one.is_away = False
        assert await resting(clock, 8)

        assert clock.pauses == [10, 20, 40, 80, 160, 300, 300, 60]
        assert market.sources(360)[0].trouble == ""


async def test_a_service_that_wants_to_rest_rests_alone() -> None:
    clock = SlowClock()
    tired, one = Tired("tired", clock, {PAIR: Fraction(1)}), crier("a", clock, PRICES)
    async with kept_fresh(tired, one, clock=clock):
        assert await resting(clock, 2)
        clock.advance(60)

        assert await asked(one, 2)
        assert sorted(clock.pauses[:2]) == [60, 900]


async def test_a_service_that_knows_no_coin_of_the_shop_is_not_asked(clock: SetClock) -> None:
    other = crier("other", clock, {("DOGE", "EUR"): 1})
    market = Market([other], [PAIR], clock)
    await market.refresh()
    await market.keep_fresh()

    assert (market.sources(360), other.asked) == ([], [])


async def test_a_service_that_turns_out_to_know_nothing_is_left_in_peace(clock: SetClock) -> None:
    one = crier("a", clock, PRICES)
    market = Market([one], [PAIR], clock)
    one.prices.clear()
    await market.refresh()

    assert one.asked == []
    assert market.sources(360)[0].trouble == "a has no believable price"


async def test_without_an_answer_the_last_words_stay_and_with_one_they_all_go(
    clock: SetClock,
) -> None:
    one = crier("a", clock, {PAIR: 2000, ("BTC", "EUR"): 80_000})
    market = Market([one], list(one.prices), clock)
    await market.refresh()
    one.is_away = True
    await market.refresh()
    assert market.readings(PAIR, 0)

    one.is_away = False
    del one.prices[PAIR]
    await market.refresh()

    assert market.readings(PAIR, 0) == []


async def test_a_service_whose_prices_are_all_old_is_said_to_be_unwell(clock: SetClock) -> None:
    one = crier("a", clock, PRICES)
    one.ages_s = 780
    market = Market([one], [PAIR], clock)
    assert market.sources(360)[0].trouble == ""
    await market.refresh()

    assert market.sources(360)[0].trouble == "the newest price of a is 13 minutes old"


async def test_a_service_without_any_believable_price_is_said_to_be_unwell(
    clock: SetClock,
) -> None:
    class Empty(Crier):
        async def told(self, pairs: object) -> Told:
            return {}

    market = Market([Empty("a", clock, {PAIR: Fraction(1)})], [PAIR], clock)
    await market.refresh()

    assert market.sources(360)[0].trouble == "a has no believable price"


async def test_a_service_that_takes_too_long_is_given_up(clock: SetClock) -> None:
    market = Market([Mute("mute", clock, {PAIR: Fraction(1)})], [PAIR], clock, round_s=0.01)
    await market.refresh()

    assert market.sources(360)[0].trouble == "mute is too slow"
    assert market.all_heard(PAIR)


async def test_a_bug_in_a_service_is_not_taken_for_the_world_s_fault(clock: SetClock) -> None:
    class Broken(Crier):
        async def told(self, pairs: object) -> Told:
            raise KeyError("bug")

    market = Market([Broken("a", clock, {PAIR: Fraction(1)})], [PAIR], clock)

    with pytest.raises(KeyError):
        await market.refresh()


async def test_trouble_is_written_down_once(
    clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    one = crier("a", clock, PRICES)
    one.is_away = True
    market = Market([one], [PAIR], clock)
    await market.refresh()
    await market.refresh()

    assert [record.message for record in caplog.records] == ["rates: a does not answer"]
