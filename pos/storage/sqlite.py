"""Everything that is so only because the database is SQLite: durability, locking, full-text search.

WAL lets readers read while the one writer writes; `synchronous=FULL` makes a commit wait until
the disk has it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from pos.domain.errors import Corrupt

PLACE: Final = "?"
"""How the driver marks the place of a value."""

ROWS_AT_ONCE: Final = 64
"""Most rows in one statement; each number of them is prepared once and kept."""

_MOST_MATCHES: Final = 1_000
"""Matches that are sorted; sorting all that begin with one letter would make the cashier wait."""

_BUSY_MS: Final = 5_000
_KEPT_STATEMENTS: Final = 256
_CHECKPOINT_PAGES: Final = 4_000

_PRODUCTS_BY_WORDS: Final = text(
    "SELECT body FROM product WHERE seq IN"
    " (SELECT rowid FROM product_search WHERE product_search MATCH :words LIMIT :most)"
    " AND (:category = '' OR category = :category) ORDER BY title LIMIT :limit"
)


def writing_engine(path: Path) -> Engine:
    """The one connection that writes."""
    engine = _engine(path, StaticPool)
    event.listen(engine, "connect", _prepare_writer)
    event.listen(engine, "begin", _begin)
    return engine


def reading_engine(path: Path, readers: int) -> Engine:
    """Connections that cannot write, one for each reading thread."""
    engine = _engine(path, QueuePool, pool_size=readers, max_overflow=0)
    event.listen(engine, "connect", _prepare_reader)
    return engine


def presence_of(engine: Engine) -> Callable[[], None]:
    """What raises Corrupt once the files that an engine writes to are not those of their names.

    Of a file that was deleted or replaced the system lets go only at the end: what is written to
    it meanwhile would be lost, although every commit succeeds.
    """
    path = Path(str(engine.url.database))
    first: dict[Path, tuple[int, int]] = {}

    def check() -> None:
        for each in (path, path.with_name(f"{path.name}-wal")):
            if _identity(each) != first.setdefault(each, _identity(each)):
                raise Corrupt(
                    f"{each} was deleted, moved or replaced while the till was open. Nothing more"
                    " can be written down. Put it back or plug its disk in, then open Florin anew;"
                    " if it is lost, bring the newest backup back with florin restore."
                )

    return check


def _identity(path: Path) -> tuple[int, int]:
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_dev, known.st_ino


def find_by_words(connection: Connection, typed: str, category: str, limit: int) -> Sequence[bytes]:
    """Bodies of products that have words beginning like all of those typed, by title."""
    words = [f"{_quoted(word)}*" for word in typed.split()]
    if category:  # here too, or the first thousand matches might all be in other categories
        words.append(f"category : {_quoted(category)}")
    wanted = {"words": " AND ".join(words), "most": _MOST_MATCHES, "category": category}
    return connection.scalars(_PRODUCTS_BY_WORDS, {**wanted, "limit": limit}).all()


def _quoted(words: str) -> str:
    """Text that full-text search takes as it is, without any of its operators."""
    return '"' + words.replace('"', '""') + '"'


def _engine(path: Path, pool: type[StaticPool | QueuePool], **options: int) -> Engine:
    return create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=pool,
        hide_parameters=True,  # bodies hold what a shop told us in confidence; errors are logged
        connect_args={
            "isolation_level": None,  # transactions begin where we say, not where sqlite3 guesses
            "check_same_thread": False,
            "cached_statements": _KEPT_STATEMENTS,
        },
        **options,
    )


def _prepare_writer(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    _run(
        connection,
        f"PRAGMA busy_timeout = {_BUSY_MS}",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}",
    )


def _prepare_reader(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    _run(connection, f"PRAGMA busy_timeout = {_BUSY_MS}", "PRAGMA query_only = ON")


def _run(connection: DBAPIConnection, *pragmas: str) -> None:
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a transaction that takes it late may fail half-way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
