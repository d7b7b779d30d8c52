"""CryptoCompare's prices (/data/pricemulti): all coins in one question, for some currencies each.

Errors come with HTTP 200 as `Response: "Error"`; many who ask without a key get one. The answer has
no date: a price is as old as its answer.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from pos.domain.errors import Trouble
from pos.domain.money import Reading
from pos.domain.ports.clock import Clock
from pos.rates.source import Pair, Told, reading_of
from pos.rates.web import TooOften, Visit, Web, gathered

BASE_URL: Final = "https://min-api.cryptocompare.com"
PAUSE_S: Final = 150
"""Twenty thousand questions a month are free."""

CURRENCIES_AT_ONCE: Final = 25
"""Its limit of a hundred letters."""

COINS: Final = frozenset({"BCH", "BTC", "DAI", "DOGE", "ETH", "LTC", "USDC", "USDT", "XMR"})
"""What it is asked for, by the same names; it has every currency that is traded."""

_Prices = dict[str, dict[str, Decimal | None]]


class CryptoCompare:
    """Asks for everything at once; a key is sent as a header."""

    name = "cryptocompare"
    pause_s = PAUSE_S

    def __init__(self, clock: Clock, *, url: str = BASE_URL, key: str = "") -> None:
        self._clock = clock
        headers = {"Authorization": f"Apikey {key}"} if key else {}
        self._web = Web(name=self.name, url=url, clock=clock, headers=headers)

    def knows(self, pair: Pair) -> bool:
        """The coins above, in any currency."""
        return pair[0] in COINS

    async def told(self, pairs: Sequence[Pair]) -> Told:
        """The prices. Raises Trouble."""
        async with self._web.visit() as visit:
            return await gathered(self._some(visit, some) for some in _parts(pairs))

    async def _some(self, visit: Visit, pairs: Sequence[Pair]) -> Told:
        query = {
            "fsyms": ",".join(dict.fromkeys(code for code, _ in pairs)),
            "tsyms": ",".join(dict.fromkeys(currency for _, currency in pairs)),
        }
        answer = await visit.ask("/data/pricemulti", query, dict[str, object])
        if answer.get("Response") == "Error":
            raise _trouble(str(answer.get("Message", "")).lower())
        try:
            prices = msgspec.convert(answer, _Prices)
        except msgspec.ValidationError as why:
            raise Trouble("cryptocompare does not answer with prices") from why
        return self._read(pairs, prices)

    def _read(self, pairs: Sequence[Pair], prices: _Prices) -> Told:
        now = self._clock.now()
        told: dict[Pair, Reading] = {}
        for code, currency in pairs:
            reading = reading_of(self.name, prices.get(code, {}).get(currency), now)
            if reading is not None:
                told[code, currency] = reading
        return told


def _parts(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    currencies = list(dict.fromkeys(currency for _, currency in pairs))
    for first in range(0, len(currencies), CURRENCIES_AT_ONCE):
        some = currencies[first : first + CURRENCIES_AT_ONCE]
        yield [pair for pair in pairs if pair[1] in some]


def _trouble(message: str) -> Trouble:
    if "rate limit" in message:
        return TooOften("cryptocompare was asked too often")
    if "key" in message:
        return Trouble("cryptocompare wants an API key (rates.cryptocompare_key)")
    return Trouble("cryptocompare answers with an error")
