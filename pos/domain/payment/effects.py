"""What must be done because of a fact. Effects are committed with it and carried out afterwards.

Each has a fixed `key`: an effect that is committed twice exists once. Effects of one invoice and
one `lane` are carried out in order, each only after the one before it is done with.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount
from pos.domain.payment.event import Event


class Notice(StrEnum):
    """What a person at the till must know."""

    REPLACED = "replaced"
    """A payment that was seen is gone before it was final: do not hand over."""
    DOUBLE_SPENT = "double_spent"
    """The money of a payment that was seen is being spent elsewhere, too: do not hand over."""
    PAID_MONEY_GONE = "paid_money_gone"
    """A payment left the chain after the sale was done."""
    LATE = "late"
    """Money came after the deadline or after the sale was called off."""
    SHORT = "short"
    """The time is over and only a part was paid."""
    WRONG_COIN = "wrong_coin"
    """Another coin than the one asked for was sent to the address."""
    NOT_MONEY = "not_money"
    """What came cannot be spent: its sender locked it, or it was burnt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postback:
    """Tell an online shop that its payment is complete: once, with the same key on every try."""

    key: str
    invoice: InvoiceId
    selector: str
    url: str
    data: str
    tx_hash: str | None

    lane = "shop"

    @property
    def recipient(self) -> str:
        """Who is told: messages to one recipient share its carriers."""
        return _host(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopCallback:
    """Call a LibrePay shop's address, once, as its code dialect asks: GET, without a body."""

    key: str
    invoice: InvoiceId
    url: str

    lane = "shop"

    @property
    def recipient(self) -> str:
        """Who is told: messages to one recipient share its carriers."""
        return _host(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Tell one of the shop's webhook endpoints of an event."""

    key: str
    invoice: InvoiceId
    endpoint: str
    event: Event

    @property
    def lane(self) -> str:
        """Each endpoint hears of an invoice in order, and waits for no other."""
        return f"hook:{self.endpoint}"

    @property
    def recipient(self) -> str:
        """Who is told: messages to one recipient share its carriers."""
        return f"hook:{self.endpoint}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Tell the people at the till."""

    key: str
    invoice: InvoiceId
    notice: Notice
    amount: Amount | None
    at: int

    lane = "alarm"
    recipient = ""  # it stays in the house


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRefund:
    """Send money back: sign, store, then broadcast."""

    key: str
    invoice: InvoiceId
    refund_id: str

    lane = "refund"
    recipient = ""  # it stays in the house


Effect = Postback | ShopCallback | Webhook | Alarm | SendRefund


def _host(url: str) -> str:
    """The host and port of an address, in lower case."""
    place = url.partition("//")[2]
    return re.split("[/?#]", place, maxsplit=1)[0].rpartition("@")[2].lower()
