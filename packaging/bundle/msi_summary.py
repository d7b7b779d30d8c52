"""What an MSI says about itself, made the same whenever the MSI is the same.

wixl writes the time of day and an id by chance into the summary of what it makes. Its shape is that
of [MS-OLEPS], "Simple Property Sets": a list of numbered values, each with its type before it.
"""

import struct
from pathlib import Path
from typing import Final
from uuid import UUID

_KIND: Final = UUID("f29f85e0-4ff9-1068-ab91-08002b27b3d9").bytes_le
_CODE, _CREATED, _SAVED = 9, 12, 13
_TEXT, _TIME = 0x1E, 0x40
_EPOCH_OFFSET_S: Final = 11_644_473_600
"""From 1601, when Windows' time begins, to 1970."""


def settle(path: Path, code: UUID, epoch: int) -> None:
    """Write the id and the one time in place of those by chance."""
    content = bytearray(path.read_bytes())
    values = places_of(content)
    text = f"{{{str(code).upper()}}}\0".encode()
    _check(content, values[_CODE], _TEXT)
    (length,) = struct.unpack_from("<I", content, values[_CODE] + 4)
    if length != len(text):
        raise ValueError("the summary's id is not as long as an id")
    content[values[_CODE] + 8 : values[_CODE] + 8 + length] = text
    for number in (_CREATED, _SAVED):
        _check(content, values[number], _TIME)
        since_1601 = (epoch + _EPOCH_OFFSET_S) * 10_000_000
        struct.pack_into("<Q", content, values[number] + 4, since_1601)
    path.write_bytes(content)


def places_of(content: bytes | bytearray) -> dict[int, int]:
    """Where each numbered value of the summary begins, with its type."""
    kind = content.find(_KIND)
    if kind < 0 or content.find(_KIND, kind + 1) >= 0:
        raise ValueError("this is no MSI with one summary")
    (offset,) = struct.unpack_from("<I", content, kind + len(_KIND))
    section = kind - 28 + offset  # counted from the stream's beginning, of which 28 bytes are head
    _, count = struct.unpack_from("<II", content, section)
    pairs = struct.iter_unpack("<II", content[section + 8 : section + 8 + 8 * count])
    return {number: section + at for number, at in pairs}


def _check(content: bytearray, place: int, kind: int) -> None:
    (found,) = struct.unpack_from("<I", content, place)
    if found != kind:
        raise ValueError(f"the summary has a value of type {found:#x} in place of {kind:#x}")
