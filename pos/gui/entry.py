"""What is being typed on the keypad, as a calculator would read it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pos.domain.errors import Refused
from pos.domain.money import Fiat, minor_digits, round_fiat

BACK: Final = "back"
CLEAR: Final = "clear"
TIMES: Final = "*"
ADD: Final = "add"

_LONGEST: Final = 14
_CODE_DIGITS: Final = 8
"""Barcodes have at least eight digits; no shop types an amount of that length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Digits as they were typed, points among them, and a quantity set before by `times`."""

    digits: str = ""
    quantity: Decimal | None = None

    @property
    def is_code(self) -> bool:
        """Whether this is a barcode rather than an amount."""
        return len(self.digits) >= _CODE_DIGITS and self.digits.isdigit()

    @property
    def is_nothing(self) -> bool:
        """Whether no digit but zeros was typed."""
        return not self.digits.strip("0.")


def typed(entry: Entry, key: str) -> Entry:
    """The entry after one more key; keys that make no sense change nothing."""
    if key == CLEAR:
        return Entry()
    if key == BACK:
        return replace(entry, digits=entry.digits[:-1]) if entry.digits else Entry()
    if key == TIMES:
        return _multiplied(entry)
    if key == "." and entry.digits.endswith("."):
        return entry
    if len(entry.digits) + len(key) > _LONGEST:
        return entry
    return replace(entry, digits=("0" if entry.digits + key == "." else entry.digits) + key)


def price_of(entry: Entry, currency: str) -> Fiat:
    """The amount that was typed: digits fill from the right unless there is a point.

    Raises Refused for more decimals than the currency has, be they zeros.
    """
    if "." in entry.digits:
        return sum_of(entry.digits, currency)
    return round_fiat(Decimal(entry.digits or "0").scaleb(-minor_digits(currency)), currency)


def sum_of(digits: str, currency: str) -> Fiat:
    """A sum of money, where digits mean what they say.

    Raises Refused for more decimals than the currency has: "1.000" may have been meant as a
    thousand.
    """
    number = number_of(digits)
    if len(digits.partition(".")[2]) > minor_digits(currency):
        raise Refused("invalid_price", f"{currency} has at most {minor_digits(currency)} decimals")
    return round_fiat(number, currency)


def number_of(digits: str) -> Decimal:
    """A quantity or percentage, where digits mean what they say.

    Raises Refused for nothing, and for a second point: one of the two stood for thousands.
    """
    if not digits.strip("."):
        raise Refused("invalid_number", "Please type a number first")
    if digits.count(".") > 1:
        raise Refused("invalid_number", "Please type the number without a sign for thousands")
    return Decimal(digits.rstrip("."))


def _multiplied(entry: Entry) -> Entry:
    if entry.is_nothing or entry.digits.count(".") > 1:
        return entry
    return Entry(quantity=number_of(entry.digits))
