"""Rates in words."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from pos.domain.money import Rate
from pos.domain.ports.rates import Basis, RateSeen, RateSource
from pos.gui.present.figures import clock_text
from pos.gui.present.rates import change_text, rate_question, rates_card

NOW = 1_795_168_000
RATE = Rate(
    per_coin=Fraction(2000),
    code="ETH",
    currency="EUR",
    sources=("bitstamp", "kraken"),
    at=NOW - 12,
)
SEEN = RateSeen(code="ETH", currency="EUR", rate=RATE, basis=Basis.SOURCES, last=RATE)


def facts(seen: RateSeen) -> str:
    return rates_card([seen], [], NOW).lines[0].facts.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (SEEN, "bitstamp, kraken  ·  12 s ago"),
        (
            replace(SEEN, rate=replace(RATE, spread=Fraction(3, 200))),
            "bitstamp, kraken  ·  12 s ago  ·  1.5 % off",
        ),
        (
            replace(SEEN, basis=Basis.LAST_GOOD, rate=replace(RATE, spread=Fraction(1, 50))),
            "last known, 12 s ago  ·  2 % off",
        ),
        (replace(SEEN, basis=Basis.FIXED), "fixed in the settings"),
        (
            replace(SEEN, basis=Basis.MANUAL, until=NOW + 60),
            f"set by hand until {clock_text(NOW + 60)}",
        ),
        (replace(SEEN, rate=None, basis=None), "not offered"),
    ],
)
def test_a_coin_says_what_its_rate_rests_on(seen: RateSeen, words: str) -> None:
    assert facts(seen) == words


def test_services_that_are_well_are_only_named() -> None:
    card = rates_card(
        [],
        [
            RateSource(name="bitstamp", told_at=NOW - 5),
            RateSource(name="kraken", told_at=None, trouble="kraken does not answer"),
            RateSource(name="coinbase", told_at=NOW - 90, trouble="coinbase is too slow"),
        ],
        NOW,
    )

    assert card.well == "Rates from bitstamp"
    assert [(line.name, line.words) for line in card.amiss] == [
        ("kraken", "does not answer  ·  never answered"),
        ("coinbase", "is too slow  ·  answered 1 min ago"),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0", ""),
        ("2000", "The same as the last rate"),
        ("2001.5", "The same as the last rate"),
        ("2250", "12.5\u00a0% above the last rate"),
        ("200", "90\u00a0% below the last rate"),
    ],
)
def test_a_typed_rate_is_compared_with_the_last_one(typed: str, words: str) -> None:
    assert change_text(Decimal(typed), Fraction(2000)) == words


def test_without_a_last_rate_there_is_nothing_to_compare_with() -> None:
    question = rate_question(replace(SEEN, rate=None, basis=None, last=None), NOW)

    assert question.words == "No rate service has told its price yet."
    assert change_text(Decimal(5), question.last) == ""
