"""The database for a second program beside the till: what both may change, and nothing else."""

from pathlib import Path

from sqlalchemy import Engine

from pos.domain.errors import Refused
from pos.storage import sqlite
from pos.storage.endpoints import StoredEndpoints
from pos.storage.keys import StoredKeys
from pos.storage.outbox import StoredOutbox
from pos.storage.past import check_version
from pos.storage.readers import Readers
from pos.storage.shelf import StoredShelf
from pos.storage.writer import Writer


class SideDoor:
    """Keys, endpoints, the shelf and the outbox of a database that another program holds."""

    def __init__(self, writing: Engine, reading: Engine) -> None:
        self._engines = (writing, reading)
        self._writer = Writer(writing, place=sqlite.PLACE, rows_at_once=sqlite.ROWS_AT_ONCE)
        self._readers = Readers(reading, threads=1)
        self.keys = StoredKeys(self._writer, self._readers)
        self.endpoints = StoredEndpoints(self._writer, self._readers)
        self.shelf = StoredShelf(self._writer, self._readers)
        self.outbox = StoredOutbox(self._writer, self._readers)

    def close(self) -> None:
        """Write what waits, then let go of the file. Blocks shortly; may be called again."""
        self._writer.close()
        self._readers.close()
        for engine in self._engines:
            engine.dispose()


def open_side_door(path: Path) -> SideDoor:
    """Open a database that may be in use; a write waits some seconds for the till's own.

    The tables are left as they are. Raises Refused("no_database") where there is no file yet and
    Refused("other_version") for tables that another version of this program made.
    """
    if not path.exists():
        text = f"There is no database in {path.parent} yet. Open the till once, then try again"
        raise Refused("no_database", text)
    reading = sqlite.reading_engine(path, readers=1)
    try:
        check_version(reading)
    except BaseException:
        reading.dispose()
        raise
    return SideDoor(sqlite.writing_engine(path), reading)
