"""Programs and libraries of macOS, read without a Mac: what they ask for, and what they run on.

Source: Apple's `mach-o/loader.h` and `mach-o/fat.h`.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CPUS: Final = {"x86_64": 0x01000007, "arm64": 0x0100000C}

_FAT: Final = 0xCAFEBABE
_THIN_64: Final = 0xFEEDFACF
_JAVA: Final = 40
"""A Java class begins with the same word; its version stands where the count of parts would."""
_LOADS: Final = frozenset({0x0C, 0x80000018, 0x8000001F, 0x80000023})
"""LC_LOAD_DYLIB, its weak, re-exported and upward kinds."""
_WEAK: Final = 0x80000018
_RPATH: Final = 0x8000001C
_CODE_SIGNATURE: Final = 0x1D
_BUILD_VERSION: Final = 0x32
_VERSION_MIN: Final = 0x24

Version = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MachO:
    """What matters of a program for one processor; `system` is the oldest macOS it runs on."""

    needs: tuple[str, ...]
    wishes: tuple[str, ...]
    rpaths: tuple[str, ...]
    system: Version
    is_signed: bool


def is_macho(content: bytes) -> bool:
    """Whether these bytes are a program or library of macOS, for one processor or several."""
    if content[:4] == struct.pack("<I", _THIN_64):
        return True
    is_fat = content[:4] == struct.pack(">I", _FAT)
    return is_fat and int.from_bytes(content[4:8], "big") < _JAVA


def thinned(content: bytes, cpu: str) -> bytes:
    """The part for one processor, unchanged, so that its signature still holds.

    Raises LookupError if there is none.
    """
    if content[:4] != struct.pack(">I", _FAT):
        (found,) = struct.unpack_from("<I", content, 4)
        if found != CPUS[cpu]:
            raise LookupError(f"it has no part for {cpu}")
        return content
    (count,) = struct.unpack_from(">I", content, 4)
    for number in range(count):
        kind, _, offset, size, _ = struct.unpack_from(">IIIII", content, 8 + 20 * number)
        if kind == CPUS[cpu]:
            return content[offset : offset + size]
    raise LookupError(f"it has no part for {cpu}")


def read(content: bytes) -> MachO:
    """What a program for one processor says of itself."""
    commands = list(_commands(content))
    loads = [(kind, _text(body, 8)) for kind, body in commands if kind in _LOADS]
    return MachO(
        needs=tuple(name for kind, name in loads if kind != _WEAK),
        wishes=tuple(name for kind, name in loads if kind == _WEAK),
        rpaths=tuple(_text(body, 8) for kind, body in commands if kind == _RPATH),
        system=max((_system(kind, body) for kind, body in commands), default=(0, 0)),
        is_signed=any(kind == _CODE_SIGNATURE for kind, _ in commands),
    )


def programs_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """All programs and libraries below a folder, with their content."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                head = file.read(8)
            if is_macho(head):
                yield path, path.read_bytes()


def _commands(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each load command."""
    (count,) = struct.unpack_from("<I", content, 16)
    at = 32
    for _ in range(count):
        kind, size = struct.unpack_from("<II", content, at)
        yield kind, content[at : at + size]
        at += size


def _text(body: bytes, field: int) -> str:
    """A name inside a command, whose offset lies in a field."""
    (offset,) = struct.unpack_from("<I", body, field)
    return body[offset:].partition(b"\0")[0].decode()


def _system(kind: int, body: bytes) -> Version:
    at = {_BUILD_VERSION: 12, _VERSION_MIN: 8}.get(kind)
    if at is None:
        return (0, 0)
    (packed,) = struct.unpack_from("<I", body, at)
    return packed >> 16, (packed >> 8) & 0xFF
