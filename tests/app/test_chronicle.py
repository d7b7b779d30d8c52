from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from pos.app.chronicle import REMEMBERED, Chronicle
from pos.domain.ids import InvoiceId
from pos.domain.payment.advance import advance
from pos.domain.payment.effects import Alarm, Notice, Postback, SendRefund
from pos.domain.payment.facts import Cancelled
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.outbox import Delivery
from pos.engine.feed import Alarmed, ChainSeen, DeliveryMoved, Feed, InvoiceMoved, RefundWaits
from pos.engine.refund_rules import Why
from tests.fakes.invoices import CHAIN, choosing, look, observed, payment, waiting

URL = "https://till:s3cret@shop.example:8443/paid?token=hush"
Lines = list[MutableMapping[str, Any]]


@pytest.fixture
def feed() -> Feed:
    """The news, with a chronicle listening."""
    feed = Feed()
    feed.subscribe(Chronicle().hear)
    return feed


@pytest.fixture
def lines() -> Iterator[Lines]:
    with capture_logs() as captured:
        yield captured


def moved(invoice: Invoice, version: int = 1) -> InvoiceMoved:
    return InvoiceMoved(invoice=replace(invoice, version=version))


def paying(invoice: Invoice, units: int = 100, *, height: int | None = None) -> Invoice:
    sighting = payment(units, height=height, block_time=1_100 if height else None)
    return advance(invoice, observed(look(), sighting)).invoice


def delivery(outcome: str, effect: Postback | Alarm | SendRefund | None = None) -> DeliveryMoved:
    id = InvoiceId("00000000000000aa")
    postback = Postback(key="k", invoice=id, selector=id, url=URL, data="hush", tx_hash=None)
    return DeliveryMoved(
        delivery=Delivery(
            id="d-1",
            effect=effect or postback,
            created_at=1,
            due_at=None,
            tries=2,
            outcome=outcome,
        )
    )


def chain(*, is_connected: bool = True, trouble: str = "", height: int = 7) -> ChainSeen:
    return ChainSeen(
        chain=CHAIN,
        is_connected=is_connected,
        height=height,
        looked_at=1,
        block_time=1,
        trouble=trouble,
    )


def test_opening_an_invoice_is_not_worth_a_line(feed: Feed, lines: Lines) -> None:
    feed.publish(moved(waiting()))

    assert lines == []


def test_a_payment_is_told_with_its_invoices_door_and_what_is_due(feed: Feed, lines: Lines) -> None:
    feed.publish(moved(paying(waiting()), 2))

    assert lines == [
        {
            "event": "invoice",
            "log_level": "info",
            "id": "00000000000000aa",
            "stage": "seen",
            "door": "till",
            "due": "0.000001 0xBTC",
            "deposits": 1,
        }
    ]


def test_an_invoice_without_a_coin_is_told_with_its_price(feed: Feed, lines: Lines) -> None:
    feed.publish(moved(choosing(), 2))

    assert (lines[0]["stage"], lines[0]["due"]) == ("choosing", "0.50 EUR")


def test_a_sale_is_told_stage_by_stage_and_not_at_every_confirmation(
    feed: Feed, lines: Lines
) -> None:
    invoice = waiting()
    seen = paying(invoice)
    for version, each in enumerate([invoice, invoice, seen, paying(seen, height=10)], start=1):
        feed.publish(moved(each, version))

    assert [(line["stage"], line["deposits"]) for line in lines] == [("waiting", 0), ("seen", 1)]


def test_a_sale_called_off_is_told(feed: Feed, lines: Lines) -> None:
    invoice = waiting()
    feed.publish(moved(invoice))
    feed.publish(moved(advance(invoice, Cancelled(at=1_050, by="cashier")).invoice, 2))

    assert [line["stage"] for line in lines] == ["cancelled"]


def test_an_alarm_is_a_warning_with_the_invoice_and_the_notice(feed: Feed, lines: Lines) -> None:
    id = InvoiceId("00000000000000aa")
    feed.publish(Alarmed(alarm=Alarm(key="k", invoice=id, notice=Notice.LATE, amount=None, at=1)))

    assert lines == [
        {
            "event": "alarm",
            "log_level": "warning",
            "id": "00000000000000aa",
            "notice": "late",
        }
    ]


@pytest.mark.parametrize(
    ("outcome", "level"),
    [
        ("delivered: answered 200", "info"),
        ("will try again: answered 500", "info"),
        ("given up: answered 404", "warning"),
    ],
)
def test_what_came_of_a_message_is_told_with_the_shop_s_host(
    feed: Feed, lines: Lines, outcome: str, level: str
) -> None:
    feed.publish(delivery(outcome))

    assert lines == [
        {
            "event": "delivery",
            "log_level": level,
            "id": "00000000000000aa",
            "delivery": "d-1",
            "host": "shop.example",
            "tries": 2,
            "outcome": outcome,
        }
    ]


def test_a_refund_that_a_person_has_to_send_is_a_warning(feed: Feed, lines: Lines) -> None:
    refund = SendRefund(key="k", invoice=InvoiceId("00000000000000aa"), refund_id="r")
    feed.publish(delivery("given up: a person has to send it", refund))

    assert (lines[0]["log_level"], lines[0]["host"]) == ("warning", "")


def test_an_alarm_that_was_shown_is_not_told_twice(feed: Feed, lines: Lines) -> None:
    id = InvoiceId("00000000000000aa")
    alarm = Alarm(key="k", invoice=id, notice=Notice.LATE, amount=None, at=1)
    feed.publish(Alarmed(alarm=alarm))
    feed.publish(delivery("delivered: shown at the till", alarm))

    assert len(lines) == 1


def test_a_chain_is_told_when_it_is_lost_and_found_and_not_at_every_look(
    feed: Feed, lines: Lines
) -> None:
    for height in (1, 2, 3):
        feed.publish(chain(height=height))
    feed.publish(chain(is_connected=False, trouble="node 1: no answer within 5 s"))
    feed.publish(chain(is_connected=False, trouble="node 2: no answer within 5 s"))
    feed.publish(chain(trouble="catching up: block 4"))
    feed.publish(chain(trouble="catching up: block 5"))
    feed.publish(chain(height=6))

    assert [(line["event"], line["log_level"], line["trouble"]) for line in lines] == [
        ("chain connected", "info", ""),
        ("chain lost", "warning", "node 1: no answer within 5 s"),
        ("chain behind", "info", "catching up: block 4"),
        ("chain connected", "info", ""),
    ]


@pytest.mark.parametrize("url", [URL, "https://[::1/?hush", "mailto:hush@x", "https://hush@:1/"])
def test_no_secret_of_a_shop_is_ever_told(feed: Feed, lines: Lines, url: str) -> None:
    invoice = waiting(postback=url)
    invoice = replace(invoice, origin=replace(invoice.origin, data='{"key":"hush"}'))
    feed.publish(moved(invoice))
    feed.publish(moved(paying(invoice), 2))
    id = invoice.id
    postback = Postback(key="k", invoice=id, selector=id, url=url, data="hush", tx_hash=None)
    feed.publish(delivery("delivered: answered 200", postback))

    assert len(lines) == 2
    assert "hush" not in str(lines)
    assert "s3cret" not in str(lines)


def test_what_is_remembered_of_old_invoices_has_an_end(feed: Feed, lines: Lines) -> None:
    first = waiting()
    feed.publish(moved(first, 2))
    for number in range(REMEMBERED):
        feed.publish(moved(replace(first, id=InvoiceId(f"ff{number:014x}")), 2))
    lines.clear()

    feed.publish(moved(first, 2))
    feed.publish(moved(first, 3))

    assert len(lines) == 1


def test_a_refund_that_waits_is_told_and_one_that_goes_is_not(feed: Feed, lines: Lines) -> None:
    for why in (Why.LOCKED, None):
        waits = RefundWaits(invoice=InvoiceId("aa"), refund_id="aa-1", why=why)
        feed.publish(waits)

    assert [(line["event"], line["id"], line["why"]) for line in lines] == [
        ("refund waits", "aa-1", "locked")
    ]
