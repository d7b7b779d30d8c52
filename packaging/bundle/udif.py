"""Disk images for macOS (.dmg), packed from an ISO 9660 image without a Mac.

The format is Apple's UDIF, zlib kind (UDZO): the image in compressed pieces, a property list that
says where each lies, and a trailer of 512 bytes. All numbers are big endian. A piece is the same
bytes for the same input, and there is no time in the file.
"""

import plistlib
import struct
import zlib
from pathlib import Path
from typing import Final

SECTOR: Final = 512
PIECE: Final = 512 * 1024
_ZLIB: Final = 0x80000005
_RAW: Final = 0x00000001
_ZERO: Final = 0x00000002
_END: Final = 0xFFFFFFFF
_CRC32: Final = 2
LABEL: Final = "whole disk (Apple_ISO : 0)"


def pack(image: Path, target: Path) -> None:
    """Pack a whole disk into one file."""
    size = image.stat().st_size
    assert size % SECTOR == 0, "an image consists of whole sectors"
    pieces: list[bytes] = []
    crc = data_crc = at = sector = 0
    with image.open("rb") as source, target.open("wb") as out:
        while content := source.read(PIECE):
            crc = zlib.crc32(content, crc)
            kind, packed = _packed(content)
            sectors = len(content) // SECTOR
            pieces.append(struct.pack(">IIQQQQ", kind, 0, sector, sectors, at, len(packed)))
            out.write(packed)
            data_crc = zlib.crc32(packed, data_crc)
            at, sector = at + len(packed), sector + sectors
        pieces.append(struct.pack(">IIQQQQ", _END, 0, sector, 0, at, 0))
        listed = _list_of(_table(pieces, sector, crc))
        out.write(listed)
        out.write(_trailer(at, len(listed), sector, (data_crc, crc)))


def unpack(packed: Path) -> bytes:
    """The disk inside, with every checksum compared; for the tests and the build itself."""
    whole = packed.read_bytes()
    koly = whole[-SECTOR:]
    assert koly[:4] == b"koly"
    listed_at, listed_size = struct.unpack_from(">QQ", koly, 216)
    (table,) = plistlib.loads(whole[listed_at : listed_at + listed_size])["resource-fork"]["blkx"]
    mish = table["Data"]
    (count,) = struct.unpack_from(">I", mish, 200)
    disk = bytearray()
    for number in range(count):
        kind, _, _, sectors, at, size = struct.unpack_from(">IIQQQQ", mish, 204 + 40 * number)
        disk += _unpacked(kind, whole[at : at + size], sectors)
    assert struct.unpack_from(">I", mish, 72)[0] == zlib.crc32(disk), "the disk's checksum differs"
    return bytes(disk)


def _packed(content: bytes) -> tuple[int, bytes]:
    if not any(content):
        return _ZERO, b""
    packed = zlib.compress(content, 9)
    return (_ZLIB, packed) if len(packed) < len(content) else (_RAW, content)


def _unpacked(kind: int, content: bytes, sectors: int) -> bytes:
    if kind == _ZLIB:
        return zlib.decompress(content)
    return content if kind == _RAW else bytes(sectors * SECTOR if kind == _ZERO else 0)


def _checksum(crc: int) -> bytes:
    """A checksum field: its kind, its bits, and room for the longest there is."""
    return struct.pack(">III124x", _CRC32, 32, crc)


def _table(pieces: list[bytes], sectors: int, crc: int) -> bytes:
    """Where the pieces of the one partition lie."""
    head = struct.pack(">4sIQQQII24x", b"mish", 1, 0, sectors, 0, PIECE // SECTOR + 8, 0)
    return head + _checksum(crc) + struct.pack(">I", len(pieces)) + b"".join(pieces)


def _list_of(table: bytes) -> bytes:
    entry = {"Attributes": "0x0050", "CFName": LABEL, "Data": table, "ID": "0", "Name": LABEL}
    return plistlib.dumps({"resource-fork": {"blkx": [entry], "plst": []}}, sort_keys=True)


def _trailer(data: int, listed: int, sectors: int, sums: tuple[int, int]) -> bytes:
    """The last 512 bytes, where reading begins; `sums` are of the packed and the plain disk."""
    data_crc, crc = sums
    whole = zlib.crc32(struct.pack(">I", crc))
    made = struct.pack(">4sIIIQQQQQII16x", b"koly", 4, SECTOR, 1, 0, 0, data, 0, 0, 1, 1)
    made += _checksum(data_crc) + struct.pack(">QQ120x", data, listed)
    made += _checksum(whole) + struct.pack(">IQ12x", 1, sectors)
    assert len(made) == SECTOR
    return made
