"""Money as JSON numbers: digits from `Decimal`, never an exponent, never a float.

At most 15 digits count, so that a reader's double keeps every one of them.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

import msgspec

from pos.domain.money import QUOTED_DIGITS

_FIFTEEN: Final = Context(prec=QUOTED_DIGITS, rounding=ROUND_HALF_EVEN)


class Number:
    """A JSON number by its digits."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def number(value: Decimal) -> Number:
    """A number to show; digits beyond the fifteenth are rounded away."""
    text = f"{_FIFTEEN.create_decimal(value):f}"
    return Number(text.rstrip("0").rstrip(".") if "." in text else text)


@lru_cache(maxsize=1024)  # one rate is shown on many invoices
def ratio(value: Fraction) -> Number:
    """A rate to show."""
    return number(_FIFTEEN.divide(Decimal(value.numerator), Decimal(value.denominator)))


def written(value: object) -> bytes:
    """JSON text."""
    return _encoder.encode(value)


def schema_of_number(kind: type) -> dict[str, Any]:
    """The JSON schema of the one type that msgspec does not know."""
    if kind is Number:
        return {"type": "number"}
    raise TypeError(kind)


def _digits(value: object) -> msgspec.Raw:
    if isinstance(value, Number):
        return msgspec.Raw(value.text.encode())
    raise TypeError(type(value))


_encoder: Final = msgspec.json.Encoder(enc_hook=_digits)
