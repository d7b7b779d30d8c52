"""Programs of macOS made up for the tests: as little as its format allows."""

import struct

from bundle.macho import CPUS

SIGNED = struct.pack("<IIII", 0x1D, 16, 0, 0)


def command(kind: int, name: str, field: int) -> bytes:
    """A load command with a name, whose offset stands in a field."""
    body = struct.pack("<I", field) + bytes(field - 12) + name.encode() + b"\0"
    body += bytes(-(8 + len(body)) % 8)
    return struct.pack("<II", kind, 8 + len(body)) + body


def loads(name: str) -> bytes:
    """It needs a library."""
    return command(0x0C, name, 24)


def looks_in(path: str) -> bytes:
    """It looks for @rpath there."""
    return command(0x8000001C, path, 12)


def runs_on(major: int, minor: int) -> bytes:
    """The oldest macOS it runs on."""
    return struct.pack("<IIIIII", 0x32, 24, 1, major << 16 | minor << 8, 0, 0)


def program(cpu: str, *commands: bytes) -> bytes:
    """A program for one processor."""
    body = b"".join(commands)
    head = struct.pack("<IIIIIIII", 0xFEEDFACF, CPUS[cpu], 0, 6, len(commands), len(body), 0, 0)
    return head + body


def universal(**parts: bytes) -> bytes:
    """Programs for several processors in one file."""
    packed, heads = b"", b""
    at = 8 + 20 * len(parts)
    for cpu, part in parts.items():
        heads += struct.pack(">IIIII", CPUS[cpu], 0, at + len(packed), len(part), 0)
        packed += part
    return struct.pack(">II", 0xCAFEBABE, len(parts)) + heads + packed
