"""What shop and customer agreed on before any money moved."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pos.domain.money import Fiat


class Door(StrEnum):
    """Where an invoice was asked for."""

    TILL = "till"
    ZEROXBTCPAY = "0xbtcpay"
    LIBREPAY = "librepay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who asked for the invoice, and whom to tell when it is paid.

    `reference` is the caller's own name for it (the till's sale id). `data` is the shop's JSON
    text, returned to it untouched; it may hold a secret of the shop and is never shown or logged.

    `success_url` and the next three are LibrePay's. Where `redirect_to` is given, that is where the
    customer's browser goes back to, and our server calls the others; otherwise they are where the
    browser goes, and our server never calls them.
    """

    door: Door
    reference: str = ""
    postback_url: str | None = None
    data: str = "null"
    success_url: str | None = None
    cancel_url: str | None = None
    fail_url: str | None = None
    redirect_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of what was sold, for people to read.

    `unit_price` and the address of an `image` are there where an online shop gave them.
    """

    title: str
    quantity: Decimal
    total: Fiat
    unit_price: Decimal | None = None
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The promise: this price until this UNIX second.

    `price` is None if the shop asked for coins; `expires_at` is None if the protocol knows no
    expiry (0xBTCpay). With `one_payment` the first payment has to cover the price: one that is
    too small ends the invoice at once, as the first LibrePay did.
    """

    price: Fiat | None
    expires_at: int | None
    one_payment: bool = False
