"""Each service as it really answers: what it is asked, and how its answer is read."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pos.domain.errors import Trouble
from pos.domain.money import Reading
from pos.rates.bitstamp import Bitstamp
from pos.rates.coinbase import Coinbase
from pos.rates.coingecko import DEMO_PAUSE_S, PRO_URL, CoinGecko
from pos.rates.cryptocompare import CryptoCompare
from pos.rates.kraken import FORGET_S, Kraken
from pos.rates.source import Told
from pos.rates.web import NotThere, TooOften
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.fakes.rate_server import Fault, RateServer
from tests.rates.trading import IDS, NAMES, source

BTC_EUR, BTC_USD, ETH_EUR = ("BTC", "EUR"), ("BTC", "USD"), ("ETH", "EUR")
XMR_EUR, ZEROX_EUR = ("XMR", "EUR"), ("0xBTC", "EUR")


def prices(told: Told) -> dict[tuple[str, str], Decimal]:
    return {
        pair: Decimal(reading.per_coin.numerator) / reading.per_coin.denominator
        for pair, reading in told.items()
    }


@pytest.mark.parametrize("name", NAMES)
async def test_every_service_tells_what_it_has(
    server: RateServer, clock: SetClock, name: str
) -> None:
    service = source(name, server, clock)

    told = await service.told([BTC_EUR, BTC_USD, ETH_EUR])

    assert prices(told) == {pair: server.prices[pair] for pair in (BTC_EUR, BTC_USD, ETH_EUR)}
    assert {reading.source for reading in told.values()} == {name}


@pytest.mark.parametrize("name", NAMES)
async def test_a_price_keeps_every_digit(server: RateServer, clock: SetClock, name: str) -> None:
    server.prices[BTC_EUR] = Decimal("80000.000000000000000001")

    told = await source(name, server, clock).told([BTC_EUR])

    assert told[BTC_EUR].per_coin == Fraction("80000.000000000000000001")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("price", ["1e31", "1e-31", "1." + "3" * 60])
async def test_a_price_that_nobody_means_is_left_out(
    server: RateServer, clock: SetClock, name: str, price: str
) -> None:
    server.prices[BTC_EUR] = Decimal(price)

    assert await source(name, server, clock).told([BTC_EUR]) == {}


@pytest.mark.parametrize("name", ["bitstamp", "coingecko"])
async def test_a_service_with_dates_is_believed_on_them_but_not_on_those_to_come(
    server: RateServer, clock: SetClock, name: str
) -> None:
    service = source(name, server, clock)
    assert (await service.told([BTC_EUR]))[BTC_EUR].at == OPENED_AT - server.lag_s

    server.lag_s = -5000

    assert (await service.told([BTC_EUR]))[BTC_EUR].at == OPENED_AT


@pytest.mark.parametrize("name", ["coinbase", "cryptocompare", "kraken"])
async def test_a_service_without_dates_is_as_fresh_as_its_answer(
    server: RateServer, clock: SetClock, name: str
) -> None:
    assert (await source(name, server, clock).told([BTC_EUR]))[BTC_EUR].at == OPENED_AT


# ---- CoinGecko


async def test_coingecko_is_asked_for_all_at_once_by_its_own_names(
    server: RateServer, clock: SetClock
) -> None:
    told = await CoinGecko(clock, IDS, url=server.url).told([BTC_EUR, ZEROX_EUR, BTC_USD])

    assert told[ZEROX_EUR].per_coin == Fraction("0.08123456789")
    assert server.questions("coingecko") == [
        {
            "ids": "bitcoin,oxbitcoin",
            "vs_currencies": "eur,usd",
            "include_last_updated_at": "true",
        }
    ]


def test_coingecko_knows_coins_with_a_name_there_in_its_currencies(clock: SetClock) -> None:
    service = CoinGecko(clock, {"ETH": "ethereum"})

    assert service.knows(ETH_EUR)
    assert not service.knows(("PLAY", "EUR"))
    assert not service.knows(("ETH", "ISK"))


async def test_coingecko_s_keys_are_headers_and_say_how_often_it_may_be_asked(
    server: RateServer, clock: SetClock
) -> None:
    demo = CoinGecko(clock, IDS, url=server.url, demo_key="CG-1")
    pro = CoinGecko(clock, IDS, url=server.url, pro_key="CG-2")
    await demo.told([BTC_EUR])
    await pro.told([BTC_EUR])

    assert server.headers[0]["x-cg-demo-api-key"] == "CG-1"
    assert server.headers[1]["x-cg-pro-api-key"] == "CG-2"
    assert (demo.pause_s, pro.pause_s) == (DEMO_PAUSE_S, 60)


def test_a_pro_key_leads_to_the_service_for_pros(clock: SetClock) -> None:
    assert PRO_URL in repr(vars(CoinGecko(clock, IDS, pro_key="CG-2")))


async def test_coingecko_s_price_without_a_date_is_left_out(
    server: RateServer, clock: SetClock
) -> None:
    server.now = server.lag_s  # the first second of the epoch

    assert await CoinGecko(clock, IDS, url=server.url).told([BTC_EUR]) == {}


# ---- Kraken


async def test_kraken_s_pairs_are_asked_for_at_once_and_known_by_their_old_names(
    server: RateServer, clock: SetClock
) -> None:
    server.prices["USDT", "EUR"], server.prices["DOGE", "EUR"] = Decimal("0.86"), Decimal("0.2")
    pairs = [BTC_EUR, ETH_EUR, XMR_EUR, ("USDT", "EUR"), ("DOGE", "EUR")]

    told = await Kraken(clock, url=server.url).told(pairs)

    assert set(told) == set(pairs)
    assert server.questions("kraken") == [{"pair": "XBTEUR,ETHEUR,XMREUR,USDTEUR,XDGEUR"}]


async def test_one_pair_that_kraken_does_not_know_costs_only_that_pair(
    server: RateServer, clock: SetClock
) -> None:
    del server.prices[ETH_EUR]
    kraken = Kraken(clock, url=server.url)

    told = await kraken.told([BTC_EUR, BTC_USD, ETH_EUR, XMR_EUR])

    assert set(told) == {BTC_EUR, BTC_USD, XMR_EUR}
    assert clock.pauses == [1.0] * 4
    assert not kraken.knows(ETH_EUR)
    clock.at += FORGET_S
    assert kraken.knows(ETH_EUR)


@pytest.mark.parametrize("error", ["EAPI:Rate limit exceeded", "EGeneral:Too many requests"])
async def test_kraken_says_in_an_answer_200_that_it_was_asked_too_often(
    server: RateServer, clock: SetClock, error: str
) -> None:
    server.faults["kraken"] = Fault.ERROR_200
    server.errors["kraken"] = f'{{"error":["{error}"]}}'

    with pytest.raises(TooOften):
        await Kraken(clock, url=server.url).told([BTC_EUR])


async def test_a_mere_warning_of_kraken_s_spoils_nothing(
    server: RateServer, clock: SetClock
) -> None:
    server.faults["kraken"] = Fault.ERROR_200
    server.errors["kraken"] = '{"error":["WGeneral:Old"],"result":{"XXBTZEUR":{"c":["80000"]}}}'

    told = await Kraken(clock, url=server.url).told([BTC_EUR])

    assert told == {BTC_EUR: Reading(source="kraken", per_coin=Fraction(80_000), at=OPENED_AT)}


# ---- Coinbase, Bitstamp


async def test_coinbase_is_asked_once_for_each_coin(server: RateServer, clock: SetClock) -> None:
    await Coinbase(clock, url=server.url).told([BTC_EUR, BTC_USD, ETH_EUR])

    assert sorted(q["currency"] for q in server.questions("coinbase")) == ["BTC", "ETH"]


async def test_coinbase_s_answer_for_another_coin_is_not_taken(
    server: RateServer, clock: SetClock
) -> None:
    server.faults["coinbase"] = Fault.ERROR_200
    server.errors["coinbase"] = '{"data":{"currency":"ETH","rates":{"EUR":"2800"}}}'

    with pytest.raises(Trouble, match="another coin"):
        await Coinbase(clock, url=server.url).told([BTC_EUR])


@pytest.mark.parametrize("name", ["coinbase", "bitstamp"])
async def test_one_that_is_not_there_does_not_spoil_the_others(
    server: RateServer, clock: SetClock, name: str
) -> None:
    del server.prices[ETH_EUR]
    service = source(name, server, clock)

    assert set(await service.told([BTC_EUR, ETH_EUR])) == {BTC_EUR}
    with pytest.raises(NotThere):
        await service.told([ETH_EUR])


async def test_bitstamp_is_asked_for_each_pair(server: RateServer, clock: SetClock) -> None:
    await Bitstamp(clock, url=server.url).told([BTC_EUR, BTC_USD])

    assert sorted(q["pair"] for q in server.questions("bitstamp")) == ["btceur", "btcusd"]


@pytest.mark.parametrize("name", ["bitstamp", "coinbase"])
async def test_when_one_answer_asks_for_rest_the_whole_service_rests(
    server: RateServer, clock: SetClock, name: str
) -> None:
    server.faults[name] = Fault.TOO_OFTEN

    with pytest.raises(TooOften):
        await source(name, server, clock).told([BTC_EUR, ETH_EUR])


# ---- CryptoCompare


async def test_cryptocompare_is_asked_for_no_more_currencies_than_it_allows(
    server: RateServer, clock: SetClock
) -> None:
    pairs = [("BTC", f"X{chr(65 + one // 26)}{chr(65 + one % 26)}") for one in range(60)]
    server.prices |= {pair: Decimal(number + 1) for number, pair in enumerate(pairs)}

    told = await CryptoCompare(clock, url=server.url).told(pairs)

    assert set(told) == set(pairs)
    assert all(len(q["tsyms"]) <= 100 for q in server.questions("cryptocompare"))


@pytest.mark.parametrize(
    ("message", "kind", "words"),
    [
        ("You are over your rate limit please upgrade", TooOften, "asked too often"),
        ("You need a valid auth key or api key", Trouble, "rates.cryptocompare_key"),
        ("market does not exist", Trouble, "answers with an error"),
    ],
)
async def test_cryptocompare_s_errors_come_in_an_answer_200(
    server: RateServer, clock: SetClock, message: str, kind: type[Trouble], words: str
) -> None:
    server.faults["cryptocompare"] = Fault.ERROR_200
    server.errors["cryptocompare"] = f'{{"Response":"Error","Message":"{message}","Type":99}}'

    with pytest.raises(kind, match=words):
        await CryptoCompare(clock, url=server.url).told([BTC_EUR])


async def test_cryptocompare_s_key_is_a_header(server: RateServer, clock: SetClock) -> None:
    await CryptoCompare(clock, url=server.url, key="CC-1").told([BTC_EUR])

    assert server.headers[0]["authorization"] == "Apikey CC-1"
    assert "CC-1" not in str(server.asked)
