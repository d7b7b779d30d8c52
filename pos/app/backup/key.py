"""The key of a shop's backups: the machine has its public half, the owner's passphrase the other.

The secret half is made once, locked with the passphrase in an age file (scrypt), and a copy of that
file is inside every backup. A profile keeps both halves in one file, so that a new passphrase
replaces both or neither: backups made for one half are not opened by another's.
Source: age-encryption.org/v1.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyrage
from pyrage.x25519 import Identity, Recipient

from pos.app.profile import write_private
from pos.domain.errors import Refused

KEY: Final = "backup.key"
"""A line with the public half and the digest of what follows: the secret half, which only the
passphrase opens (an armoured age file).
"""

SHORTEST: Final = 12
_MARK: Final = "#"
_TOO_HARD: Final = "Excessive work"
"""How age begins to say that scrypt was given sixteen times the work that is usual here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """What backups are made for, and the other half, which only the passphrase opens."""

    public: Recipient
    locked: bytes = field(repr=False)


def make_key(folder: Path, passphrase: str) -> None:
    """A new key for the backups to come, locked with a passphrase; takes a second or two.

    Those that were made before keep theirs. Raises Refused for a passphrase that is too short.
    """
    if len(passphrase) < SHORTEST:
        text = f"The passphrase needs at least {SHORTEST} letters: whoever guesses it has the shop"
        raise Refused("weak_passphrase", text)
    identity = Identity.generate()
    sealed = pyrage.passphrase.encrypt(str(identity).encode(), _typed(passphrase), armored=True)
    head = f"{_MARK} {identity.to_public()} {_digest(sealed)}\n"
    try:
        write_private(folder / KEY, head + sealed.decode("ascii"))
    except OSError as why:
        raise Refused("no_folder", f"The key of the backups cannot be kept: {why}") from why


def has_key(folder: Path) -> bool:
    """Whether a passphrase was ever chosen."""
    return (folder / KEY).exists()


def key_pair(folder: Path) -> KeyPair:
    """What is kept in a profile. Raises Refused if no passphrase was chosen, or it is spoilt."""
    if not has_key(folder):
        text = "No passphrase was chosen for backups yet: `florin backup set-up FOLDER` asks for it"
        raise Refused("no_backup_key", text)
    try:
        head, _, locked = (folder / KEY).read_bytes().partition(b"\n")
        mark, public, digest = head.decode("ascii").split(" ")
        pair = KeyPair(public=Recipient.from_str(public), locked=locked)
    except (OSError, ValueError, pyrage.RecipientError) as why:
        raise _spoilt(folder) from why
    if (mark, digest) != (_MARK, _digest(locked)):
        raise _spoilt(folder)
    return pair


def name_of(key: Recipient) -> str:
    """A short name of a key, which tells nothing."""
    return hashlib.sha256(str(key).encode()).hexdigest()[:16]


def unlocked(locked: bytes, passphrase: str) -> Identity:
    """The secret half. Raises Refused("wrong_passphrase"); takes a second or two."""
    try:
        found = pyrage.passphrase.decrypt(locked, _typed(passphrase))
        return Identity.from_str(found.decode("ascii"))
    except pyrage.DecryptError as why:
        if str(why).startswith(_TOO_HARD):
            text = "This machine is too slow to open what the old one locked: take a faster one"
            raise Refused("slow_machine", text) from why
        text = "This passphrase does not open the backup: it is the one chosen when it was made"
        raise Refused("wrong_passphrase", text) from why
    except (pyrage.IdentityError, UnicodeDecodeError) as why:
        raise Refused("spoilt_backup", "The backup's key is spoilt: take an older backup") from why


def _typed(passphrase: str) -> str:
    """The same letters from every keyboard: some systems write an ö as an o and two dots."""
    return unicodedata.normalize("NFC", passphrase)


def _digest(locked: bytes) -> str:
    return hashlib.sha256(locked).hexdigest()


def _spoilt(folder: Path) -> Refused:
    return Refused("spoilt_backup_key", f"{folder / KEY} is spoilt: set the backups up again")
