"""Invoices, effects, sales and products as JSON bytes and back, exact to the last digit.

Whole numbers stay whole, decimals and fractions are text, and nothing is ever a float. A body that
was written before a field existed opens with that field's default.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, TypeVar

import msgspec

from pos.domain.errors import Corrupt
from pos.domain.payment.effects import Alarm, Effect, Postback, SendRefund, ShopCallback, Webhook
from pos.domain.payment.invoice import Invoice
from pos.domain.retail.product import Product
from pos.domain.retail.sale import Sale

_Body = TypeVar("_Body")

_KINDS: Final[Mapping[str, type[Effect]]] = MappingProxyType(
    {
        "postback": Postback,
        "callback": ShopCallback,
        "webhook": Webhook,
        "alarm": Alarm,
        "send_refund": SendRefund,
    }
)
_NAMES: Final = MappingProxyType({kind: name for name, kind in _KINDS.items()})


def encode(value: Invoice | Effect | Sale | Product) -> bytes:
    """The body to store."""
    return _ENCODER.encode(value)


def kind_of(effect: Effect) -> str:
    """The name under which an effect's type is stored beside its body."""
    return _NAMES[type(effect)]


def decode_invoice(body: bytes) -> Invoice:
    """The invoice in a body. Raises Corrupt if there is none."""
    return _decoded(_INVOICE, body)


def decode_effect(kind: str, body: bytes) -> Effect:
    """The effect in a body of this kind. Raises Corrupt if there is none."""
    if kind not in _EFFECTS:
        raise Corrupt(f"The database holds an effect of the unknown kind “{kind}”")
    return _decoded(_EFFECTS[kind], body)


def decode_sale(body: bytes) -> Sale:
    """The sale in a body. Raises Corrupt if there is none."""
    return _decoded(_SALE, body)


def decode_product(body: bytes) -> Product:
    """The product in a body. Raises Corrupt if there is none."""
    return _decoded(_PRODUCT, body)


def _to_text(value: object) -> str:
    """Fractions, the one type here that JSON has no word for; anything else is a bug."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise TypeError(f"{type(value).__name__} is not stored")


def _from_text(kind: type, stored: Any) -> Any:  # noqa: ANN401 - the rim: msgspec's own signature
    """A fraction from its text."""
    if kind is Fraction and isinstance(stored, str):
        return Fraction(stored)
    raise TypeError(f"{kind.__name__} is not stored")


def _decoder(kind: type[_Body]) -> "msgspec.json.Decoder[_Body]":
    return msgspec.json.Decoder(kind, dec_hook=_from_text)


def _decoded(decoder: "msgspec.json.Decoder[_Body]", body: bytes) -> _Body:
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, ValueError, ArithmeticError) as why:
        raise Corrupt("The database holds an entry that cannot be read") from why


_ENCODER: Final = msgspec.json.Encoder(enc_hook=_to_text)
_INVOICE: Final = _decoder(Invoice)
_SALE: Final = _decoder(Sale)
_PRODUCT: Final = _decoder(Product)
_EFFECTS: Final[Mapping[str, "msgspec.json.Decoder[Effect]"]] = MappingProxyType(
    {name: _decoder(kind) for name, kind in _KINDS.items()}
)
