"""What is published of a version, and the signature that makes it believable.

One JSON object: `signed` is the text of another one, `signature` is Ed25519's (RFC 8032) over
exactly its bytes, as 128 hex digits. The inner one has `version`, `date`, `notes`, and `files`: the
SHA-256 of each by name. Members that this program does not know are for later ones.
"""

import re
from typing import Final

import msgspec
from Crypto.PublicKey.ECC import EccKey
from Crypto.Signature import eddsa

from pos.domain.errors import Refused, Trouble

LONGEST_NOTES: Final = 500
_32_BYTES: Final = re.compile(r"[0-9a-f]{64}")
_COFACTOR: Final = 8
_SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")
_VERSION: Final = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
_FILE: Final = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_.+-]{0,99}")
_DATE: Final = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


class Envelope(msgspec.Struct, frozen=True):
    """What lies at the address."""

    signed: str
    signature: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """One published version; `date` is the day, `files` has SHA-256 in hex by name."""

    version: str
    date: str
    notes: str = ""
    files: dict[str, str] = {}

    @property
    def order(self) -> tuple[int, ...]:
        """By which versions are compared."""
        return order_of(self.version)


def read(body: bytes, key: str) -> Manifest:
    """What the owner of a public key (64 hex digits) published.

    Raises Trouble for whatever is not that: another signature, another shape, a version that is
    none.
    """
    try:
        envelope = msgspec.json.decode(body, type=Envelope)
    except (msgspec.MsgspecError, RecursionError) as why:
        raise Trouble("what lies there is not about Florin's versions") from why
    _verify(envelope, key)
    try:
        manifest = msgspec.json.decode(envelope.signed, type=Manifest)
    except (msgspec.MsgspecError, RecursionError) as why:
        raise Trouble("what is signed there cannot be read") from why
    if not _DATE.fullmatch(manifest.date):
        raise Trouble("what is signed there has no date")
    if not manifest.order:
        raise Trouble("what is signed there has no version")
    if not all(_is_file(*each) for each in manifest.files.items()):
        raise Trouble("what is signed there does not name its files")
    return msgspec.structs.replace(manifest, notes=_plain(manifest.notes))


def order_of(version: str) -> tuple[int, ...]:
    """The numbers of a version such as 0.2.10; none for anything else."""
    found = _VERSION.fullmatch(version)
    return tuple(int(number) for number in found.groups()) if found else ()


def check_key(key: str) -> None:
    """Raise Refused for what is no Ed25519 public key."""
    _public(key)


def _public(key: str) -> EccKey:
    try:
        public = eddsa.import_public_key(bytes.fromhex(key) if _32_BYTES.fullmatch(key) else b"")
        if (public.pointQ * _COFACTOR).is_point_at_infinity():  # then anybody can sign
            raise ValueError("small order")
    except ValueError as why:
        text = "The publisher's key is 64 hex digits (0-9, a-f) that make an Ed25519 public key"
        raise Refused("invalid_key", text) from why
    return public


def _verify(envelope: Envelope, key: str) -> None:
    public = _public(key)
    if not _SIGNATURE.fullmatch(envelope.signature):
        raise Trouble("what lies there is not signed")
    verifier = eddsa.new(public, "rfc8032")
    try:
        verifier.verify(envelope.signed.encode(), bytes.fromhex(envelope.signature))
    except ValueError as why:
        raise Trouble("what lies there is not signed by Florin's publisher") from why


def _is_file(name: str, digest: str) -> bool:
    """Whether this can be printed as it is, and names one file of one folder."""
    return bool(_FILE.fullmatch(name) and _32_BYTES.fullmatch(digest))


def _plain(notes: str) -> str:
    """One line that hides nothing: no control characters, no change of direction."""
    shown = "".join(sign if sign.isprintable() else " " for sign in notes)
    return " ".join(shown.split())[:LONGEST_NOTES]
