"""What the shop's webhooks are told of, and how two tellings are told apart."""

from dataclasses import replace

from pos.domain.money import Amount
from pos.domain.payment.advance import advance
from pos.domain.payment.event import Event
from pos.domain.payment.events import opening_event
from pos.domain.payment.facts import Fact, RefundClaimed, RefundSigned
from pos.domain.payment.invoice import Invoice
from tests.fakes.invoices import (
    ADDRESS,
    CHAIN,
    ETH,
    SECOND_ADDRESS,
    TOKEN,
    choosing,
    look,
    observed,
    payment,
    prompt,
    signed_tx,
    waiting,
)


def told(invoice: Invoice, *facts: Fact) -> list[Event]:
    """The events of a history, each step committed as the next version."""
    events: list[Event] = []
    for fact in facts:
        step = advance(invoice, fact)
        events.extend(step.events)
        invoice = replace(step.invoice, version=invoice.version + 1)
    return events


def names(invoice: Invoice, *facts: Fact) -> list[str]:
    return [event.name for event in told(invoice, *facts)]


def test_every_change_of_the_stage_is_told() -> None:
    part = observed(look(), payment(60))
    rest = observed(look(1_110), payment(60), payment(40, "0x02"))
    deep = observed(look(1_120, height=12), payment(60, height=10), payment(40, "0x02", height=10))

    assert names(waiting(), part, rest, deep) == [
        "invoice.partial",
        "invoice.seen",
        "invoice.paid",
    ]


def test_a_sale_that_was_paid_in_the_coin_chosen_before_is_told_in_that_coin() -> None:
    switched = waiting(2_000, prompt(), prompt(5, asset=ETH, address=SECOND_ADDRESS))
    seen, deep = observed(look(), payment(110)), observed(look(1_110), payment(110, height=9))

    figures = [(e.due, e.received, e.missing) for e in told(switched, seen, deep)]

    assert figures == [(Amount(100, TOKEN), Amount(110, TOKEN), Amount(0, TOKEN))] * 2


def test_money_that_only_deepens_tells_nothing() -> None:
    seen = observed(look(), payment(height=10))

    assert names(waiting(), seen, observed(look(1_110, height=10))) == ["invoice.seen"]


def test_a_stage_that_is_reached_again_is_told_again_under_another_key() -> None:
    seen = observed(look(), payment())
    gone = observed(look(1_110), gone=(payment().key,))
    again = observed(look(1_120), payment())

    events = [e for e in told(waiting(), seen, gone, again) if e.name == "invoice.seen"]

    assert len(events) == len({event.key for event in events}) == 2


def test_an_event_shows_the_invoice_as_it_stood_then() -> None:
    (event,) = told(waiting(), observed(look(), payment(60)))

    assert (event.due, event.received, event.missing) == (
        Amount(100, TOKEN),
        Amount(60, TOKEN),
        Amount(40, TOKEN),
    )
    assert (event.stage, event.at, event.price) == ("partial", 1_100, waiting().terms.price)


def test_a_paid_invoice_tells_which_transaction_paid_it() -> None:
    (event,) = told(waiting(), observed(look(height=11), payment(height=10)))

    assert (event.name, event.tx_hash) == ("invoice.paid", "0x01")


def test_a_new_invoice_is_told_without_a_coin_before_one_is_chosen() -> None:
    event = opening_event(choosing())

    assert (event.name, event.due, event.received) == ("invoice.created", None, None)


def test_alarms_are_told_with_the_money_they_are_about() -> None:
    late = observed(look(2_100, previous_at=2_050), payment(7))

    alarm = next(e for e in told(waiting(), late) if e.name.startswith("alarm."))

    assert (alarm.name, alarm.amount) == ("alarm.late", Amount(7, TOKEN))


def test_the_way_of_a_refund_is_told_and_each_version_of_it() -> None:
    paid = observed(look(height=11), payment(130, height=10))
    claim = RefundClaimed(at=1_200, chain=CHAIN, to="0xback")
    id = f"{waiting().id}-1"
    signed = RefundSigned(at=1_210, refund_id=id, tx=signed_tx())
    dearer = RefundSigned(at=1_310, refund_id=id, tx=signed_tx("0xr2", fee=2))

    events = told(waiting(2_000, prompt(address=ADDRESS)), paid, claim, signed, dearer)[1:]

    assert [(e.name, e.amount, e.to, e.tx_hash) for e in events] == [
        ("refund.planned", Amount(30, TOKEN), "0xback", None),
        ("refund.sent", Amount(30, TOKEN), "0xback", "0xr"),
        ("refund.sent", Amount(30, TOKEN), "0xback", "0xr2"),
    ]
    assert len({event.key for event in events}) == 3
