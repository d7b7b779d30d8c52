"""Boards over the five services on loopback, or over services that are only spoken for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pos.domain.errors import Trouble
from pos.domain.money import Reading
from pos.domain.ports.clock import Clock
from pos.rates.bitstamp import Bitstamp
from pos.rates.board import RateBoard, Wanted
from pos.rates.coinbase import Coinbase
from pos.rates.coingecko import CoinGecko
from pos.rates.cryptocompare import CryptoCompare
from pos.rates.fixed import FixedRates
from pos.rates.kraken import Kraken
from pos.rates.manual import ManualRates
from pos.rates.market import Market
from pos.rates.source import PAUSE_S, Pair, Source, Told
from tests.fakes.rate_server import RateServer

IDS: Final = {
    "BTC": "bitcoin",
    "ETH": "ethereum",
    "XMR": "monero",
    "DOGE": "dogecoin",
    "USDT": "tether",
    "0xBTC": "oxbitcoin",
}
NAMES: Final = ("bitstamp", "coinbase", "coingecko", "cryptocompare", "kraken")


def source(name: str, server: RateServer, clock: Clock) -> Source:
    """One real source, asking the server on loopback."""
    made: dict[str, Source] = {
        "bitstamp": Bitstamp(clock, url=server.url),
        "coinbase": Coinbase(clock, url=server.url),
        "coingecko": CoinGecko(clock, IDS, url=server.url),
        "cryptocompare": CryptoCompare(clock, url=server.url),
        "kraken": Kraken(clock, url=server.url),
    }
    return made[name]


@dataclass(kw_only=True)
class Shop:
    """A board, what it is fed by, and the rates set by hand."""

    board: RateBoard
    market: Market
    manual: ManualRates


def wanted(*codes: str, currencies: Sequence[str] = ("EUR",)) -> Wanted:
    return Wanted(codes=codes, currencies=tuple(currencies), fixed=FixedRates({}))


def fixed(what: Wanted, **prices: str) -> Wanted:
    """The same with fixed prices in the shop's currency."""
    own = what.currencies[0]
    told = {(code, own): Decimal(price) for code, price in prices.items()}
    return replace(what, fixed=FixedRates(told))


def shop_of(
    what: Wanted, sources: Sequence[Source], clock: Clock, manual: ManualRates | None = None
) -> Shop:
    market = Market(sources, what.asked(), clock)
    by_hand = manual or ManualRates(clock)
    board = RateBoard(what, market, by_hand, clock)
    return Shop(board=board, market=market, manual=by_hand)


@dataclass
class Crier:
    """A source that says what it is told to, as of now, or is away."""

    name: str
    clock: Clock
    prices: dict[Pair, Fraction] = field(default_factory=dict)
    ages_s: int = 0
    is_away: bool = False
    pause_s: int = PAUSE_S
    asked: list[Sequence[Pair]] = field(default_factory=list)

    def knows(self, pair: Pair) -> bool:
        return pair in self.prices

    async def told(self, pairs: Sequence[Pair]) -> Told:
        self.asked.append(tuple(pairs))
        if self.is_away:
            raise Trouble(f"{self.name} does not answer")
        at = self.clock.now() - self.ages_s
        return {
            pair: Reading(source=self.name, per_coin=self.prices[pair], at=at) for pair in pairs
        }


def crier(name: str, clock: Clock, prices: Mapping[Pair, int | str]) -> Crier:
    return Crier(name, clock, {pair: Fraction(price) for pair, price in prices.items()})
