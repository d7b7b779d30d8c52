"""CoinGecko's simple price as a source of rates (API v3, /simple/price)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeGuard

import aiohttp
import msgspec

from pos.domain.errors import Trouble
from pos.domain.money import Rate
from pos.domain.ports import Clock

BASE_URL: Final = "https://api.coingecko.com"
IDS: Final[Mapping[str, str]] = {
    "0xBTC": "oxbitcoin",
    "BCH": "bitcoin-cash",
    "BTC": "bitcoin",
    "DAI": "dai",
    "DOGE": "dogecoin",
    "ETH": "ethereum",
    "LTC": "litecoin",
    "USDC": "usd-coin",
    "USDT": "tether",
    "XMR": "monero",
}
"""How CoinGecko calls the coins; others are added in the settings."""

STALE_S: Final = 600
MAX_ANSWER_BYTES: Final = 1024 * 1024
LARGEST_EXPONENT: Final = 30
_TIMEOUT: Final = aiohttp.ClientTimeout(total=15)
_OK: Final = 200
_TOO_MANY: Final = 429

_prices: Final = msgspec.json.Decoder(dict[str, dict[str, Decimal | None]])


class CoinGecko:
    """Asks for all coins in one request. Holds no connection between two requests."""

    name = "coingecko"

    def __init__(
        self,
        clock: Clock,
        *,
        base_url: str = BASE_URL,
        demo_key: str = "",
        ids: Mapping[str, str] = IDS,
    ) -> None:
        self._clock = clock
        self._url = f"{base_url.rstrip('/')}/api/v3/simple/price"
        self._headers = {"x-cg-demo-api-key": demo_key} if demo_key else {}
        self._ids = ids

    def knows(self, code: str) -> bool:
        """Whether this source can be asked for a coin."""
        return code in self._ids

    async def rates(self, codes: Sequence[str], currency: str) -> Sequence[Rate]:
        """The believable rates among those asked for; a coin without one is left out.

        Raises Trouble if there is no answer that can be read.
        """
        query = {
            "ids": ",".join(self._ids[code] for code in codes),
            "vs_currencies": currency.lower(),
            "include_last_updated_at": "true",
        }
        answer = self._read(await self._ask(query))
        return tuple(self._believable(codes, currency, answer))

    async def _ask(self, query: Mapping[str, str]) -> bytes:
        try:
            async with (
                aiohttp.ClientSession(timeout=_TIMEOUT, headers=self._headers) as session,
                session.get(self._url, params=query, allow_redirects=False) as answer,
            ):
                if answer.status == _TOO_MANY:
                    raise Trouble("CoinGecko: asked too often")
                if answer.status != _OK:
                    raise Trouble(f"CoinGecko answered {answer.status}")
                return await _bounded(answer)
        except (aiohttp.ClientError, OSError) as why:
            raise Trouble("CoinGecko does not answer") from why

    def _read(self, body: bytes) -> Mapping[str, Mapping[str, Decimal | None]]:
        try:
            return _prices.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as why:
            raise Trouble("CoinGecko's answer is not a list of prices") from why

    def _believable(
        self,
        codes: Iterable[str],
        currency: str,
        answer: Mapping[str, Mapping[str, Decimal | None]],
    ) -> Iterator[Rate]:
        """Rates above zero whose own date is recent; a date in the future counts as now."""
        now = self._clock.now()
        for code in codes:
            told = answer.get(self._ids[code], {})
            price, at = told.get(currency.lower()), told.get("last_updated_at")
            if not _is_sane(price) or not _is_sane(at) or at < now - STALE_S:
                continue
            yield Rate(
                per_coin=Fraction(price),
                code=code,
                currency=currency,
                sources=(self.name,),
                at=min(now, int(at)),
            )


async def _bounded(answer: aiohttp.ClientResponse) -> bytes:
    """The whole body. Raises Trouble if it is longer than any list of prices."""
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise Trouble("CoinGecko's answer is too long")
    return bytes(body)


def _is_sane(value: Decimal | None) -> TypeGuard[Decimal]:
    """No missing value, no NaN, nothing free of charge, no figure that takes a page to write."""
    if value is None or not value.is_finite():
        return False
    return value > 0 and abs(value.adjusted()) <= LARGEST_EXPONENT
