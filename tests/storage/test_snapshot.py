"""Copies made while somebody writes, and damage that is found."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from pos.domain.errors import Corrupt, Trouble
from pos.storage.snapshot import at_once, check_integrity, snapshot
from pos.storage.store import Store, open_store
from pos.storage.totals import totals_of
from tests.storage.invoices import numbered, postback, told


def sell(store: Store, first: int, count: int) -> None:
    async def commit() -> None:
        for number in range(first, first + count):
            await store.payments.commit(told(numbered(number), postback(numbered(number))))

    asyncio.run(commit())


@pytest.fixture
def sold(tmp_path: Path) -> Path:
    """A database of some hundred pages."""
    path = tmp_path / "florin.db"
    store = open_store(path)
    sell(store, 1, 400)
    store.close()
    return path


def test_a_copy_holds_what_was_committed_when_it_began_whatever_is_sold_meanwhile(
    sold: Path, tmp_path: Path
) -> None:
    copy, breaths = tmp_path / "copy.db", 0
    store = open_store(sold)
    before = totals_of(sold)

    def sell_one() -> None:
        nonlocal breaths
        breaths += 1
        thread = threading.Thread(target=sell, args=(store, 1_000 + breaths, 1))
        thread.start()
        thread.join()

    snapshot(sold, copy, sell_one)
    store.close()

    assert breaths >= 2
    assert totals_of(copy) == before
    assert totals_of(sold).invoices["waiting"] == 400 + breaths
    check_integrity(copy)


def test_a_copy_is_one_file(sold: Path, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    place.mkdir()

    snapshot(sold, place / "copy.db", at_once)
    check_integrity(place / "copy.db")

    assert [each.name for each in place.iterdir()] == ["copy.db"]


def test_whoever_loses_patience_leaves_nothing_behind(sold: Path, tmp_path: Path) -> None:
    def end() -> None:
        raise Trouble("the till was closed")

    with pytest.raises(Trouble, match="the till was closed"):
        snapshot(sold, tmp_path / "copy.db", end)

    assert not (tmp_path / "copy.db").exists()


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be copied"):
        snapshot(tmp_path / "florin.db", tmp_path / "copy.db", at_once)

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_trouble_and_leaves_nothing(sold: Path) -> None:
    with pytest.raises(Trouble, match="cannot be copied"):
        snapshot(sold, Path("/dev/full/copy.db"), at_once)


def test_damage_is_found(sold: Path) -> None:
    content = bytearray(sold.read_bytes())
    page = 20 * 4096
    content[page : page + 8192] = bytes(range(256)) * 32
    sold.write_bytes(content)

    with pytest.raises(Corrupt):
        check_integrity(sold)


def test_a_row_that_belongs_to_nothing_is_found(sold: Path) -> None:
    connection = sqlite3.connect(sold)
    connection.execute("DELETE FROM invoice WHERE seq = 7")
    connection.commit()
    connection.close()

    with pytest.raises(Corrupt, match="belongs to nothing"):
        check_integrity(sold)
