"""Which prices a shop goes by: fixed ones first, then what a rate service says."""

from decimal import Decimal

from pos.app.coins import PLAY_PRICES, Offer
from pos.app.settings import Settings
from pos.domain.errors import Refused
from pos.domain.ports import Clock
from pos.rates.board import RateBoard
from pos.rates.coingecko import CoinGecko
from pos.rates.fixed import FixedRates


def play_board(settings: Settings, offer: Offer, clock: Clock) -> RateBoard:
    """Play coins at play prices; no service is asked."""
    return _board(settings, offer, clock, _fixed(PLAY_PRICES, settings.shop.currency))


def rate_board(settings: Settings, offer: Offer, clock: Clock) -> RateBoard:
    """The shop's prices. Raises Refused for a fixed price that is none."""
    return _board(settings, offer, clock, _fixed(settings.rates.fixed, settings.shop.currency))


def _board(settings: Settings, offer: Offer, clock: Clock, fixed: FixedRates) -> RateBoard:
    rates, source = settings.rates, None
    if rates.coingecko and offer.coingecko:
        source = CoinGecko(
            clock,
            base_url=rates.coingecko_url,
            demo_key=rates.coingecko_demo_key,
            ids=offer.coingecko,
        )
    wanted = [(method.coin.code, settings.shop.currency) for method in offer.methods]
    return RateBoard(wanted, clock, fixed=fixed, source=source, max_age_s=rates.max_age_s)


def _fixed(prices: dict[str, str], currency: str) -> FixedRates:
    return FixedRates({(code, currency): _price(code, text) for code, text in prices.items()})


def _price(code: str, text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError as why:
        raise Refused("invalid_setting", f"rates.fixed.{code}: “{text}” is no price") from why
