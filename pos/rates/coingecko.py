"""CoinGecko's simple price (API v3, /simple/price): all coins and currencies in one question.

A coin or currency it does not have is missing in the answer. Each coin has its own date.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from pos.domain.money import Reading
from pos.domain.ports.clock import Clock
from pos.rates.source import PAUSE_S, Pair, Told, moment_of, reading_of
from pos.rates.web import Web

BASE_URL: Final = "https://api.coingecko.com"
PRO_URL: Final = "https://pro-api.coingecko.com"

DEMO_PAUSE_S: Final = 270
"""A demo key may ask ten thousand times a month."""

_CURRENCIES: Final = (
    "AED ARS AUD BDT BHD BMD BRL CAD CHF CLP CNY CZK DKK EUR GBP GEL HKD HUF IDR ILS INR JPY KRW "
    "KWD LKR MMK MXN MYR NGN NOK NZD PHP PKR PLN RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
)
CURRENCIES: Final = frozenset(_CURRENCIES.split())

_Prices = dict[str, dict[str, Decimal | None]]


class CoinGecko:
    """Asks for everything at once. `ids` is how it calls the coins; a key is sent as a header."""

    name = "coingecko"

    def __init__(
        self,
        clock: Clock,
        ids: Mapping[str, str],
        *,
        url: str = BASE_URL,
        demo_key: str = "",
        pro_key: str = "",
    ) -> None:
        self._clock = clock
        self._ids = ids
        headers = {"x-cg-demo-api-key": demo_key} if demo_key else {}
        if pro_key:
            headers = {"x-cg-pro-api-key": pro_key}
            url = PRO_URL if url == BASE_URL else url
        self._web = Web(name=self.name, url=url, clock=clock, headers=headers)
        self.pause_s = DEMO_PAUSE_S if demo_key and not pro_key else PAUSE_S

    def knows(self, pair: Pair) -> bool:
        """Coins with a name there, in its currencies."""
        return pair[0] in self._ids and pair[1] in CURRENCIES

    async def told(self, pairs: Sequence[Pair]) -> Told:
        """The prices with a date. Raises Trouble."""
        query = {
            "ids": ",".join(dict.fromkeys(self._ids[code] for code, _ in pairs)),
            "vs_currencies": ",".join(dict.fromkeys(currency.lower() for _, currency in pairs)),
            "include_last_updated_at": "true",
        }
        async with self._web.visit() as visit:
            answer = await visit.ask("/api/v3/simple/price", query, _Prices)
        read = {pair: self._reading(pair, answer) for pair in pairs}
        return {pair: reading for pair, reading in read.items() if reading is not None}

    def _reading(self, pair: Pair, answer: _Prices) -> Reading | None:
        code, currency = pair
        told = answer.get(self._ids[code], {})
        at = moment_of(told.get("last_updated_at"), self._clock.now())
        return None if at is None else reading_of(self.name, told.get(currency.lower()), at)
