from collections.abc import AsyncIterator, Sequence
from fractions import Fraction

import pytest

from pos.domain.errors import Trouble
from pos.domain.money import Rate
from pos.rates.coingecko import MAX_ANSWER_BYTES, CoinGecko
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.fakes.rate_server import RateServer, open_rate_server

FRESH = OPENED_AT - 30


@pytest.fixture
async def server() -> AsyncIterator[RateServer]:
    async with open_rate_server() as opened:
        yield opened


async def ask(server: RateServer, *codes: str, demo_key: str = "") -> Sequence[Rate]:
    source = CoinGecko(SetClock(), base_url=f"{server.url}/", demo_key=demo_key)
    return await source.rates(codes or ("ETH",), "EUR")


def told(price: str, updated_at: object = FRESH) -> str:
    return f'{{"ethereum":{{"eur":{price},"last_updated_at":{updated_at}}}}}'


async def test_a_price_becomes_a_rate_with_all_its_digits(server: RateServer) -> None:
    server.body = told("2345.670000000000000001")

    assert await ask(server) == (
        Rate(
            per_coin=Fraction(2345670000000000000001, 10**18),
            code="ETH",
            currency="EUR",
            sources=("coingecko",),
            at=FRESH,
        ),
    )


async def test_all_coins_are_asked_for_at_once_by_the_service_s_names(server: RateServer) -> None:
    server.body = (
        f'{{"ethereum":{{"eur":2000,"last_updated_at":{FRESH}}},'
        f'"oxbitcoin":{{"eur":1.5e-1,"last_updated_at":{FRESH}}}}}'
    )

    rates = await ask(server, "ETH", "0xBTC")

    assert [(rate.code, rate.per_coin) for rate in rates] == [
        ("ETH", Fraction(2000)),
        ("0xBTC", Fraction(3, 20)),
    ]
    assert server.paths == ["/api/v3/simple/price"]
    assert server.asked == [
        {
            "ids": "ethereum,oxbitcoin",
            "vs_currencies": "eur",
            "include_last_updated_at": "true",
        }
    ]


def test_only_coins_with_a_name_at_the_service_can_be_asked_for() -> None:
    source = CoinGecko(SetClock(), ids={"ETH": "ethereum"})

    assert source.knows("ETH")
    assert not source.knows("PLAY")


async def test_a_demo_key_is_sent_where_there_is_one(server: RateServer) -> None:
    server.body = told("2000")

    await ask(server)
    await ask(server, demo_key="CG-1")

    assert [headers.get("x-cg-demo-api-key") for headers in server.headers] == [None, "CG-1"]


@pytest.mark.parametrize(
    "price", ["0", "-5", '"NaN"', '"Infinity"', "null", "1e999999999", "1e-40"]
)
async def test_a_price_nobody_can_mean_is_left_out(server: RateServer, price: str) -> None:
    server.body = told(price)

    assert await ask(server) == ()


@pytest.mark.parametrize("updated_at", [OPENED_AT - 601, "null", 0])
async def test_a_price_of_an_old_or_unknown_date_is_left_out(
    server: RateServer, updated_at: object
) -> None:
    server.body = told("2000", updated_at)

    assert await ask(server) == ()


async def test_a_date_in_the_future_counts_as_now(server: RateServer) -> None:
    server.body = told("2000", OPENED_AT + 5000)

    assert [rate.at for rate in await ask(server)] == [OPENED_AT]


async def test_one_bad_price_does_not_spoil_the_others(server: RateServer) -> None:
    server.body = f'{{"ethereum":{{"eur":2000,"last_updated_at":{FRESH}}},"oxbitcoin":{{}}}}'

    assert [rate.code for rate in await ask(server, "ETH", "0xBTC")] == ["ETH"]


@pytest.mark.parametrize(
    "body",
    ["<html>busy</html>", "", "[]", "5", '{"ethereum":5}', '{"ethereum":{"eur":NaN}}', "{"],
)
async def test_an_answer_that_is_no_price_list_is_trouble(server: RateServer, body: str) -> None:
    server.body = body

    with pytest.raises(Trouble):
        await ask(server)


@pytest.mark.parametrize("status", [429, 500, 302, 403])
async def test_a_service_that_does_not_answer_is_trouble(server: RateServer, status: int) -> None:
    server.status, server.body = status, told("2000")

    with pytest.raises(Trouble):
        await ask(server)


async def test_an_answer_without_end_is_trouble(server: RateServer) -> None:
    server.body = told("2000") + " " * MAX_ANSWER_BYTES

    with pytest.raises(Trouble):
        await ask(server)


async def test_a_service_that_is_away_is_trouble() -> None:
    async with open_rate_server() as server:
        pass

    with pytest.raises(Trouble):
        await ask(server)
