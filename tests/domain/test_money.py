from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import (
    QUOTED_DIGITS,
    Amount,
    Asset,
    Fiat,
    Rate,
    format_amount,
    format_fiat,
    minor_digits,
    parse_amount,
    parse_fiat,
    price_in,
    round_fiat,
    worth,
    zero,
)

CHAIN = ChainId("eip155:1")
ETH = Asset(code="ETH", decimals=18, chain=CHAIN)
TOKEN = Asset(code="0xBTC", decimals=8, chain=CHAIN, contract="0x" + "b6" * 20)
WHOLE = Asset(code="WHOLE", decimals=0, chain=CHAIN)

assets = st.builds(Asset, code=st.just("X"), decimals=st.integers(0, 24), chain=st.just(CHAIN))
amounts = st.builds(Amount, st.integers(0, 10**40), assets)


def rate(per_coin: Fraction, code: str = "0xBTC") -> Rate:
    return Rate(per_coin=per_coin, code=code, currency="EUR", sources=("fixed",), at=0)


@given(amounts, st.integers(0, 24))
def test_what_is_printed_reads_back_as_the_same_amount(amount: Amount, least: int) -> None:
    digits = min(least, amount.asset.decimals)
    text = format_amount(amount, min_decimals=digits)

    assert parse_amount(text, amount.asset) == amount
    assert "e" not in text.lower()


@given(amounts)
def test_an_amount_prints_as_decimal_would_count_it(amount: Amount) -> None:
    assert Fraction(format_amount(amount)) == Fraction(amount.units, 10**amount.asset.decimals)


@pytest.mark.parametrize(
    ("units", "least", "text"),
    [
        (500_000_000, 1, "5.0"),
        (550_000_000, 1, "5.5"),
        (22_233_300_000, 1, "222.333"),
        (1, 1, "0.00000001"),
        (500_000_000, 0, "5"),
        (-1, 0, "-0.00000001"),
        (0, 0, "0"),
    ],
)
def test_amounts_print_plainly(units: int, least: int, text: str) -> None:
    assert format_amount(Amount(units, TOKEN), min_decimals=least) == text


@pytest.mark.parametrize(
    "text", ["", "1e3", ".5", "5.", "-1", " 5", "5 ", "5\n", "0.000000001", "٣", "1,5", "+1", "nan"]
)
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_amount(text, TOKEN)


def test_zeros_behind_the_last_digit_do_no_harm() -> None:
    assert parse_amount("1.500000000000", TOKEN).units == 150_000_000
    assert parse_amount("7.0", WHOLE).units == 7


def test_different_assets_never_mix() -> None:
    eth, token = Amount(1, ETH), Amount(1, TOKEN)

    for mix in (
        lambda: eth + token,
        lambda: eth - token,
        lambda: eth >= token,
        lambda: eth > token,
    ):
        with pytest.raises(ValueError, match="do not mix"):
            mix()


def test_amounts_of_one_asset_add_subtract_and_compare() -> None:
    assert Amount(2, ETH) + Amount(3, ETH) == Amount(5, ETH)
    assert Amount(2, ETH) - Amount(3, ETH) == Amount(-1, ETH)
    assert Amount(3, ETH) > Amount(2, ETH) >= Amount(2, ETH) > zero(ETH)


def test_prices_of_one_currency_add_and_others_do_not() -> None:
    assert Fiat(Decimal("1.20"), "EUR") + Fiat(Decimal("0.30"), "EUR") == Fiat(
        Decimal("1.50"), "EUR"
    )
    assert Fiat(Decimal("1.20"), "EUR") - Fiat(Decimal("0.30"), "EUR") == Fiat(
        Decimal("0.90"), "EUR"
    )
    with pytest.raises(ValueError, match="do not mix"):
        Fiat(Decimal(1), "EUR") + Fiat(Decimal(1), "USD")


@given(st.integers(0, 10**12), st.sampled_from(("EUR", "JPY", "KWD")))
def test_a_price_that_is_printed_reads_back(minor: int, currency: str) -> None:
    price = Fiat(Decimal(minor).scaleb(-minor_digits(currency)), currency)

    assert parse_fiat(format_fiat(price), currency) == price


@pytest.mark.parametrize("text", ["1.234", "-1", "x", "1e2", ""])
def test_what_is_not_a_price_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_fiat(text, "EUR")


def test_halves_of_a_cent_go_up() -> None:
    assert round_fiat(Decimal("0.125"), "EUR").value == Decimal("0.13")
    assert round_fiat(Decimal("99.5"), "JPY").value == Decimal(100)


@given(st.integers(1, 10**9), st.fractions(min_value=Fraction(1, 10**6), max_value=10**6))
def test_a_price_in_coins_is_never_short_and_less_than_one_step_too_much(
    cents: int, per_coin: Fraction
) -> None:
    if per_coin <= 0:
        return
    price = Fiat(Decimal(cents) / 100, "EUR")

    due = price_in(price, rate(per_coin), TOKEN)

    exact = Fraction(price.value) / per_coin * 10**8
    step = 10 ** max(0, len(str(due.units)) - QUOTED_DIGITS)
    assert exact <= due.units < exact + step


def test_a_price_in_coins_has_no_more_digits_than_people_and_floats_can_keep() -> None:
    price = Fiat(Decimal("10.00"), "USD")
    at = Rate(per_coin=Fraction("725.95"), code="ETH", currency="USD", sources=("fixed",), at=1)

    assert format_amount(price_in(price, at, ETH)) == "0.01377506"


@given(st.integers(1, 10**12), st.fractions(min_value=Fraction(1, 10**6), max_value=10**6))
def test_a_quoted_price_survives_a_shops_floats(cents: int, per_coin: Fraction) -> None:
    if per_coin <= 0:
        return
    due = price_in(Fiat(Decimal(cents) / 100, "EUR"), rate(per_coin), TOKEN)

    text = format_amount(due)

    assert Decimal(repr(float(text))) == Decimal(text)


def test_a_rate_prices_only_what_it_is_for() -> None:
    with pytest.raises(ValueError, match="cannot price"):
        price_in(Fiat(Decimal(1), "USD"), rate(Fraction(2)), TOKEN)
    with pytest.raises(ValueError, match="cannot value"):
        worth(Amount(1, ETH), rate(Fraction(2)))


def test_coins_are_worth_the_nearest_cent() -> None:
    assert worth(Amount(100_000_000, TOKEN), rate(Fraction("1.005"))) == Fiat(
        Decimal("1.01"), "EUR"
    )
    assert worth(Amount(1, TOKEN), rate(Fraction(1))).value == 0
