"""From a shop's request to its postback: engine, outbox, postman and a shop that takes it badly."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from yarl import URL

from pos.api.zeroxbtcpay import read_url
from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId
from pos.domain.payment.effects import Postback
from pos.domain.ports.outbox import Delivered, Delivery, GivenUp, TryAgain
from pos.engine.outbox import Carrier
from pos.postman.post import PostSettings
from pos.postman.postman import WebPostman
from pos.postman.targets import Targets, is_literal
from tests.api.conftest import Door
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.fakes.shops import DROP, Shop, open_shop

TX = "0x" + "33" * 32
OTHER_TX = "0x" + "44" * 32
SETTINGS = PostSettings(secret="s3cret", user_agent="Florin/0.1.0", allow=("127.0.0.1",))
WITHIN_S = 5.0


class HurriedClock(SetClock):
    """A clock whose hours pass in milliseconds."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0.005)
        self.at += int(seconds)


@asynccontextmanager
async def carrying(door: Door) -> AsyncIterator[None]:
    """The outbox at work."""
    clock = HurriedClock(door.engine.clock.at)
    async with WebPostman(SETTINGS, clock) as postman:
        carrier = Carrier(
            outbox=door.engine.store.outbox,
            postman=postman,
            feed=door.engine.feed,
            clock=clock,
            chance=lambda: 0.5,
            wake=door.engine.ledger.has_effects,
        )
        task = asyncio.create_task(carrier.carry())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def started(door: Door, **params: object) -> str:
    ask = {"jsonrpc": "2.0", "id": 1, "method": "start_payment", "params": params}
    answer = json.loads(await door.post(json.dumps(ask).encode()))
    return str(answer["result"]["id"])


async def settled(door: Door, id: str) -> Sequence[str]:
    """The outcomes of all tries, once nothing is left to do."""
    async with asyncio.timeout(WITHIN_S):
        while True:
            told = await door.engine.records.deliveries(id)
            if all(delivery.due_at is None for delivery, _ in told):
                return [attempt.outcome for _, attempts in told for attempt in attempts]
            await asyncio.sleep(0.005)


def told(shop: Shop) -> list[dict[str, object]]:
    return [json.loads(received.body) for received in shop.received]


async def test_a_paid_shop_is_told_with_its_own_data_as_a_string(door: Door) -> None:
    async with open_shop([200]) as shop, carrying(door):
        data = {"order_id": "444", "s": "é"}
        id = await started(door, amount="1", data=data, postback_url=shop.url)
        await door.engine.pay(id, "1", tx_hash=TX)
        await settled(door, id)

    expected = (
        f'{{"id":"{id}","data":"{{\\"order_id\\":\\"444\\",\\"s\\":\\"é\\"}}","tx_hash":"{TX}"}}'
    )
    assert [received.body.decode() for received in shop.received] == [expected]


async def test_no_data_is_told_as_the_string_null(door: Door) -> None:
    async with open_shop([200]) as shop, carrying(door):
        id = await started(door, amount="1", postback_url=shop.url)
        await door.engine.pay(id, "1", tx_hash=TX)
        await settled(door, id)

    assert told(shop) == [{"id": id, "data": "null", "tx_hash": TX}]


async def test_of_two_transfers_the_one_that_completed_the_price_is_named(door: Door) -> None:
    async with open_shop([200]) as shop, carrying(door):
        id = await started(door, amount="2", postback_url=shop.url)
        await door.engine.pay(id, "1", tx_hash=TX)
        await door.engine.pay(id, "1", tx_hash=OTHER_TX)
        await settled(door, id)

    assert [each["tx_hash"] for each in told(shop)] == [OTHER_TX]


async def test_a_shop_that_fails_twice_accepts_once_under_one_delivery_id(door: Door) -> None:
    async with open_shop([500, DROP, 200]) as shop, carrying(door):
        id = await started(door, amount="1", postback_url=shop.url)
        await door.engine.pay(id, "1", tx_hash=TX)
        outcomes = await settled(door, id)

    assert [outcome.partition(":")[0] for outcome in outcomes] == [
        "will try again",
        "will try again",
        "delivered",
    ]
    assert len({received.headers["x-florin-delivery"] for received in shop.received}) == 1
    assert len(shop.received) == 3


async def test_a_shop_without_a_postback_url_is_told_nothing(door: Door) -> None:
    async with carrying(door):
        id = await started(door, amount="1")
        await door.engine.pay(id, "1", tx_hash=TX)

        assert await settled(door, id) == []


# ---- whatever a shop names as its address


class NowhereNames(AbstractResolver):
    """A name server that knows nobody, so that nothing leaves this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        raise OSError("no such name")

    async def close(self) -> None:
        pass


_PIECES = st.text(st.sampled_from("ab1.:@%[]/?#&=-_~!$'()*+,;"), max_size=12)
_ESCAPED = st.sampled_from(["", "%00", "%3A", "%40", "%ff", "%2F", "%0d%0a", "%25", "xn--", "..."])
_ADDRESSES = st.one_of(
    st.text(max_size=40),
    st.builds(
        "{}://{}{}@{}{}{}".format,
        *(st.sampled_from(["http", "https", "HTTP", "ws", "a"]), _PIECES, _ESCAPED),
        *(_PIECES, _ESCAPED, _PIECES),
    ),
    st.builds("{}:{}{}".format, st.sampled_from(["http", "https"]), _PIECES, _PIECES),
    st.builds("http://{}{}{}".format, _PIECES, _ESCAPED, _PIECES),
)


def leaves_this_machine(url: str) -> bool:
    """Whether calling it would connect to the open internet without asking a name server."""
    try:
        host = URL(url, encoded=True).host or ""
    except ValueError:
        return False
    return is_literal(host) and Targets().permits_ip(host)


@given(_ADDRESSES)
@example("http://a%3Ab@host/")
@example("https://a%3Ab:c@host/")
@example("http://:@host/")
@example("http://%ff@host/")
@example("http://./")
@example("http://a..b/")
@example("http://xn--/")
@example("http://[v1.a]/")
@example("http://host:00/")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
async def test_whatever_address_was_accepted_something_comes_of_the_delivery(text: str) -> None:
    try:
        url = read_url(json.dumps(text).encode())
    except Refused:
        return
    assume(url is not None and not leaves_this_machine(url))
    assert url is not None
    id = InvoiceId("c338c15b4befba5b")
    effect = Postback(key="k", invoice=id, selector=id, url=url, data="null", tx_hash=None)
    delivery = Delivery(
        id="d-1", effect=effect, created_at=OPENED_AT, due_at=OPENED_AT, tries=0, outcome=""
    )
    how = PostSettings(secret="s", user_agent="f", connect_s=0.5, read_s=0.5)
    async with WebPostman(how, SetClock(), resolver=NowhereNames()) as postman:
        outcome = await postman.deliver(delivery)

    assert isinstance(outcome, Delivered | TryAgain | GivenUp)
