"""Webhooks: one POST for each event, signed, the same on every try.

The request has these headers:

    Content-Type: application/json
    Webhook-Id: event:0f1e2d3c4b5a6978:4:invoice.paid
    Webhook-Timestamp: 1795168000
    Florin-Signature: t=1795168000,v1=5257a869…

and this body:

    {"id": "event:0f1e2d3c4b5a6978:4:invoice.paid",
     "type": "invoice.paid",
     "created_at": 1795168000,
     "data": {
       "invoice": {
         "id": "0f1e2d3c4b5a6978", "selector": "…", "stage": "paid", "door": "librepay",
         "reference": "order-7",
         "price": {"amount": "13.50", "currency": "EUR"},
         "due": {"amount": "0.0065", "code": "ETH", "chain": "eip155:1"},
         "received": {"amount": "0.0065", "code": "ETH", "chain": "eip155:1"},
         "missing": {"amount": "0", "code": "ETH", "chain": "eip155:1"},
         "tx_hash": "0x…"},
       "refund": null,
       "alarm": null}}

Times are UNIX seconds and amounts are decimal text. `price` is null where coins were asked for,
`due` and what follows it until a coin is chosen, `tx_hash` until the sale is paid. Of an event of
a refund, `refund` is `{"id", "amount", "to", "tx_hash"}` with an amount as above; of an alarm,
`alarm` is `{"notice", "amount"}` with an amount or null. A test event (`"type": "test"`) has
`invoice` null, too.

`Webhook-Id` is the event's own, the same whenever it is sent: who keeps it books nothing twice.
Events of one invoice come in order. Any answer 2xx means that it was taken; 408, 429, 5xx and
silence mean that it comes again, for three days. How to check the signature is said in `signing`:
while a secret is being changed, there are two `v1`.
"""

import msgspec

from pos.domain.money import Amount, Fiat, format_amount, format_fiat
from pos.domain.payment.effects import Webhook
from pos.domain.payment.event import Event
from pos.domain.ports.outbox import Addressee
from pos.postman.post import Letter
from pos.postman.signing import signature


class _Price(msgspec.Struct):
    amount: str
    currency: str


class _Coins(msgspec.Struct):
    amount: str
    code: str
    chain: str


class _Invoice(msgspec.Struct):
    id: str
    selector: str
    stage: str
    door: str
    reference: str
    price: _Price | None
    due: _Coins | None
    received: _Coins | None
    missing: _Coins | None
    tx_hash: str | None


class _Refund(msgspec.Struct):
    id: str
    amount: _Coins | None
    to: str
    tx_hash: str | None


class _Alarm(msgspec.Struct):
    notice: str
    amount: _Coins | None


class _News(msgspec.Struct):
    invoice: _Invoice | None
    refund: _Refund | None
    alarm: _Alarm | None


class _Body(msgspec.Struct):
    id: str
    type: str
    created_at: int
    data: _News


def webhook_letter(effect: Webhook, to: Addressee, now: int) -> Letter:
    """What to send to an endpoint, signed at this UNIX second."""
    body = body_of(effect.event)
    headers = {
        "Content-Type": "application/json",
        "Webhook-Id": effect.event.key,
        "Webhook-Timestamp": str(now),
        "Florin-Signature": signature(body, now, to.secrets),
    }
    return Letter(method="POST", url=to.url, headers=headers, body=body)


def body_of(event: Event) -> bytes:
    """The documented body."""
    news = _News(invoice=_invoice(event), refund=_refund(event), alarm=_alarm(event))
    body = _Body(id=event.key, type=event.name, created_at=event.at, data=news)
    return msgspec.json.encode(body)


def _invoice(event: Event) -> _Invoice | None:
    if not event.invoice:
        return None
    return _Invoice(
        id=event.invoice,
        selector=event.selector,
        stage=event.stage,
        door=event.door,
        reference=event.reference,
        price=_price(event.price),
        due=_coins(event.due),
        received=_coins(event.received),
        missing=_coins(event.missing),
        tx_hash=None if event.refund_id else event.tx_hash,
    )


def _refund(event: Event) -> _Refund | None:
    if not event.refund_id:
        return None
    return _Refund(
        id=event.refund_id, amount=_coins(event.amount), to=event.to, tx_hash=event.tx_hash
    )


def _alarm(event: Event) -> _Alarm | None:
    group, _, notice = event.name.partition(".")
    return _Alarm(notice=notice, amount=_coins(event.amount)) if group == "alarm" else None


def _price(price: Fiat | None) -> _Price | None:
    return _Price(amount=format_fiat(price), currency=price.currency) if price else None


def _coins(amount: Amount | None) -> _Coins | None:
    if amount is None:
        return None
    asset = amount.asset
    return _Coins(amount=format_amount(amount), code=asset.code, chain=asset.chain)
