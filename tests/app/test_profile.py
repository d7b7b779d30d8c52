import re
import subprocess
import sys
from pathlib import Path

import pytest

from pos.app.profile import Profile, is_in_use, secret_of, sole_use
from pos.domain.errors import Refused


def test_play_money_lives_in_a_folder_of_its_own(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "shop")

    assert profile.data(is_practice=True) == tmp_path / "shop" / "practice"
    assert profile.data(is_practice=False) == tmp_path / "shop"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(Refused, match="cannot be made"):
        Profile(tmp_path / "file").data(is_practice=True)


def test_a_second_start_is_refused_kindly_and_the_folder_is_free_again_afterwards(
    tmp_path: Path,
) -> None:
    with sole_use(tmp_path), pytest.raises(Refused, match="already open"), sole_use(tmp_path):
        pass
    with sole_use(tmp_path):
        pass


def test_a_crash_leaves_the_folder_free(tmp_path: Path) -> None:
    code = (
        "import os,sys;from pathlib import Path;from pos.app.profile import sole_use\n"
        "with sole_use(Path(sys.argv[1])): os._exit(9)"
    )
    crashed = subprocess.run([sys.executable, "-c", code, tmp_path], check=False)

    assert crashed.returncode == 9
    with sole_use(tmp_path):
        pass


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = secret_of(tmp_path, "postback.key")

    assert secret_of(tmp_path, "postback.key") == first
    assert len(first) == 64
    assert (tmp_path / "postback.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", ["", "\n"])
def test_a_secret_left_empty_by_a_crash_is_made_anew(tmp_path: Path, left: str) -> None:
    (tmp_path / "postback.key").write_text(left, encoding="ascii")

    fresh = secret_of(tmp_path, "postback.key")

    assert re.fullmatch("[0-9a-f]{64}", fresh)
    assert secret_of(tmp_path, "postback.key") == fresh
    assert (tmp_path / "postback.key").stat().st_mode & 0o077 == 0


def test_what_a_crash_left_beside_the_secret_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "postback.key.new").write_text("abc", encoding="ascii")

    secret = secret_of(tmp_path, "postback.key")

    assert secret_of(tmp_path, "postback.key") == secret
    assert [path.name for path in tmp_path.iterdir()] == ["postback.key"]
    assert (tmp_path / "postback.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", [b"abc", b"g" * 64, b"a" * 63, b"a" * 128, b"\xff" * 64])
def test_a_secret_that_is_none_is_refused_and_its_file_named(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "postback.key"
    path.write_bytes(left)

    with pytest.raises(Refused, match=re.escape(str(path))):
        secret_of(tmp_path, "postback.key")
    assert path.read_bytes() == left


def test_a_folder_that_takes_no_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be kept"):
        secret_of(tmp_path / "nowhere", "postback.key")


def test_a_folder_is_known_to_be_in_use_without_touching_it(tmp_path: Path) -> None:
    before = is_in_use(tmp_path)
    with sole_use(tmp_path):
        during = is_in_use(tmp_path)
    after = is_in_use(tmp_path)

    assert (before, during, after) == (False, True, False)
    assert [path.name for path in tmp_path.iterdir()] == ["florin.lock"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards the user's folder")
def test_what_is_made_for_a_shop_is_nobody_elses_business(tmp_path: Path) -> None:
    folder = Profile(tmp_path / "shop").data(is_practice=True)

    assert [each.stat().st_mode & 0o077 for each in (folder, folder.parent)] == [0, 0]
