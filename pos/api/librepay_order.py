"""What a shop of the LibrePay protocol asks for, read strictly: every mistake names its field."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from pos.api.idempotency import idempotency
from pos.api.reading import decoded
from pos.api.zeroxbtcpay import MAX_URL_LENGTH, is_uri
from pos.domain.errors import Refused
from pos.domain.money import Fiat, round_fiat
from pos.domain.payment.terms import Door, Line, Origin
from pos.engine.desk import Order

MAX_LINES: Final = 200
MAX_NAME_LENGTH: Final = 500
MAX_ADDRESS_LENGTH: Final = 300
MAX_PRICE: Final = Decimal(10) ** 9
MAX_DIGITS: Final = 30
SELECTOR: Final = r"[A-Za-z0-9_-]{1,128}"

_SELECTOR: Final = re.compile(SELECTOR)
_RESERVED: Final = frozenset({"paymentmethods"})
_WEB: Final = ("http://", "https://")


class CartItem(msgspec.Struct, kw_only=True):
    """One line of a cart; the price is that of one piece."""

    price: Decimal | None = None
    name: str | None = None
    image: str | None = None
    quantity: Decimal | None = None


class Asked(msgspec.Struct, kw_only=True, rename="camel"):
    """The body of `POST /invoice/`: `successUrl`, `cancelUrl` and `currency` must be there.

    Either `cart` or `totalPrice` is needed, too; the latter wins.
    """

    success_url: str | None = None
    cancel_url: str | None = None
    fail_url: str | None = None
    redirect_to: str | None = None
    currency: str | None = None
    cart: list[CartItem] | None = None
    total_price: Decimal | None = None
    selector: str | None = None
    refund_address: str | None = None


class Chosen(msgspec.Struct, kw_only=True, rename="camel"):
    """The body of `setmethod`: the coin, as `method` or `coin`."""

    method: str | None = None
    coin: str | None = None
    refund_address: str | None = None


def order_of(body: bytes, key: str | None, currencies: Sequence[str]) -> Order:
    """The order in a body; `key` is the caller's Idempotency-Key.

    Raises Refused("invalid_body") in the words of the original server, where it had some.
    """
    asked = decoded(body, Asked)
    origin = _origin(asked)
    currency = _currency(asked.currency, currencies)
    lines = tuple(_lines(asked.cart or (), currency))
    price = _price(asked, currency)
    return Order(
        origin=origin,
        price=price,
        lines=lines,
        selector=_selector(asked.selector),
        refund_to=short_text("refundAddress", asked.refund_address, MAX_ADDRESS_LENGTH),
        idempotency=idempotency("librepay", key, body),
    )


def short_text(field: str, text: str | None, most: int) -> str:
    """A text of no more than so many letters; "" where there is none."""
    if text is not None and len(text) > most:
        raise _wrong(field, f"is longer than {most} letters")
    return text or ""


def _origin(asked: Asked) -> Origin:
    """Where the customer goes, and where we call. Only the first two must be there."""
    return Origin(
        door=Door.LIBREPAY,
        success_url=_needed("successUrl", asked.success_url),
        cancel_url=_needed("cancelUrl", asked.cancel_url),
        fail_url=_url("failUrl", asked.fail_url),
        redirect_to=_url("redirectTo", asked.redirect_to),
    )


def _needed(field: str, text: str | None) -> str:
    url = _url(field, text)
    if url is None:
        raise _missing(field)
    return url


def _url(field: str, text: str | None) -> str | None:
    """An address of the web: a browser is sent there, or we call it."""
    if text is None or not text:
        return None
    if len(text) > MAX_URL_LENGTH or not text.lower().startswith(_WEB) or not is_uri(text):
        raise _wrong(field, "is not a web address")
    return text


def _currency(asked: str | None, known: Sequence[str]) -> str:
    if not asked:
        raise _missing("currency")
    if not known:
        raise Refused("no_rate", "No coin has a price just now")
    code = asked.upper()
    if code not in known:
        raise _wrong("currency", f"can only be {_listed(known)}")
    return code


def _listed(codes: Iterable[str]) -> str:
    """`"eur", "gbp" and "usd"`."""
    *others, last = (f'"{code.lower()}"' for code in codes)
    return f"{', '.join(others)} and {last}" if others else last


def _price(asked: Asked, currency: str) -> Fiat:
    """The total: `totalPrice` where it is given, else the sum of the cart."""
    if asked.total_price is not None:
        return _above_zero("totalPrice", _sum("totalPrice", asked.total_price), currency)
    if asked.cart is None:
        raise Refused("invalid_body", 'Either "cart" or "totalPrice" has to be defined.')
    if not asked.cart:
        raise _wrong("cart", "is empty")
    total = sum((_unit_price(i, x) * _quantity(i, x) for i, x in enumerate(asked.cart)), Decimal(0))
    return _above_zero("cart", total, currency)


def _above_zero(field: str, total: Decimal, currency: str) -> Fiat:
    if total > MAX_PRICE:
        raise _wrong(field, f"comes to more than {MAX_PRICE}")
    price = round_fiat(total, currency)
    if price.value <= 0:
        raise _wrong(field, "comes to nothing")
    return price


def _lines(cart: Sequence[CartItem], currency: str) -> Iterable[Line]:
    if len(cart) > MAX_LINES:
        raise _wrong("cart", f"has more than {MAX_LINES} lines")
    for number, item in enumerate(cart):
        unit_price, quantity = _unit_price(number, item), _quantity(number, item)
        yield Line(
            title=short_text(f"cart[{number}].name", item.name, MAX_NAME_LENGTH),
            quantity=quantity,
            total=round_fiat(unit_price * quantity, currency),
            unit_price=unit_price,
            image=short_text(f"cart[{number}].image", item.image, MAX_URL_LENGTH),
        )


def _unit_price(number: int, item: CartItem) -> Decimal:
    field = f"cart[{number}].price"
    if item.price is None:
        raise _missing(field)
    return _sum(field, item.price)


def _quantity(number: int, item: CartItem) -> Decimal:
    field = f"cart[{number}].quantity"
    quantity = _sum(field, item.quantity if item.quantity is not None else Decimal(1))
    if quantity < 1:
        raise _wrong(field, "is less than 1")
    return quantity


def _sum(field: str, value: Decimal) -> Decimal:
    """A number that can be counted with: finite, not below zero, of sensible size."""
    if not value.is_finite():
        raise _wrong(field, "is not a number")
    if value < 0:
        raise _wrong(field, "is below zero")
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if value > MAX_PRICE or len(digits) > MAX_DIGITS or exponent < -MAX_DIGITS:
        raise _wrong(field, "is too large or too long a number")
    return value


def _selector(asked: str | None) -> str | None:
    """The shop's own public name for the invoice; it is part of addresses."""
    if asked is None or not asked:
        return None
    if not _SELECTOR.fullmatch(asked) or asked.lower() in _RESERVED:
        raise _wrong("selector", "can only be 1 to 128 letters, digits, - and _")
    return asked


def _missing(field: str) -> Refused:
    return Refused("invalid_body", f'"{field}" is not provided!')


def _wrong(field: str, words: str) -> Refused:
    return Refused("invalid_body", f'"{field}" {words}')
