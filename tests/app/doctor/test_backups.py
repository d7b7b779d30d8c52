import pytest

from pos.app.doctor.backups import backup_finding
from pos.gui.backoffice import BackupSeen, Severity

NOW = 1_800_000_000
DAY = 86_400


@pytest.mark.parametrize(
    ("seen", "words", "severity"),
    [
        (None, "There is none", Severity.WARNING),
        (BackupSeen(is_on=False), "There is none", Severity.WARNING),
        (BackupSeen(is_on=True), "None was made yet", Severity.WARNING),
        (BackupSeen(is_on=True, problem="The folder is gone"), "gone", Severity.BAD),
        (BackupSeen(is_on=True, last_at=NOW - 5 * DAY), "5 days old", Severity.WARNING),
        (BackupSeen(is_on=True, last_at=NOW - 9), "not tried out", Severity.NOTE),
        (BackupSeen(is_on=True, last_at=NOW - 9, rehearsed_at=NOW), "", Severity.WELL),
    ],
)
def test_backups_are_judged_by_age_and_whether_they_open(
    seen: BackupSeen | None, words: str, severity: Severity
) -> None:
    finding = backup_finding(seen, NOW, is_practice=False)

    assert words in finding.problem
    assert finding.severity is severity


def test_play_money_needs_none() -> None:
    assert backup_finding(None, NOW, is_practice=True).severity is Severity.WELL
