"""Prices the merchant wrote down: always fresh, and stronger than any service."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pos.domain.errors import Refused
from pos.domain.money import Rate

Pair = tuple[str, str]
"""Coin and currency, such as ("ETH", "EUR")."""


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
        if price is None:
            return None
        code, currency = pair
        return Rate(
            per_coin=Fraction(price), code=code, currency=currency, sources=("fixed",), at=now
        )
