"""What the keypad understands."""

from decimal import Decimal
from functools import reduce

import pytest

from pos.domain.errors import Refused
from pos.gui.entry import Entry, number_of, price_of, sum_of, typed


def after(*keys: str) -> Entry:
    return reduce(typed, keys, Entry())


@pytest.mark.parametrize(
    ("keys", "price"),
    [
        ("350", "3.50"),
        ("5", "0.05"),
        ("3.5", "3.50"),
        ("12.", "12.00"),
        ("..5", "0.50"),
        ("007", "0.07"),
        ("", "0.00"),
    ],
)
def test_prices(keys: str, price: str) -> None:
    assert price_of(after(*keys), "CHF").value == Decimal(price)


def test_currencies_without_cents_fill_whole_units() -> None:
    assert price_of(after("3", "5", "00"), "JPY").value == Decimal(3500)


def test_too_many_decimals_are_refused() -> None:
    with pytest.raises(Refused, match="at most 2 decimals"):
        price_of(after(*"1.234"), "CHF")


@pytest.mark.parametrize("keys", ["1.000", "1,000", "1.000,00", "1,000.00", "1.000,50", "1.00.5"])
def test_a_sign_for_thousands_never_makes_another_price(keys: str) -> None:
    with pytest.raises(Refused):
        price_of(after(*keys.replace(",", ".")), "CHF")


def test_a_currency_without_cents_takes_no_point() -> None:
    assert price_of(after(*"1000."), "JPY").value == Decimal(1000)
    with pytest.raises(Refused, match="JPY has at most 0 decimals"):
        price_of(after(*"1.000"), "JPY")


def test_a_currency_of_three_decimals_may_have_them() -> None:
    assert price_of(after(*"1.005"), "BHD").value == Decimal("1.005")


def test_two_points_are_no_number_but_a_point_pressed_twice_is_one() -> None:
    with pytest.raises(Refused, match="without a sign for thousands"):
        number_of(after(*"95.000.50").digits)
    assert number_of(after(*"95..5").digits) == Decimal("95.5")
    assert after(*"1.000.5*").quantity is None


def test_a_sum_means_what_it_says_and_has_no_more_decimals_than_its_currency() -> None:
    assert sum_of("5", "CHF").value == Decimal(5)
    assert sum_of("2.5", "CHF").value == Decimal("2.5")
    for digits in ("1.000", "1.000.50", "0.005"):
        with pytest.raises(Refused):
            sum_of(digits, "CHF")


def test_a_code_keeps_its_leading_zeros() -> None:
    code = after(*"0012345678905")

    assert (code.digits, code.is_code) == ("0012345678905", True)


@pytest.mark.parametrize(
    ("digits", "is_nothing"), [("", True), ("00", True), ("0.0", True), ("1", False)]
)
def test_zeros_are_nothing_to_sell(digits: str, is_nothing: bool) -> None:
    assert Entry(digits=digits).is_nothing is is_nothing


def test_times_makes_a_quantity_of_what_was_typed() -> None:
    assert after("2", ".", "5", "*") == Entry(quantity=Decimal("2.5"))
    assert after("*") == Entry()


def test_back_deletes_a_digit_and_then_the_quantity() -> None:
    assert after("1", "2", "back").digits == "1"
    assert after("3", "*", "back") == Entry()


def test_eight_digits_are_a_code_and_seven_a_price() -> None:
    assert after(*"12345678").is_code
    assert not after(*"1234567").is_code


def test_more_than_fourteen_digits_are_not_taken() -> None:
    assert after(*("1" * 20)).digits == "1" * 14


def test_no_number_is_refused() -> None:
    with pytest.raises(Refused, match="type a number"):
        number_of("")
