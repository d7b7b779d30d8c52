"""The letters of the window: the till's own, on every system."""

from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QImage, QRawFont
from PySide6.QtWidgets import QApplication, QLabel

from pos.gui.fonts import FAMILY, FILES, MONO_FAMILY, load_fonts
from pos.gui.parts import label
from pos.gui.theme import dress
from tests.gui.counter import RESOURCES, theme_of

FOLDER: Final = RESOURCES / "fonts"
LARGEST: Final = 1_500_000

GREEK_AND_CYRILLIC: Final = "αβγδωΩ абвгяЯЇї"
LATIN: Final = "äöüßÄÖÜ ñçőŁłžşğİı"
SIGNS: Final = "\u00a0\u202f\u2011·\u00d7\u2013—“”„•…\u2212○●€£₿≈→←%"


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    dress(qapp, theme_of())
    return qapp


def used(label: QLabel) -> QFontInfo:
    label.ensurePolished()
    return QFontInfo(label.font())


@pytest.mark.parametrize("role", ["", "muted", "title", "total", "strong", "display", "clock"])
def test_every_kind_of_words_is_set_in_the_till_s_own_font(
    dressed: QApplication, role: str
) -> None:
    assert used(label("12.50", role=role)).family() == FAMILY


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_each_weight_has_a_file_of_its_own(dressed: QApplication, weight: int) -> None:
    font = QFont(dressed.font())
    font.setWeight(QFont.Weight(weight))

    assert QFontInfo(font).family() == FAMILY
    assert QFontInfo(font).weight() == weight


def test_addresses_are_set_in_the_font_in_which_no_two_letters_look_alike(
    dressed: QApplication,
) -> None:
    assert used(label("bc1qIl10O", role="mono")).family() == MONO_FAMILY


@pytest.mark.parametrize("role", ["", "title", "total"])
def test_all_figures_are_equally_wide(dressed: QApplication, role: str) -> None:
    shown = label("0", role=role)
    shown.ensurePolished()
    wide = [QFontMetricsF(shown.font()).horizontalAdvance(figure) for figure in "0123456789"]

    assert max(wide) - min(wide) < 0.2


def test_an_address_keeps_its_letters(dressed: QApplication) -> None:
    """Inter draws the x of 0x5384 as a sign of multiplication, if it is let."""
    shown = label("0x5384", role="muted")

    assert pictured(shown, "0x5384") != pictured(shown, "0\u00d75384")


def test_the_european_scripts_and_the_till_s_signs_are_all_in_it(dressed: QApplication) -> None:
    for name in FILES[:3]:
        font = QRawFont(str(FOLDER / name), 18)
        wanted = LATIN + GREEK_AND_CYRILLIC + SIGNS
        lacking = [sign for sign in wanted if not font.supportsCharacter(ord(sign))]
        assert lacking == [], name


def test_the_fonts_are_small_and_their_licences_stand_beside_them() -> None:
    files = {path.name for path in FOLDER.iterdir()}

    assert files == {*FILES, "Inter-LICENSE.txt", "DejaVu-LICENSE.txt"}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= LARGEST
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "Inter-LICENSE.txt").read_text(encoding="utf-8")


def test_a_till_without_its_fonts_says_so_and_goes_on(
    dressed: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load_fonts(tmp_path)

    assert "Inter-Regular.otf cannot be read" in caplog.text


def pictured(shown: QLabel, text: str) -> QImage:
    shown.setText(text)
    shown.resize(200, 40)
    return shown.grab().toImage()
