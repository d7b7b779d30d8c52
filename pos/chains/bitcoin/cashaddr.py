"""Bitcoin Cash's way of writing addresses: a prefix, a colon, and base 32 with a 40-bit checksum.

Source: the CashAddr specification; its types 2 and 3 are from CHIP-2022-02 CashTokens.
"""

from collections.abc import Iterable
from enum import IntEnum
from functools import reduce
from operator import xor
from typing import Final

_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)}
_SIZES: Final = (20, 24, 28, 32, 40, 48, 56, 64)
_CHECKSUM: Final = 8
"""How many letters it takes."""
_GENERATORS: Final = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_REMAINDERS: Final = tuple(
    reduce(xor, (each for place, each in enumerate(_GENERATORS) if top >> place & 1), 0)
    for top in range(32)
)
"""What the five bits that are pushed out leave behind."""


class Kind(IntEnum):
    """What the hash is of, by the number in the address."""

    KEY = 0
    SCRIPT = 1
    KEY_WITH_TOKENS = 2
    """The same output as `KEY`, of a wallet that takes tokens, too."""
    SCRIPT_WITH_TOKENS = 3


def cashaddr_of(kind: Kind, hashed: bytes, prefix: str) -> str:
    """The address with its prefix, lower case. The hash has one of the sizes that have a number."""
    version = kind << 3 | _SIZES.index(len(hashed))
    payload = _symbols(bytes([version]) + hashed)
    checksum = _polymod([*_stretched(prefix), *payload, *[0] * _CHECKSUM])
    tail = [checksum >> 5 * place & 31 for place in reversed(range(_CHECKSUM))]
    return f"{prefix}:" + "".join(_ALPHABET[symbol] for symbol in (*payload, *tail))


def parse_cashaddr(address: str, prefix: str) -> tuple[Kind, bytes] | None:
    """What an address says, written with this prefix or without any; None if it is none."""
    if address not in {address.lower(), address.upper()}:
        return None
    letters = address.lower().removeprefix(f"{prefix}:")
    if len(letters) <= _CHECKSUM or not _VALUES.keys() >= set(letters):
        return None
    symbols = [_VALUES[letter] for letter in letters]
    if _polymod([*_stretched(prefix), *symbols]) != 0:
        return None
    return _meaning(_bytes(symbols[:-_CHECKSUM]))


def _meaning(payload: bytes | None) -> tuple[Kind, bytes] | None:
    if not payload:
        return None
    version, hashed = payload[0], payload[1:]
    if version >> 3 not in set(Kind) or len(hashed) != _SIZES[version & 7]:
        return None
    return Kind(version >> 3), hashed


def _stretched(prefix: str) -> list[int]:
    """The prefix and its colon, as the checksum counts them."""
    return [*(ord(letter) & 31 for letter in prefix), 0]


def _symbols(payload: bytes) -> list[int]:
    """Groups of five bits, the last one filled up with zeros."""
    count = -(-len(payload) * 8 // 5)
    number = int.from_bytes(payload) << count * 5 - len(payload) * 8
    return [number >> 5 * place & 31 for place in reversed(range(count))]


def _bytes(symbols: list[int]) -> bytes | None:
    """The bytes again; None if what filled up the last group is more than that, or not zero."""
    size, spare = divmod(len(symbols) * 5, 8)
    number = 0
    for symbol in symbols:
        number = number << 5 | symbol
    if spare >= 5 or number & (1 << spare) - 1:  # noqa: PLR2004 - a whole group of nothing
        return None
    return (number >> spare).to_bytes(size)


def _polymod(symbols: Iterable[int]) -> int:
    """The remainder in the specification's BCH code; 0 where a checksum is right."""
    rest = 1
    for symbol in symbols:
        rest = (rest & 0x07FFFFFFFF) << 5 ^ symbol ^ _REMAINDERS[rest >> 35]
    return rest ^ 1
