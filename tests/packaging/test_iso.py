"""Disks without the times at which they happened to be made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bundle.iso import settle
from tests.missing import missing

EPOCH = 1_795_000_000


def disk(folder: Path, target: Path) -> Path:
    """A disk with one file of that time, as genisoimage makes it now."""
    if shutil.which("genisoimage") is None:
        missing("genisoimage is not installed")
    folder.mkdir(parents=True)
    (folder / "README.txt").write_text("florin", encoding="utf-8")
    for path in (folder / "README.txt", folder):
        os.utime(path, (EPOCH, EPOCH))
    subprocess.run(
        ["genisoimage", "-quiet", "-r", "-no-pad", "-V", "Florin", "-o", target, folder],
        env={**os.environ, "TZ": "UTC"},
        check=True,
    )
    return target


def test_a_disk_says_nothing_of_when_it_was_made(tmp_path: Path) -> None:
    first = disk(tmp_path / "1" / "x", tmp_path / "1.iso")
    os.utime(tmp_path / "1" / "x" / "README.txt", (EPOCH - 9999, EPOCH))  # read at another time
    second = tmp_path / "2.iso"
    subprocess.run(
        ["genisoimage", "-quiet", "-r", "-no-pad", "-V", "Florin", "-o", second, tmp_path / "1/x"],
        env={**os.environ, "TZ": "UTC"},
        check=True,
    )
    assert first.read_bytes() != second.read_bytes()

    for one in (first, second):
        settle(one, EPOCH)

    assert first.read_bytes() == second.read_bytes()
    assert b"2026111811064000\0" in first.read_bytes()


def test_what_is_no_disk_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(bytes(40_000))

    with pytest.raises(AssertionError, match="no ISO 9660 disk"):
        settle(tmp_path / "text", EPOCH)
