"""Kraken's public ticker (/0/public/Ticker): many pairs in one question, about one in a second.

Errors come with HTTP 200. One pair that it does not have fails the whole question and is not
named, so the pairs are then asked for in halves. Old coins come back under other names: XBTUSD as
XXBTZUSD. The answer has no date: a price is as old as its answer.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from pos.domain.errors import Trouble
from pos.domain.money import Reading
from pos.domain.ports.clock import Clock
from pos.rates.source import PAUSE_S, Pair, Told, reading_of
from pos.rates.web import TooOften, Visit, Web

BASE_URL: Final = "https://api.kraken.com"
CALL_PAUSE_S: Final = 1.0
FORGET_S: Final = 6 * 3600
"""So long a pair that it did not know is not asked for again."""

_MAJORS: Final = frozenset({"USD", "EUR", "GBP", "CAD", "AUD", "CHF", "JPY"})
_DOLLAR_AND_EURO: Final = frozenset({"USD", "EUR"})

CURRENCIES: Final[Mapping[str, frozenset[str]]] = {
    "BCH": _DOLLAR_AND_EURO | {"GBP"},
    "BTC": _MAJORS,
    "DAI": _DOLLAR_AND_EURO,
    "DOGE": _DOLLAR_AND_EURO,
    "ETH": _MAJORS,
    "LTC": _DOLLAR_AND_EURO | {"GBP"},
    "USDC": _DOLLAR_AND_EURO | {"GBP", "CAD", "AUD", "CHF"},
    "USDT": _MAJORS,
    "XMR": _DOLLAR_AND_EURO,
}
"""What it is asked for."""

_NAMES: Final = {"BTC": "XBT", "DOGE": "XDG"}
_UNKNOWN: Final = "Unknown asset pair"
_BUSY: Final = ("Too many requests", "Rate limit exceeded")
_WARNING: Final = "W"


class _Ticker(msgspec.Struct):
    """`c` is price and volume of the last trade."""

    c: list[Decimal]


class _Answer(msgspec.Struct):
    error: list[str]
    result: dict[str, _Ticker] = {}


class _UnknownPair(Trouble):
    """One of the pairs does not exist, and it is not said which."""


class Kraken:
    """Asks for everything at once, and finds out by halves what is not there."""

    name = "kraken"
    pause_s = PAUSE_S

    def __init__(self, clock: Clock, *, url: str = BASE_URL) -> None:
        self._clock = clock
        self._web = Web(name=self.name, url=url, clock=clock)
        self._missing_until: dict[Pair, int] = {}

    def knows(self, pair: Pair) -> bool:
        """The pairs above, but for those it lately did not know."""
        code, currency = pair
        is_missing = self._missing_until.get(pair, 0) > self._clock.now()
        return currency in CURRENCIES.get(code, ()) and not is_missing

    async def told(self, pairs: Sequence[Pair]) -> Told:
        """The prices of the last trades. Raises Trouble."""
        async with self._web.visit() as visit:
            return await self._asked(visit, pairs)

    async def _asked(self, visit: Visit, pairs: Sequence[Pair]) -> Told:
        try:
            return self._read(pairs, await self._tickers(visit, pairs))
        except _UnknownPair:
            if len(pairs) == 1:
                self._missing_until[pairs[0]] = self._clock.now() + FORGET_S
                return {}
        told: dict[Pair, Reading] = {}
        middle = len(pairs) // 2
        for half in (pairs[:middle], pairs[middle:]):
            await self._clock.sleep(CALL_PAUSE_S)
            told |= await self._asked(visit, half)
        return told

    async def _tickers(self, visit: Visit, pairs: Sequence[Pair]) -> Mapping[str, _Ticker]:
        query = {"pair": ",".join(f"{_name(code)}{currency}" for code, currency in pairs)}
        answer = await visit.ask("/0/public/Ticker", query, _Answer)
        for error in answer.error:
            if _UNKNOWN in error:
                raise _UnknownPair("kraken does not know a pair")
            if any(busy in error for busy in _BUSY):
                raise TooOften("kraken was asked too often")
            if not error.startswith(_WARNING):
                raise Trouble("kraken answers with an error")
        return answer.result

    def _read(self, pairs: Sequence[Pair], tickers: Mapping[str, _Ticker]) -> Told:
        now = self._clock.now()
        told: dict[Pair, Reading] = {}
        for code, currency in pairs:
            ticker = next((tickers[k] for k in _keys(_name(code), currency) if k in tickers), None)
            price = ticker.c[0] if ticker is not None and ticker.c else None
            reading = reading_of(self.name, price, now)
            if reading is not None:
                told[code, currency] = reading
        return told


def _name(code: str) -> str:
    return _NAMES.get(code, code)


def _keys(name: str, currency: str) -> tuple[str, ...]:
    """Every way in which a pair may come back: X and Z stand before coins and currencies of old."""
    return (
        f"{name}{currency}",
        f"X{name}Z{currency}",
        f"{name}Z{currency}",
        f"X{name}{currency}",
    )
