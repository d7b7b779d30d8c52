"""Everything that can happen to an invoice: the closed set that `advance` understands."""

from dataclasses import dataclass

from pos.domain.ids import ChainId
from pos.domain.money import Amount
from pos.domain.payment.deposit import DepositKey, Look, Sighting
from pos.domain.payment.quote import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodChosen:
    """A coin was chosen and this prompt is now shown."""

    at: int
    prompt: Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """All that one look says about one invoice: payments there are, and known ones that are gone.

    Without either it says that the look found nothing new, which still deepens known payments
    and lets a deadline pass.
    """

    look: Look
    sightings: tuple[Sighting, ...] = ()
    gone: tuple[DepositKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePassed:
    """The clock passed the deadline of an invoice that shows no address, so no look is needed."""

    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """The sale was called off before any money was seen."""

    at: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedAnyway:
    """The merchant takes the money there is as full payment: short, late or unconfirmed."""

    at: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundClaimed:
    """The customer said where money on this chain is to be sent back to."""

    at: int
    chain: ChainId
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSigned:
    """A planned refund was signed; from here on it may have been broadcast."""

    at: int
    refund_id: str
    txid: str
    signed: str
    fee: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundConfirmed:
    """The refund's transaction is final on its chain."""

    at: int
    refund_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundEaten:
    """The network fee would eat the whole refund: it is written down and not sent."""

    at: int
    refund_id: str


Fact = (
    MethodChosen
    | Observed
    | DeadlinePassed
    | Cancelled
    | AcceptedAnyway
    | RefundClaimed
    | RefundSigned
    | RefundConfirmed
    | RefundEaten
)
