"""EVM addresses as text: lower case inside, with the EIP-55 checksum for wallets and eyes."""

import re
from typing import Final

from Crypto.Hash import keccak

from pos.domain.errors import Refused

_ADDRESS: Final = re.compile(r"0x[0-9a-fA-F]{40}")


def address_of_point(uncompressed: bytes) -> str:
    """The address of an uncompressed public key: the last 20 bytes of its keccak-256."""
    assert len(uncompressed) == 65, "0x04, x, y"  # noqa: PLR2004 - the sizes of SEC 1
    return "0x" + _keccak(uncompressed[1:])[24:]


def checksum_address(address: str) -> str:
    """The same address in EIP-55 letters, by which wallets notice typing errors."""
    digits = address.lower().removeprefix("0x")
    marks = _keccak(digits.encode())
    return "0x" + "".join(
        digit.upper() if mark >= "8" else digit for digit, mark in zip(digits, marks, strict=False)
    )


def parse_address(text: str) -> str:
    """The canonical form of an address that somebody typed.

    Raises Refused if it is none, or if it has mixed letters that are not its EIP-55 checksum.
    """
    if not _ADDRESS.fullmatch(text):
        raise Refused("invalid_address", f"“{text[:60]}” is not an Ethereum address")
    digits = text[2:]
    is_mixed = digits not in {digits.lower(), digits.upper()}
    if is_mixed and checksum_address(text) != text:
        raise Refused("invalid_address", f"“{text}” is mistyped: its checksum is wrong")
    return text.lower()


def _keccak(content: bytes) -> str:
    return keccak.new(digest_bits=256, data=content).hexdigest()
