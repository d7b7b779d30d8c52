"""Figures of a database, by which a copy is known to be whole."""

import lzma
import sqlite3
from pathlib import Path

import pytest

from pos.domain.errors import Corrupt
from pos.storage.snapshot import at_once
from pos.storage.totals import totals_of

LANDED = Path(__file__).parent / "landed" / "0004.db.xz"


@pytest.fixture
def landed(tmp_path: Path) -> Path:
    path = tmp_path / "florin.db"
    path.write_bytes(lzma.decompress(LANDED.read_bytes()))
    return path


def rewrite(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_everything_is_counted(landed: Path) -> None:
    totals = totals_of(landed, at_once)

    assert totals.revision == "0004"
    assert totals.invoices == {"cancelled": 1, "paid": 5, "waiting": 2}
    assert totals.received == {"0xBTC on eip155:1": "0.0000065"}  # five times 130 units
    assert totals.refunds == {"confirmed": 1, "failed": 1, "planned": 2, "signed": 1}
    assert totals.sent_back == {"0xBTC on eip155:1": "0.0000006"}  # twice 30 units
    assert (totals.deposits, totals.sales) == (5, 2)
    assert (totals.waiting, totals.carried_out) == (15, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET text = text || '.' WHERE seq = 3",
        "DELETE FROM idempotency",
        "UPDATE counter SET value = value + 1",
        "UPDATE prompt SET key_index = key_index + 100 WHERE key_index = 8",
    ],
)
def test_the_slightest_change_of_anything_changes_the_digest(landed: Path, statement: str) -> None:
    before = totals_of(landed)

    rewrite(landed, statement)

    assert totals_of(landed).digest != before.digest


def test_how_the_file_is_laid_out_changes_nothing(landed: Path) -> None:
    before = totals_of(landed)

    rewrite(landed, "VACUUM")

    assert totals_of(landed) == before


def test_a_file_that_is_no_database_cannot_be_counted(tmp_path: Path) -> None:
    (tmp_path / "florin.db").write_text("Dear diary" * 1000)

    with pytest.raises(Corrupt, match="cannot be counted"):
        totals_of(tmp_path / "florin.db")
