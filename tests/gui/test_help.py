"""F1 leads to the keys and to every page of the guide."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QTextBrowser

from pos.gui.keys import KEYS
from pos.gui.present.guide import PAGES
from tests.gui.counter import Finger

PICTURE = QTextDocument.ResourceType.ImageResource


def page(finger: Finger) -> QTextBrowser:
    found = finger.find("help.page")
    assert isinstance(found, QTextBrowser)
    return found


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_each_page_of_the_guide_can_be_read(finger: Finger, name: str) -> None:
    finger.key("F1")

    finger.click(f"help.page.{name}")

    words = page(finger).toPlainText()
    assert len(words) > 500
    assert "**" not in words


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_nothing_on_a_page_runs_out_of_sight(finger: Finger, name: str) -> None:
    finger.window.resize(1024, 600)
    finger.key("F1")

    finger.click(f"help.page.{name}")

    assert page(finger).horizontalScrollBar().maximum() <= 1  # a table's width is rounded up


def test_every_key_is_on_the_first_page(finger: Finger) -> None:
    finger.key("F1")

    shown = {part.text() for part in finger.find("help.keys").findChildren(QLabel)}
    assert shown >= {key.keys for key in KEYS}


def test_help_in_the_office_opens_the_owners_page(finger: Finger) -> None:
    finger.key("Ctrl+4")

    finger.key("F1")

    assert page(finger).source().fileName() == "owner.md"


def test_a_page_shows_its_pictures(finger: Finger) -> None:
    finger.key("F1")

    finger.click("help.page.developer")

    browser = page(finger)
    names = re.findall(r"!\[[^]]*\]\(([^)]+)\)", browser.document().toMarkdown())
    assert names
    assert all(browser.loadResource(PICTURE, QUrl(name)) is not None for name in names)


def test_help_is_no_larger_than_a_small_window(finger: Finger) -> None:
    finger.window.resize(1024, 600)

    finger.key("F1")

    sheet = finger.find("help")
    assert sheet.width() <= 1024
    assert sheet.height() <= 600
