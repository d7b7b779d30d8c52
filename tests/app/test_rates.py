"""From settings to prices: which services are asked, and what the shop makes of their answers."""

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from pos.app.coins import Offer
from pos.app.rates import Pricing, play_pricing, real_pricing
from pos.app.settings import Settings, ShopSettings
from pos.chains.coins.btc import COIN as BTC
from pos.chains.practice.coins import PLAY_COINS, PracticeScribe, PracticeWallet
from pos.domain.errors import Refused
from pos.domain.payment.coin import Coin
from pos.domain.ports.chain import Method
from tests.fakes.clocks import SetClock
from tests.fakes.rate_server import Fault, RateServer, open_rate_server

ALL = ("coingecko", "kraken", "coinbase", "bitstamp", "cryptocompare")
PRICES = {
    ("BTC", "EUR"): Decimal(80_000),
    ("BTC", "USD"): Decimal(88_000),
    ("BTC", "SEK"): Decimal(880_000),
}


@pytest.fixture
async def server() -> AsyncIterator[RateServer]:
    async with open_rate_server(PRICES) as opened:
        yield opened


def offer(*coins: Coin) -> Offer:
    wallet, scribe = PracticeWallet("seed"), PracticeScribe()
    methods = tuple(
        Method(coin=coin, chain=coin.asset.chain, wallet=wallet, scribe=scribe) for coin in coins
    )
    return Offer(methods=methods, chains=(), coingecko={"BTC": "bitcoin"}, stale_after_s={})


def pricing(server: RateServer, **rates: Any) -> Pricing:  # noqa: ANN401 - whatever can be set
    urls = {f"{name}_url": server.url for name in ALL}
    settings = msgspec.convert({"rates": urls | rates}, Settings)
    return real_pricing(settings, offer(BTC.coin), SetClock(), None)


async def test_all_five_services_are_asked_in_many_currencies(server: RateServer) -> None:
    made = pricing(server)
    await made.market.refresh()

    assert {one.name for one in made.board.sources()} == set(ALL)
    assert made.board.rate("BTC", "EUR").sources == ALL
    assert made.board.rate("BTC", "SEK").sources == ("coingecko", "coinbase", "cryptocompare")
    assert made.board.currencies() == ("EUR", "USD", "SEK")


@pytest.mark.parametrize("name", ALL)
async def test_any_service_can_be_switched_off(server: RateServer, name: str) -> None:
    made = pricing(server, **{name: False})
    await made.market.refresh()

    assert {one.name for one in made.board.sources()} == set(ALL) - {name}
    assert not server.questions(name)


async def test_the_coin_that_pays_a_token_s_fees_is_priced_though_it_is_not_on_offer(
    server: RateServer,
) -> None:
    token = replace(BTC.coin, fee_coin="ETH")
    settings = msgspec.convert({"rates": {f"{name}_url": server.url for name in ALL}}, Settings)
    made = real_pricing(settings, offer(token), SetClock(), None)
    server.prices["ETH", "EUR"] = Decimal(2_500)
    await made.market.refresh()

    assert made.board.rate("ETH", "EUR").per_coin == 2_500


async def test_a_shop_may_name_its_currencies(server: RateServer) -> None:
    made = pricing(server, currencies=["SEK"])
    await made.market.refresh()

    assert made.board.currencies() == ("EUR", "SEK")


async def test_the_shop_s_figures_are_heeded(server: RateServer) -> None:
    server.faults["kraken"] = Fault.SPIKE
    made = pricing(
        server, spread={"BTC": "1"}, outlier_percent=5, coinbase=False, cryptocompare=False
    )
    await made.market.refresh()

    rate = made.board.rate("BTC", "EUR")

    assert rate.sources == ("coingecko", "bitstamp")
    assert rate.per_coin == 79_200
    assert rate.spread == Fraction(1, 100)


def test_a_spread_of_a_coin_that_nobody_knows_is_refused(server: RateServer) -> None:
    with pytest.raises(Refused, match=r"rates\.spread\.btc: .* known are .*BTC"):
        pricing(server, spread={"btc": "1"})


@pytest.mark.parametrize(("price", "words"), [("much", "is no price"), ("0", "above zero")])
def test_a_fixed_price_that_is_none_is_refused(server: RateServer, price: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        pricing(server, fixed={"BTC": price})


async def test_play_coins_cost_play_prices_and_nobody_is_asked() -> None:
    made = play_pricing(Settings(), offer(*PLAY_COINS), SetClock(), None)
    await made.market.refresh()

    assert made.board.rate("PLAY-ETH", "EUR").sources == ("fixed",)
    assert made.board.sources() == []
    assert made.board.currencies() == ("EUR", "USD")


def test_the_example_of_the_invoice_protocol_works_with_play_money_in_any_shop() -> None:
    made = play_pricing(
        Settings(shop=ShopSettings(currency="SEK")), offer(*PLAY_COINS), SetClock(), None
    )

    assert made.board.currencies() == ("SEK", "EUR", "USD")
    assert made.board.rate("PLAY-ETH", "USD").per_coin == 2500
