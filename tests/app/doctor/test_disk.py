import sys
import tempfile
from pathlib import Path

import pytest

from pos.app.doctor.disk import (
    FULL,
    MEGABYTE,
    disk_findings,
    growth_finding,
    room_finding,
    secrecy_findings,
    secret_files,
)
from pos.gui.backoffice import Severity
from tests.app.doctor.patients import patient
from tests.journeys.broken_disk import remount, small_disk


@pytest.mark.parametrize(
    ("free", "database", "severity"),
    [
        (FULL - 1, 0, Severity.BAD),
        (400 * MEGABYTE, 0, Severity.WARNING),
        (2_000 * MEGABYTE, 1_000 * MEGABYTE, Severity.WARNING),
        (2_000 * MEGABYTE, 100 * MEGABYTE, Severity.WELL),
    ],
)
def test_room_is_judged_by_what_selling_and_copying_need(
    free: int, database: int, severity: Severity
) -> None:
    finding = room_finding(free, database)

    assert finding.severity is severity
    assert bool(finding.remedy) is (severity is not Severity.WELL)


def test_the_pace_so_far_tells_when_the_disk_is_full() -> None:
    soon = growth_finding(free=100 * MEGABYTE, database=100 * MEGABYTE, days=10)
    late = growth_finding(free=9_000 * MEGABYTE, database=100 * MEGABYTE, days=10)
    young = growth_finding(free=MEGABYTE, database=100 * MEGABYTE, days=1)

    assert "in 10 days" in soon.problem
    assert (late.problem, young.problem) == ("", "")


def test_a_folder_that_can_be_written_is_well_and_nothing_stays_in_it(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop")

    findings = {finding.code: finding for finding in disk_findings(shop)}

    assert findings["folder"].severity is Severity.WELL
    assert [path.name for path in shop.folder.iterdir()] == ["config.toml"]


def test_a_read_only_disk_is_named(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=500) as disk:
        shop = patient(disk)
        remount(disk, "ro")

        problems = [f.problem for f in disk_findings(shop) if f.severity is Severity.BAD]

    assert any("cannot be written" in problem for problem in problems)


def test_a_disk_that_was_pulled_is_named(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop")
    shop.config.unlink()
    shop.folder.rmdir()

    (finding,) = disk_findings(shop)

    assert str(shop.folder) in finding.problem
    assert "florin restore" in finding.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards the user's folder")
def test_secrets_that_others_may_read_are_named_with_the_command_that_mends_it() -> None:
    with tempfile.TemporaryDirectory() as outer:
        folder = Path(outer) / "shop"
        shop = patient(folder, '[refunds.BTC]\npassphrase_file = "phrase"\n[coins.BTC]\n')
        (folder / "keystores").mkdir()
        for name in ("claim.key", "phrase", "keystores/BTC.json"):
            (folder / name).touch()
            (folder / name).chmod(0o644)
        for each in (folder, Path(outer)):
            each.chmod(0o755)

        findings = [f for f in secrecy_findings(secret_files(shop)) if f.problem]
        folder.chmod(0o700)
        guarded = [f for f in secrecy_findings(secret_files(shop)) if f.problem]

    assert {f.remedy for f in findings} >= {f"chmod 600 {folder / 'claim.key'}"}
    assert {Path(f.remedy.split()[-1]).name for f in findings} == {
        "claim.key",
        "phrase",
        "BTC.json",
    }
    assert guarded == []
