"""The door of storage: open a database, bring its tables up to date, and close it in order."""

from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from pos.domain.errors import Corrupt, Trouble
from pos.storage import sqlite
from pos.storage.endpoints import StoredEndpoints
from pos.storage.faults import meaning_of
from pos.storage.journal import StoredJournal
from pos.storage.keys import StoredKeys
from pos.storage.outbox import StoredOutbox
from pos.storage.payments import StoredPayments
from pos.storage.readers import Readers
from pos.storage.retail import StoredRetail
from pos.storage.rows import Depths
from pos.storage.schema import REVISIONS
from pos.storage.shelf import StoredShelf
from pos.storage.sweeps import StoredSweeps
from pos.storage.writer import Writer

READING_THREADS: Final = 3

_NO_DEPTHS: Final[Depths] = MappingProxyType({})
_VERSION_TABLE: Final = "alembic_version"


class Store:
    """One open database and the ports it fills."""

    def __init__(self, writing: Engine, reading: Engine, depths: Depths) -> None:
        self._engines = (writing, reading)
        self._writer = Writer(
            writing,
            place=sqlite.PLACE,
            rows_at_once=sqlite.ROWS_AT_ONCE,
            is_there=sqlite.presence_of(writing),
        )
        self._readers = Readers(reading, READING_THREADS)
        self.payments = StoredPayments(self._writer, self._readers, depths)
        self.journal = StoredJournal(self._writer, self._readers)
        self.outbox = StoredOutbox(self._writer, self._readers)
        self.retail = StoredRetail(self._writer, self._readers, sqlite.find_by_words)
        self.keys = StoredKeys(self._writer, self._readers)
        self.endpoints = StoredEndpoints(self._writer, self._readers)
        self.shelf = StoredShelf(self._writer, self._readers)
        self.sweeps = StoredSweeps(self._writer, self._readers)

    def close(self) -> None:
        """Write what waits, then let go of the file. Blocks shortly; may be called again."""
        self._writer.close()
        self._readers.close()
        for engine in self._engines:
            engine.dispose()


def open_store(path: Path, depths: Depths = _NO_DEPTHS) -> Store:
    """Open the database file, made or brought up to date if needed; blocks, the first time longer.

    `depths` says for each chain when its deposits are final; 64 confirmations if it does not.
    Only one process may have it open for writing: the caller holds the lock that says so. Raises
    Corrupt for a file that is no database of ours or was made by a newer program, and Trouble if
    it cannot be opened. Before the tables of an older version are changed the file is copied
    beside itself (`florin.db.before-0005`).
    """
    writing = sqlite.writing_engine(path)
    try:
        with writing.begin() as connection:
            has_changed = _bring_up_to_date(connection, path)
        if has_changed:
            _forget_old_copies(path)
    except SQLAlchemyError as why:
        writing.dispose()
        raise meaning_of(why) from why
    except (Corrupt, Trouble):
        writing.dispose()
        raise
    return Store(writing, sqlite.reading_engine(path, READING_THREADS), depths)


def _bring_up_to_date(connection: Connection, path: Path) -> bool:
    """Whether the tables had to be changed; an older file was copied before that."""
    tables = set(inspect(connection).get_table_names())
    revision = _revision(connection) if _VERSION_TABLE in tables else None
    if revision == REVISIONS[-1]:
        return False
    if revision is None and tables - {_VERSION_TABLE}:
        raise Corrupt("This file is a database, but not one of Florin: it was left as it is")
    if revision is not None and revision not in REVISIONS:
        raise Corrupt(
            f"This database was written by a newer Florin (its tables have version {revision},"
            f" this program knows up to {REVISIONS[-1]}). Install the newer program again."
        )
    from pos.storage.migrate import keep_copy, upgrade  # noqa: PLC0415 - not paid at every start

    if revision is not None:
        keep_copy(path)
    upgrade(connection)
    return True


def _forget_old_copies(path: Path) -> None:
    from pos.storage.migrate import forget_old_copies  # noqa: PLC0415 - as above

    forget_old_copies(path)


def _revision(connection: Connection) -> str | None:
    """The version of the tables there are, None if none was ever finished."""
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if revision is None else str(revision)
