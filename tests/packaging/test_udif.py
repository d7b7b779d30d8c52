"""Disk images for macOS."""

import plistlib
import random
import struct
from pathlib import Path

import pytest

from bundle.udif import LABEL, PIECE, SECTOR, pack, unpack


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A disk with text, zeros, and noise that does not compress; the last piece is a short one."""
    path = tmp_path / "disk.iso"
    noise = random.Random(1).randbytes(PIECE)
    path.write_bytes(b"florin! " * (PIECE // 8) + bytes(PIECE) + noise + bytes(3) + b"x" * 2045)
    return path


def test_a_packed_disk_unpacks_to_the_same(disk: Path, tmp_path: Path) -> None:
    pack(disk, tmp_path / "florin.dmg")

    assert unpack(tmp_path / "florin.dmg") == disk.read_bytes()
    assert (tmp_path / "florin.dmg").stat().st_size < disk.stat().st_size * 2 // 3


def test_the_same_disk_is_the_same_image(disk: Path, tmp_path: Path) -> None:
    for name in ("1.dmg", "2.dmg"):
        pack(disk, tmp_path / name)

    assert (tmp_path / "1.dmg").read_bytes() == (tmp_path / "2.dmg").read_bytes()


def test_a_damaged_image_is_found_out(disk: Path, tmp_path: Path) -> None:
    pack(disk, tmp_path / "florin.dmg")
    content = bytearray((tmp_path / "florin.dmg").read_bytes())
    content[PIECE] ^= 1  # in the noise, which is kept as it is
    (tmp_path / "florin.dmg").write_bytes(content)

    with pytest.raises(AssertionError, match="checksum"):
        unpack(tmp_path / "florin.dmg")


def test_reading_begins_at_the_last_512_bytes(disk: Path, tmp_path: Path) -> None:
    pack(disk, tmp_path / "florin.dmg")

    whole = (tmp_path / "florin.dmg").read_bytes()
    koly = whole[-SECTOR:]
    at, size = struct.unpack_from(">QQ", koly, 216)
    assert struct.unpack_from(">4sII", koly, 0) == (b"koly", 4, 512)
    assert at + size + SECTOR == len(whole)
    assert struct.unpack_from(">Q", koly, 492) == (disk.stat().st_size // SECTOR,)
    (partition,) = plistlib.loads(whole[at : at + size])["resource-fork"]["blkx"]
    assert partition["Name"] == LABEL


def test_a_disk_that_ends_within_a_sector_is_refused(tmp_path: Path) -> None:
    (tmp_path / "disk.iso").write_bytes(bytes(700))

    with pytest.raises(AssertionError, match="whole sectors"):
        pack(tmp_path / "disk.iso", tmp_path / "florin.dmg")
