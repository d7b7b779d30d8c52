"""Which language the window speaks, and Qt with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from pos.app.settings import WindowSettings
from pos.app.speech import Speech
from pos.gui.present import words
from tests.words.pseudo import LANGUAGE, write_pseudo


@pytest.fixture
def speech(qapp: QApplication, tmp_path: Path) -> Iterator[Speech]:
    spoken = Speech(qapp)
    yield spoken
    spoken.follow(WindowSettings(language="en"))
    QLocale.setDefault(QLocale.c())


def tag() -> str:
    spoken = words.tongue()
    return "" if spoken is None else spoken.tag


def test_the_settings_name_the_language(speech: Speech) -> None:
    speech.follow(WindowSettings(language="de"))

    assert tag() == "de"
    assert words.say("Paid") == "Bezahlt"


def test_qt_speaks_it_too(speech: Speech) -> None:
    speech.follow(WindowSettings(language="de"))

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    keys = QKeySequence("Ctrl+Z")
    assert keys.toString(QKeySequence.SequenceFormat.NativeText) == "Strg+Z"
    assert QLocale().name() == "de_DE"


def test_english_needs_no_catalogue_and_takes_qts_words_back(speech: Speech) -> None:
    speech.follow(WindowSettings(language="de"))
    speech.follow(WindowSettings(language="en"))

    assert words.tongue() is None
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_english_of_a_region_has_its_figures(speech: Speech) -> None:
    speech.follow(WindowSettings(language="en", region="US"))

    spoken = words.tongue()
    assert spoken is not None
    assert spoken.clock(1_795_176_000).endswith(("AM", "PM"))
    assert QLocale().name() == "en_US"


def test_the_region_goes_with_the_language(speech: Speech) -> None:
    speech.follow(WindowSettings(language="de", region="CH"))

    spoken = words.tongue()
    assert spoken is not None
    assert spoken.point == "."


@pytest.mark.parametrize(
    ("system", "language", "point"), [("de_CH", "de", "."), ("de_DE", "de", ",")]
)
def test_without_a_setting_the_system_decides(
    qapp: QApplication, speech: Speech, system: str, language: str, point: str
) -> None:
    Speech(qapp, system=QLocale(system)).follow(WindowSettings())

    spoken = words.tongue()
    assert spoken is not None
    assert (spoken.tag, spoken.point) == (language, point)


@pytest.mark.parametrize("system", ["C", "en_US", "eu_ES"])
def test_a_system_that_speaks_another_language_gets_english_as_it_stands(
    qapp: QApplication, speech: Speech, system: str
) -> None:
    Speech(qapp, system=QLocale(system)).follow(WindowSettings())

    assert words.tongue() is None


def test_a_language_from_the_right_turns_the_panes(qapp: QApplication, tmp_path: Path) -> None:
    write_pseudo(tmp_path)
    speech = Speech(qapp, tmp_path)

    speech.follow(WindowSettings(language=LANGUAGE))
    turned = qapp.layoutDirection()
    speech.follow(WindowSettings(language="en"))

    assert turned is Qt.LayoutDirection.RightToLeft
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
