"""What must be done because of a fact. Effects are committed with it and carried out afterwards.

Each has a fixed `key`: an effect that is committed twice exists once.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount


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

    @property
    def recipient(self) -> str:
        """Who is told, in lower case: messages to one recipient share its carriers."""
        place = self.url.partition("//")[2]
        return re.split("[/?#]", place, maxsplit=1)[0].rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Tell the people at the till."""

    key: str
    invoice: InvoiceId
    notice: Notice
    amount: Amount | None
    at: int

    recipient = ""  # it stays in the house


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRefund:
    """Send money back: sign, store, then broadcast."""

    key: str
    invoice: InvoiceId
    refund_id: str

    recipient = ""  # it stays in the house


Effect = Postback | Alarm | SendRefund
