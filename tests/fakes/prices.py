"""Prices that somebody wrote down."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from pos.domain.errors import Refused
from pos.domain.money import Rate, Reading
from tests.fakes.clocks import OPENED_AT


class WrittenPrices:
    """What coins cost, by "BTC/USD"; take one away, and there is none."""

    def __init__(self, prices: Mapping[str, str]) -> None:
        self.prices = dict(prices)

    def rate(self, code: str, currency: str) -> Rate:
        price = self.prices.get(f"{code}/{currency}")
        if price is None:
            raise Refused("no_rate", f"There is no rate for {code} in {currency} yet")
        return _rate(code, currency, price)

    def currencies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(pair.partition("/")[2] for pair in self.prices))

    def ages(self) -> Mapping[str, int | None]:
        return dict.fromkeys(self.prices, 5)


@lru_cache
def _rate(code: str, currency: str, price: str) -> Rate:
    per_coin = Fraction(price)
    return Rate(
        per_coin=per_coin,
        code=code,
        currency=currency,
        sources=("kraken",),
        at=OPENED_AT - 5,
        readings=(Reading(source="kraken", per_coin=per_coin, at=OPENED_AT - 5),),
    )
