"""Whom to believe: properties of the rule, and the stories it was made for."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money import Reading
from pos.rates.median import Doubt, Memory, Rules, agreeing, price_of, weigh

NOW = 1_795_168_000
RULES = Rules()
PRICES = st.fractions(min_value=Fraction(1, 10**6), max_value=10**9, max_denominator=10**6)


def readings(*prices: Fraction | int, at: int = NOW) -> list[Reading]:
    return [
        Reading(source=f"s{number}", per_coin=Fraction(price), at=at)
        for number, price in enumerate(prices)
    ]


def judged(*prices: int, memory: Memory | None = None, at: int = NOW) -> Memory:
    return weigh(readings(*prices, at=at), memory or Memory(), RULES, all_heard=True)


def believed(memory: Memory) -> Fraction | None:
    return None if memory.doubt else price_of(memory.good)


@st.composite
def honest_and_liars(draw: st.DrawFn) -> tuple[list[Fraction], list[Fraction]]:
    """More honest ones than liars; the honest differ by the outlier's share at most."""
    lowest = draw(PRICES)
    shares = st.fractions(min_value=0, max_value=RULES.outlier, max_denominator=1000)
    honest = [lowest * (1 + each) for each in draw(st.lists(shares, min_size=1, max_size=5))]
    liars = draw(st.lists(PRICES, max_size=len(honest) - 1))
    return [lowest, *honest], liars


@given(honest_and_liars())
def test_a_minority_of_liars_never_moves_the_price_out_of_what_the_honest_say(
    told: tuple[list[Fraction], list[Fraction]],
) -> None:
    honest, liars = told
    agreed = agreeing(readings(*honest, *liars), RULES.outlier)

    assert min(honest) <= price_of(agreed) <= max(honest)


@given(st.lists(PRICES, min_size=1, max_size=7))
def test_the_order_in_which_services_answer_does_not_matter(
    prices: list[Fraction],
) -> None:
    told = readings(*prices)

    forwards, backwards = agreeing(told, RULES.outlier), agreeing(told[::-1], RULES.outlier)

    assert set(forwards) == set(backwards)


@given(st.lists(PRICES, min_size=2, max_size=7))
def test_whoever_is_believed_is_a_majority_of_one_mind(prices: list[Fraction]) -> None:
    agreed = agreeing(readings(*prices), RULES.outlier)

    if agreed:
        assert 2 * len(agreed) > len(prices)
        said = [reading.per_coin for reading in agreed]
        assert max(said) <= min(said) * (1 + RULES.outlier) / (1 - RULES.outlier)


def test_the_median_of_the_rest_is_the_price_where_one_is_off() -> None:
    assert believed(judged(100, 101, 102, 150)) == 101


def test_two_that_contradict_each_other_are_neither_believed() -> None:
    assert judged(100, 150).doubt is Doubt.DISAGREED


def test_two_against_two_are_none_of_them_believed() -> None:
    assert judged(100, 100, 150, 150).doubt is Doubt.DISAGREED


def test_two_that_nearly_agree_are_both_believed() -> None:
    assert believed(judged(100, 104)) == 102


def test_nothing_told_is_nothing_believed() -> None:
    assert judged().doubt is Doubt.SILENT


def test_one_alone_is_not_believed_before_all_were_heard() -> None:
    alone = weigh(readings(100), Memory(), RULES, all_heard=False)

    assert alone.doubt is Doubt.EARLY


def test_two_that_agree_need_not_wait_for_the_others() -> None:
    both = weigh(readings(100, 101), Memory(), RULES, all_heard=False)

    assert believed(both) == Fraction(201, 2)


def test_one_alone_that_jumps_is_not_believed_and_the_last_price_is_kept() -> None:
    before = judged(100, 100)

    jumped = judged(150, memory=before, at=NOW + 60)

    assert jumped.doubt is Doubt.JUMPED
    assert price_of(jumped.good) == 100
    assert jumped.holds


def test_what_one_alone_said_and_another_denied_is_not_used_again_when_both_fall_silent() -> None:
    denied = judged(100, 150, memory=judged(100), at=NOW + 60)
    silent = judged(memory=denied, at=NOW + 420)

    assert not denied.holds
    assert not silent.holds


def test_what_one_alone_said_is_not_used_again_while_the_other_one_waits_to_be_believed() -> None:
    denied = judged(100, 150, memory=judged(100), at=NOW + 60)
    other = judged(150, memory=denied, at=NOW + 420)

    assert other.doubt is Doubt.JUMPED
    assert not other.holds


def test_a_price_that_was_denied_may_be_believed_anew() -> None:
    denied = judged(100, 150, memory=judged(100), at=NOW + 60)
    again = judged(100, memory=denied, at=NOW + 420)

    assert believed(again) == 100
    assert judged(memory=again, at=NOW + 900).holds


def test_a_jump_that_lasts_is_believed() -> None:
    jumped = judged(150, memory=judged(100, 100), at=NOW + 60)
    still = judged(151, memory=jumped, at=NOW + 60 + RULES.persist_s - 1)
    at_last = judged(149, memory=still, at=NOW + 60 + RULES.persist_s)

    assert still.doubt is Doubt.JUMPED
    assert believed(at_last) == 149


def test_a_price_that_jumps_about_never_lasts() -> None:
    jumped = judged(150, memory=judged(100, 100), at=NOW + 60)
    again = judged(300, memory=jumped, at=NOW + 600)

    assert again.doubt is Doubt.JUMPED


def test_a_jump_is_believed_when_another_service_says_the_same() -> None:
    jumped = judged(150, memory=judged(100, 100), at=NOW + 60)
    other = [Reading(source="other", per_coin=Fraction(151), at=NOW + 61)]

    assert believed(weigh(other, jumped, RULES, all_heard=True)) == 151


def test_a_single_reading_does_not_last_by_being_old() -> None:
    jumped = judged(150, memory=judged(100, 100), at=NOW + 60)

    assert judged(150, memory=jumped, at=NOW + 60).doubt is Doubt.JUMPED


def test_after_an_hour_a_price_far_away_is_no_jump() -> None:
    assert believed(judged(150, memory=judged(100, 100), at=NOW + 3601)) == 150


def test_a_jump_that_goes_back_is_forgotten() -> None:
    jumped = judged(150, memory=judged(100, 100), at=NOW + 60)
    back = judged(101, memory=jumped, at=NOW + 120)

    assert believed(back) == 101
    assert back.jumped is None


def test_what_one_alone_said_falls_when_another_contradicts_it() -> None:
    alone = judged(100)

    assert not judged(100, 150, memory=alone).holds
    assert judged(100, 150, memory=judged(100, 100)).holds
