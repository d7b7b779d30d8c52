"""Effects that are committed and have to leave the program: the Outbox port."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from pos.domain.ids import InvoiceId
from pos.domain.ports.outbox import Attempt, Delivery
from pos.storage.codec import decode_effect
from pos.storage.readers import Readers
from pos.storage.schema import ATTEMPT, OUTBOX
from pos.storage.statements import (
    ATTEMPT_ADD,
    LANE_AGAIN,
    LANE_WAITS,
    OUTBOX_AGAIN,
    OUTBOX_SET,
    Statement,
)
from pos.storage.statements import Row as Values
from pos.storage.writer import Writer

_OLDER = OUTBOX.alias("older")
_IS_HEAD = ~(
    select(_OLDER.c.seq)
    .where(
        _OLDER.c.invoice_id == OUTBOX.c.invoice_id,
        _OLDER.c.lane == OUTBOX.c.lane,
        _OLDER.c.due_at.is_not(None),
        _OLDER.c.seq < OUTBOX.c.seq,
    )
    .exists()
)
_DUE = (
    select(OUTBOX)
    .where(
        OUTBOX.c.due_at.is_not(None),
        OUTBOX.c.due_at <= bindparam("now"),
        OUTBOX.c.recipient.not_in(bindparam("busy", expanding=True)),
        _IS_HEAD,
    )
    .order_by(OUTBOX.c.due_at, OUTBOX.c.seq)
    .limit(bindparam("most"))
)
_NEXT_DUE = select(func.min(OUTBOX.c.due_at)).where(OUTBOX.c.due_at.is_not(None), _IS_HEAD)
_HASTEN = (
    update(OUTBOX).where(OUTBOX.c.due_at > bindparam("latest")).values(due_at=bindparam("now"))
)
_OF_INVOICE = select(OUTBOX).where(OUTBOX.c.invoice_id == bindparam("id")).order_by(OUTBOX.c.seq)
_ATTEMPTS = (
    select(ATTEMPT)
    .join(OUTBOX, OUTBOX.c.id == ATTEMPT.c.delivery_id)
    .where(OUTBOX.c.invoice_id == bindparam("id"))
    .order_by(ATTEMPT.c.seq)
)


class StoredOutbox:
    """The store of deliveries in a database."""

    def __init__(self, writer: Writer, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers

    async def due(self, now: int, limit: int, busy: Collection[str] = ()) -> Sequence[Delivery]:
        """Of each lane of each invoice its oldest unfinished one, if due; the longest due first."""

        def read(connection: Connection) -> Sequence[Delivery]:
            return deliveries_of(
                connection.execute(_DUE, {"now": now, "most": limit, "busy": list(busy)})
            )

        return await self._readers.read(read)

    async def next_due_at(self) -> int | None:
        """When the next try is due, or None if nothing waits."""

        def read(connection: Connection) -> int | None:
            soonest: int | None = connection.scalar(_NEXT_DUE)
            return soonest

        return await self._readers.read(read)

    async def settle(self, delivery: Delivery, attempt: Attempt) -> None:
        """Write down a try and when the next one is due; the rest of its lane waits as long."""
        state = (delivery.id, delivery.due_at, delivery.tries, delivery.outcome)
        tried = (attempt.delivery, attempt.at, attempt.outcome, attempt.took_ms)
        rows: list[tuple[Statement, Values]] = [(OUTBOX_SET, state), (ATTEMPT_ADD, tried)]
        if delivery.due_at is not None:
            effect = delivery.effect
            rows.append((LANE_WAITS, (effect.invoice, effect.lane, delivery.due_at)))
        await self._writer.write(rows)

    async def attempts(self, id: InvoiceId) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """The delivery log of one invoice, oldest first."""

        def read(connection: Connection) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
            deliveries = deliveries_of(connection.execute(_OF_INVOICE, {"id": id}))
            return with_tries(deliveries, connection.execute(_ATTEMPTS, {"id": id}))

        return await self._readers.read(read)

    async def again(self, delivery_id: str, now: int) -> None:
        """Make a delivery due once more, and with it what waits in its lane."""
        wish = (delivery_id, now)
        await self._writer.write(((OUTBOX_AGAIN, wish), (LANE_AGAIN, wish)))

    async def hasten(self, now: int, latest: int) -> None:
        """Make due now what is due after `latest`."""

        def write(connection: Connection) -> None:
            connection.execute(_HASTEN, {"now": now, "latest": latest})

        await self._writer.run(write)


def deliveries_of(rows: Iterable[Row[Any]]) -> list[Delivery]:
    """Rows of the outbox."""
    return [
        Delivery(
            id=row.id,
            effect=decode_effect(row.kind, row.body),
            created_at=row.created_at,
            due_at=row.due_at,
            tries=row.tries,
            outcome=row.outcome,
        )
        for row in rows
    ]


def with_tries(
    deliveries: Iterable[Delivery], rows: Iterable[Row[Any]]
) -> list[tuple[Delivery, tuple[Attempt, ...]]]:
    """Deliveries, each with those of these tries that are its own."""
    tries: dict[str, list[Attempt]] = {}
    for row in rows:
        tries.setdefault(row.delivery_id, []).append(_attempt(row))
    return [(each, tuple(tries.get(each.id, ()))) for each in deliveries]


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(delivery=row.delivery_id, at=row.at, outcome=row.outcome, took_ms=row.took_ms)
