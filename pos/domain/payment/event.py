"""What happened to an invoice, as the shop's own programs are told of it."""

from dataclasses import dataclass

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Fiat


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, with the invoice as it stood then.

    `name` is such as "invoice.seen", "refund.confirmed" or "alarm.late"; `key` is its own, whoever
    is told. `received` and `missing` are in the asset of `due`: the coin that covered the price, or
    else the one shown at that time (None before one was chosen). `amount`, `to` and `tx_hash`
    belong to what the event is about: of an invoice the transaction that paid it, of a refund or
    an alarm that money.
    """

    key: str
    name: str
    invoice: InvoiceId
    selector: str
    at: int
    stage: str
    door: str
    reference: str = ""
    price: Fiat | None = None
    due: Amount | None = None
    received: Amount | None = None
    missing: Amount | None = None
    refund_id: str = ""
    amount: Amount | None = None
    to: str = ""
    tx_hash: str | None = None
