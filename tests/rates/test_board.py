"""What the board says, in which order, and for how long."""

from dataclasses import replace
from fractions import Fraction

import pytest

from pos.domain.errors import Refused
from pos.domain.money import Reading
from pos.domain.ports.rates import Basis
from pos.rates.board import RateBoard
from pos.rates.manual import ManualRates
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.rates.trading import Crier, Shop, crier, fixed, shop_of, wanted

PAIR = ("ETH", "EUR")


def refusal(board: RateBoard, code: str = "ETH", currency: str = "EUR") -> str:
    with pytest.raises(Refused) as refused:
        board.rate(code, currency)
    assert refused.value.code == "no_rate"
    return refused.value.text


@pytest.fixture
def three(clock: SetClock) -> list[Crier]:
    """Three services that nearly agree."""
    prices = {"a": 2000, "b": 2010, "c": 2020}
    return [crier(name, clock, {PAIR: price}) for name, price in prices.items()]


@pytest.fixture
async def shop(clock: SetClock, three: list[Crier]) -> Shop:
    made = shop_of(wanted("ETH"), three, clock)
    await made.market.refresh()
    return made


async def test_a_rate_is_the_median_and_says_who_told_what_and_when(shop: Shop) -> None:
    rate = shop.board.rate("ETH", "EUR")

    assert rate.per_coin == 2010
    assert (rate.sources, rate.at) == (("a", "b", "c"), OPENED_AT)
    assert rate.readings[0] == Reading(source="a", per_coin=Fraction(2000), at=OPENED_AT)
    assert rate.spread == 0


async def test_a_rate_is_as_old_as_its_oldest_reading(clock: SetClock, three: list[Crier]) -> None:
    three[1].ages_s = 90
    made = shop_of(wanted("ETH"), three, clock)
    await made.market.refresh()

    assert made.board.rate("ETH", "EUR").at == OPENED_AT - 90
    assert made.board.ages() == {"ETH/EUR": 90}


async def test_a_service_that_is_far_off_is_said_to_be(clock: SetClock, three: list[Crier]) -> None:
    three[2].prices[PAIR] = Fraction(9000)
    made = shop_of(wanted("ETH"), three, clock)
    await made.market.refresh()

    assert [one.trouble for one in made.board.sources()] == [
        "",
        "",
        "c is far off with its price of ETH",
    ]


async def test_a_spread_makes_the_coin_count_for_less(clock: SetClock, three: list[Crier]) -> None:
    what = replace(wanted("ETH"), spreads={"ETH": Fraction(1, 100)})
    made = shop_of(what, three, clock)
    await made.market.refresh()

    rate = made.board.rate("ETH", "EUR")

    assert (rate.per_coin, rate.spread) == (Fraction("1989.9"), Fraction(1, 100))
    assert rate.readings[1].per_coin == 2010


async def test_a_reading_that_got_old_takes_no_part(
    clock: SetClock, shop: Shop, three: list[Crier]
) -> None:
    three[0].is_away = three[1].is_away = True
    clock.at += 300
    await shop.market.refresh()
    assert shop.board.rate("ETH", "EUR").sources == ("a", "b", "c")

    clock.at += 61

    assert shop.board.rate("ETH", "EUR").sources == ("c",)


async def test_what_was_believed_last_is_used_with_a_wider_spread_until_it_is_too_old(
    clock: SetClock, shop: Shop
) -> None:
    clock.at += 361
    last = shop.board.rate("ETH", "EUR")
    assert (last.per_coin, last.spread) == (2010 * Fraction(98, 100), Fraction(2, 100))
    assert shop.board.rates()[0].basis is Basis.LAST_GOOD

    clock.at = OPENED_AT + 600
    assert shop.board.rate("ETH", "EUR") == last
    clock.at += 1

    assert "10 minutes old" in refusal(shop.board)
    assert shop.board.ages() == {"ETH/EUR": 601}
    assert shop.board.currencies() == ()


async def test_services_that_contradict_each_other_leave_the_last_price_that_several_told(
    clock: SetClock, three: list[Crier]
) -> None:
    made = shop_of(wanted("ETH"), three[:2], clock)
    await made.market.refresh()
    three[0].prices[PAIR] = Fraction(100)
    clock.at += 60
    await made.market.refresh()

    assert made.board.rate("ETH", "EUR").per_coin == 2005 * Fraction(98, 100)
    assert "disagree" in made.board.rates()[0].trouble


async def test_from_the_start_services_that_contradict_each_other_are_no_rate(
    clock: SetClock,
) -> None:
    pair = [crier("a", clock, {PAIR: 100}), crier("b", clock, {PAIR: 150})]
    made = shop_of(wanted("ETH"), pair, clock)
    await made.market.refresh()

    assert "disagree" in refusal(made.board)


async def test_a_price_that_was_denied_is_no_last_price_when_all_fall_silent(
    clock: SetClock,
) -> None:
    one, other = crier("a", clock, {PAIR: 100}), crier("b", clock, {PAIR: 150})
    made = shop_of(wanted("ETH"), [one, other], clock)
    other.is_away = True
    await made.market.refresh()
    other.is_away = False
    clock.at += 30
    await made.market.refresh()
    clock.at += 361

    assert "last rate is 6 minutes old" in refusal(made.board)


async def test_before_anybody_was_asked_there_is_no_rate(
    clock: SetClock, three: list[Crier]
) -> None:
    made = shop_of(wanted("ETH"), three, clock)

    assert "No rate service" in refusal(made.board)
    assert made.board.ages() == {"ETH/EUR": None}


async def test_a_fixed_rate_wins_over_the_services_and_never_ages(
    clock: SetClock, three: list[Crier]
) -> None:
    what = replace(fixed(wanted("ETH"), ETH="1500"), spreads={"ETH": Fraction(1, 100)})
    made = shop_of(what, three, clock)
    await made.market.refresh()
    clock.at += 86_400

    assert made.board.rate("ETH", "EUR").per_coin == 1500
    assert made.board.ages() == {"ETH/EUR": 0}
    assert not three[0].asked


async def test_a_rate_set_by_hand_wins_over_all_until_its_time_is_over(
    clock: SetClock, three: list[Crier]
) -> None:
    made = shop_of(fixed(wanted("ETH"), ETH="1500"), three, clock)

    set_rate = await made.board.set_rate("ETH", "EUR", Fraction(1700), 3600)
    clock.at += 3599
    held = made.board.rate("ETH", "EUR")
    assert held == set_rate
    assert held.sources == ("manual",)
    assert held.per_coin == 1700
    assert made.board.rates()[0].until == OPENED_AT + 3600
    assert made.board.ages() == {"ETH/EUR": 0}
    clock.at += 1

    assert made.board.rate("ETH", "EUR").sources == ("fixed",)


async def test_a_rate_set_by_hand_can_be_ended(clock: SetClock, shop: Shop) -> None:
    await shop.board.set_rate("ETH", "EUR", Fraction(1700), 3600)

    await shop.board.end_rate("ETH", "EUR")

    assert shop.board.rate("ETH", "EUR").per_coin == 2010


async def test_a_rate_can_be_set_where_there_is_no_service_at_all(clock: SetClock) -> None:
    made = shop_of(wanted("ETH"), (), clock)
    await made.board.set_rate("ETH", "SEK", Fraction(20_000), 60)

    assert made.board.rate("ETH", "SEK").per_coin == 20_000
    assert made.board.currencies() == ("SEK",)
    assert [seen.currency for seen in made.board.rates()] == ["EUR", "SEK"]


async def test_no_rate_is_set_of_a_coin_that_the_shop_does_not_take(shop: Shop) -> None:
    with pytest.raises(Refused, match="does not take DOGE"):
        await shop.board.set_rate("DOGE", "EUR", Fraction(1), 60)


async def test_prices_may_be_in_every_currency_in_which_a_coin_has_a_rate(
    clock: SetClock,
) -> None:
    one = crier("a", clock, {("ETH", "USD"): 2200, ("BTC", "CHF"): 80_000})
    made = shop_of(wanted("ETH", "BTC", currencies=("EUR", "USD", "CHF", "SEK")), [one], clock)
    await made.market.refresh()

    assert made.board.currencies() == ("USD", "CHF")
    assert made.board.rate("BTC", "CHF").per_coin == 80_000


async def test_no_rate_is_worked_out_from_others(clock: SetClock) -> None:
    one = crier("a", clock, {("ETH", "USD"): 2200, ("BTC", "USD"): 90_000, ("BTC", "EUR"): 80_000})
    made = shop_of(wanted("ETH", "BTC", currencies=("EUR", "USD")), [one], clock)
    await made.market.refresh()

    assert "ETH in EUR" in refusal(made.board)


async def test_ages_tell_of_the_shop_s_own_currency_only(clock: SetClock) -> None:
    one = crier("a", clock, {PAIR: 2000, ("ETH", "USD"): 2200})
    made = shop_of(wanted("ETH", currencies=("EUR", "USD")), [one], clock)
    await made.market.refresh()

    assert made.board.ages() == {"ETH/EUR": 0}


async def test_a_currency_that_nobody_wanted_leaves_no_trace(shop: Shop) -> None:
    for number in range(100):
        refusal(shop.board, "ETH", f"X{number:02}")

    assert shop.board.currencies() == ("EUR",)


async def test_a_jump_of_the_only_service_is_believed_once_it_lasted(clock: SetClock) -> None:
    only = crier("a", clock, {PAIR: 2000})
    made = shop_of(wanted("ETH"), [only], clock)
    await made.market.refresh()
    only.prices[PAIR] = Fraction(4000)
    clock.at += 60
    await made.market.refresh()
    assert made.board.rate("ETH", "EUR").per_coin == 1960
    assert "jumped" in made.board.rates()[0].trouble

    clock.at += 180
    await made.market.refresh()

    assert made.board.rate("ETH", "EUR").per_coin == 4000


async def test_a_lower_age_limit_bounds_what_is_fresh(clock: SetClock, three: list[Crier]) -> None:
    what = wanted("ETH")
    made = shop_of(replace(what, rules=replace(what.rules, max_age_s=100)), three, clock)
    await made.market.refresh()
    clock.at += 101

    refusal(made.board)


async def test_a_clock_that_is_set_back_makes_no_price_fresh_for_longer(
    clock: SetClock, shop: Shop
) -> None:
    clock.at -= 7200

    assert "No rate service has told" in refusal(shop.board)
    await shop.market.refresh()
    assert shop.board.rate("ETH", "EUR").at == clock.at


async def test_a_clock_that_is_put_right_by_a_second_changes_no_price(
    clock: SetClock, shop: Shop
) -> None:
    clock.at -= 1

    assert shop.board.rate("ETH", "EUR").per_coin == 2010
    assert shop.board.rates()[0].basis is Basis.SOURCES


async def test_manual_rates_without_a_shelf_are_forgotten_at_the_end(clock: SetClock) -> None:
    by_hand = ManualRates(clock)
    await by_hand.recall()

    assert by_hand.pairs() == ()
