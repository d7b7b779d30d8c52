"""Seed words that a person can write down (BIP39), and the private keys they stand for (BIP32).

Nothing here is ever repeated in an error: it is all the owner's money.
"""

import secrets
from collections.abc import Sequence
from typing import Final

from pos.chains.wally import wallycore
from pos.domain.errors import Refused

HARDENED: Final = wallycore.BIP32_INITIAL_HARDENED_CHILD
"""Added to the number of a child that is derived with an apostrophe."""

_ENTROPY: Final = 32  # bytes: 24 words
_COUNTS: Final = (12, 15, 18, 21, 24)
_PRIVATE: Final = wallycore.BIP32_FLAG_KEY_PRIVATE | wallycore.BIP32_FLAG_SKIP_HASH


def new_words() -> str:
    """24 English words that nobody has yet."""
    words: str = wallycore.bip39_mnemonic_from_bytes(None, secrets.token_bytes(_ENTROPY))
    return words


def parse_words(text: str) -> str:
    """The words as BIP39 has them: lower case, one blank between two.

    Raises Refused for anything else, saying what is wrong without repeating a word.
    """
    words = text.lower().split()
    if len(words) not in _COUNTS:
        raise Refused("invalid_words", f"There are {len(words)} words; a seed has 12 to 24 of them")
    whole = " ".join(words)
    try:
        wallycore.bip39_mnemonic_validate(None, whole)
    except ValueError as why:
        text = "These are not the words of a seed: one is misspelt, or they are in another order"
        raise Refused("invalid_words", text) from why
    return whole


def key_at(words: str, path: Sequence[int], passphrase: str = "") -> object:
    """The private key of these words at a path, as wallycore has it; some 2 ms.

    `passphrase` is BIP39's own (the "25th word"), which is rare.
    """
    seed = wallycore.bip39_mnemonic_to_seed512(words, passphrase)
    master = wallycore.bip32_key_from_seed(seed, wallycore.BIP32_VER_MAIN_PRIVATE, 0)
    return descendant(master, path)


def descendant(key: object, path: Sequence[int]) -> object:
    """The private key at a path below another."""
    return wallycore.bip32_key_from_parent_path(key, list(path), _PRIVATE)


def secret_of(key: object) -> bytes:
    """Its 32 secret bytes."""
    return bytes(wallycore.bip32_key_get_priv_key(key))
