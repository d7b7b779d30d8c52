"""What was committed to be sent, and who carries it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pos.domain.ids import InvoiceId
from pos.domain.payment.effects import Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A committed effect and how often it was tried.

    `due_at` is None when nothing is left to do; `id` never changes between tries.
    """

    id: str
    effect: Effect
    created_at: int
    due_at: int | None
    tries: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try, for the delivery log."""

    delivery: str
    at: int
    outcome: str
    took_ms: int


class Outbox(Protocol):
    """The store of effects that are committed and not yet carried out."""

    async def due(self, now: int, limit: int, busy: Collection[str] = ()) -> Sequence[Delivery]:
        """Deliveries to try now, oldest first.

        Of each lane of each invoice only the oldest unfinished one is given. Those whose effect's
        `recipient` is busy are left out.
        """

    async def next_due_at(self) -> int | None:
        """When the next try is due, or None if nothing waits."""

    async def settle(self, delivery: Delivery, attempt: Attempt) -> None:
        """Write down a try and when the next one is due; the rest of its lane waits as long."""

    async def attempts(self, id: InvoiceId) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """The delivery log of one invoice."""

    async def again(self, delivery_id: str, now: int) -> None:
        """Make a delivery due once more, delivered or not, and what waits in its lane.

        Raises Refused("unknown_delivery").
        """

    async def hasten(self, now: int, latest: int) -> None:
        """Make due now what is due after `latest`: a clock that was ahead said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The other side accepted it."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAgain:
    """Not this time; the other side or the way to it may recover."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """It will never be accepted as it is; a person has to look."""

    note: str


Outcome = Delivered | TryAgain | GivenUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A webhook endpoint as the postman needs it: where it is, and what signs.

    `secrets` are the current one and, for a day after a rotation, the one before.
    """

    url: str
    is_on: bool
    secrets: tuple[str, ...] = field(repr=False)


class Postman(Protocol):
    """Carries one delivery outside; failures of the outside are answers, not exceptions."""

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Try once."""
