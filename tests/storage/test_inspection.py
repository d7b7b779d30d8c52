"""A database file, looked at and not touched."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from pos.domain.errors import Corrupt, Trouble
from pos.storage.inspection import inspected
from pos.storage.store import open_store
from tests.fakes.invoices import WALLET
from tests.storage.invoices import numbered, paid_into, postback, told
from tests.storage.test_faults import sold
from tests.storage.test_store import as_landed, rewrite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "100% florin.db"


async def test_it_is_counted_beside_an_open_till_and_after_it_was_closed(path: Path) -> None:
    store = open_store(path)
    await store.payments.commit(told(numbered(1), postback(numbered(1))))
    await store.payments.commit(told(numbered(2)))
    await store.payments.commit(told(paid_into(numbered(2), "0xaa", depth=3)))

    beside = inspected(path)
    store.close()
    rest = inspected(path)

    assert beside == rest
    assert (rest.faults, rest.is_current, rest.rows["invoice"]) == ((), True, 2)
    (wallet,) = rest.wallets
    assert (wallet.wallet, wallet.shown, wallet.paid) == (WALLET, 3, (2,))
    assert rest.unsent == 0  # it was not tried yet


def test_looking_leaves_no_file_and_changes_no_byte(path: Path) -> None:
    asyncio.run(sold(path, 1))
    before = path.read_bytes()

    inspected(path)

    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_older_one_is_told_from_a_newer_one(path: Path) -> None:
    as_landed("0002", path)
    older = inspected(path)
    rewrite(path, "UPDATE alembic_version SET version_num = '9999'")
    newer = inspected(path)

    assert (older.is_current, older.is_older) == (False, True)
    assert (newer.is_current, newer.is_older, newer.revision) == (False, False, "9999")


def test_one_of_another_program_has_no_version(path: Path) -> None:
    rewrite(path, "CREATE TABLE songs (title TEXT)")

    assert inspected(path).revision == ""


def test_a_page_that_was_overwritten_is_found(path: Path) -> None:
    asyncio.run(sold(path, *range(1, 80)))
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name='invoice'"
    ).fetchone()
    connection.close()
    spoilt = bytearray(path.read_bytes())
    spoilt[(page - 1) * 4096 : (page - 1) * 4096 + 200] = b"\x07" * 200
    path.write_bytes(spoilt)

    try:
        faults = inspected(path).faults
    except Corrupt as why:
        faults = (str(why),)

    assert faults
    assert path.read_bytes() == bytes(spoilt)


def test_what_is_no_database_is_corrupt_and_what_is_not_there_is_trouble(path: Path) -> None:
    with pytest.raises(Trouble):
        inspected(path)
    path.write_text("Dear diary " * 500)

    with pytest.raises(Corrupt, match="florin restore"):
        inspected(path)
