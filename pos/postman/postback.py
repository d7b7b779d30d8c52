"""The postback of the 0xBTCpay protocol: one POST that tells a shop of its payment.

The body has exactly the three documented keys; everything new is in headers.
"""

import msgspec

from pos.domain.payment.effects import Postback
from pos.postman.post import Letter
from pos.postman.signing import signature


class _Body(msgspec.Struct):
    id: str
    data: str
    tx_hash: str | None


def postback_letter(effect: Postback, delivery_id: str, secret: str, now: int) -> Letter:
    """What to send; `delivery_id` is the same on every try, `secret` the shop's for postbacks."""
    body = body_of(effect)
    headers = {
        "Content-Type": "application/json",
        "X-Florin-Delivery": delivery_id,
        "X-Florin-Timestamp": str(now),
        "X-Florin-Signature": signature(body, now, (secret,)),
    }
    return Letter(method="POST", url=effect.url, headers=headers, body=body)


def body_of(effect: Postback) -> bytes:
    """The documented body: `data` is JSON inside a string, as every known client expects it."""
    return msgspec.json.encode(_Body(id=effect.invoice, data=effect.data, tx_hash=effect.tx_hash))
