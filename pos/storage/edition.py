"""Which database engine this program was built with; light to import."""

import sqlite3


def sqlite_version() -> str:
    """The version of the SQLite library itself, not of Python's module."""
    return sqlite3.sqlite_version
