"""Whether this program is the newest, as far as its publisher's word was heard."""

from collections.abc import Iterator
from typing import Final

from pos.app.doctor.finding import Finding, Side
from pos.app.doctor.patient import Patient
from pos.app.updates import newer_than, remembered_in
from pos.app.version import build
from pos.gui.backoffice import Severity
from pos.gui.present.about import newer_advice, newer_words
from pos.gui.present.words import say
from pos.updates.manifest import Manifest

QUIET_S: Final = 7 * 86_400
"""So long the publisher's word may stay away before it is worth a note."""


def update_findings(patient: Patient, now: int) -> Iterator[Finding]:
    """What is known without asking; nothing at all where nobody wants to be told."""
    if patient.settings is None or not patient.settings.updates.url:
        return
    known = remembered_in(patient.folder)
    newer = newer_than(build().version, known.newest(patient.settings.updates.key))
    if newer is not None:
        yield _finding(*_of_newer(newer))
    elif known.trouble and now - known.told_at > QUIET_S:
        problem = say("Nothing was heard for a week: {why}.", why=known.trouble)
        remedy = say(
            "See that this computer is online, and that url and key in [updates] are right."
        )
        yield _finding(problem, remedy)
    else:
        yield _finding()


def _of_newer(newer: Manifest) -> tuple[str, str]:
    return newer_words(newer), newer_advice(newer)


def _finding(problem: str = "", remedy: str = "") -> Finding:
    return Finding(
        side=Side.PROGRAM,
        code="updates",
        subject=say("Newer versions of this program"),
        problem=problem,
        remedy=remedy,
        severity=Severity.NOTE if problem else Severity.WELL,
    )
