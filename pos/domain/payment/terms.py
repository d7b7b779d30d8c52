"""What shop and customer agreed on before any money moved."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pos.domain.money import Fiat


class Door(StrEnum):
    """Where an invoice was asked for."""

    TILL = "till"
    ZEROXBTCPAY = "0xbtcpay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who asked for the invoice, and whom to tell when it is paid.

    `reference` is the caller's own name for it (the till's sale id). `data` is the shop's JSON
    text, returned to it untouched; it may hold a secret of the shop and is never shown or logged.
    """

    door: Door
    reference: str = ""
    postback_url: str | None = None
    data: str = "null"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of what was sold, for people to read."""

    title: str
    quantity: Decimal
    total: Fiat


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The promise: this price until this UNIX second.

    `price` is None if the shop asked for coins; `expires_at` is None if the protocol knows no
    expiry (0xBTCpay).
    """

    price: Fiat | None
    expires_at: int | None
