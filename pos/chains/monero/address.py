"""Monero addresses as text: base58 in blocks of eight bytes, with a keccak-256 checksum.

Source: Monero's `src/common/base58.cpp` and `src/cryptonote_config.h`.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from Crypto.Hash import keccak

from pos.domain.errors import Refused

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DIGITS: Final = {letter: value for value, letter in enumerate(_ALPHABET)}
_LETTERS_OF_BYTES: Final = (0, 2, 3, 5, 6, 7, 9, 10, 11)
"""How many letters a block of so many bytes is written with."""
_BLOCK_BYTES: Final = 8
_BLOCK_LETTERS: Final = 11
_KEY: Final = 32
_CHECKSUM: Final = 4
_PAYMENT_ID: Final = 8


class Network(Enum):
    """Which of Monero's chains an address is for; regtest uses the addresses of MAIN."""

    MAIN = auto()
    STAGE = auto()
    TEST = auto()


class Kind(Enum):
    """What an address says besides its two keys."""

    PRIMARY = auto()
    INTEGRATED = auto()
    SUBADDRESS = auto()


_PREFIXES: Final = {
    18: (Network.MAIN, Kind.PRIMARY),
    19: (Network.MAIN, Kind.INTEGRATED),
    42: (Network.MAIN, Kind.SUBADDRESS),
    24: (Network.STAGE, Kind.PRIMARY),
    25: (Network.STAGE, Kind.INTEGRATED),
    36: (Network.STAGE, Kind.SUBADDRESS),
    53: (Network.TEST, Kind.PRIMARY),
    54: (Network.TEST, Kind.INTEGRATED),
    63: (Network.TEST, Kind.SUBADDRESS),
}
_PREFIX_OF: Final = {meaning: prefix for prefix, meaning in _PREFIXES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What an address says: two public keys of 32 bytes, and a payment id if it is integrated."""

    network: Network
    kind: Kind
    spend: bytes
    view: bytes
    payment_id: bytes = b""


def parse_address(text: str) -> Address:
    """The address that somebody typed. Raises Refused if it is none or is mistyped."""
    content = _decoded(text)
    body, checksum = content[:-_CHECKSUM], content[-_CHECKSUM:]
    if keccak256(body)[:_CHECKSUM] != checksum:
        raise Refused("invalid_address", f"“{text[:120]}” is mistyped: its checksum is wrong")
    meaning = _PREFIXES.get(body[0])
    length = 1 + 2 * _KEY + (_PAYMENT_ID if meaning and meaning[1] is Kind.INTEGRATED else 0)
    if meaning is None or len(body) != length:
        raise Refused("invalid_address", f"“{text[:120]}” is not a Monero address")
    return Address(
        network=meaning[0],
        kind=meaning[1],
        spend=body[1 : 1 + _KEY],
        view=body[1 + _KEY : 1 + 2 * _KEY],
        payment_id=body[1 + 2 * _KEY :],
    )


def format_address(address: Address) -> str:
    """The text of an address, by which wallets know it."""
    prefix = bytes((_PREFIX_OF[address.network, address.kind],))
    body = prefix + address.spend + address.view + address.payment_id
    return _encoded(body + keccak256(body)[:_CHECKSUM])


def keccak256(content: bytes) -> bytes:
    """The hash that Monero uses everywhere (not SHA3-256, which pads differently)."""
    return keccak.new(digest_bits=256, data=content).digest()


def _decoded(text: str) -> bytes:
    blocks = [text[at : at + _BLOCK_LETTERS] for at in range(0, len(text), _BLOCK_LETTERS)]
    content = b"".join(_block_decoded(block) for block in blocks)
    if len(content) <= _CHECKSUM:
        raise Refused("invalid_address", f"“{text[:120]}” is not a Monero address")
    return content


def _block_decoded(letters: str) -> bytes:
    value = 0
    try:
        for letter in letters:
            value = value * len(_ALPHABET) + _DIGITS[letter]
        return value.to_bytes(_LETTERS_OF_BYTES.index(len(letters)), "big")
    except (KeyError, ValueError, OverflowError) as why:
        raise Refused("invalid_address", "This is not a Monero address") from why


def _encoded(content: bytes) -> str:
    blocks = [content[at : at + _BLOCK_BYTES] for at in range(0, len(content), _BLOCK_BYTES)]
    return "".join(_block_encoded(block) for block in blocks)


def _block_encoded(block: bytes) -> str:
    value, letters = int.from_bytes(block, "big"), ""
    for _ in range(_LETTERS_OF_BYTES[len(block)]):
        value, digit = divmod(value, len(_ALPHABET))
        letters = _ALPHABET[digit] + letters
    return letters
