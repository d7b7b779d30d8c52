"""Numbers, addresses and times in words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pos.domain.money import Amount, Fiat, Rate
from pos.gui.present.figures import (
    address_runs,
    age,
    amount_text,
    coin_text_short,
    countdown,
    fiat_text,
    percent_text,
    price_text,
    quantity_text,
    rate_text,
    short_tx,
)
from tests.fakes.goods import ETH, ZEROX


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3.50", "3.50"),
        ("999.90", "999.90"),
        ("1234.5", "1\u202f234.50"),
        ("1234567", "1\u202f234\u202f567.00"),
        ("-12.00", "\u221212.00"),
    ],
)
def test_prices_are_grouped(value: str, text: str) -> None:
    assert fiat_text(Fiat(Decimal(value), "CHF")) == text


def test_a_price_names_its_currency_and_its_minor_digits() -> None:
    assert price_text(Fiat(Decimal(1500), "JPY")) == "JPY\u00a01\u202f500"


def test_coin_amounts_lose_no_digit() -> None:
    amount = Amount(2_643_323_034_672_160, ETH)

    assert amount_text(amount).replace("\u202f", "") == "0.00264332303467216"


def test_lists_mark_digits_that_were_left_out() -> None:
    assert coin_text_short(Amount(921_000_001, ZEROX)) == "9.210\u202f000\u2026\u00a00xBTC"
    assert coin_text_short(Amount(500_000_000, ZEROX)) == "5\u00a00xBTC"


@pytest.mark.parametrize(
    ("per_coin", "text"),
    [
        (Fraction(94957), "1\u00a0BTC = 94\u202f957\u00a0CHF"),
        (Fraction(8312, 10_000), "1\u00a0BTC = 0.831\u202f2\u00a0CHF"),
        (Fraction(1, 3_000_000), "1\u00a0BTC = 0.000\u202f000\u202f333\u202f333\u00a0CHF"),
        (Fraction(1), "1\u00a0BTC = 1\u00a0CHF"),
    ],
)
def test_rates_show_what_matters(per_coin: Fraction, text: str) -> None:
    rate = Rate(per_coin=per_coin, code="BTC", currency="CHF", sources=(), at=0)

    assert rate_text(rate) == text


def test_an_address_is_grouped_and_marked_at_both_ends() -> None:
    runs = address_runs("0x5384127b09649aa94942a28a80796c738f13ed00")

    assert "".join(text for text, _ in runs).startswith("0x5384 127b ")
    assert "".join(text for text, strong in runs if strong).replace(" ", "") == "0x538413ed00"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-3, "00:00"), (59, "00:59"), (821, "13:41"), (3600, "1:00:00"), (90061, "25:01:01")],
)
def test_countdowns(seconds: int, text: str) -> None:
    assert countdown(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "just now"), (12, "12\u00a0s ago"), (180, "3\u00a0min ago"), (7300, "2\u00a0h ago")],
)
def test_ages(seconds: int, text: str) -> None:
    assert age(seconds) == text


def test_quantities_and_percentages_end_without_zeros() -> None:
    assert quantity_text(Decimal("2.500")) == "2.5"
    assert quantity_text(Decimal(100)) == "100"
    assert percent_text(Decimal("2.60")) == "2.6\u00a0%"


def test_transactions_are_short_and_none_is_a_dash() -> None:
    assert short_tx("0x" + "ab" * 32) == "0xababab\u2026ababab"
    assert short_tx(None) == "\u2013"
