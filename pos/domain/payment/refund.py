"""Money on its way back to a customer."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money import Amount


class RefundStage(StrEnum):
    """Where a refund stands. Only PLANNED can still be withdrawn: after SIGNED it may be out."""

    PLANNED = "planned"
    SIGNED = "signed"
    CONFIRMED = "confirmed"
    UNREFUNDABLE = "unrefundable"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """One payment back. `amount` is what leaves the shop, `fee` included once it is known.

    `signed` is the whole signed transaction, kept before its first broadcast so that no crash
    can pay twice.
    """

    id: str
    amount: Amount
    to: str
    stage: RefundStage
    fee: Amount | None = None
    txid: str | None = None
    signed: str | None = None
