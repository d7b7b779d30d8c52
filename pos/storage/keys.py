"""API keys on disk: the Keys port."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from pos.domain.errors import Refused
from pos.domain.ports.shops import ApiKey, Scope
from pos.storage.readers import Readers
from pos.storage.schema import API_KEY
from pos.storage.writer import Writer

_KEY = select(API_KEY).where(API_KEY.c.id == bindparam("id"))
_KEYS = select(API_KEY).order_by(API_KEY.c.seq)


class StoredKeys:
    """The store of API keys in a database."""

    def __init__(self, writer: Writer, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers

    async def key(self, id: str) -> ApiKey | None:
        """One key, revoked or not."""

        def read(connection: Connection) -> ApiKey | None:
            row = connection.execute(_KEY, {"id": id}).first()
            return None if row is None else _key(row)

        return await self._readers.read(read)

    async def keys(self) -> Sequence[ApiKey]:
        """All keys, oldest first."""

        def read(connection: Connection) -> Sequence[ApiKey]:
            return [_key(row) for row in connection.execute(_KEYS)]

        return await self._readers.read(read)

    async def add_key(self, key: ApiKey) -> None:
        """Keep a new key."""
        await self._writer.run(lambda connection: _add(connection, key))

    async def revoke_key(self, id: str, at: int) -> None:
        """End a key; one that was ended before stays ended when it was."""
        await self._writer.run(lambda connection: _revoke(connection, id, at))


def _add(connection: Connection, key: ApiKey) -> None:
    row = {
        "id": key.id,
        "name": key.name,
        "digest": key.digest,
        "scopes": " ".join(sorted(key.scopes)),
        "created_at": key.created_at,
        "revoked_at": key.revoked_at,
    }
    try:
        connection.execute(insert(API_KEY).values(row))
    except IntegrityError as why:
        raise Refused("duplicate", f"There is a key with the name “{key.name}” already") from why


def _revoke(connection: Connection, id: str, at: int) -> None:
    if connection.execute(_KEY, {"id": id}).first() is None:
        raise Refused("unknown_key", f"There is no key {id}")
    living = (API_KEY.c.id == id, API_KEY.c.revoked_at.is_(None))
    connection.execute(update(API_KEY).where(*living).values(revoked_at=at))


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        digest=row.digest,
        scopes=frozenset(Scope(scope) for scope in row.scopes.split()),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
