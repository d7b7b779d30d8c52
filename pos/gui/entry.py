"""What is being typed on the keypad, as a calculator would read it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pos.domain.errors import Refused
from pos.domain.money import Fiat, minor_digits, parse_fiat, round_fiat

BACK: Final = "back"
CLEAR: Final = "clear"
TIMES: Final = "*"
ADD: Final = "add"

_LONGEST: Final = 14
_CODE_DIGITS: Final = 8
"""Barcodes have at least eight digits; no shop types an amount of that length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Digits as they were typed, with at most one point, and a quantity set before by `times`."""

    digits: str = ""
    quantity: Decimal | None = None

    @property
    def is_code(self) -> bool:
        """Whether this is a barcode rather than an amount."""
        return len(self.digits) >= _CODE_DIGITS and self.digits.isdigit()


def typed(entry: Entry, key: str) -> Entry:
    """The entry after one more key; keys that make no sense change nothing."""
    if key == CLEAR:
        return Entry()
    if key == BACK:
        return replace(entry, digits=entry.digits[:-1]) if entry.digits else Entry()
    if key == TIMES:
        return _multiplied(entry)
    if key == ".":
        return entry if "." in entry.digits else replace(entry, digits=(entry.digits or "0") + ".")
    if len(entry.digits) + len(key) > _LONGEST:
        return entry
    return replace(
        entry, digits=(entry.digits + key).lstrip("0") if _is_zero(entry) else entry.digits + key
    )


def price_of(entry: Entry, currency: str) -> Fiat:
    """The amount that was typed: digits fill from the right unless there is a point.

    Raises Refused for more decimals than the currency has.
    """
    if "." in entry.digits:
        return parse_fiat(entry.digits.rstrip("."), currency)
    return round_fiat(Decimal(entry.digits or "0").scaleb(-minor_digits(currency)), currency)


def number_of(digits: str) -> Decimal:
    """A quantity or percentage, where digits mean what they say. Raises Refused for nothing."""
    if not digits.strip("."):
        raise Refused("invalid_number", "Please type a number first")
    return Decimal(digits.rstrip("."))


def _multiplied(entry: Entry) -> Entry:
    if not entry.digits.strip(".0"):
        return entry
    return Entry(quantity=number_of(entry.digits))


def _is_zero(entry: Entry) -> bool:
    return entry.digits in {"", "0"}
