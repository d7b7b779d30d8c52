"""Many different invoices for the stores: every number gives another one, always the same."""

from dataclasses import replace

from pos.domain.ids import InvoiceId
from pos.domain.payment.advance import advance
from pos.domain.payment.effects import (
    Alarm,
    Effect,
    Notice,
    Postback,
    SendRefund,
    ShopCallback,
    Webhook,
)
from pos.domain.payment.events import opening_event
from pos.domain.payment.facts import Cancelled
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.quote import Prompt
from pos.domain.ports.payments import Change, Entry
from tests.fakes.invoices import look, observed, payment, prompt, waiting


def address_of(number: int) -> str:
    return f"0x{number:040x}"


def prompt_number(number: int) -> Prompt:
    return replace(prompt(), address=address_of(number), key_index=number)


def numbered(number: int) -> Invoice:
    """Waiting for its money at an address of its own, never committed yet."""
    id = InvoiceId(f"{number:016x}")
    shown = prompt_number(number)
    return replace(waiting(2_000, shown), id=id, selector=f"sel-{number}", version=1)


def paid_into(invoice: Invoice, txid: str, *, depth: int = 1) -> Invoice:
    """The next version, after a look that saw its money this deep."""
    assert invoice.prompt is not None
    sighting = payment(txid=txid, height=100, address=invoice.prompt.address)
    return next_of(invoice, advance(invoice, observed(look(height=99 + depth), sighting)).invoice)


def cancelled(invoice: Invoice) -> Invoice:
    """The next version, called off."""
    return next_of(invoice, advance(invoice, Cancelled(at=1_100, by="Ada")).invoice)


def next_of(before: Invoice, after: Invoice) -> Invoice:
    return replace(after, version=before.version + 1)


def touched(invoice: Invoice) -> Invoice:
    """The next version, with nothing else changed that anybody looks for."""
    return replace(invoice, version=invoice.version + 1, accepted_by=f"v{invoice.version + 1}")


def told(invoice: Invoice, *effects: Effect, at: int = 1_000) -> Change:
    """A change with one journal line and these effects."""
    entry = Entry(at=at, kind="test", text=f"version {invoice.version}")
    return Change(invoice=invoice, entries=(entry,), effects=effects)


def postback(invoice: Invoice, key: str = "") -> Postback:
    return Postback(
        key=f"postback:{invoice.id}{key}",
        invoice=invoice.id,
        selector=invoice.selector,
        url="https://shop.example/paid",
        data='{"order":"ü"}',
        tx_hash=None,
    )


def callback(invoice: Invoice) -> ShopCallback:
    url = "https://shop.example/success"
    return ShopCallback(key=f"success:{invoice.id}", invoice=invoice.id, url=url)


def webhook(invoice: Invoice, endpoint: str = "end-1", number: int = 1) -> Webhook:
    """An event of this invoice for an endpoint; every number is another one."""
    event = replace(opening_event(invoice), key=f"event:{invoice.id}:{number}")
    key = f"{event.key}:{endpoint}"
    return Webhook(key=key, invoice=invoice.id, endpoint=endpoint, event=event)


def alarm(invoice: Invoice) -> Alarm:
    shown = invoice.prompt
    return Alarm(
        key=f"late:{invoice.id}",
        invoice=invoice.id,
        notice=Notice.LATE,
        amount=shown.due if shown else None,
        at=1_000,
    )


def refund(invoice: Invoice) -> SendRefund:
    return SendRefund(key=f"refund:{invoice.id}-1", invoice=invoice.id, refund_id="1")
