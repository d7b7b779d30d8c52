"""A copy of a database as it stood at one moment, made while a till goes on writing; and a check.

The copy is made in small pieces with a breath between them, so that nobody who sells waits for it.
"""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from pos.domain.errors import Corrupt, Trouble

PIECE_PAGES: Final = 256
"""A mebibyte with SQLite's usual pages."""

BREATH_S: Final = 0.002
_BUSY_S: Final = 5.0

Breathe = Callable[[], None]
"""Called between two pieces of long work: lets others have their turn; what it raises ends it."""


def unhurried() -> None:
    """Let others have their turn."""
    time.sleep(BREATH_S)


def at_once() -> None:
    """Go on without a pause, because everybody waits for it."""


def snapshot(source: Path, target: Path, breathe: Breathe = unhurried) -> None:
    """Copy what is committed now into one file of its own; blocks, 1 s for 300 MB.

    Writers go on meanwhile: the copy does not see what they do. Raises Trouble if there is no room
    or the source cannot be read. Whatever goes wrong leaves no target.
    """
    try:
        target.unlink(missing_ok=True)
        _copy(source, target, breathe)
        bring_to_disk(target)
    except (sqlite3.Error, OSError) as why:
        _forget(target)
        raise Trouble(f"The database cannot be copied to {target.parent}: {why}") from why
    except BaseException:
        _forget(target)
        raise


def reading(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing; a file that is not there is not made.

    It may tidy up beside the file what a program that died left there, as any connection does.
    """
    place = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(place, uri=True, timeout=_BUSY_S)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _copy(source: Path, target: Path, breathe: Breathe) -> None:
    with closing(reading(source)) as old, closing(sqlite3.connect(target)) as new:
        new.execute("PRAGMA synchronous = OFF")  # it is brought to the disk once, at the end
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from now on it stands
        old.backup(new, pages=PIECE_PAGES, progress=lambda *_: breathe())
        new.execute("PRAGMA journal_mode = DELETE")  # one file, without anything beside it


def _forget(target: Path) -> None:
    with suppress(OSError):
        target.unlink()


def check_integrity(path: Path) -> None:
    """Read every page of a database that nobody writes to. Raises Corrupt with what is wrong."""
    try:
        with closing(reading(path)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as why:
        raise Corrupt(f"The database {path.name} cannot be read: {why}") from why
    if found != ["ok"]:
        raise Corrupt(f"The database {path.name} is damaged: {'; '.join(found)}")
    if lost is not None:
        raise Corrupt(f"The database {path.name} is damaged: a row of {lost[0]} belongs to nothing")


def bring_to_disk(path: Path) -> None:
    """Return once a file would outlast a power cut."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
