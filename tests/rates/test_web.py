"""How a service is read: bounded, strict, and silent about secrets."""

from decimal import Decimal
from email.utils import formatdate

import msgspec
import pytest

from pos.domain.errors import Trouble
from pos.rates.web import LONGEST_REST_S, REST_S, TooOften, Web
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.fakes.rate_server import Fault, RateServer, open_rate_server

SECRET = "hush-hush"


class Answer(msgspec.Struct):
    data: dict[str, object]


async def ask(url: str, *, request_s: float = 10) -> Answer:
    web = Web(
        name="service",
        url=f"{url}/",
        clock=SetClock(),
        headers={"x-key": SECRET},
        request_s=request_s,
    )
    async with web.visit() as visit:
        return await visit.ask("/v2/exchange-rates", {"currency": "BTC"}, Answer)


async def test_figures_keep_all_their_digits(server: RateServer) -> None:
    server.prices["BTC", "EUR"] = Decimal("80000.000000000000000001")

    answer = await ask(server.url)

    assert answer.data["rates"] == {"EUR": "80000.000000000000000001", "USD": "88000"}


async def test_no_packed_answer_is_asked_for(server: RateServer) -> None:
    await ask(server.url)

    assert server.headers[0]["accept-encoding"] == "identity"
    assert server.headers[0]["x-key"] == SECRET


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP])
async def test_an_answer_that_takes_too_long_is_given_up(server: RateServer, fault: Fault) -> None:
    server.faults["coinbase"] = fault

    with pytest.raises(Trouble, match="service is too slow"):
        await ask(server.url, request_s=0.2)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.HUGE, "service answers without end"),
        (Fault.AWAY, "service answered 302"),
        (Fault.BROKEN, "service answered 500"),
        (Fault.HTML, "service does not answer with prices"),
        (Fault.DEEP, "service does not answer with prices"),
        (Fault.TWICE, "service does not answer with prices"),
        (Fault.MISSING, "service does not know what it was asked for"),
    ],
)
async def test_what_is_wrong_is_said_without_addresses_and_keys(
    server: RateServer, fault: Fault, words: str
) -> None:
    server.faults["coinbase"] = fault

    with pytest.raises(Trouble) as trouble:
        await ask(server.url)
    assert str(trouble.value) == words


async def test_nobody_is_led_on_to_another_place(server: RateServer) -> None:
    server.faults["coinbase"] = Fault.AWAY

    with pytest.raises(Trouble):
        await ask(server.url)
    assert len(server.asked) == 1


async def test_a_service_that_is_away_is_trouble() -> None:
    async with open_rate_server() as server:
        pass

    with pytest.raises(Trouble, match="service does not answer"):
        await ask(server.url)


@pytest.mark.parametrize(
    ("retry_after", "wait_s"),
    [
        ("", REST_S),
        ("5", REST_S),
        ("90", 90),
        ("86400", LONGEST_REST_S),
        ("9" * 5000, REST_S),
        ("soon", REST_S),
        ("Mon, 01 Jan 2030 00:00:00 +" + "9" * 20, REST_S),
        ("Mon, " + "9" * 20 + " Jan 2030 00:00:00 GMT", REST_S),
        (formatdate(OPENED_AT + 300, usegmt=True), 300),
        (formatdate(OPENED_AT - 300, usegmt=True), REST_S),
        (formatdate(OPENED_AT + 300), 300),
    ],
)
async def test_a_service_says_how_long_it_wants_to_rest(
    server: RateServer, retry_after: str, wait_s: int
) -> None:
    server.faults["coinbase"], server.retry_after = Fault.TOO_OFTEN, retry_after

    with pytest.raises(TooOften) as tired:
        await ask(server.url)
    assert tired.value.wait_s == wait_s


def test_keys_are_not_shown_with_a_service() -> None:
    assert SECRET not in repr(
        Web(name="a", url="http://x", clock=SetClock(), headers={"k": SECRET})
    )
