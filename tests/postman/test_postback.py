import base64
import hmac
import json
import logging
import re
import socket
import threading
from hashlib import sha256

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from pos.domain.ids import InvoiceId
from pos.domain.payment.effects import Postback
from pos.domain.ports.outbox import Delivered, Delivery, GivenUp, Outcome, TryAgain
from pos.postman.names import Found, SystemNames
from pos.postman.post import PostSettings
from pos.postman.postman import WebPostman
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.fakes.shops import DROP, ENDLESS, HANG, open_shop

ID = InvoiceId("c338c15b4befba5b")
TX = "0x" + "33" * 32
LOOPBACK = ("127.0.0.0/8",)


class Names(AbstractResolver):
    """A name server that gives its answers one after the other, and keeps up the last."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        if not self.answers:
            raise OSError("no such name")
        ip = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=ip,
                port=port,
                family=socket.AF_INET6 if ":" in ip else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        pass


class NoAddress(Names):
    """A name server that knows the name and has no address for it."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return []


def delivery(url: str, *, data: str = "null", tx_hash: str | None = TX) -> Delivery:
    effect = Postback(
        key=f"postback:{ID}", invoice=ID, selector=ID, url=url, data=data, tx_hash=tx_hash
    )
    return Delivery(
        id="d-17", effect=effect, created_at=OPENED_AT, due_at=OPENED_AT, tries=0, outcome=""
    )


def settings(*, allow: tuple[str, ...] = LOOPBACK, read_s: float = 60.0) -> PostSettings:
    return PostSettings(
        secret="s3cret", user_agent="Florin/0.1.0", allow=allow, connect_s=2.0, read_s=read_s
    )


async def post(
    wish: Delivery, how: PostSettings | None = None, names: AbstractResolver | None = None
) -> Outcome:
    async with WebPostman(how or settings(), SetClock(), resolver=names) as postman:
        return await postman.deliver(wish)


# ---- what the shop gets


async def test_the_body_has_the_documented_keys_with_the_data_as_a_string() -> None:
    async with open_shop([200]) as shop:
        outcome = await post(delivery(shop.url, data='{"order_id":"444","s":"é"}'))

    assert outcome == Delivered(note="answered 200")
    expected = (
        f'{{"id":"{ID}","data":"{{\\"order_id\\":\\"444\\",\\"s\\":\\"é\\"}}","tx_hash":"{TX}"}}'
    )
    assert shop.received[0].body.decode() == expected
    assert shop.received[0].line == "POST /payment_complete?x=1 HTTP/1.1"


async def test_no_data_is_the_string_null_and_no_transaction_is_null() -> None:
    async with open_shop([200]) as shop:
        await post(delivery(shop.url, tx_hash=None))

    assert shop.received[0].body == f'{{"id":"{ID}","data":"null","tx_hash":null}}'.encode()


async def test_a_shop_s_own_code_can_read_the_data_back() -> None:
    async with open_shop([200]) as shop:
        await post(delivery(shop.url, data='{"order_id":"444","postback_secret":"x\\"y"}'))

    told = json.loads(shop.received[0].body)
    assert json.loads(told["data"])["postback_secret"] == 'x"y'


async def test_headers_name_the_sender_the_delivery_and_the_time() -> None:
    async with open_shop([200]) as shop:
        await post(delivery(shop.url))

    headers = shop.received[0].headers
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"] == "Florin/0.1.0"
    assert headers["x-florin-delivery"] == "d-17"
    assert headers["x-florin-timestamp"] == str(OPENED_AT)


async def test_the_signature_proves_time_and_body_with_the_shop_s_secret() -> None:
    async with open_shop([200]) as shop:
        await post(delivery(shop.url, data='{"s":"é"}'))

    told = shop.received[0]
    found = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", told.headers["x-florin-signature"])
    assert found
    expected = hmac.new(b"s3cret", found[1].encode() + b"." + told.body, sha256).hexdigest()
    assert found[2] == expected


# ---- what comes of it


@pytest.mark.parametrize("status", [200, 201, 204, 299])
async def test_any_success_is_delivered(status: int) -> None:
    async with open_shop([status]) as shop:
        assert await post(delivery(shop.url)) == Delivered(note=f"answered {status}")


@pytest.mark.parametrize("status", [408, 429, 500, 503, 599])
async def test_a_shop_in_trouble_is_tried_again(status: int) -> None:
    async with open_shop([status]) as shop:
        assert await post(delivery(shop.url)) == TryAgain(note=f"answered {status}")


@pytest.mark.parametrize("status", [304, 400, 401, 404, 410, 422])
async def test_a_shop_that_says_no_is_given_up(status: int) -> None:
    async with open_shop([status]) as shop:
        assert await post(delivery(shop.url)) == GivenUp(note=f"answered {status}")


async def test_a_redirect_is_not_followed() -> None:
    async with open_shop([200]) as other, open_shop([other.url]) as shop:
        assert await post(delivery(shop.url)) == GivenUp(note="answered 302")

    assert other.received == []


async def test_a_dropped_connection_is_tried_again() -> None:
    async with open_shop([DROP]) as shop:
        assert isinstance(await post(delivery(shop.url)), TryAgain)


async def test_a_shop_that_never_answers_is_tried_again() -> None:
    async with open_shop([HANG]) as shop:
        outcome = await post(delivery(shop.url), settings(read_s=0.1))

    assert outcome == TryAgain(note="the shop did not answer in time")


async def test_a_shop_that_accepts_and_then_talks_without_end_has_accepted() -> None:
    async with open_shop([ENDLESS]) as shop:
        assert await post(delivery(shop.url)) == Delivered(note="answered 200")


async def test_a_closed_shop_is_tried_again() -> None:
    async with open_shop([200]) as shop:
        url = shop.url

    assert await post(delivery(url)) == TryAgain(note="the shop's server could not be reached")


async def test_a_name_nobody_knows_is_tried_again() -> None:
    outcome = await post(delivery("http://shop.example/"), names=Names())

    assert outcome == TryAgain(note="the name of the shop's server is not known")


async def test_three_tries_carry_the_same_delivery_id() -> None:
    async with open_shop([500, DROP, 200]) as shop:
        outcomes = [await post(delivery(shop.url)) for _ in range(3)]

    assert [type(outcome) for outcome in outcomes] == [TryAgain, TryAgain, Delivered]
    assert {told.headers["x-florin-delivery"] for told in shop.received} == {"d-17"}
    assert len({told.body for told in shop.received}) == 1


async def test_the_shop_s_data_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with open_shop([500, DROP, 200]) as shop:
            outcomes = [await post(delivery(shop.url, data='"hush"')) for _ in range(3)]

    assert "hush" not in caplog.text
    assert not any("hush" in outcome.note for outcome in outcomes)


# ---- where it may go


@pytest.mark.parametrize(
    "url", ["ftp://shop.example/", "javascript:x", "a:b", "file:///etc/passwd", "http:", "//x/"]
)
async def test_only_the_web_can_be_called(url: str) -> None:
    assert await post(delivery(url)) == GivenUp(note="only http and https addresses can be called")


@pytest.mark.parametrize(
    "url",
    [
        *("http://x y/", "http://é.example/", "http://x:99999/", "http://127.1/", "http://[::1/"),
        *("http://a%3Ab@shop.example/", "http://a%3Ab:c@127.0.0.1/"),
    ],
)
async def test_what_is_no_address_is_given_up(url: str) -> None:
    outcome = await post(delivery(url), names=Names("127.0.0.1"))

    assert outcome == GivenUp(note="the address is not one that can be called")


async def test_a_name_too_long_for_the_name_service_is_given_up() -> None:
    outcome = await post(delivery(f"http://{'a' * 64}.example/"))

    assert outcome == GivenUp(note="the address is not one that can be called")


async def test_a_private_address_is_refused_unless_it_is_allowed() -> None:
    async with open_shop([200]) as shop:
        outcome = await post(delivery(shop.url), settings(allow=()))

    assert outcome == GivenUp(note="private addresses must be allowed in the settings")
    assert shop.received == []


async def test_a_name_that_points_to_a_private_address_is_not_called_this_time() -> None:
    async with open_shop([200]) as shop:
        url = shop.url.replace("127.0.0.1", "shop.example")
        outcome = await post(delivery(url), settings(allow=()), Names("127.0.0.1"))

    assert outcome == TryAgain(note="private addresses must be allowed in the settings")
    assert shop.received == []


async def test_a_name_that_pointed_astray_for_a_while_is_called_once_it_is_right() -> None:
    names = Names("127.0.0.2", "127.0.0.1")
    async with (
        open_shop([200]) as shop,
        WebPostman(settings(allow=("127.0.0.1",)), SetClock(), resolver=names) as postman,
    ):
        url = shop.url.replace("127.0.0.1", "shop.example")
        outcomes = [await postman.deliver(delivery(url)) for _ in range(2)]

    assert [type(outcome) for outcome in outcomes] == [TryAgain, Delivered]


async def test_a_name_without_any_address_is_tried_again() -> None:
    assert isinstance(await post(delivery("http://shop.example/"), names=NoAddress()), TryAgain)


async def test_a_name_service_that_hangs_is_tried_again_in_time() -> None:
    hangs = threading.Event()

    def hang(*_: object) -> list[Found]:
        hangs.wait(10)
        return []

    names = SystemNames(0.05, hang)
    outcome = await post(delivery("http://shop.example/"), names=names)
    hangs.set()

    assert outcome == TryAgain(note="the name of the shop's server is not known")


# ---- who the shop says we are


@pytest.mark.parametrize(
    ("user", "credentials"),
    [
        ("till:s3cret", "till:s3cret"),
        ("till", "till:"),
        (":s3cret", ":s3cret"),
        ("a%40b:c%3Ad", "a@b:c:d"),
        ("%C3%A9:%E2%82%AC", "é:€"),
    ],
)
async def test_a_user_in_the_address_is_told_as_basic_authorization(
    user: str, credentials: str
) -> None:
    async with open_shop([200]) as shop:
        await post(delivery(shop.url.replace("http://", f"http://{user}@")))

    told = shop.received[0]
    kind, _, encoded = told.headers["authorization"].partition(" ")
    assert (kind, base64.b64decode(encoded).decode()) == ("Basic", credentials)
    assert told.line == "POST /payment_complete?x=1 HTTP/1.1"


async def test_a_name_is_looked_up_once_for_each_try_so_that_it_cannot_change_its_mind() -> None:
    names = Names("127.0.0.2", "127.0.0.1")
    async with open_shop([200]) as shop:
        url = shop.url.replace("127.0.0.1", "shop.example")
        outcome = await post(delivery(url), settings(allow=("127.0.0.2",)), names)

    assert isinstance(outcome, TryAgain)
    assert names.asked == ["shop.example"]
    assert shop.received == []


async def test_a_name_is_looked_up_anew_for_each_try() -> None:
    names = Names("127.0.0.1", "127.0.0.3")
    async with (
        open_shop([500]) as shop,
        WebPostman(settings(allow=("127.0.0.1",)), SetClock(), resolver=names) as postman,
    ):
        url = shop.url.replace("127.0.0.1", "shop.example")
        outcomes = [await postman.deliver(delivery(url)) for _ in range(2)]

    assert [type(outcome) for outcome in outcomes] == [TryAgain, TryAgain]
    assert names.asked == ["shop.example", "shop.example"]
    assert len(shop.received) == 1


async def test_a_name_the_merchant_allowed_may_stand_anywhere() -> None:
    async with open_shop([200]) as shop:
        url = shop.url.replace("127.0.0.1", "shop.lan")
        outcome = await post(delivery(url), settings(allow=("shop.lan",)), Names("127.0.0.1"))

    assert outcome == Delivered(note="answered 200")
