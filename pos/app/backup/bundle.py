"""The one file of a backup: what is written in clear, the locked key, and the sealed shop.

The clear part tells when it was made and by which Florin, and nothing of the shop's trade.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

import msgspec
import pyrage
from pyrage.x25519 import Identity, Recipient

from pos.domain.errors import Refused, Trouble
from pos.storage.schema import REVISIONS
from pos.storage.snapshot import bring_to_disk

FORMAT: Final = 1

_README, _ABOUT, _KEY, _SHOP = "README.txt", "about.json", "key.age", "shop.tar.gz.age"
_MEMBERS: Final = [_README, _ABOUT, _KEY, _SHOP]
_LARGEST_CLEAR: Final = 100_000
_UNREADABLE: Final = (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, zlib.error)
"""What a ZIP with a wrong byte somewhere is found out by; RuntimeError has kinds of packing that
nobody knows here.
"""

_TEXT: Final = """\
A backup of a Florin till. Florin puts it back:

    florin restore THIS-FILE --profile NEW-FOLDER

It asks for the passphrase that was chosen when backups were set up. Without that nobody opens it.

Any age program (age-encryption.org) opens it, too:

    unzip THIS-FILE
    age -d key.age > key.txt                              (asks for the passphrase)
    age -d -i key.txt shop.tar.gz.age | tar xz
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a backup says of itself in clear. `key` is the short name of the key it is for."""

    format: int
    florin: str
    revision: str
    taken_at: int
    key: str


def seal(target: Path, shop: IO[bytes], about: About, keys: "Keys") -> None:
    """Write a backup of a packed shop, which is on the disk when this returns.

    Raises Trouble, also if there is no room; then a part of it may stand there.
    """
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as box:
            box.writestr(_README, _TEXT)
            box.writestr(_ABOUT, json.dumps(asdict(about)))
            box.writestr(_KEY, keys.locked)
            with box.open(_SHOP, "w", force_zip64=True) as sealed:
                pyrage.encrypt_io(shop, sealed, list(keys.open_to))
        bring_to_disk(target)
    except (OSError, pyrage.EncryptError) as why:
        raise Trouble(f"The backup cannot be written to {target.parent}: {_words(why)}") from why


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Who can open a backup: the holders of these keys' other halves; `locked` goes along."""

    locked: bytes
    open_to: tuple[Recipient, ...]


class Bundle:
    """A backup that is open for reading."""

    def __init__(self, box: zipfile.ZipFile, about: About, locked: bytes) -> None:
        self._box = box
        self.about = about
        self.locked = locked
        """The secret key, which the owner's passphrase opens."""

    def unseal(self, identity: Identity, target: IO[bytes]) -> None:
        """Write the packed shop. Raises Refused for a key that does not fit or a spoilt file."""
        try:
            with self._box.open(_SHOP) as sealed:
                pyrage.decrypt_io(sealed, target, [identity])
        except (pyrage.DecryptError, *_UNREADABLE) as why:
            raise _spoilt() from why
        except OSError as why:
            if why.errno is None:  # what age itself finds wrong comes as one without a number
                raise _spoilt() from why
            raise Trouble(f"The backup cannot be opened: {_words(why)}") from why


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """A backup, as far as it can be read without its key.

    Raises Refused for what is no backup of ours, is cut off, or was made by a newer Florin.
    """
    try:
        box = zipfile.ZipFile(path)
    except _UNREADABLE as why:
        text = f"{path.name} is no backup of Florin, or it was cut off: take another one"
        raise Refused("spoilt_backup", text) from why
    except OSError as why:
        raise Refused("no_backup", f"{path} cannot be read: {_words(why)}") from why
    with box:
        yield _bundle(box, path)


def about_of(path: Path) -> About | None:
    """What a file says of itself in clear; None for what is no backup of ours."""
    try:
        with opened(path) as bundle:
            return bundle.about
    except Refused:
        return None


def _bundle(box: zipfile.ZipFile, path: Path) -> Bundle:
    names = box.namelist()
    if sorted(names) != sorted(_MEMBERS):
        raise Refused("spoilt_backup", f"{path.name} is no backup of Florin")
    try:
        clear = {name: _clear(box, name) for name in (_ABOUT, _KEY)}
        about = msgspec.json.decode(clear[_ABOUT], type=About)
    except (msgspec.MsgspecError, OSError, *_UNREADABLE) as why:
        raise _spoilt() from why
    if about.format > FORMAT or about.revision > REVISIONS[-1]:
        text = f"{path.name} was made by a newer Florin ({about.florin}): install that one first"
        raise Refused("newer_backup", text)
    return Bundle(box, about, clear[_KEY])


def _clear(box: zipfile.ZipFile, name: str) -> bytes:
    """A small member; one that claims to be large is not read."""
    if box.getinfo(name).file_size > _LARGEST_CLEAR:
        raise zipfile.BadZipFile(name)
    return box.read(name)


def _spoilt() -> Refused:
    text = "This backup is spoilt: some of it is missing or was changed. Take another one"
    return Refused("spoilt_backup", text)


def _words(why: Exception) -> str:
    return (isinstance(why, OSError) and why.strerror) or str(why)
