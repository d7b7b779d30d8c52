"""The set-up checklist in the office."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from qasync import QEventLoop

from pos.gui.setupdoors import Mark, Step
from tests.fakes.backoffice import office_shop
from tests.fakes.setup import FakeSetup
from tests.gui.counter import Finger, dressed, theme_of
from tests.gui.office.conftest import closed


@pytest.fixture
def setup() -> FakeSetup:
    return FakeSetup(is_first=False)


@pytest.fixture
def owner(
    qapp: QApplication, window_loop: QEventLoop, tmp_path: Path, setup: FakeSetup
) -> Iterator[Finger]:
    """A till whose set-up was left in the middle."""
    shop = office_shop(tmp_path)
    shop.setup = setup
    made = Finger(window_loop, shop, dressed(qapp, theme_of()))
    made.open()
    yield made
    closed(made, qapp)


def todos(finger: Finger) -> list[str]:
    page = finger.find("office.checklist")
    return [part.text() for part in page.findChildren(QLabel) if part.property("role") == "strong"]


def test_what_is_left_to_do_is_the_offices_first_page(owner: Finger) -> None:
    owner.key("Ctrl+4")

    assert "Choose a PIN" in todos(owner)
    assert "Make a practice sale" in todos(owner)


def test_each_thing_leads_to_its_page_of_the_assistant(owner: Finger) -> None:
    owner.key("Ctrl+4")
    number = todos(owner).index("Choose a PIN")

    owner.click(f"checklist.go.{number}")

    assert owner.sees("setup.title")
    assert owner.window.setup is not None
    assert owner.window.setup.is_open


def test_once_all_is_done_the_page_says_so(owner: Finger, setup: FakeSetup) -> None:
    setup.values["shop.name"] = "Kiosk"
    setup.pin, setup.has_sheet, setup.products = "2468", True, 3
    setup.marks[Step.TRIAL] = Mark.DONE
    setup.coins = [replace(each, has_wallet=True, is_on=True) for each in setup.coins]

    owner.key("Ctrl+4")

    assert todos(owner) == []
    assert "Everything is set up" in owner.find("checklist.done").accessibleName()
