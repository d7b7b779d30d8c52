"""The recovery sheet is a page that only its owner may read."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos.domain.errors import Refused
from pos.gui.present.recovery import RecoverySheet
from pos.gui.setup.sheet import write_sheet

SHEET = RecoverySheet(shop="Café", day="21 Nov", folder="/home/owner/florin", code="7K2QM-0ZV4X")


def test_one_page_is_written_for_its_owner_alone(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "papers" / "sheet.pdf"

    write_sheet(SHEET, path)

    written = path.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == 1
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_named(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("in the way")

    with pytest.raises(Refused, match="cannot be written"):
        write_sheet(SHEET, tmp_path / "papers" / "sheet.pdf")
