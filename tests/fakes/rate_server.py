"""Five rate services on loopback, each in its own shape, and each as broken as it is told to be.

One address serves all of them, as their paths differ. Prices are truth by pair; what a service
lacks in the real world it lacks here: Kraken fails a whole question for one pair it does not know,
Coinbase and Bitstamp answer 404, the others leave out.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from aiohttp import web

from tests.fakes.clocks import OPENED_AT

Pair = tuple[str, str]

HUGE: Final = 4 * 1024 * 1024
DEEP: Final = 20_000


class Fault(StrEnum):
    """What a service may do instead of answering with a price."""

    ERROR_200 = "error in an answer 200"
    HTML = "html"
    TOO_OFTEN = "429"
    BROKEN = "500"
    AWAY = "redirect"
    HANG = "no answer"
    DRIP = "slow drip"
    EMPTY = "empty body"
    HUGE = "huge body"
    DEEP = "deep json"
    ZERO = "zero"
    NEGATIVE = "negative"
    SPIKE = "spike"
    DIP = "dip"
    STALE = "stale"
    MISSING = "missing coin"
    WRONG_TYPE = "wrong type"
    TWICE = "a key twice"
    NAN = "nan"
    ENDLESS = "an exponent without end"


_PRICES: Final[Mapping[Fault, str]] = {
    Fault.ZERO: "0",
    Fault.NEGATIVE: "-80000",
    Fault.WRONG_TYPE: '{"a":[]}',
    Fault.NAN: "NaN",
    Fault.ENDLESS: "1e999999999999999999999",
}
_FACTORS: Final = {Fault.SPIKE: Decimal(10), Fault.DIP: Decimal("0.1")}
_BODIES: Final[Mapping[Fault, str]] = {
    Fault.EMPTY: "",
    Fault.HTML: "<!DOCTYPE html><html><body>busy</body></html>",
    Fault.HUGE: '{"a":"' + "x" * HUGE + '"}',
    Fault.DEEP: '{"a":' * DEEP,
}
_STATUSES: Final = {Fault.TOO_OFTEN: 429, Fault.BROKEN: 500, Fault.AWAY: 302}

_IDS: Final = {
    "bitcoin": "BTC",
    "ethereum": "ETH",
    "monero": "XMR",
    "dogecoin": "DOGE",
    "tether": "USDT",
    "oxbitcoin": "0xBTC",
}
_KRAKEN: Final = {"XBT": "BTC", "XDG": "DOGE"}
_KRAKEN_KEYS: Final = {"XBT": "XXBTZ", "ETH": "XETHZ", "XMR": "XXMRZ", "USDT": "USDTZ"}
_ERRORS: Final = {
    "coingecko": '{"status":{"error_code":429,"error_message":"You\'ve exceeded the Rate Limit"}}',
    "kraken": '{"error":["EService:Unavailable"]}',
    "coinbase": '{"errors":[{"id":"internal_error","message":"Internal error"}]}',
    "bitstamp": '{"status":"error","reason":"Internal error","code":"Generic"}',
    "cryptocompare": '{"Response":"Error","Message":"Something went wrong","Type":99,"Data":{}}',
}


@dataclass(slots=True)
class RateServer:
    """`faults` by the name of the service; `prices` are what one coin costs."""

    url: str = ""
    prices: dict[Pair, Decimal] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    now: int = OPENED_AT
    lag_s: int = 20
    retry_after: str = ""
    errors: dict[str, str] = field(default_factory=lambda: dict(_ERRORS))
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def questions(self, name: str) -> list[Mapping[str, str]]:
        """What one service was asked, in order."""
        return [query for asked, query in self.asked if asked == name]

    async def coingecko(self, request: web.Request) -> web.StreamResponse:
        codes = [_IDS[id] for id in request.query["ids"].split(",") if id in _IDS]
        ids = {code: id for id, code in _IDS.items()}
        currencies = request.query["vs_currencies"].upper().split(",")
        coins = []
        for code in codes:
            prices = self._members("coingecko", code, currencies, lower=True)
            if prices:
                coins.append(
                    (
                        ids[code],
                        _object([*prices, ("last_updated_at", str(self._date("coingecko")))]),
                    )
                )
        return await self._answer("coingecko", request, _object(coins))

    async def kraken(self, request: web.Request) -> web.StreamResponse:
        result: list[tuple[str, str]] = []
        for asked in request.query["pair"].split(","):
            name, currency = asked[:-3], asked[-3:]
            pair = (_KRAKEN.get(name, name), currency)
            if pair not in self.prices or self.faults.get("kraken") is Fault.MISSING:
                return await self._answer(
                    "kraken", request, '{"error":["EQuery:Unknown asset pair"]}'
                )
            last = [("c", f'[{price},"0.1"]') for price in self._told("kraken", pair, is_text=True)]
            key = _KRAKEN_KEYS.get(name, name) + currency
            result.append((key, _object([("a", '["1","1","1"]'), *last])))
        return await self._answer("kraken", request, f'{{"error":[],"result":{_object(result)}}}')

    async def coinbase(self, request: web.Request) -> web.StreamResponse:
        code = request.query["currency"]
        currencies = sorted({cur for coin, cur in self.prices if coin == code})
        prices = self._members("coinbase", code, currencies, is_text=True)
        if not prices:
            return await self._answer("coinbase", request, '{"error":"Invalid currency"}', 404)
        data = _object([("currency", f'"{code}"'), ("rates", _object(prices))])
        return await self._answer("coinbase", request, _object([("data", data)]))

    async def bitstamp(self, request: web.Request) -> web.StreamResponse:
        asked = request.match_info["pair"].upper()
        pair = (asked[:-3], asked[-3:])
        prices = [("last", text) for text in self._told("bitstamp", pair, is_text=True)]
        if not prices:
            return await self._answer("bitstamp", request, "<html>Page not found</html>", 404)
        date = ("timestamp", f'"{self._date("bitstamp")}"')
        return await self._answer("bitstamp", request, _object([*prices, date, ("vwap", '"1"')]))

    async def cryptocompare(self, request: web.Request) -> web.StreamResponse:
        currencies = request.query["tsyms"].split(",")
        coins = []
        for code in request.query["fsyms"].split(","):
            prices = self._members("cryptocompare", code, currencies)
            if prices:
                coins.append((code, _object(prices)))
        return await self._answer("cryptocompare", request, _object(coins))

    def _members(
        self,
        name: str,
        code: str,
        currencies: Sequence[str],
        *,
        is_text: bool = False,
        lower: bool = False,
    ) -> list[tuple[str, str]]:
        return [
            (currency.lower() if lower else currency, text)
            for currency in currencies
            for text in self._told(name, (code, currency), is_text=is_text)
        ]

    def _told(self, name: str, pair: Pair, *, is_text: bool) -> list[str]:
        """The price as JSON: none where it is missing, two where the key stands twice."""
        fault = self.faults.get(name)
        if pair not in self.prices or fault is Fault.MISSING:
            return []
        price = self.prices[pair]
        if fault in _FACTORS:
            price *= _FACTORS[fault]
        text = _PRICES.get(fault, str(price)) if fault else str(price)
        if is_text and fault is not Fault.WRONG_TYPE:
            text = f'"{text}"'
        return [text, text.replace("8", "9")] if fault is Fault.TWICE else [text]

    def _date(self, name: str) -> int:
        return self.now - (3600 if self.faults.get(name) is Fault.STALE else self.lag_s)

    async def _answer(
        self, name: str, request: web.Request, body: str, status: int = 200
    ) -> web.StreamResponse:
        self.asked.append((name, {**request.query, **request.match_info}))
        self.headers.append({key.lower(): value for key, value in request.headers.items()})
        fault = self.faults.get(name)
        if fault is Fault.HANG:
            await self.closing.wait()
        if fault is Fault.DRIP:
            return await self._drip(request, body)
        if fault is Fault.ERROR_200:
            body = self.errors[name]
        if fault is not None:
            body, status = _BODIES.get(fault, body), _STATUSES.get(fault, status)
        headers = {"Location": "/elsewhere"} if fault is Fault.AWAY else {}
        if fault is Fault.TOO_OFTEN and self.retry_after:
            headers["Retry-After"] = self.retry_after
        return web.Response(status=status, text=body, headers=headers)

    async def _drip(self, request: web.Request, body: str) -> web.StreamResponse:
        """One byte at a time, without end."""
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(body[:1].encode())
        while not self.closing.is_set():
            await answer.write(b" ")
            await asyncio.sleep(0.02)
        return answer


@asynccontextmanager
async def open_rate_server(
    prices: Mapping[Pair, Decimal] | None = None,
) -> AsyncIterator[RateServer]:
    """All five services, while they are used."""
    server = RateServer(prices=dict(prices or {}))
    app = web.Application()
    app.router.add_get("/api/v3/simple/price", server.coingecko)
    app.router.add_get("/0/public/Ticker", server.kraken)
    app.router.add_get("/v2/exchange-rates", server.coinbase)
    app.router.add_get("/api/v2/ticker/{pair}/", server.bitstamp)
    app.router.add_get("/data/pricemulti", server.cryptocompare)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        server.closing.set()
        await runner.cleanup()


def _object(members: Sequence[tuple[str, str]]) -> str:
    """A JSON object of texts that are JSON already; a name may stand in it twice."""
    return "{" + ",".join(f'"{name}":{text}' for name, text in members) + "}"
