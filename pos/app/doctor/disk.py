"""The disk under a shop: room, the right to write, and who else may read what is secret."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pos.app.doctor.finding import Finding, Side
from pos.app.doctor.patient import Patient
from pos.app.settings import Settings
from pos.gui.backoffice import Severity
from pos.gui.present.words import say

MEGABYTE: Final = 1_000_000
FULL: Final = 50 * MEGABYTE
"""With less than this the till may stop in the middle of a sale."""
TIGHT: Final = 500 * MEGABYTE
COPIES: Final = 3
"""The database, its copy before a migration, and a backup being made."""

_FOREIGN: Final = stat.S_IRWXO
"""Not the group's: on most systems every user has one of their own."""
_DAY_S: Final = 86_400
SOON_DAYS: Final = 30
LEAST_DAYS: Final = 3
"""From fewer days of trade nobody can tell how fast the records grow."""


def disk_findings(patient: Patient) -> Iterator[Finding]:
    """Everything about the folder; nothing stays written."""
    if not patient.folder.is_dir():
        yield _no_folder(patient)
        return
    yield room_finding(shutil.disk_usage(patient.folder).free, _size(patient.database))
    yield _folder(patient.folder)
    for path in (patient.database, patient.folder / "florin.log", patient.config):
        if path.exists():
            yield _file(path)
    yield from secrecy_findings(secret_files(patient))


def room_finding(free: int, database: int) -> Finding:
    """Whether there is room to go on selling, both in bytes."""
    room = say("{megabytes} MB are free", megabytes=free // MEGABYTE)
    subject = say("Room on the disk")
    remedy = say(
        "Delete what is not needed on this disk, or move the shop's folder to a larger one."
    )
    if free < FULL:
        problem = say("The disk is full: {room}. Nothing can be sold without it.", room=room)
        severity = Severity.BAD
    elif free < max(TIGHT, COPIES * database):
        problem = say("The disk is nearly full: {room}.", room=room)
        severity = Severity.WARNING
    else:
        return Finding(side=Side.DISK, code="disk_space", subject=f"{subject}: {room}")
    return Finding(
        side=Side.DISK,
        code="disk_space",
        subject=subject,
        problem=problem,
        remedy=remedy,
        severity=severity,
    )


def growth_finding(free: int, database: int, days: int) -> Finding:
    """How long the room lasts if the records go on growing as they did in so many days."""
    subject = say("Size of the records: {megabytes} MB", megabytes=-(-database // MEGABYTE))
    well = Finding(side=Side.DISK, code="database_growth", subject=subject)
    if days < LEAST_DAYS or not database:
        return well
    left = free * days // database
    if left >= SOON_DAYS:
        return well
    return Finding(
        side=Side.DISK,
        code="database_growth",
        subject=subject,
        problem=say("At the pace so far, the disk is full in {days} days.", days=left),
        remedy=say("Move the shop's folder to a larger disk soon."),
        severity=Severity.WARNING,
    )


def days_since(began_at: int | None, now: int) -> int:
    """Whole days of trade."""
    return 0 if began_at is None else max(0, now - began_at) // _DAY_S


def _no_folder(patient: Patient) -> Finding:
    return Finding(
        side=Side.DISK,
        code="folder",
        subject=say("The shop's folder"),
        problem=say("There is no folder {folder}.", folder=patient.folder),
        remedy=say(
            "Plug in the disk it is on, or open Florin once to begin there, or bring a backup back"
            " with florin restore."
        ),
        severity=Severity.WARNING if not patient.config.parent.exists() else Severity.NOTE,
    )


def _folder(folder: Path) -> Finding:
    subject = say("Writing into the shop's folder")
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"florin")
            file.flush()
            os.fsync(file.fileno())
    except OSError as why:
        return Finding(
            side=Side.DISK,
            code="folder",
            subject=subject,
            problem=say("{path} cannot be written: {why}", path=folder, why=why.strerror),
            remedy=say(
                "Give your user the right to write there, and see that the disk is neither full"
                " nor mounted read-only."
            ),
            severity=Severity.BAD,
        )
    return Finding(side=Side.DISK, code="folder", subject=subject)


def _file(path: Path) -> Finding:
    subject = say("Writing {name}", name=path.name)
    try:
        with path.open("ab"):
            return Finding(side=Side.DISK, code="file", subject=subject)
    except OSError as why:
        return Finding(
            side=Side.DISK,
            code="file",
            subject=subject,
            problem=say("{path} cannot be written: {why}", path=path, why=why.strerror),
            remedy=say("Give the file to your user and make it writable."),
            severity=Severity.NOTE if path.suffix == ".toml" else Severity.BAD,
        )


def secret_files(patient: Patient) -> Iterator[Path]:
    """Every file of the shop that nobody else may read, as far as it is there."""
    named = [patient.config, patient.config.with_name("config.toml.old"), patient.database]
    if patient.settings is not None:
        named += _named_files(patient.settings, patient.config.parent)
    folders = dict.fromkeys((patient.config.parent, patient.folder))
    for folder in folders:
        named += sorted(folder.glob("*.key")) if folder.is_dir() else []
        named += sorted(path for path in (folder / "keystores").glob("*") if path.is_file())
    yield from (path for path in dict.fromkeys(named) if path.is_file())


def _named_files(settings: Settings, folder: Path) -> list[Path]:
    """The files with secrets that the settings name."""
    named = [each.passphrase_file for each in settings.refunds.values()]
    named += [each.view_key_file for each in settings.wallets.values()]
    return [folder / Path(name).expanduser() for name in named if name]


def secrecy_findings(paths: Iterator[Path]) -> Iterator[Finding]:
    """Which secret files others on this machine may read; Windows guards the user's folder."""
    if sys.platform == "win32":
        return
    checked = list(paths)
    for path in checked:
        if path.stat().st_mode & _FOREIGN and not _is_guarded(path.parent):
            yield Finding(
                side=Side.DISK,
                code="permissions",
                subject=say("Secrecy of {name}", name=path.name),
                problem=say("Others who use this computer may read {path}.", path=path),
                remedy=f"chmod 600 {path}",
                severity=Severity.WARNING,
            )
    if checked:
        yield Finding(
            side=Side.DISK, code="permissions_looked_at", subject=say("Secrecy of the shop's files")
        )


def _is_guarded(folder: Path) -> bool:
    """Whether others cannot even get into the folder."""
    return not all(each.stat().st_mode & stat.S_IXOTH for each in (folder, *folder.parents))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
