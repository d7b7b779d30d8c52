"""Prices the merchant wrote down: always fresh, and stronger than any service."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pos.domain.errors import Refused
from pos.domain.money import Rate, Reading
from pos.rates.source import Pair

FIXED: Final = "fixed"


@dataclass(frozen=True, slots=True)
class FixedRates:
    """Whole coins' prices by pair. Raises Refused("invalid_rate") unless all are above zero."""

    prices: Mapping[Pair, Decimal]

    def __post_init__(self) -> None:
        for (code, currency), price in self.prices.items():
            if not price.is_finite() or price <= 0:
                text = f"The fixed rate of {code} in {currency} must be above zero"
                raise Refused("invalid_rate", text)

    def rate(self, pair: Pair, now: int) -> Rate | None:
        """The rate as of now, or None if the merchant fixed none."""
        price = self.prices.get(pair)
        return None if price is None else decreed(pair, FIXED, Fraction(price), now)


def decreed(pair: Pair, by: str, per_coin: Fraction, at: int) -> Rate:
    """A price that people set: it is meant as it stands, so no spread is taken off it."""
    code, currency = pair
    return Rate(
        per_coin=per_coin,
        code=code,
        currency=currency,
        sources=(by,),
        at=at,
        readings=(Reading(source=by, per_coin=per_coin, at=at),),
    )
