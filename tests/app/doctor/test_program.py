from datetime import UTC, datetime, timedelta
from pathlib import Path

from pos.app.doctor.finding import Finding
from pos.app.doctor.patient import Patient
from pos.app.doctor.program import errors_since, program_findings, tail_of
from tests.app.doctor.patients import patient

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def line(age: timedelta, level: str, words: str) -> str:
    at = (NOW - age).isoformat().replace("+00:00", "Z")
    return f'timestamp={at} level={level} logger=pos.app event="{words}"\n'


def told(shop: Patient) -> dict[str, Finding]:
    findings = program_findings(shop, int(NOW.timestamp()))
    return {finding.code: finding for finding in findings if finding.problem}


def test_only_the_errors_of_the_last_day_count(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop")
    old, fresh = timedelta(days=2), timedelta(hours=2)
    log = line(old, "error", "old") + line(fresh, "info", "x") + line(fresh, "error", "new")
    (shop.folder / "florin.log").write_text(log + "Traceback of it\n", encoding="utf-8")

    assert "1 error" in told(shop)["log"].problem
    assert list(errors_since(log, 0)) == log.splitlines()[::2]


def test_a_long_log_is_read_from_the_beginning_of_a_line(tmp_path: Path) -> None:
    path = tmp_path / "florin.log"
    path.write_text("first line\nsecond line\nthird line\n", encoding="utf-8")

    assert tail_of(path, 20) == "third line\n"
    assert tail_of(tmp_path / "none") == ""


def test_a_spoilt_secret_and_lost_records_are_named_with_their_way_out(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop")
    (shop.folder / "postback.key").write_text("0" * 64)
    (shop.folder / "claim.key").write_text("spoilt")

    found = told(shop)

    assert "64 hex digits" in found["secret"].problem
    assert "claim.key" in found["secret"].subject
    assert "florin restore" in found["database_lost"].remedy
