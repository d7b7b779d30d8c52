"""Seed words on disk, under a passphrase: scrypt (RFC 7914) and AES-256-GCM.

The file is JSON. Everything in it is authenticated; figures and salt stand in it, so that later
versions may take stronger ones.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import msgspec
from Crypto.Cipher import AES

from pos.domain.errors import Refused

USUAL_COST: Final = 1 << 17
"""scrypt's N: with r = 8 it takes 128 MiB and under half a second of an ordinary computer."""

_R: Final = 8
_P: Final = 1
_SALT: Final = 32
_NONCE: Final = 12
_KEY: Final = 32
_CHECK: Final = 8

Hex = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{2})*$")]
Cost = Annotated[int, msgspec.Meta(ge=1 << 10, le=1 << 20)]


class _Box(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file. `check` tells a wrong passphrase from a spoilt file, and nothing else."""

    version: Literal[1] = 1
    chain: str
    kdf: Literal["scrypt"] = "scrypt"
    n: Cost
    r: Annotated[int, msgspec.Meta(ge=1, le=32)]
    p: Annotated[int, msgspec.Meta(ge=1, le=16)]
    salt: Hex
    check: Hex
    cipher: Literal["aes-256-gcm"] = "aes-256-gcm"
    nonce: Hex
    sealed: Hex
    tag: Hex


@dataclass(frozen=True, slots=True)
class Keys:
    """What a passphrase gives: the key of the cipher, and what shows that it is the right one."""

    key: bytes
    check: str


def sealed(words: str, passphrase: str, chain: str, cost: int = USUAL_COST) -> bytes:
    """The file for these words. Takes long on purpose: work for a thread."""
    salt = secrets.token_bytes(_SALT)
    keys = _keys(passphrase, salt, (cost, _R, _P))
    box = _Box(
        chain=chain,
        n=cost,
        r=_R,
        p=_P,
        salt=salt.hex(),
        check=keys.check,
        nonce=secrets.token_bytes(_NONCE).hex(),
        sealed="",
        tag="",
    )
    text, tag = _cipher(keys, box).encrypt_and_digest(words.encode())
    whole = msgspec.structs.replace(box, sealed=text.hex(), tag=tag.hex())
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def opened(raw: bytes, passphrase: str, chain: str) -> str:
    """The words in a file. Takes as long as it took to seal it: work for a thread.

    Raises Refused("wrong_passphrase"), and Refused("spoilt_keystore") for a file that was changed
    or belongs to another chain.
    """
    spoilt = Refused(
        "spoilt_keystore",
        "The keystore is damaged or was changed. Put its backup back, or move it away and restore "
        "the refund wallet from its words.",
    )
    try:
        box = msgspec.json.decode(raw, type=_Box)
    except (msgspec.MsgspecError, UnicodeDecodeError) as why:
        raise spoilt from why
    try:
        keys = _keys(passphrase, bytes.fromhex(box.salt), (box.n, box.r, box.p))
    except ValueError as why:  # figures that scrypt does not know
        raise spoilt from why
    if not secrets.compare_digest(keys.check, box.check):
        raise Refused("wrong_passphrase", "This is not the passphrase of the refund wallet")
    try:
        text: bytes = _cipher(keys, box).decrypt_and_verify(
            bytes.fromhex(box.sealed), bytes.fromhex(box.tag)
        )
    except ValueError as why:
        raise spoilt from why
    if box.chain != chain:
        raise Refused("wrong_chain", "The keystore belongs to the refund wallet of another chain")
    return text.decode()


def _keys(passphrase: str, salt: bytes, cost: tuple[int, int, int]) -> Keys:
    n, r, p = cost
    raw = hashlib.scrypt(
        unicodedata.normalize("NFKC", passphrase).encode(),
        salt=salt,
        n=n,
        r=r,
        p=p,
        maxmem=256 * n * r + (1 << 20),
        dklen=2 * _KEY,
    )
    return Keys(key=raw[:_KEY], check=hashlib.sha256(raw[_KEY:]).hexdigest()[: 2 * _CHECK])


def _cipher(keys: Keys, box: _Box) -> "AES.GcmMode":  # type: ignore[name-defined]
    cipher = AES.new(keys.key, AES.MODE_GCM, nonce=bytes.fromhex(box.nonce), mac_len=16)
    cipher.update(msgspec.json.encode(msgspec.structs.replace(box, sealed="", tag="")))
    return cipher
