"""Subaddresses, derived from the primary address and the private view key without any program.

Source: Monero's `src/device/device_default.cpp`: with the view key a, the primary spend key B and
the generator G, subaddress (major, minor) has D = B + keccak("SubAddr" 0 a major minor)·G and a·D.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from Crypto.PublicKey.ECC import EccPoint
from Crypto.Signature import eddsa

from pos.chains.monero.address import Address, Kind, format_address, keccak256, parse_address
from pos.domain.errors import Refused

ACCOUNT: Final = 0
"""The account (major index) whose subaddresses are given out."""

_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_GENERATOR: Final = EccPoint(
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
    curve="Ed25519",
)
_KEY: Final = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What sees every payment to a wallet and can spend none. Never printed."""

    primary: Address
    view_key: bytes = field(repr=False)


def parse_keys(address: str, view_key: str) -> Keys:
    """Keys that belong together.

    Raises Refused with what to correct; the view key is never repeated.
    """
    primary = parse_address(address.strip())
    if primary.kind is not Kind.PRIMARY:
        raise Refused(
            "invalid_address",
            "Give the wallet's primary address, which starts with 4: subaddresses and integrated "
            "addresses are made from it",
        )
    text = view_key.strip()
    if not _KEY.fullmatch(text):
        raise Refused("invalid_key", "The private view key has 64 hexadecimal digits")
    keys = Keys(primary=primary, view_key=bytes.fromhex(text))
    point = _encoded(_GENERATOR * _scalar(keys.view_key))
    if point == primary.spend:
        raise Refused(
            "private_key",
            "This is the private spend key, which can take all the money. Florin wants the "
            "private view key, which only sees. If it was shown to anybody, move the money to a "
            "new wallet.",
        )
    if point != primary.view:
        raise Refused(
            "invalid_key",
            "The private view key does not belong to this address. Copy both from the same wallet; "
            "never give the spend key.",
        )
    return keys


def subaddress(keys: Keys, minor: int) -> str:
    """Subaddress (0, minor) as text; 0 is the primary address itself. 1 ms."""
    if minor == 0:
        return format_address(keys.primary)
    place = ACCOUNT.to_bytes(4, "little") + minor.to_bytes(4, "little")
    offset = keccak256(b"SubAddr\0" + keys.view_key + place)
    spend = _decoded(keys.primary.spend) + _GENERATOR * _scalar(offset)
    view = spend * _scalar(keys.view_key)
    return format_address(
        Address(
            network=keys.primary.network,
            kind=Kind.SUBADDRESS,
            spend=_encoded(spend),
            view=_encoded(view),
        )
    )


def _scalar(content: bytes) -> int:
    return int.from_bytes(content, "little") % _ORDER


def _decoded(key: bytes) -> EccPoint:
    """A point as RFC 8032 writes it. Raises Refused for bytes that are none."""
    try:
        return eddsa.import_public_key(key).pointQ
    except ValueError as why:
        raise Refused("invalid_address", "This address holds no valid key") from why


def _encoded(point: EccPoint) -> bytes:
    y, sign = int(point.y), int(point.x) & 1
    return (y | sign << 255).to_bytes(32, "little")
