"""The program itself: its version, its secrets, and what its log says of the last day."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pos.app.doctor.finding import Finding, Side
from pos.app.doctor.patient import Patient
from pos.app.intact import has_lost_records
from pos.app.version import build, version_line
from pos.gui.backoffice import Severity
from pos.gui.present.words import count, say

DAY_S: Final = 86_400
TAIL_BYTES: Final = 512_000
_SECRET: Final = re.compile(rb"[0-9a-fA-F]{64}")
_ERROR: Final = re.compile(r"^timestamp=(\S+) level=(?:error|critical) ")


def program_findings(patient: Patient, now: int) -> Iterator[Finding]:
    """What there is to say of the program and what it keeps beside its records."""
    subject = say("This program: {version}", version=version_line(build()))
    yield Finding(side=Side.PROGRAM, code="version", subject=subject)
    yield from _secrets(patient.folder)
    yield _log(patient.folder / "florin.log", now)
    if not has_lost_records(patient.folder):
        return
    yield Finding(
        side=Side.DATABASE,
        code="database_lost",
        subject=say("The database"),
        problem=say("The file florin.db is gone or empty, though this shop has run before."),
        remedy=say("Put it back, or bring the newest backup back with florin restore."),
        severity=Severity.BAD,
    )


def _secrets(folder: Path) -> Iterator[Finding]:
    """The files that sign for the shop: spoilt ones keep it from opening."""
    for path in sorted(folder.glob("*.key")) if folder.is_dir() else ():
        if path.name == "backup.key":
            continue
        problem = _spoilt(path)
        if problem:
            yield Finding(
                side=Side.CONFIG,
                code="secret",
                subject=say("The secret in {name}", name=path.name),
                problem=problem,
                remedy=say(
                    "Put its backup back (florin restore). Only if there is none, delete it: the"
                    " next start makes a new one, and what was signed before is not known any more."
                ),
                severity=Severity.BAD,
            )


def _spoilt(path: Path) -> str:
    try:
        secret = path.read_bytes().strip()
    except OSError as why:
        return say("It cannot be read: {why}", why=why.strerror)
    if secret and not _SECRET.fullmatch(secret):
        return say("It does not hold 64 hex digits.")
    return ""


def _log(path: Path, now: int) -> Finding:
    subject = say("The log of the last day")
    errors = list(errors_since(tail_of(path), now - DAY_S))
    if not errors:
        return Finding(side=Side.PROGRAM, code="log", subject=subject)
    return Finding(
        side=Side.PROGRAM,
        code="log",
        subject=subject,
        problem=count("{n} error is in {name}.|{n} errors are in {name}.", len(errors), name=path),
        remedy=say(
            "Make a support file (florin doctor --bundle FILE) and send it to whoever helps."
        ),
        severity=Severity.WARNING,
    )


def tail_of(path: Path, most: int = TAIL_BYTES) -> str:
    """The end of a log, from the beginning of a line; "" where there is none."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - most))
            text = file.read(most).decode("utf-8", errors="replace")
    except OSError:
        return ""
    return text if size <= most else text.partition("\n")[2]


def errors_since(text: str, since: int) -> Iterator[str]:
    """The lines of errors in a log that were written later."""
    for line in text.splitlines():
        found = _ERROR.match(line)
        if found is None:
            continue
        try:
            at = datetime.fromisoformat(found[1])
        except ValueError:
            continue
        if at.replace(tzinfo=at.tzinfo or UTC).timestamp() >= since:
            yield line
