"""Which prices a shop goes by: those people set, then what several rate services agree on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pos.app.coins import PLAY_PRICES, Offer
from pos.app.settings import RateSettings, Settings
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.ports.clock import Clock
from pos.domain.ports.shops import Shelf
from pos.rates.bitstamp import Bitstamp
from pos.rates.board import RateBoard, Wanted
from pos.rates.coinbase import Coinbase
from pos.rates.coingecko import CoinGecko
from pos.rates.cryptocompare import CryptoCompare
from pos.rates.fixed import FixedRates
from pos.rates.kraken import Kraken
from pos.rates.manual import ManualRates
from pos.rates.market import Market
from pos.rates.median import Rules
from pos.rates.source import Source

EXAMPLE_CURRENCIES: Final = ("EUR", "USD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """The board to read from, the market to keep asking, and the rates set by hand to recall."""

    board: RateBoard
    market: Market
    manual: ManualRates


def play_pricing(settings: Settings, offer: Offer, clock: Clock, shelf: Shelf | None) -> Pricing:
    """Play coins at play prices; no service is asked.

    The shop's own currency counts as much as those of the LibrePay protocol's examples.
    """
    currencies = tuple(dict.fromkeys((settings.shop.currency, *EXAMPLE_CURRENCIES)))
    codes = tuple(method.coin.code for method in offer.methods)
    fixed = FixedRates(
        {(code, each): Decimal(text) for each in currencies for code, text in PLAY_PRICES.items()}
    )
    wanted = Wanted(codes=codes, currencies=currencies, fixed=fixed)
    return _pricing(wanted, Market((), (), clock), clock, shelf)


def real_pricing(settings: Settings, offer: Offer, clock: Clock, shelf: Shelf | None) -> Pricing:
    """The shop's prices. Raises Refused for a fixed price that is none, or a spread of no coin."""
    rates, currency = settings.rates, settings.shop.currency
    wanted = Wanted(
        codes=_codes(offer),
        currencies=tuple(dict.fromkeys((currency, *rates.currencies))),
        fixed=_fixed(rates.fixed, currency),
        rules=Rules(
            outlier=_share(rates.outlier_percent),
            jump=_share(rates.jump_percent),
            fresh_s=rates.fresh_s,
            max_age_s=rates.max_age_s,
        ),
        spreads=_spreads(rates.spread),
        last_good_spread=_share(rates.last_good_percent),
    )
    names = {code: each.coingecko for code, each in find_coins().items() if each.coingecko}
    market = Market(_sources(rates, names | dict(offer.coingecko), clock), wanted.asked(), clock)
    return _pricing(wanted, market, clock, shelf)


def _codes(offer: Offer) -> tuple[str, ...]:
    """The coins on offer, and those that pay the fees of tokens, on offer or not."""
    coins = [method.coin for method in offer.methods]
    both = (*(coin.code for coin in coins), *(coin.fee_coin for coin in coins))
    return tuple(code for code in dict.fromkeys(both) if code)


def _pricing(wanted: Wanted, market: Market, clock: Clock, shelf: Shelf | None) -> Pricing:
    manual = ManualRates(clock, shelf)
    board = RateBoard(wanted, market, manual, clock)
    return Pricing(board=board, market=market, manual=manual)


def _sources(rates: RateSettings, ids: Mapping[str, str], clock: Clock) -> Iterator[Source]:
    """The services that are switched on."""
    if rates.coingecko:
        yield CoinGecko(
            clock,
            ids,
            url=rates.coingecko_url,
            demo_key=rates.coingecko_demo_key,
            pro_key=rates.coingecko_pro_key,
        )
    if rates.kraken:
        yield Kraken(clock, url=rates.kraken_url)
    if rates.coinbase:
        yield Coinbase(clock, url=rates.coinbase_url)
    if rates.bitstamp:
        yield Bitstamp(clock, url=rates.bitstamp_url)
    if rates.cryptocompare:
        yield CryptoCompare(clock, url=rates.cryptocompare_url, key=rates.cryptocompare_key)


def _fixed(prices: Mapping[str, str], currency: str) -> FixedRates:
    return FixedRates({(code, currency): _price(code, text) for code, text in prices.items()})


def _price(code: str, text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError as why:
        raise Refused("invalid_setting", f"rates.fixed.{code}: “{text}” is no price") from why


def _spreads(percents: Mapping[str, Decimal]) -> Mapping[str, Fraction]:
    known = find_coins()
    for code in percents:
        if code not in known:
            text = f"rates.spread.{code}: Florin does not know this coin; known are"
            raise Refused("unknown_coin", f"{text} {', '.join(known)}")
    return {code: _share(percent) for code, percent in percents.items()}


def _share(percent: Decimal) -> Fraction:
    return Fraction(percent) / 100
