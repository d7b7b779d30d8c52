"""What every chain does with extended public keys (BIP32): no secrets, children, a short name."""

import hashlib
import re
import unicodedata
from typing import Final

from pos.chains.wally import wallycore
from pos.domain.errors import Refused

_LETTERS: Final = "1-9A-HJ-NP-Za-km-z"  # base 58
_SECRETS: Final = (
    re.compile(r"\b([a-zA-Z]prv|Ltpv|Mtpv|dgpv)\w*"),  # extended private keys
    re.compile(rf"\b[{_LETTERS}]{{51,52}}\b"),  # private keys of single addresses (WIF)
    re.compile(rf"\b6P[{_LETTERS}]{{56}}\b"),  # the same with a password (BIP38)
    re.compile(r"\b(0x)?[0-9a-fA-F]{64}\b"),
)
_BETWEEN: Final = re.compile(r"(?:\b\d{1,2}(?=[\s.):-])|[\s.,;:()\[\]\"'/|-])+")
"""What wallets and people put between words, their numbers included."""

_SEED_LENGTHS: Final = range(12, 34)
_ADDRESS: Final = re.compile(r"([a-z]{3,12}:)?[0-9A-Za-z]{26,106}(\?.*)?")
_DERIVE: Final = wallycore.BIP32_FLAG_KEY_PUBLIC | wallycore.BIP32_FLAG_SKIP_HASH


def refuse_secret(text: str) -> None:
    """Raise Refused for what looks like a private key or a seed, and never repeat it."""
    if is_seed(text) or any(secret.search(text) for secret in _SECRETS):
        raise Refused(
            "private_key",
            "This is a private key or a seed. Florin wants the public one (xpub…) and never needs "
            "to see a secret. If it was shown or sent to anybody, move the money to a new wallet.",
        )


def is_seed(text: str) -> bool:
    """Whether it looks like seed words: in any language, numbered, with commas, as wallets show."""
    words = [word for word in _BETWEEN.split(unicodedata.normalize("NFKC", text)) if word]
    return len(words) in _SEED_LENGTHS and all(word.isalpha() for word in words)


def refuse_address(text: str) -> None:
    """Raise Refused for what looks like one address, or a code to pay to one, and no wallet."""
    plain = text.strip()
    if _ADDRESS.fullmatch(plain) and "pub" not in plain[:8]:
        raise Refused(
            "invalid_key",
            "This looks like an address. Florin gives each sale an address of its own and makes "
            "them from your account's extended public key (xpub…): export that from the same "
            "wallet.",
        )


def child_of(key: object, index: int) -> object:
    """The child of a public key by its number; 32 µs."""
    return wallycore.bip32_key_from_parent(key, index, _DERIVE)


def public_key(key: object) -> bytes:
    """Its compressed point, 33 bytes."""
    return bytes(wallycore.bip32_key_get_pub_key(key))


def fingerprint(key: object, *context: str) -> str:
    """A short name of a public key with its chain code, and of what it is used for."""
    whole = public_key(key) + bytes(wallycore.bip32_key_get_chain_code(key))
    whole += "".join(f"/{part}" for part in context).encode()
    return hashlib.sha256(whole).hexdigest()[:16]
