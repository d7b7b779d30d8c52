"""Small things kept by name: the Shelf port."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from pos.storage.readers import Readers
from pos.storage.schema import SHELF
from pos.storage.writer import Writer

_KEPT = select(SHELF.c.text).where(SHELF.c.name == bindparam("name"))


class StoredShelf:
    """The shelf in a database."""

    def __init__(self, writer: Writer, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers

    async def kept(self, name: str) -> str | None:
        """What is kept under this name."""

        def read(connection: Connection) -> str | None:
            text: str | None = connection.scalar(_KEPT, {"name": name})
            return text

        return await self._readers.read(read)

    async def keep(self, name: str, text: str | None) -> None:
        """Keep a text instead of what was there; None throws it away."""

        def write(connection: Connection) -> None:
            connection.execute(delete(SHELF).where(SHELF.c.name == name))
            if text is not None:
                connection.execute(insert(SHELF).values(name=name, text=text))

        await self._writer.run(write)
