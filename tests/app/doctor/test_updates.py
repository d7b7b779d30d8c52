from pathlib import Path

import msgspec
import pytest

from pos.app.doctor.finding import Finding
from pos.app.doctor.updates import QUIET_S, update_findings
from pos.app.updates import FILE, Remembered
from pos.gui.backoffice import Severity
from tests.app.doctor.patients import patient
from tests.fakes.publisher import Publisher

NOW = 1_796_000_000
PUBLISHER = Publisher()
ON = f"""
[coins.BTC]
[updates]
url = "https://florin.example/update.json"
key = "{PUBLISHER.key}"
"""


def found(folder: Path, known: Remembered | None, config: str = ON) -> list[Finding]:
    shop = patient(folder / "shop", config)
    if known is not None:
        (shop.folder / FILE).write_bytes(msgspec.json.encode(known))
    return list(update_findings(shop, NOW))


def test_a_newer_version_is_a_note_with_what_to_do(tmp_path: Path) -> None:
    known = Remembered(word=PUBLISHER.word("99.0.0"))

    (told,) = found(tmp_path, known)

    assert told.severity is Severity.NOTE
    assert told.problem == "Florin 99.0.0 came out on 2026-12-01."
    assert told.remedy.startswith("Faster.\nDownload it")


@pytest.mark.parametrize(
    "known", [None, Remembered(asked_at=NOW, told_at=NOW - QUIET_S, trouble="away")]
)
def test_the_newest_version_is_well_and_so_is_a_short_silence(
    tmp_path: Path, known: Remembered | None
) -> None:
    (told,) = found(tmp_path, known)

    assert (told.severity, told.problem) == (Severity.WELL, "")


def test_a_week_without_a_word_that_can_be_believed_is_told(tmp_path: Path) -> None:
    silent = Remembered(asked_at=NOW, told_at=NOW - QUIET_S - 1, trouble="it is not signed")

    (told,) = found(tmp_path, silent)

    assert told.severity is Severity.NOTE
    assert told.problem == "Nothing was heard for a week: it is not signed."
    assert "[updates]" in told.remedy


def test_who_asks_nobody_is_told_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, None, "[coins.BTC]") == []
    assert found(tmp_path, None, "[spoilt") == []
