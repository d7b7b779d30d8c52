"""Whether the shop would survive its machine: how old the last backup is, and whether it opens."""

from typing import Final

from pos.app.backup import door
from pos.app.doctor.finding import Finding, Side
from pos.app.doctor.patient import Patient
from pos.app.profile import Profile
from pos.gui.backoffice import BackupSeen, Severity
from pos.gui.present.words import say

OLD_S: Final = 3 * 86_400
"""One is made each day; a shop may be closed over a weekend."""


def backups_of(patient: Patient) -> BackupSeen | None:
    """How the backups of a shop stand; None where nobody can say, or nobody needs any."""
    if patient.is_practice or patient.settings is None:
        return None
    return door.backups_of(Profile(patient.config.parent))


def backup_finding(seen: BackupSeen | None, now: int, *, is_practice: bool) -> Finding:
    """What is to be said of the backups; None where this shop keeps none."""
    subject = say("The backup")
    if is_practice:
        return Finding(side=Side.BACKUP, code="backup", subject=say("Play money needs no backup"))
    problem, remedy, severity = _judged(seen, now)
    return Finding(
        side=Side.BACKUP,
        code="backup",
        subject=subject,
        problem=problem,
        remedy=remedy,
        severity=severity,
    )


def _judged(seen: BackupSeen | None, now: int) -> tuple[str, str, Severity]:
    switch_on = say("Choose a folder on another disk and a passphrase: Office, Backups.")
    if seen is None or not seen.is_on:
        return (
            say("There is none. If this disk dies, the records die."),
            switch_on,
            Severity.WARNING,
        )
    again = say("See that its disk is there and not full, then make one: Office, Backups.")
    if seen.problem:
        return seen.problem, again, Severity.BAD
    if not seen.last_at:
        return say("None was made yet."), again, Severity.WARNING
    if now - seen.last_at > OLD_S:
        days = (now - seen.last_at) // 86_400
        return say("The last one is {days} days old.", days=days), again, Severity.WARNING
    if seen.rehearsed_at < seen.last_at:
        return say("The last one was not tried out."), again, Severity.NOTE
    return "", "", Severity.WELL
