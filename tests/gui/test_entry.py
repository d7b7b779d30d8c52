"""What the keypad understands."""

from decimal import Decimal
from functools import reduce

import pytest

from pos.domain.errors import Refused
from pos.gui.entry import Entry, number_of, price_of, typed


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
