"""What disks and files do to a database: full, gone, read-only and overwritten ones."""

import asyncio
import shutil
from pathlib import Path

import pytest

from pos.domain.errors import Corrupt, Trouble
from pos.storage.store import Store, open_store
from tests.journeys.broken_disk import filled, remount, small_disk
from tests.storage.invoices import numbered, told


async def kept(store: Store, *numbers: int) -> list[bool]:
    """Which of these invoices are there."""
    found = [await store.payments.invoice(numbered(number).id) for number in numbers]
    return [invoice is not None for invoice in found]


async def sell(store: Store, *numbers: int) -> None:
    """One sale after the other."""
    for number in numbers:
        await store.payments.commit(told(numbered(number)))


async def sold(path: Path, *numbers: int) -> None:
    """A shop's day, from opening to closing."""
    store = open_store(path)
    try:
        await sell(store, *numbers)
    finally:
        store.close()


async def test_a_full_disk_refuses_and_forgets_nothing_and_goes_on_with_room(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", kilobytes=1_500) as disk:
        store = open_store(disk / "florin.db")
        await store.payments.commit(told(numbered(1)))

        with filled(disk), pytest.raises(Trouble, match="disk is full"):
            await sell(store, *range(2, 400))
        await store.payments.commit(told(numbered(900)))

        assert await kept(store, 1, 399, 900) == [True, False, True]
        store.close()


async def test_of_many_who_wait_on_a_full_disk_nobody_is_told_that_it_worked(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", kilobytes=1_500) as disk:
        store = open_store(disk / "florin.db")
        numbers = range(1, 400)
        with filled(disk):
            ends = await asyncio.gather(
                *(store.payments.commit(told(numbered(number))) for number in numbers),
                return_exceptions=True,
            )

        said = [end is None for end in ends]
        assert await kept(store, *numbers) == said
        assert not all(said)
        store.close()


async def test_a_disk_that_turns_read_only_is_named_and_goes_on_when_it_is_writable(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", kilobytes=4_000) as disk:
        await sold(disk / "florin.db", 1)
        remount(disk, "ro")
        with pytest.raises(Trouble, match=r"read-only|may not write"):
            open_store(disk / "florin.db")

        remount(disk, "rw")
        store = open_store(disk / "florin.db")
        assert await kept(store, 1) == [True]
        store.close()


@pytest.mark.parametrize("name", ["florin.db", "florin.db-wal"])
async def test_a_file_that_vanished_takes_no_more_sales(tmp_path: Path, name: str) -> None:
    store = open_store(tmp_path / "florin.db")
    await store.payments.commit(told(numbered(1)))

    (tmp_path / name).unlink()

    with pytest.raises(Corrupt, match=rf"{name} was deleted"):
        await store.payments.commit(told(numbered(2)))
    store.close()


async def test_a_file_that_was_replaced_takes_no_more_sales(tmp_path: Path) -> None:
    await sold(tmp_path / "florin.db", 1)
    shutil.copy(tmp_path / "florin.db", tmp_path / "older.db")
    store = open_store(tmp_path / "florin.db")
    await store.payments.commit(told(numbered(2)))

    (tmp_path / "older.db").replace(tmp_path / "florin.db")

    with pytest.raises(Corrupt, match="replaced"):
        await store.payments.commit(told(numbered(3)))
    store.close()


@pytest.mark.parametrize("at", [0, 20, 100])
async def test_an_overwritten_head_is_corrupt_and_left_as_it_is(tmp_path: Path, at: int) -> None:
    path = tmp_path / "florin.db"
    await sold(path, *range(1, 30))
    spoilt = bytearray(path.read_bytes())
    spoilt[at : at + 64] = b"\xff" * 64
    path.write_bytes(spoilt)

    with pytest.raises(Corrupt, match=r"damaged|florin restore"):
        await sold(path, 50)

    assert path.read_bytes() == bytes(spoilt)


async def test_a_file_cut_short_is_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "florin.db"
    await sold(path, *range(1, 60))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(Corrupt, match="damaged"):
        await sold(path, *range(100, 190))
