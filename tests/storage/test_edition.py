"""Which SQLite is built in."""

from sqlalchemy import create_engine, text

from pos.storage.edition import sqlite_version


def test_the_version_is_what_a_database_says_of_itself() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        told = connection.scalar(text("SELECT sqlite_version()"))
    engine.dispose()

    assert sqlite_version() == told
