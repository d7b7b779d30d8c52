"""Effects that are committed and have to leave the program: the Outbox port."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from pos.domain.ids import InvoiceId
from pos.domain.ports import Attempt, Delivery
from pos.storage.codec import decode_effect
from pos.storage.readers import Readers
from pos.storage.schema import ATTEMPT, OUTBOX
from pos.storage.statements import ATTEMPT_ADD, OUTBOX_AGAIN, OUTBOX_SET
from pos.storage.writer import Writer

_OLDER = OUTBOX.alias("older")
_IS_HEAD = ~(
    select(_OLDER.c.seq)
    .where(
        _OLDER.c.invoice_id == OUTBOX.c.invoice_id,
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
        """For each invoice its oldest unfinished delivery if it is due; the longest due first."""

        def read(connection: Connection) -> Sequence[Delivery]:
            return _deliveries(
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
        """Write down a try and when the next one is due."""
        state = (delivery.id, delivery.due_at, delivery.tries, delivery.outcome)
        tried = (attempt.delivery, attempt.at, attempt.outcome, attempt.took_ms)
        await self._writer.write(((OUTBOX_SET, state), (ATTEMPT_ADD, tried)))

    async def attempts(self, id: InvoiceId) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """The delivery log of one invoice, oldest first."""

        def read(connection: Connection) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
            deliveries = _deliveries(connection.execute(_OF_INVOICE, {"id": id}))
            tries = [_attempt(row) for row in connection.execute(_ATTEMPTS, {"id": id})]
            return [(d, tuple(t for t in tries if t.delivery == d.id)) for d in deliveries]

        return await self._readers.read(read)

    async def again(self, delivery_id: str, now: int) -> None:
        """Make a delivery due once more."""
        await self._writer.write(((OUTBOX_AGAIN, (delivery_id, now)),))


def _deliveries(rows: Iterable[Row[Any]]) -> list[Delivery]:
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


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(delivery=row.delivery_id, at=row.at, outcome=row.outcome, took_ms=row.took_ms)
