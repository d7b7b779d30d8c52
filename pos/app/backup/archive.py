"""The folder that backups are kept in: how they are called, which there are, which are too old."""

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from pos.app.backup.bundle import about_of
from pos.app.profile import write_private

ENDING: Final = ".florin"
PARTIAL: Final = ".partial"
"""What the name of a backup ends in until it was opened again and counted."""

RESTORED: Final = ".restored"
"""What the name of the note beside a backup ends in that tells how often it was put back."""

_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(r"florin-[a-z0-9-]+-([0-9]{8}T[0-9]{6}Z)\.florin")
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 30
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One backup in the folder, and the moment of which it is."""

    path: Path
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restores:
    """How often a backup was put back, and how old it was, at most."""

    times: int = 0
    age_s: int = 0


def restores_of(path: Path) -> Restores:
    """What is noted beside a backup; nothing if that cannot be read."""
    try:
        return msgspec.json.decode(_note_of(path).read_bytes(), type=Restores)
    except (OSError, msgspec.MsgspecError):
        return Restores()


def note_restores(path: Path, restores: Restores) -> None:
    """Note it beside a backup: whoever puts it back next leaves out more. Raises OSError."""
    write_private(_note_of(path), msgspec.json.encode(restores).decode())


def file_name(shop: str, at: int) -> str:
    """Such as florin-corner-shop-20261121T155700Z.florin."""
    plain = unicodedata.normalize("NFKD", shop).encode("ascii", "ignore").decode("ascii")
    slug = _NO_LETTER.sub("-", plain.lower()).strip("-")[:_LONGEST].strip("-") or "shop"
    return f"florin-{slug}-{datetime.fromtimestamp(at, UTC).strftime(_STAMP)}{ENDING}"


def kept_in(folder: Path) -> list[Kept]:
    """The backups in a folder by their names, newest first; none where there is no folder."""
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    found = [Kept(path=path, at=at) for path in paths if (at := _moment(path.name)) is not None]
    return sorted(found, key=lambda kept: kept.at, reverse=True)


def prune(folder: Path, key: str, keep: int, made: Path) -> list[Path]:
    """Delete the oldest of a shop's backups, so that those of `keep` days stay; which ones.

    Of a day that is over the newest stays; of the newest day there is, all do, and so does the one
    that was `made` just now, whatever the clock said. Call it only once that is whole. Backups for
    other keys are not touched, nor is what cannot be read.
    """
    ours = [kept for kept in kept_in(folder) if _is_for(kept.path, key)]
    gone = [kept.path for kept in _superfluous(ours, keep) if kept.path != made]
    for path in gone:
        with suppress(OSError):  # it may be gone with the next backup
            path.unlink()
            _note_of(path).unlink(missing_ok=True)
    return gone


def sweep_partials(folder: Path, now: int) -> None:
    """Delete what a program that died left half-written there.

    What is less than a day old stays: another till may be writing it just now.
    """
    for path in folder.glob(f"*{ENDING}{PARTIAL}"):
        at = _moment(path.name.removesuffix(PARTIAL))
        if at is not None and abs(now - at) > _DAY_S:
            with suppress(OSError):  # it may be gone with the next backup
                path.unlink()


def _note_of(path: Path) -> Path:
    return path.with_name(path.name + RESTORED)


def _superfluous(newest_first: Sequence[Kept], keep: int) -> list[Kept]:
    gone: list[Kept] = []
    days: list[int] = []
    for kept in newest_first:
        day = kept.at // _DAY_S
        is_new_day = day not in days
        if is_new_day:
            days.append(day)
        if len(days) > keep or (len(days) > 1 and not is_new_day):
            gone.append(kept)
    return gone


def _moment(name: str) -> int | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return int(datetime.strptime(f"{found[1]}+0000", f"{_STAMP}%z").timestamp())
    except ValueError:
        return None


def _is_for(path: Path, key: str) -> bool:
    about = about_of(path)
    return about is not None and about.key == key
