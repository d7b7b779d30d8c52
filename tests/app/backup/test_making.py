"""A backup is made while the shop sells, opened again at once, and never half there."""

import os
import resource
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.backup.bundle import FORMAT, About, Keys, opened, seal
from pos.app.backup.contents import Manifest, digests_of, pack
from pos.app.backup.key import KEY, key_pair, make_key, unlocked
from pos.app.backup.making import SCRATCH, make, rehearse, scratch
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.storage.store import open_store
from pos.storage.totals import totals_of
from tests.app.backup.shops import NOW, PASSPHRASE, Shop, furnished, identity


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return furnished(tmp_path)


def test_what_is_in_it_is_what_the_shop_holds(shop: Shop, tmp_path: Path) -> None:
    before = totals_of(shop.database)

    made = shop.backed_up()
    found = rehearse(made.path, identity(), tmp_path / "room")

    assert made.path.name == "florin-cafe-zum-eck-20251121T160000Z.florin"
    assert found.totals == before == made.totals
    assert found.taken_at == NOW
    assert sorted(found.files) == [
        "backup.key",
        "config.toml",
        "keystores/evm.json",
        "keystores/monero/wallets/refunds.keys",
        "postback.key",
        "view-keys/XMR.txt",
    ]


def test_nobody_else_can_read_it_and_nothing_is_left_elsewhere(shop: Shop) -> None:
    made = shop.backed_up()

    assert [each.name for each in shop.backups.iterdir()] == [made.path.name]
    assert sorted(each.name for each in (shop.folder / SCRATCH).iterdir()) == ["florin.lock"]
    with zipfile.ZipFile(made.path) as box:
        clear = b"".join(box.read(name) for name in box.namelist())
    for secret in (b"xpub", b"0x00", b"sel-1", b"ab" * 32, b"evm.json", b"shop.example"):
        assert secret not in clear


def test_it_is_made_anew_while_the_till_has_the_database_open(shop: Shop) -> None:
    store = open_store(shop.database)
    made = shop.backed_up()
    store.close()

    assert made.totals == totals_of(shop.database)


def test_without_a_passphrase_there_is_none(shop: Shop) -> None:
    (shop.folder / KEY).unlink()

    with pytest.raises(Refused, match="set-up"):
        shop.backed_up()


def test_a_spoilt_key_is_refused(shop: Shop) -> None:
    (shop.folder / KEY).write_text("# age1nonsense 00\n")

    with pytest.raises(Refused, match=r"backup\.key is spoilt"):
        shop.backed_up()


def test_a_folder_that_is_not_there_is_not_made(shop: Shop, tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick"

    with pytest.raises(Trouble, match="is its disk connected"):
        make(replace(shop.wanted(), folder=elsewhere))

    assert not elsewhere.exists()


def test_before_the_first_start_there_is_nothing_to_back_up(shop: Shop) -> None:
    shop.database.unlink()

    with pytest.raises(Refused, match="nothing to back up"):
        shop.backed_up()


def test_a_damaged_database_is_told_and_the_last_good_backup_stays(shop: Shop) -> None:
    good = shop.backed_up()
    content = bytearray(shop.database.read_bytes())
    content[40_960:49_152] = os.urandom(8_192)
    shop.database.write_bytes(content)

    with pytest.raises((Corrupt, Trouble)):
        shop.backed_up(NOW + 86_400)

    assert [each.name for each in shop.backups.iterdir()] == [good.path.name]


def test_a_full_disk_leaves_no_part_of_a_backup(shop: Shop) -> None:
    before = shop.backed_up()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(Trouble, match="cannot be copied"):
            shop.backed_up(NOW + 86_400)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert [each.name for each in shop.backups.iterdir()] == [before.path.name]


def test_a_till_that_is_closed_meanwhile_leaves_no_part_of_a_backup(shop: Shop) -> None:
    breaths = iter(range(3))

    def breathe() -> None:
        if next(breaths, None) is None:
            raise Trouble("The till was closed")

    with pytest.raises(Trouble):
        make(replace(shop.wanted(), breathe=breathe))

    assert list(shop.backups.iterdir()) == []


def test_what_a_program_that_died_left_is_swept(shop: Shop) -> None:
    (shop.backups / "florin-cafe-zum-eck-20251118T160000Z.florin.partial").write_text("half")
    (shop.folder / SCRATCH / "room").mkdir(parents=True)
    (shop.folder / SCRATCH / "room" / "florin.db").write_text("half")

    made = shop.backed_up()

    assert [each.name for each in shop.backups.iterdir()] == [made.path.name]
    assert not (shop.folder / SCRATCH / "room").exists()


def test_a_passphrase_that_is_changed_meanwhile_does_not_lock_one_out(
    shop: Shop, tmp_path: Path
) -> None:
    breaths = iter(range(2))

    def breathe() -> None:
        if next(breaths, None) == 0:
            make_key(shop.folder, "another cat on the till")

    made = make(replace(shop.wanted(), breathe=breathe))

    with opened(made.path) as bundle:
        key = unlocked(bundle.locked, PASSPHRASE)
    assert rehearse(made.path, key, tmp_path / "room").totals == made.totals


def test_what_the_folder_itself_does_wrong_is_trouble(shop: Shop) -> None:
    """Such as a network folder that does not answer, or a name that its system does not take."""
    with pytest.raises(Trouble, match="cannot be made"):
        make(replace(shop.wanted(), folder=shop.backups / ("x" * 300)))


def test_an_older_backup_that_was_spoilt_stops_no_new_one(shop: Shop) -> None:
    """Some changed bytes read like kinds of packing and locks that no ZIP of ours has."""
    old = shop.backed_up(NOW - 86_400)
    content = bytearray(old.path.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 10] = 97
    old.path.write_bytes(content)

    made = shop.backed_up()

    assert sorted(each.name for each in shop.backups.iterdir()) == [old.path.name, made.path.name]


def test_a_scratch_place_that_is_taken_is_trouble(shop: Shop) -> None:
    (shop.folder / SCRATCH).mkdir()
    (shop.folder / SCRATCH / "room").write_text("in the way")

    with pytest.raises(Trouble, match="no room for a backup"), scratch(shop.folder):
        pass


def test_two_programs_do_not_make_one_at_the_same_time(shop: Shop) -> None:
    with scratch(shop.folder), pytest.raises(Refused, match="just now") as refused:
        shop.backed_up()

    assert refused.value.code == "busy"


def test_old_ones_go_only_once_a_new_one_is_whole(tmp_path: Path) -> None:
    shop = furnished(tmp_path, keep=2)
    for day in range(3):
        shop.backed_up(NOW + day * 86_400)
    kept = sorted(each.name for each in shop.backups.iterdir())
    (shop.backups / kept[0]).rename(tmp_path / "away")
    shop.database.unlink()

    with pytest.raises(Refused):
        shop.backed_up(NOW + 3 * 86_400)

    assert [name.split("-")[-1] for name in kept] == [
        "20251122T160000Z.florin",
        "20251123T160000Z.florin",
    ]
    assert [each.name for each in shop.backups.iterdir()] == [kept[1]]


def test_a_backup_that_holds_something_else_than_it_says_is_corrupt(
    shop: Shop, tmp_path: Path
) -> None:
    totals = replace(totals_of(shop.database), sales=99)
    manifest = Manifest(taken_at=NOW, totals=totals, files=digests_of({}))
    with shop.database.open("rb") as database:
        pack(tmp_path / "packed", database, {}, manifest)
    about = About(format=FORMAT, florin="1", revision="0005", taken_at=NOW, key="k")
    pair = key_pair(shop.folder)
    with (tmp_path / "packed").open("rb") as packed:
        keys = Keys(locked=pair.locked, open_to=(pair.public,))
        seal(tmp_path / "forged.florin", packed, about, keys)

    with pytest.raises(Corrupt, match="does not hold what it says"):
        rehearse(tmp_path / "forged.florin", identity(), tmp_path / "room")
