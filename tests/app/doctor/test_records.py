import asyncio
from pathlib import Path

import pytest

from pos.app.doctor.finding import Finding
from pos.app.doctor.records import gap_finding, records_findings, records_of
from pos.domain.ids import WalletId
from pos.gui.backoffice import Severity
from pos.storage.inspection import Handed, Inspected
from tests.app.doctor.patients import patient
from tests.storage.test_faults import sold

NOW = 1_800_000_000


def judged(**known: object) -> list[Finding]:
    usual: dict[str, object] = {"faults": (), "revision": "1", "is_current": True, "rows": {}}
    records = Inspected(**{**usual, **known})  # type: ignore[arg-type]  # a table of cases
    return [f for f in records_findings(records, NOW, free=10**12, size=1) if f.problem]


def test_a_whole_database_is_well(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop")
    asyncio.run(sold(shop.database, 1, 2))

    records = asyncio.run(records_of(shop))

    assert isinstance(records, Inspected)
    assert records.rows["invoice"] == 2
    assert [f for f in records_findings(records, NOW, 10**12, 10**6) if f.problem] == []


def test_a_damaged_one_names_the_way_out_and_is_left_as_it_is(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop")
    shop.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 9_000)
    before = shop.database.read_bytes()

    found = asyncio.run(records_of(shop))

    assert isinstance(found, Finding)
    assert (found.severity, "florin restore" in found.remedy) == (Severity.BAD, True)
    assert shop.database.read_bytes() == before


def test_a_fault_inside_is_grave() -> None:
    (finding,) = judged(faults=("row 3 missing from index",))

    assert finding.severity is Severity.BAD
    assert "row 3" in finding.problem


@pytest.mark.parametrize(
    ("revision", "is_older", "severity"),
    [("0001", True, Severity.NOTE), ("9999", False, Severity.BAD), ("", False, Severity.BAD)],
)
def test_a_database_of_another_version_is_told(
    revision: str, is_older: bool, severity: Severity
) -> None:
    (finding,) = judged(revision=revision, is_current=False, is_older=is_older)

    assert finding.severity is severity


def test_messages_that_wait_for_hours_are_told() -> None:
    assert judged(unsent=2, unsent_since=NOW - 60) == []

    (finding,) = judged(unsent=2, unsent_since=NOW - 7_300)

    assert "2 messages" in finding.problem
    assert "2 hours" in finding.problem


@pytest.mark.parametrize(
    ("shown", "paid", "words"),
    [(14, (), ""), (15, (), "15 addresses"), (40, (20,), "19 addresses"), (40, (39,), "")],
)
def test_a_run_of_unpaid_addresses_is_told_with_the_limit_to_set(
    shown: int, paid: tuple[int, ...], words: str
) -> None:
    finding = gap_finding(Handed(wallet=WalletId("bitcoin:x"), shown=shown, paid=paid))

    assert words in finding.problem
    assert bool(words) is ("gap limit" in finding.remedy)
