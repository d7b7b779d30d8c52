"""Names of backups, and which of them are too old."""

import io
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from pos.app.backup.archive import (
    Restores,
    file_name,
    kept_in,
    note_restores,
    prune,
    restores_of,
    sweep_partials,
)
from pos.app.backup.bundle import FORMAT, About, Keys, seal
from tests.app.backup.shops import NOW

KEY = Identity.generate()
DAY_S = 86_400


def put(folder: Path, at: int, key: str = "ours") -> Path:
    path = folder / file_name("Shop", at)
    about = About(format=FORMAT, florin="1", revision="0005", taken_at=at, key=key)
    keys = Keys(locked=b"locked", open_to=(KEY.to_public(),))
    seal(path, io.BytesIO(b"shop"), about, keys)
    return path


def left(folder: Path) -> list[int]:
    return [kept.at for kept in kept_in(folder)]


@pytest.mark.parametrize(
    ("shop", "slug"),
    [
        ("Café “Zum Eck”", "cafe-zum-eck"),
        ("小店", "shop"),
        ("../../etc", "etc"),
        ("", "shop"),
        ("x" * 99, "x" * 30),
    ],
)
def test_whatever_the_shop_is_called_its_file_has_a_plain_name(shop: str, slug: str) -> None:
    assert file_name(shop, NOW) == f"florin-{slug}-20251121T160000Z.florin"


def test_backups_are_listed_newest_first_and_nothing_else(tmp_path: Path) -> None:
    for at in (NOW, NOW + 5, NOW - DAY_S):
        put(tmp_path, at)
    for name in ("florin-shop-20251399T996000Z.florin", "holiday.florin", "notes.txt"):
        (tmp_path / name).write_text("not a backup")

    assert left(tmp_path) == [NOW + 5, NOW, NOW - DAY_S]


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert kept_in(tmp_path / "stick") == []


def test_of_past_days_the_newest_stays_and_of_the_last_one_all(tmp_path: Path) -> None:
    *_, made = (put(tmp_path, at) for at in (NOW - DAY_S, NOW - DAY_S + 60, NOW, NOW + 60))

    gone = prune(tmp_path, "ours", 5, made)

    assert [path.name for path in gone] == [file_name("Shop", NOW - DAY_S)]
    assert left(tmp_path) == [NOW + 60, NOW, NOW - DAY_S + 60]


def test_so_many_days_are_kept(tmp_path: Path) -> None:
    *_, made = (put(tmp_path, NOW + day * DAY_S) for day in range(6))

    prune(tmp_path, "ours", 3, made)

    assert left(tmp_path) == [NOW + day * DAY_S for day in (5, 4, 3)]


def test_what_is_noted_beside_one_goes_with_it(tmp_path: Path) -> None:
    *_, made = (put(tmp_path, NOW + day * DAY_S) for day in range(3))
    old = tmp_path / file_name("Shop", NOW)
    for path in (old, made):
        note_restores(path, Restores(times=2, age_s=60))

    prune(tmp_path, "ours", 2, made)

    assert restores_of(made) == Restores(times=2, age_s=60)
    assert restores_of(old) == Restores()
    assert len(list(tmp_path.iterdir())) == 3


def test_backups_for_other_keys_and_what_cannot_be_read_stay(tmp_path: Path) -> None:
    *_, made = (put(tmp_path, NOW + day * DAY_S) for day in range(4))
    theirs = put(tmp_path, NOW - 9 * DAY_S, key="theirs")
    broken = tmp_path / file_name("Shop", NOW - 8 * DAY_S)
    broken.write_text("half")

    prune(tmp_path, "ours", 2, made)

    assert theirs.exists()
    assert broken.exists()
    assert left(tmp_path)[:2] == [NOW + 3 * DAY_S, NOW + 2 * DAY_S]


def test_only_old_halves_of_backups_are_swept(tmp_path: Path) -> None:
    old, fresh = (
        tmp_path / f"{file_name('Shop', at)}.partial" for at in (NOW - 2 * DAY_S, NOW - 60)
    )
    other = tmp_path / "film.florin.partial"
    for path in (old, fresh, other):
        path.write_text("half")
    whole = put(tmp_path, NOW + 1)

    sweep_partials(tmp_path, NOW)

    assert sorted(tmp_path.iterdir()) == sorted([other, whole, fresh])


def test_a_half_that_cannot_be_deleted_is_left(tmp_path: Path) -> None:
    stuck = tmp_path / f"{file_name('Shop', NOW - 2 * DAY_S)}.partial"
    stuck.mkdir()

    sweep_partials(tmp_path, NOW)

    assert stuck.exists()


def test_the_one_made_just_now_stays_even_if_the_clock_was_set_back(tmp_path: Path) -> None:
    for day in range(3):
        put(tmp_path, NOW + day * DAY_S)
    made = put(tmp_path, NOW - 100 * DAY_S)

    prune(tmp_path, "ours", 2, made)

    assert made.exists()
    assert len(left(tmp_path)) == 3
