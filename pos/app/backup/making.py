"""Making one backup: copy, count, pack, seal, open it again, count again, and only then name it.

All of it blocks and takes its time; the running shop does it in a thread. Other parts of the
program get their turn between small pieces of it.
"""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyrage.x25519 import Identity

from pos.app.backup.archive import PARTIAL, file_name, prune, sweep_partials
from pos.app.backup.bundle import FORMAT, About, Keys, opened, seal
from pos.app.backup.contents import DATABASE, Manifest, digests_of, files_of, pack, unpack
from pos.app.backup.key import KeyPair, key_pair, name_of
from pos.app.profile import settle, sole_use
from pos.app.settings import Settings
from pos.app.version import build
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.storage.snapshot import Breathe, check_integrity, snapshot, unhurried
from pos.storage.totals import Totals, totals_of

SCRATCH: Final = "backup-scratch"
"""The folder in the profile where a backup is put together and tried; empty at other times."""


_PACKED: Final = "shop.tar.gz"
_BREATH_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A backup to make: of which profile, into which folder, at which moment."""

    profile: Path
    settings: Settings
    folder: Path
    now: int
    breathe: Breathe = unhurried
    """Called again and again meanwhile; what it raises ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was opened again and holds what the shop held at `at`."""

    path: Path
    at: int
    totals: Totals
    size: int


def make(wanted: Wanted) -> Made:
    """Make one, then delete those that are too old.

    Raises Refused if no passphrase was ever chosen, or while another one is being made; Trouble if
    the folder is not there or has no room; Corrupt if the database, or the backup, is not sound.
    A part of a backup never stands under a backup's name.
    """
    try:
        return _made(wanted)
    except OSError as why:  # such as a network folder that went away
        raise Trouble(f"The backup cannot be made: {why.strerror or why}") from why


def _made(wanted: Wanted) -> Made:
    pair = key_pair(wanted.profile)
    if not wanted.folder.is_dir():
        text = f"The folder for backups, {wanted.folder}, is not there: is its disk connected?"
        raise Trouble(text)
    if not (wanted.profile / DATABASE).exists():
        raise Refused("no_database", f"There is nothing to back up in {wanted.profile} yet")
    path = wanted.folder / file_name(wanted.settings.shop.name, wanted.now)
    partial = path.with_name(path.name + PARTIAL)
    with scratch(wanted.profile) as room:
        sweep_partials(wanted.folder, wanted.now)
        try:
            manifest = _sealed(wanted, pair, room, partial)
            size = partial.stat().st_size
            partial.replace(path)
            with suppress(OSError):  # some network folders know no such thing
                settle(wanted.folder)
        finally:
            _forget(partial)
    prune(wanted.folder, name_of(pair.public), wanted.settings.backup.keep, path)
    return Made(path=path, at=wanted.now, totals=manifest.totals, size=size)


def _sealed(wanted: Wanted, pair: KeyPair, room: Path, partial: Path) -> Manifest:
    """Write it, and open it again."""
    once = Identity.generate()
    manifest = _packed(wanted, room)
    about = About(
        format=FORMAT,
        florin=build().version,
        revision=manifest.totals.revision,
        taken_at=wanted.now,
        key=name_of(pair.public),
    )
    keys = Keys(locked=pair.locked, open_to=(pair.public, once.to_public()))
    with Slow(room / _PACKED, wanted.breathe) as packed:
        seal(partial, packed, about, keys)
    (room / _PACKED).unlink()
    if rehearse(partial, once, room / "rehearsal", wanted.breathe) != manifest:
        raise Corrupt("The backup was opened again and does not hold what the shop holds")
    return manifest


def rehearse(path: Path, key: Identity, room: Path, breathe: Breathe = unhurried) -> Manifest:
    """Open a backup as after a disaster, in a folder that is made for it, and count what is in it.

    Raises Refused for one that cannot be opened or is spoilt, Corrupt if what is in it is not what
    it says itself.
    """
    room.mkdir(mode=0o700)
    with opened(path) as bundle, (room / _PACKED).open("xb") as packed:
        bundle.unseal(key, packed)
    with Slow(room / _PACKED, breathe) as source:
        found = unpack(source, room)
    (room / _PACKED).unlink()
    check_integrity(room / DATABASE)
    if totals_of(room / DATABASE, breathe) != found.totals:
        raise Corrupt(f"{path.name} does not hold what it says: take another backup")
    return found


class Slow(io.BufferedReader):
    """A file whose reader pauses after each mebibyte, so that others have their turn."""

    def __init__(self, path: Path, breathe: Breathe) -> None:
        super().__init__(io.FileIO(path))
        self._breathe = breathe
        self._since_breath = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        piece = super().read(size)
        self._since_breath += len(piece)
        if self._since_breath >= _BREATH_BYTES:
            self._since_breath = 0
            self._breathe()
        return piece


@contextmanager
def scratch(profile: Path) -> Iterator[Path]:
    """A private folder in a profile, for one program at a time, which is empty afterwards.

    Raises Refused("busy") while another program uses it.
    """
    outer = profile / SCRATCH
    try:
        outer.mkdir(mode=0o700, exist_ok=True)
    except OSError as why:
        raise _no_room(profile, why) from why
    try:
        with sole_use(outer):
            room = _emptied(outer / "room")
            try:
                yield room
            finally:
                shutil.rmtree(room, ignore_errors=True)
    except Refused as why:
        if why.code != "in_use":
            raise
        raise Refused("busy", "Another backup is being made just now: try again later") from why


def _emptied(room: Path) -> Path:
    shutil.rmtree(room, ignore_errors=True)  # what a program that died left there
    try:
        room.mkdir(mode=0o700)
    except OSError as why:
        raise _no_room(room, why) from why
    return room


def _no_room(place: Path, why: OSError) -> Trouble:
    return Trouble(f"There is no room for a backup in {place}: {why.strerror}")


def _packed(wanted: Wanted, room: Path) -> Manifest:
    """Copy and count the database, and pack it with the rest."""
    database = room / DATABASE
    snapshot(wanted.profile / DATABASE, database, wanted.breathe)
    check_integrity(database)
    files = files_of(wanted.profile, wanted.settings)
    totals = totals_of(database, wanted.breathe)
    manifest = Manifest(taken_at=wanted.now, totals=totals, files=digests_of(files))
    with Slow(database, wanted.breathe) as source:
        pack(room / _PACKED, source, files, manifest)
    database.unlink()
    return manifest


def _forget(partial: Path) -> None:
    try:
        partial.unlink(missing_ok=True)
    except OSError:
        return  # its disk is gone; what is left of it is swept next time
