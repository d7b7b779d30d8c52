"""Writes the recovery sheet as a PDF of one page."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from pos.domain.errors import Refused
from pos.gui.present.recovery import RecoverySheet, sheet_html
from pos.gui.present.words import say

MARGIN_MM: Final = 22.0
POINTS: Final = 11
DOTS: Final = 144


def write_sheet(sheet: RecoverySheet, path: Path) -> None:
    """Put it there, instead of what there was. Raises Refused if that cannot be done."""
    _touch(path)
    writer = QPdfWriter(str(path))
    writer.setTitle(say("Recovery sheet"))
    writer.setCreator("Florin")
    writer.setResolution(DOTS)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    document = QTextDocument()
    document.setDefaultFont(QFont(QGuiApplication.font().family(), POINTS))
    document.setHtml(sheet_html(sheet))
    area = writer.pageLayout().paintRectPixels(DOTS)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(area.width(), area.height()))
    document.print_(writer)


def _touch(path: Path) -> None:
    """The file is there for its owner alone before anything secret is in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
    except OSError as why:
        words = say("{path} cannot be written: {why}", path=path, why=why.strerror or "")
        raise Refused("unwritable", words) from why
