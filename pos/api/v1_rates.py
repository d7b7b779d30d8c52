"""What coins cost just now, and who says so."""

import msgspec

from pos.api.doors import Doors, Prices
from pos.api.numbers import ratio
from pos.api.problems import Visit
from pos.domain.errors import Refused
from pos.domain.money import Rate


class ReadingSeen(msgspec.Struct, kw_only=True):
    """What one source said, true at a UNIX second."""

    source: str
    price: str
    at: int


class RateSeen(msgspec.Struct, kw_only=True):
    """What one whole coin counts for. `spread` was taken off already: "0.01" is one per cent.

    `price` is null, and `problem` says why, where the coin cannot be priced now.
    """

    coin: str
    price: str | None = None
    spread: str | None = None
    at: int | None = None
    age_s: int | None = None
    sources: list[str] = []
    readings: list[ReadingSeen] = []
    problem: str | None = None


class RateList(msgspec.Struct, kw_only=True):
    """The rates of all coins in one currency, and the currencies there are."""

    currency: str
    rates: list[RateSeen]
    currencies: list[str]


class RateRoutes:
    """What the route does."""

    def __init__(self, doors: Doors, prices: Prices) -> None:
        self._desk = doors.desk
        self._clock = doors.clock
        self._currency = doors.settings.currency
        self._prices = prices

    async def list_rates(self, visit: Visit) -> RateList:
        """GET /api/v1/rates."""
        currencies = list(self._prices.currencies())
        currency = visit.request.query.get("currency", self._currency).upper()
        if currency not in currencies:
            raise Refused("invalid_query", f'"currency" can only be {", ".join(currencies)}')
        rates = [self._seen(coin.code, currency) for coin in self._desk.coins()]
        return RateList(currency=currency, rates=rates, currencies=currencies)

    def _seen(self, code: str, currency: str) -> RateSeen:
        try:
            rate = self._prices.rate(code, currency)
        except Refused as why:
            return RateSeen(coin=code, problem=why.text)
        return _told(rate, self._clock.now())


def _told(rate: Rate, now: int) -> RateSeen:
    return RateSeen(
        coin=rate.code,
        price=ratio(rate.per_coin).text,
        spread=ratio(rate.spread).text,
        at=rate.at,
        age_s=max(0, now - rate.at),
        sources=list(rate.sources),
        readings=[
            ReadingSeen(source=each.source, price=ratio(each.per_coin).text, at=each.at)
            for each in rate.readings
        ],
    )
