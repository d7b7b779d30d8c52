"""Addresses and the output scripts they stand for, both ways, for every chain of this kind.

Sources: BIP13 and BIP16 (script hashes), BIP173 and BIP350 (bech32, bech32m), the CashAddr
specification of Bitcoin Cash. Text that is no address of the chain is Refused with a reason.
The canonical text is what customers are shown: bech32 in lower case, and CashAddr with its
prefix, which wallets expect and without which it may be taken for something else.
"""

import re
from typing import Final

from pos.chains.bitcoin.cashaddr import Kind, cashaddr_of, parse_cashaddr
from pos.chains.bitcoin.network import NETWORKS, Network
from pos.chains.wally import wallycore
from pos.domain.errors import Refused

_SHAPE: Final = re.compile(r"[0-9A-Za-z:]{8,130}")
_HASH160: Final = 20
_HASH256: Final = 32
_TO_KEY: Final = (b"\x76\xa9\x14", b"\x88\xac")  # OP_DUP OP_HASH160 <20> OP_EQUALVERIFY OP_CHECKSIG
_TO_SCRIPT: Final = (b"\xa9\x14", b"\x87")  # OP_HASH160 <20> OP_EQUAL
_TO_SCRIPT_32: Final = (b"\xaa\x20", b"\x87")  # OP_HASH256 <32> OP_EQUAL, Bitcoin Cash since 2023
_SHORTEST_PROGRAM: Final = 2
_LONGEST_PROGRAM: Final = 40


def script_of(address: str, network: Network) -> bytes:
    """The output script that pays to an address; every way of writing it that the chain knows.

    Raises Refused with what is wrong: an address of another chain, mixed letters, a typing error.
    """
    script = _read(address, network)
    if script is None:
        raise Refused("invalid_address", _why_not(address, network))
    return script


def address_of(script: bytes, network: Network) -> str | None:
    """The canonical address of an output script; None for scripts that have none."""
    if key := _inside(script, _TO_KEY, _HASH160):
        return _written(Kind.KEY, key, network)
    if hashed := _inside(script, _TO_SCRIPT, _HASH160):
        return _written(Kind.SCRIPT, hashed, network)
    if network.cashaddr and (hashed := _inside(script, _TO_SCRIPT_32, _HASH256)):
        return cashaddr_of(Kind.SCRIPT, hashed, network.cashaddr)
    return _segwit_of(script, network)


def pay_to_key(hashed: bytes) -> bytes:
    """The script that pays to the hash of a public key (P2PKH)."""
    return hashed.join(_TO_KEY)


def pay_to_script(hashed: bytes) -> bytes:
    """The script that pays to the hash of another script (P2SH)."""
    return hashed.join(_TO_SCRIPT)


def _inside(script: bytes, frame: tuple[bytes, bytes], size: int) -> bytes | None:
    """The hash in a script of this form, None for another one."""
    head, tail = frame
    is_it = len(script) == len(head) + size + len(tail)
    is_it = is_it and script.startswith(head) and script.endswith(tail)
    return script[len(head) : len(head) + size] if is_it else None


def _written(kind: Kind, hashed: bytes, network: Network) -> str:
    if network.cashaddr:
        return cashaddr_of(kind, hashed, network.cashaddr)
    version = network.p2pkh if kind is Kind.KEY else network.p2sh[0]
    address: str = wallycore.base58check_from_bytes(bytes([version]) + hashed)
    return address


def _segwit_of(script: bytes, network: Network) -> str | None:
    if network.hrp is None or not _is_witness_program(script):
        return None
    try:
        address: str = wallycore.addr_segwit_from_bytes(script, network.hrp, 0)
    except ValueError:
        return None
    return address


def _is_witness_program(script: bytes) -> bool:
    """A version and one push of 2 to 40 bytes, and nothing else (BIP141).

    The library takes pushes of other lengths for programs, or fails.
    """
    is_long_enough = _SHORTEST_PROGRAM <= len(script) - 2 <= _LONGEST_PROGRAM
    return is_long_enough and script[1] == len(script) - 2


def _read(address: str, network: Network) -> bytes | None:
    if not _SHAPE.fullmatch(address):
        return None
    return (
        _read_segwit(address, network)
        or _read_cashaddr(address, network)
        or _read_base58(address, network)
    )


def _read_segwit(address: str, network: Network) -> bytes | None:
    if network.hrp is None or not address.lower().startswith(f"{network.hrp}1"):
        return None
    try:
        return bytes(wallycore.addr_segwit_to_bytes(address, network.hrp, 0))
    except ValueError:
        return None


def _read_cashaddr(address: str, network: Network) -> bytes | None:
    found = parse_cashaddr(address, network.cashaddr) if network.cashaddr else None
    if found is None:
        return None
    kind, hashed = found
    is_key = kind in {Kind.KEY, Kind.KEY_WITH_TOKENS}
    if len(hashed) == _HASH160:
        return pay_to_key(hashed) if is_key else pay_to_script(hashed)
    if len(hashed) == _HASH256 and not is_key:
        return hashed.join(_TO_SCRIPT_32)
    return None


def _read_base58(address: str, network: Network) -> bytes | None:
    payload = _base58check(address)
    if payload is None or len(payload) != 1 + _HASH160:
        return None
    version, hashed = payload[0], payload[1:]
    if version == network.p2pkh:
        return pay_to_key(hashed)
    return pay_to_script(hashed) if version in network.p2sh else None


def _base58check(text: str) -> bytes | None:
    try:
        return bytes(wallycore.base58check_to_bytes(text))
    except ValueError:
        return None


def _why_not(address: str, network: Network) -> str:
    """What is wrong with an address, for whoever typed it."""
    for other in NETWORKS.values():
        if _read(address, other) is not None:
            return f"This is an address of {other.title}, not of {network.title}"
    if not _SHAPE.fullmatch(address):
        return f"This is not an address of {network.title}: it is empty, too long or has odd signs"
    stems = [f"{network.hrp}1"] if network.hrp else []
    stems += [f"{network.cashaddr}:"] if network.cashaddr else []
    if address.lower().startswith(tuple(stems)):
        if address not in {address.lower(), address.upper()}:
            return "This address mixes capital and small letters: it is mistyped"
        return "This address is mistyped: its checksum is wrong"
    if _base58check(address) is not None:
        return f"This is an address of another chain, not of {network.title}"
    return f"This is not an address of {network.title}, or it is mistyped"
