"""Everything that can happen to an invoice: the closed set that `advance` understands."""

from dataclasses import dataclass

from pos.domain.ids import ChainId
from pos.domain.payment.deposit import DepositKey, Look, Sighting
from pos.domain.payment.quote import Prompt
from pos.domain.payment.refund import SignedTx


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
    """It was said where money on this chain is to be sent back to.

    `by` is "" for the customer, who may say it once, and a name for the shop's people.
    """

    at: int
    chain: ChainId
    to: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderUnsafe:
    """The account that a refund was planned to cannot be trusted to pass the money on."""

    at: int
    refund_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundApproved:
    """A person let a planned refund go."""

    at: int
    refund_id: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundHandedOver:
    """The owner's own wallet is asked to pay a planned refund, so many units to the customer."""

    at: int
    refund_id: str
    by: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSigned:
    """A refund was signed, for the first time or with another fee; it may be broadcast now."""

    at: int
    refund_id: str
    tx: SignedTx


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundConfirmed:
    """One of the refund's transactions is final on its chain."""

    at: int
    refund_id: str
    txid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSent:
    """A planned refund was paid from a wallet that is not ours to sign with, and is final.

    `by` is who says so; "" if it was found on the chain.
    """

    at: int
    refund_id: str
    txid: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundEaten:
    """The network fee would eat the whole refund: it is written down and not sent."""

    at: int
    refund_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFailed:
    """None of the refund's transactions can ever arrive any more; `why` is in words."""

    at: int
    refund_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRetried:
    """A person wants a refund planned anew that failed, or that its fee would have eaten."""

    at: int
    refund_id: str
    by: str


RefundFact = (
    RefundClaimed
    | SenderUnsafe
    | RefundApproved
    | RefundHandedOver
    | RefundSigned
    | RefundConfirmed
    | RefundSent
    | RefundEaten
    | RefundFailed
    | RefundRetried
)

Fact = MethodChosen | Observed | DeadlinePassed | Cancelled | AcceptedAnyway | RefundFact


def at_of(fact: Fact) -> int:
    """When it happened, in UNIX seconds."""
    return fact.look.at if isinstance(fact, Observed) else fact.at
