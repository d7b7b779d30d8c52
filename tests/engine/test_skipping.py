from hypothesis import given
from hypothesis import strategies as st

from pos.engine.gaps import USUAL_LIMIT
from pos.engine.skipping import (
    CLOCKS_DIFFER_S,
    FOR_NEW_WALLETS,
    LEAST,
    LEAST_IN_GAP,
    UNKNOWN_AGE_S,
    age_s_of,
    margin,
)

DAY_S = 86_400


def test_a_quiet_shop_skips_the_least() -> None:
    assert margin(LEAST, busiest_day=3, age_s=DAY_S - 1) == 1_000
    assert margin(LEAST_IN_GAP, busiest_day=3, age_s=DAY_S) == 215


def test_a_busy_shop_skips_three_times_its_busiest_day_for_each_day_begun() -> None:
    assert margin(LEAST, busiest_day=500, age_s=0) == 1_500
    assert margin(LEAST, busiest_day=500, age_s=2 * DAY_S) == 4_500


def test_a_clock_that_was_set_back_skips_no_less() -> None:
    assert margin(LEAST_IN_GAP, busiest_day=100, age_s=-DAY_S) == 300


def test_a_new_wallet_is_found_by_every_program() -> None:
    assert FOR_NEW_WALLETS < USUAL_LIMIT


@given(st.integers(0, 10_000), st.integers(0, 400))
def test_whoever_sold_no_better_than_ever_is_never_caught_up_with(busiest: int, days: int) -> None:
    shown_since = busiest * (days + 1)

    assert margin(LEAST_IN_GAP, busiest, days * DAY_S) >= shown_since


def test_a_backup_from_the_future_is_taken_to_be_old() -> None:
    """The clock of a machine that is new is often wrong, by years."""
    assert age_s_of(1_000_000, 1_000_000 - CLOCKS_DIFFER_S) == 0
    assert age_s_of(1_000_000, 1_000_000 - CLOCKS_DIFFER_S - 1) == UNKNOWN_AGE_S
    assert age_s_of(1_000_000, 1_086_400) == DAY_S


@given(st.integers(0, 10_000), st.integers(0, 60 * DAY_S), st.integers(0, 60 * DAY_S))
def test_who_puts_the_same_backup_back_twice_shows_nothing_twice(
    busiest: int, age_s: int, later_s: int
) -> None:
    """The first of the two machines sold no better than ever before it was lost as well."""
    first = margin(LEAST_IN_GAP, busiest, age_s)
    shown = busiest * (later_s // DAY_S + 1)

    assert margin(LEAST_IN_GAP, busiest, age_s + later_s, times=2) >= first + shown


@given(st.integers(0, 10_000), st.integers(0, 60 * DAY_S), st.integers(1, 60))
def test_nor_does_who_cannot_know_of_the_first_time_some_days_later(
    busiest: int, age_s: int, days: int
) -> None:
    first = margin(LEAST_IN_GAP, busiest, age_s)

    assert margin(LEAST_IN_GAP, busiest, age_s + days * DAY_S) >= first + busiest * (days + 1)
