"""Coinbase's exchange rates (/v2/exchange-rates): one question for each coin, in every currency.

A coin it does not have is answered by 400 or 404. The answer has no date: a price is as old as its
answer.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec

from pos.domain.errors import Trouble
from pos.domain.money import Reading
from pos.domain.ports.clock import Clock
from pos.rates.source import PAUSE_S, Pair, Told, reading_of
from pos.rates.web import Visit, Web, gathered

BASE_URL: Final = "https://api.coinbase.com"
COINS: Final = frozenset({"BCH", "BTC", "DAI", "DOGE", "ETH", "LTC", "USDC", "USDT"})
"""What it is asked for; it has every currency of the world."""


class _Rates(msgspec.Struct):
    currency: str
    rates: dict[str, Decimal]


class _Answer(msgspec.Struct):
    data: _Rates


class Coinbase:
    """Asks for each coin, a few at a time."""

    name = "coinbase"
    pause_s = PAUSE_S

    def __init__(self, clock: Clock, *, url: str = BASE_URL) -> None:
        self._clock = clock
        self._web = Web(name=self.name, url=url, clock=clock)

    def knows(self, pair: Pair) -> bool:
        """The coins above, in any currency."""
        return pair[0] in COINS

    async def told(self, pairs: Sequence[Pair]) -> Told:
        """The prices. Raises Trouble."""
        codes = dict.fromkeys(code for code, _ in pairs)
        async with self._web.visit() as visit:
            return await gathered(
                self._coin(visit, code, [cur for each, cur in pairs if each == code])
                for code in codes
            )

    async def _coin(self, visit: Visit, code: str, currencies: Sequence[str]) -> Told:
        answer = await visit.ask("/v2/exchange-rates", {"currency": code}, _Answer)
        if answer.data.currency != code:
            raise Trouble("coinbase answers for another coin")
        now = self._clock.now()
        told: dict[Pair, Reading] = {}
        for currency in currencies:
            reading = reading_of(self.name, answer.data.rates.get(currency), now)
            if reading is not None:
                told[code, currency] = reading
        return told
