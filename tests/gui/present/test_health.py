"""The words of the lamps."""

from collections.abc import Mapping

import pytest

from pos.gui.present.health import health_of_rates


@pytest.mark.parametrize(
    ("ages", "is_fixed", "words", "is_well"),
    [
        ({"ETH/CHF": 12, "USDC/CHF": 3}, False, "Rates 12\u00a0s", True),
        ({"ETH/CHF": 0}, False, "Rates now", True),
        ({"ETH/CHF": 400, "USDC/CHF": 3}, False, "Rates 6\u00a0min old", False),
        ({"ETH/CHF": 700}, False, "Rates 11\u00a0min \u2013 too old", False),
        ({"ETH/CHF": 12, "USDC/CHF": None}, False, "A rate is missing", False),
        ({"ETH/CHF": None}, False, "No rates", False),
        ({"PLAY/CHF": 0}, True, "Fixed rates", True),
    ],
)
def test_rates_say_the_age_of_the_oldest_and_what_is_wrong(
    ages: Mapping[str, int | None], is_fixed: bool, words: str, is_well: bool
) -> None:
    shown = health_of_rates(ages, is_fixed=is_fixed)

    assert (shown.words, shown.is_well) == (words, is_well)


def test_the_small_print_names_each_rate() -> None:
    shown = health_of_rates({"USDC/CHF": None, "ETH/CHF": 12}, is_fixed=False)

    assert shown.details == "ETH/CHF 12 s  \u00b7  USDC/CHF missing"
