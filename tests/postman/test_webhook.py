"""Webhooks as a shop's program gets them, and how it tells them from anybody else's."""

import hashlib
import hmac
import json
import time
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Fiat
from pos.domain.payment.effects import Webhook
from pos.domain.payment.event import Event
from pos.domain.payment.events import opening_event
from pos.domain.ports.outbox import Addressee, Delivered, Delivery, GivenUp, Outcome, TryAgain
from pos.postman.post import PostSettings
from pos.postman.postman import WebPostman
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.fakes.invoices import ETH, TOKEN, choosing, waiting
from tests.fakes.shops import DROP, Received, open_shop

GUIDE = Path(__file__).parents[2] / "resources" / "help" / "en"
SECRET = "whsec_current"
PREVIOUS = "whsec_previous"
SETTINGS = PostSettings(secret="s3cret", user_agent="Florin/0.1.0", allow=("127.0.0.0/8",))


def is_ours(received: Received, secret: str, now: int) -> bool:
    """What a shop's own program does: any fitting mark will do, and old messages are refused."""
    parts = [part.partition("=")[::2] for part in received.headers["florin-signature"].split(",")]
    at = next(value for name, value in parts if name == "t")
    signed = at.encode() + b"." + received.body
    expected = hmac.new(secret.encode(), signed, sha256).hexdigest()
    marks = [value for name, value in parts if name == "v1"]
    return abs(now - int(at)) <= 300 and any(hmac.compare_digest(expected, m) for m in marks)


def delivery(event: Event) -> Delivery:
    effect = Webhook(key=f"{event.key}:end-1", invoice=event.invoice, endpoint="end-1", event=event)
    at = OPENED_AT
    return Delivery(id=effect.key, effect=effect, created_at=at, due_at=at, tries=0, outcome="")


async def sent(event: Event, to: Addressee | None, clock: SetClock | None = None) -> Outcome:
    async with WebPostman(SETTINGS, clock or SetClock(), addressee=lambda _: to) as postman:
        return await postman.deliver(delivery(event))


async def told(event: Event, *secrets: str, clock: SetClock | None = None) -> Received:
    """What the shop received."""
    async with open_shop([200]) as shop:
        to = Addressee(url=shop.url, is_on=True, secrets=secrets or (SECRET,))
        assert await sent(event, to, clock) == Delivered(note="answered 200")
    (received,) = shop.received
    return received


async def data(event: Event) -> dict[str, object]:
    body = json.loads((await told(event)).body)
    found: dict[str, object] = body["data"]
    return found


async def test_a_webhook_is_a_post_with_the_event_s_own_id_and_time() -> None:
    event = opening_event(choosing())

    received = await told(event)

    body = json.loads(received.body)
    assert received.line == "POST /payment_complete?x=1 HTTP/1.1"
    assert received.headers["content-type"] == "application/json"
    assert received.headers["webhook-id"] == body["id"] == event.key
    assert received.headers["webhook-timestamp"] == str(OPENED_AT)
    assert (body["type"], body["created_at"]) == ("invoice.created", event.at)


async def test_a_shop_can_tell_that_it_is_ours() -> None:
    received = await told(opening_event(choosing()))

    assert is_ours(received, SECRET, OPENED_AT)
    assert not is_ours(received, PREVIOUS, OPENED_AT)
    assert not is_ours(replace(received, body=received.body + b" "), SECRET, OPENED_AT)
    assert not is_ours(received, SECRET, OPENED_AT + 301)


async def test_the_check_in_the_guide_tells_ours_from_others() -> None:
    guide = (GUIDE / "developer.md").read_text(encoding="utf-8")
    code = next(part for part in guide.split("```python\n") if part.startswith("def is_from_"))
    names: dict[str, Any] = {"hmac": hmac, "hashlib": hashlib, "time": time}
    exec(code.partition("```")[0], names)  # noqa: S102 - our own words, as a shop would copy them
    check = names["is_from_florin"]

    clock = SetClock(int(time.time()))
    received = await told(opening_event(choosing()), SECRET, PREVIOUS, clock=clock)
    signature = received.headers["florin-signature"]

    assert check(received.body, signature, SECRET)
    assert check(received.body, signature, PREVIOUS)
    assert not check(received.body + b" ", signature, SECRET)
    assert not check(received.body, signature, "whsec_other")


async def test_while_a_secret_is_changed_a_shop_may_know_either() -> None:
    received = await told(opening_event(choosing()), SECRET, PREVIOUS)

    assert is_ours(received, SECRET, OPENED_AT)
    assert is_ours(received, PREVIOUS, OPENED_AT)


async def test_amounts_are_text_with_their_coin_and_chain() -> None:
    event = replace(
        opening_event(waiting()),
        price=Fiat(Decimal("13.50"), "EUR"),
        due=Amount(6_500_000_000_000_000, ETH),
        received=Amount(1, ETH),
        missing=Amount(0, ETH),
        tx_hash="0x33",
    )

    assert await data(event) == {
        "invoice": {
            "id": "00000000000000aa",
            "selector": "00000000000000aa",
            "stage": "waiting",
            "door": "till",
            "reference": "",
            "price": {"amount": "13.50", "currency": "EUR"},
            "due": {"amount": "0.0065", "code": "ETH", "chain": "eip155:1"},
            "received": {"amount": "0.000000000000000001", "code": "ETH", "chain": "eip155:1"},
            "missing": {"amount": "0", "code": "ETH", "chain": "eip155:1"},
            "tx_hash": "0x33",
        },
        "refund": None,
        "alarm": None,
    }


async def test_before_a_coin_is_chosen_nothing_is_due_in_coins() -> None:
    opening = replace(opening_event(choosing()), price=None)

    found = (await data(opening))["invoice"]

    assert isinstance(found, dict)
    assert {found[name] for name in ("price", "due", "received", "missing", "tx_hash")} == {None}


async def test_the_event_of_a_refund_tells_the_refund() -> None:
    event = replace(
        opening_event(waiting()),
        name="refund.sent",
        refund_id="00000000000000aa-1",
        amount=Amount(150_000_000, TOKEN),
        to="0xback",
        tx_hash="0x44",
    )

    found = await data(event)

    assert found["refund"] == {
        "id": "00000000000000aa-1",
        "amount": {"amount": "1.5", "code": "0xBTC", "chain": "eip155:1"},
        "to": "0xback",
        "tx_hash": "0x44",
    }
    assert isinstance(found["invoice"], dict)
    assert (found["invoice"]["tx_hash"], found["alarm"]) == (None, None)


async def test_the_event_of_an_alarm_tells_the_notice() -> None:
    event = replace(opening_event(waiting()), name="alarm.short", amount=Amount(5, TOKEN))

    found = await data(event)

    amount = {"amount": "0.00000005", "code": "0xBTC", "chain": "eip155:1"}
    assert (found["alarm"], found["refund"]) == ({"notice": "short", "amount": amount}, None)


async def test_a_test_event_is_about_no_invoice() -> None:
    event = replace(opening_event(waiting()), name="test", invoice=InvoiceId(""))

    assert await data(event) == {"invoice": None, "refund": None, "alarm": None}


async def test_every_try_brings_the_same_body_signed_anew() -> None:
    clock, event = SetClock(), opening_event(choosing())
    async with open_shop([500, DROP, 200]) as shop:
        to = Addressee(url=shop.url, is_on=True, secrets=(SECRET,))
        outcomes = []
        for _ in range(3):
            outcomes.append(await sent(event, to, clock))
            await clock.sleep(3_600)

    assert [type(outcome) for outcome in outcomes] == [TryAgain, TryAgain, Delivered]
    assert len({received.body for received in shop.received}) == 1
    assert all(is_ours(r, SECRET, OPENED_AT + 3_600 * n) for n, r in enumerate(shop.received))


async def test_a_removed_endpoint_is_given_up() -> None:
    outcome = await sent(opening_event(choosing()), None)

    assert outcome == GivenUp(note="the endpoint was removed")


async def test_an_endpoint_that_is_switched_off_is_tried_again_later() -> None:
    to = Addressee(url="http://127.0.0.1:1/", is_on=False, secrets=(SECRET,))

    outcome = await sent(opening_event(choosing()), to)

    assert outcome == TryAgain(note="the endpoint is switched off")


@pytest.mark.parametrize("url", ["http://192.168.1.1/", "http://169.254.169.254/"])
async def test_an_endpoint_inside_the_house_has_to_be_allowed(url: str) -> None:
    to = Addressee(url=url, is_on=True, secrets=(SECRET,))

    outcome = await sent(opening_event(choosing()), to)

    assert outcome == GivenUp(note="private addresses must be allowed in the settings")
