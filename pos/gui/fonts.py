"""The till's letters: they come with the program, so that every platform shows the same.

Inter for everything (three weights), DejaVu Sans Mono for addresses and receipts. Both have Latin,
Greek and Cyrillic; for other scripts each system has its own, named here in the order to try.
"""

import logging
import sys
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

log = logging.getLogger(__name__)

FAMILY: Final = "Inter"
MONO_FAMILY: Final = "DejaVu Sans Mono"
FILES: Final = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf", "DejaVuSansMono.ttf")

OTHER_SCRIPTS: Final = {
    "win32": ("Segoe UI", "Yu Gothic UI", "Microsoft YaHei UI", "Malgun Gothic"),
    "darwin": (
        "Helvetica Neue",
        "Hiragino Sans",
        "PingFang SC",
        "Apple SD Gothic Neo",
        "Geeza Pro",
    ),
}
"""Arabic and Hebrew, Japanese, Chinese, Korean: what each system has from the beginning."""

ON_OTHER_SYSTEMS: Final = (
    "Noto Sans",
    "Noto Naskh Arabic UI",
    "Noto Sans CJK SC",
    "DejaVu Sans",
    "Droid Sans Fallback",
)

_TABULAR: Final = QFont.Tag("tnum")
_IN_CONTEXT: Final = QFont.Tag("calt")


def load_fonts(folder: Path) -> None:
    """Make the till's own fonts known to Qt. Without them it sells all the same."""
    for name in FILES:
        _load(folder / name)


@cache
def _load(file: Path) -> None:
    """Once: Qt would keep each file as often as it is given."""
    if QFontDatabase.addApplicationFont(str(file)) < 0:
        log.warning("the font %s cannot be read", file.name)


def till_font(pixels: int) -> QFont:
    """The font of everything that does not ask for another: all figures equally wide."""
    font = QFont()
    font.setFamilies([FAMILY, *OTHER_SCRIPTS.get(sys.platform, ON_OTHER_SYSTEMS)])
    font.setFeature(_TABULAR, 1)  # prices stand below each other, and do not jump as they change
    font.setFeature(_IN_CONTEXT, 0)  # or the x of 0x5384 would be drawn as a sign of multiplication
    font.setPixelSize(pixels)
    return font
