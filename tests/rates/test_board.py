from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from pos.domain.errors import Refused, Trouble
from pos.domain.money import Rate
from pos.rates.board import REFRESH_S, TROUBLE_S, RateBoard
from pos.rates.fixed import FixedRates
from tests.fakes.clocks import OPENED_AT, SetClock

WANTED = (("ETH", "EUR"), ("0xBTC", "EUR"), ("ETH", "USD"), ("PLAY", "EUR"))
NOTHING_FIXED = FixedRates({})


class Market:
    """A source with prices of its own; away after so many questions."""

    name = "market"

    def __init__(self, clock: SetClock, *, answers: int = 1000, **prices: int) -> None:
        self.clock = clock
        self.answers = answers
        self.prices = prices
        self.asked: list[tuple[Sequence[str], str]] = []

    def knows(self, code: str) -> bool:
        return code in {"ETH", "0xBTC"}

    async def rates(self, codes: Sequence[str], currency: str) -> Sequence[Rate]:
        self.asked.append((tuple(codes), currency))
        if len(self.asked) > self.answers:
            raise Trouble("away")
        names = {"ETH": "eth", "0xBTC": "zerox"}
        return [
            Rate(
                per_coin=Fraction(self.prices[names[code]]),
                code=code,
                currency=currency,
                sources=("market",),
                at=self.clock.now(),
            )
            for code in codes
            if names[code] in self.prices
        ]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


async def test_what_the_source_said_is_the_rate(clock: SetClock) -> None:
    board = RateBoard(WANTED, clock, fixed=NOTHING_FIXED, source=Market(clock, eth=2000, zerox=1))
    await board.refresh()

    assert board.rate("ETH", "EUR").per_coin == 2000
    assert board.rate("ETH", "USD").currency == "USD"


async def test_the_source_is_asked_only_for_what_it_knows_and_is_not_fixed(
    clock: SetClock,
) -> None:
    market = Market(clock, eth=2000, zerox=1)
    fixed = FixedRates({("0xBTC", "EUR"): Decimal("0.5")})
    await RateBoard(WANTED, clock, fixed=fixed, source=market).refresh()

    assert market.asked == [(("ETH",), "EUR"), (("ETH",), "USD")]


async def test_a_fixed_rate_wins_and_never_ages(clock: SetClock) -> None:
    fixed = FixedRates({("ETH", "EUR"): Decimal(1500)})
    board = RateBoard(WANTED, clock, fixed=fixed, source=Market(clock, eth=2000, zerox=1))
    await board.refresh()
    clock.at += 86_400

    assert board.rate("ETH", "EUR").per_coin == 1500
    assert board.ages()["ETH/EUR"] == 0


def test_there_is_no_rate_before_anybody_was_asked(clock: SetClock) -> None:
    board = RateBoard(WANTED, clock, fixed=NOTHING_FIXED, source=Market(clock, eth=2000))

    with pytest.raises(Refused) as refused:
        board.rate("ETH", "EUR")
    assert refused.value.code == "no_rate"
    assert set(board.ages().values()) == {None}


async def test_a_rate_is_used_up_to_its_age_limit_and_no_longer(clock: SetClock) -> None:
    board = RateBoard(WANTED, clock, fixed=NOTHING_FIXED, source=Market(clock, eth=2000, zerox=1))
    await board.refresh()
    clock.at += 600
    assert board.rate("ETH", "EUR").at == OPENED_AT

    clock.at += 1

    with pytest.raises(Refused) as refused:
        board.rate("ETH", "EUR")
    assert refused.value.code == "no_rate"
    assert board.ages()["ETH/EUR"] == 601


async def test_a_missing_rate_is_written_down_and_the_others_are_kept(
    clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    board = RateBoard(WANTED, clock, fixed=NOTHING_FIXED, source=Market(clock, eth=2000))
    await board.refresh()

    assert "0xBTC/EUR" in caplog.text
    assert board.rate("ETH", "EUR").per_coin == 2000
    assert board.ages()["0xBTC/EUR"] is None


async def test_it_is_kept_fresh_until_the_source_is_away(clock: SetClock) -> None:
    market = Market(clock, eth=2000, answers=3)
    board = RateBoard([("ETH", "EUR")], clock, fixed=NOTHING_FIXED, source=market)

    with pytest.raises(Trouble):
        await board.keep_fresh()
    assert clock.pauses == [REFRESH_S] * 3 + [TROUBLE_S]
    assert board.ages() == {"ETH/EUR": REFRESH_S + TROUBLE_S}


async def test_without_a_source_there_is_nothing_to_refresh(clock: SetClock) -> None:
    board = RateBoard((), clock, fixed=FixedRates({("ETH", "EUR"): Decimal(1500)}))
    await board.refresh()

    assert board.rate("ETH", "EUR").per_coin == 1500
    assert board.ages() == {"ETH/EUR": 0}
