"""Bitstamp's ticker (/api/v2/ticker/btcusd/): one question for each pair.

A pair it does not have is answered by 404 and a page of HTML. Each price has its own date.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from pos.domain.ports.clock import Clock
from pos.rates.source import PAUSE_S, Pair, Told, moment_of, reading_of
from pos.rates.web import Visit, Web, gathered

BASE_URL: Final = "https://www.bitstamp.net"

_ALL_THREE: Final = frozenset({"USD", "EUR", "GBP"})
_DOLLAR_AND_EURO: Final = frozenset({"USD", "EUR"})

CURRENCIES: Final[Mapping[str, frozenset[str]]] = {
    "BCH": _DOLLAR_AND_EURO,
    "BTC": _ALL_THREE,
    "DAI": frozenset({"USD"}),
    "DOGE": _DOLLAR_AND_EURO,
    "ETH": _ALL_THREE,
    "LTC": _ALL_THREE,
    "USDC": _DOLLAR_AND_EURO,
    "USDT": _DOLLAR_AND_EURO,
}
"""What it is asked for."""


class _Ticker(msgspec.Struct):
    last: Decimal
    timestamp: Decimal


class Bitstamp:
    """Asks for each pair, a few at a time."""

    name = "bitstamp"
    pause_s = PAUSE_S

    def __init__(self, clock: Clock, *, url: str = BASE_URL) -> None:
        self._clock = clock
        self._web = Web(name=self.name, url=url, clock=clock)

    def knows(self, pair: Pair) -> bool:
        """The pairs above."""
        code, currency = pair
        return currency in CURRENCIES.get(code, ())

    async def told(self, pairs: Sequence[Pair]) -> Told:
        """The prices of the last trades. Raises Trouble."""
        async with self._web.visit() as visit:
            return await gathered(self._one(visit, pair) for pair in pairs)

    async def _one(self, visit: Visit, pair: Pair) -> Told:
        code, currency = pair
        ticker = await visit.ask(f"/api/v2/ticker/{code}{currency}/".lower(), {}, _Ticker)
        at = moment_of(ticker.timestamp, self._clock.now())
        reading = None if at is None else reading_of(self.name, ticker.last, at)
        return {} if reading is None else {pair: reading}
