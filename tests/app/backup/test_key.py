"""The passphrase alone opens every backup, and the machine does not know it."""

import re
from pathlib import Path

import pyrage
import pytest

from pos.app.backup.key import KEY, has_key, key_pair, make_key, name_of, unlocked
from pos.domain.errors import Refused
from tests.app.backup.shops import PASSPHRASE, Shop, furnished, identity


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return furnished(tmp_path)


def test_the_machine_locks_what_only_the_passphrase_opens(shop: Shop) -> None:
    sealed = pyrage.encrypt(b"the shop", [key_pair(shop.folder).public])

    assert pyrage.decrypt(sealed, [identity()]) == b"the shop"
    assert PASSPHRASE.encode() not in (shop.folder / KEY).read_bytes()
    assert b"AGE-SECRET-KEY" not in (shop.folder / KEY).read_bytes()


def test_another_passphrase_opens_nothing(shop: Shop) -> None:
    with pytest.raises(Refused, match="does not open") as refused:
        unlocked(key_pair(shop.folder).locked, PASSPHRASE.upper())

    assert refused.value.code == "wrong_passphrase"


def test_a_machine_too_slow_for_the_lock_does_not_blame_the_passphrase() -> None:
    locked = pyrage.passphrase.encrypt(b"a key", PASSPHRASE)
    harder = re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 40\n", locked)

    with pytest.raises(Refused, match="faster") as refused:
        unlocked(harder, PASSPHRASE)

    assert refused.value.code == "slow_machine"


def test_what_is_locked_and_no_key_is_spoilt() -> None:
    locked = pyrage.passphrase.encrypt(b"not a key", PASSPHRASE)

    with pytest.raises(Refused, match="spoilt"):
        unlocked(locked, PASSPHRASE)


def test_a_short_passphrase_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="at least 12 letters"):
        make_key(tmp_path, "eleven char")

    assert not has_key(tmp_path)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be kept"):
        make_key(tmp_path / "nowhere", PASSPHRASE)


def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    make_key(tmp_path, PASSPHRASE)

    assert (tmp_path / KEY).stat().st_mode & 0o777 == 0o600
    assert has_key(tmp_path)


def test_a_new_key_has_another_name(shop: Shop, tmp_path: Path) -> None:
    make_key(tmp_path, PASSPHRASE)

    assert name_of(key_pair(tmp_path).public) != name_of(key_pair(shop.folder).public)


def test_a_new_passphrase_that_cannot_be_kept_leaves_the_old_one_in_force(shop: Shop) -> None:
    """Backups made for one half of a key would not be opened by the other half of another."""
    before = key_pair(shop.folder)
    (shop.folder / f"{KEY}.new").mkdir()

    with pytest.raises(Refused, match="cannot be kept"):
        make_key(shop.folder, "another cat on the till")

    after = key_pair(shop.folder)
    assert (after.locked, name_of(after.public)) == (before.locked, name_of(before.public))
    assert name_of(unlocked(after.locked, PASSPHRASE).to_public()) == name_of(after.public)


def test_halves_of_two_keys_are_refused(shop: Shop, tmp_path: Path) -> None:
    make_key(tmp_path, PASSPHRASE)
    head, _, _ = (shop.folder / KEY).read_bytes().partition(b"\n")
    (shop.folder / KEY).write_bytes(head + b"\n" + key_pair(tmp_path).locked)

    with pytest.raises(Refused, match="is spoilt"):
        key_pair(shop.folder)


def test_a_passphrase_opens_however_a_system_writes_its_letters(tmp_path: Path) -> None:
    make_key(tmp_path, "die Kasse h\u00f6rt mit")

    assert unlocked(key_pair(tmp_path).locked, "die Kasse ho\u0308rt mit")
