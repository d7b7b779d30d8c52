"""Webhook endpoints on disk: the Endpoints port."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, false, insert, literal_column, select, update

from pos.domain.errors import Refused
from pos.domain.ports.outbox import Attempt, Delivery
from pos.domain.ports.shops import Endpoint
from pos.storage.outbox import deliveries_of, with_tries
from pos.storage.readers import Readers
from pos.storage.schema import ATTEMPT, ENDPOINT, OUTBOX
from pos.storage.writer import Writer

_REMOVED: Final = "given up: the endpoint was removed"

_ENDPOINT = select(ENDPOINT).where(ENDPOINT.c.id == bindparam("id"))
_ENDPOINTS = select(ENDPOINT).where(ENDPOINT.c.is_removed == false()).order_by(ENDPOINT.c.seq)
_IS_WEBHOOK = OUTBOX.c.kind == literal_column("'webhook'")  # spelled out: their index serves it
_LOG = (
    select(OUTBOX)
    .where(OUTBOX.c.recipient == bindparam("recipient"), _IS_WEBHOOK)
    .order_by(OUTBOX.c.seq.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_TRIES = (
    select(ATTEMPT)
    .where(ATTEMPT.c.delivery_id.in_(bindparam("ids", expanding=True)))
    .order_by(ATTEMPT.c.seq)
)


class StoredEndpoints:
    """The store of webhook endpoints in a database."""

    def __init__(self, writer: Writer, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers

    async def endpoint(self, id: str) -> Endpoint | None:
        """One of them, also one that was removed (then it is not on)."""

        def read(connection: Connection) -> Endpoint | None:
            row = connection.execute(_ENDPOINT, {"id": id}).first()
            return None if row is None else _endpoint(row)

        return await self._readers.read(read)

    async def endpoints(self) -> Sequence[Endpoint]:
        """Those that were not removed, oldest first."""

        def read(connection: Connection) -> Sequence[Endpoint]:
            return [_endpoint(row) for row in connection.execute(_ENDPOINTS)]

        return await self._readers.read(read)

    async def save_endpoint(self, endpoint: Endpoint) -> None:
        """Add or change one."""
        await self._writer.run(lambda connection: _save(connection, endpoint))

    async def remove_endpoint(self, id: str) -> None:
        """Take one off the list; what waits for it is given up."""
        await self._writer.run(lambda connection: _remove(connection, id))

    async def endpoint_log(
        self, id: str, limit: int, skip: int = 0
    ) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """What was sent to an endpoint, the newest first, each with its tries."""

        def read(connection: Connection) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
            wanted = {"recipient": _recipient(id), "most": limit, "skip": skip}
            deliveries = deliveries_of(connection.execute(_LOG, wanted))
            ids = [delivery.id for delivery in deliveries]
            return with_tries(deliveries, connection.execute(_TRIES, {"ids": ids}))

        return await self._readers.read(read)


def _save(connection: Connection, endpoint: Endpoint) -> None:
    row = {
        "url": endpoint.url,
        "events": " ".join(endpoint.events),
        "is_on": endpoint.is_on,
        "secret_number": endpoint.secret_number,
        "previous_until": endpoint.previous_until,
    }
    known = update(ENDPOINT).where(ENDPOINT.c.id == endpoint.id).values(row)
    if not connection.execute(known).rowcount:
        new = {"id": endpoint.id, "created_at": endpoint.created_at, "is_removed": False}
        connection.execute(insert(ENDPOINT).values({**new, **row}))


def _remove(connection: Connection, id: str) -> None:
    listed = (ENDPOINT.c.id == id, ENDPOINT.c.is_removed == false())
    removed = update(ENDPOINT).where(*listed).values(is_on=False, is_removed=True)
    if not connection.execute(removed).rowcount:
        raise Refused("unknown_endpoint", f"There is no webhook endpoint {id}")
    waiting = (OUTBOX.c.recipient == _recipient(id), _IS_WEBHOOK, OUTBOX.c.due_at.is_not(None))
    connection.execute(update(OUTBOX).where(*waiting).values(due_at=None, outcome=_REMOVED))


def _recipient(id: str) -> str:
    """The name under which the outbox keeps what is for an endpoint (see `Webhook.recipient`)."""
    return f"hook:{id}"


def _endpoint(row: Row[Any]) -> Endpoint:
    return Endpoint(
        id=row.id,
        url=row.url,
        events=tuple(row.events.split()),
        created_at=row.created_at,
        is_on=row.is_on,
        secret_number=row.secret_number,
        previous_until=row.previous_until,
    )
