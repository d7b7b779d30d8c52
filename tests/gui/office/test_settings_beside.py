"""What is saved while practice is open is the real shop's, and so is the PIN that allows it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.fakes.backoffice import office_shop
from tests.fakes.setup import FakeSetup
from tests.gui.counter import Finger, dressed, theme_of
from tests.gui.office.conftest import closed
from tests.gui.office.test_settings import read, save
from tests.screens.backoffice import go


@pytest.fixture
def beside(
    qapp: QApplication, window_loop: QEventLoop, tmp_path: Path
) -> Iterator[Callable[[str], Finger]]:
    """Practice is open; the real shop lies beside it and takes money, with this PIN."""
    made: list[Finger] = []

    def opened(pin: str) -> Finger:
        setup = FakeSetup(pin=pin, is_first=False)
        shop = office_shop(tmp_path, is_practice=True, setup=setup)
        made.append(Finger(window_loop, shop, dressed(qapp, theme_of())))
        made[0].open()
        return made[0]

    yield opened
    for finger in made:
        closed(finger, qapp)


def test_the_pin_that_practice_lets_anybody_choose_changes_nothing_of_the_real_shop(
    beside: Callable[[str], Finger], tmp_path: Path
) -> None:
    finger = beside("97531")
    go(finger, "Shop")
    finger.write_in("setting.shop.name", "Thief & Co")

    save(finger)

    assert "not the manager's PIN" in finger.text("pin.why")
    assert read(tmp_path).shop.name != "Thief & Co"
    finger.write("97531")
    finger.click("pin.yes")
    assert finger.until(lambda: read(tmp_path).shop.name == "Thief & Co")


def test_a_shop_that_sells_without_a_pin_is_changed_by_nobody_who_practises(
    beside: Callable[[str], Finger], tmp_path: Path
) -> None:
    finger = beside("")
    go(finger, "Shop")
    finger.write_in("setting.shop.name", "Thief & Co")
    assert finger.until(lambda: finger.find("settings.save").isEnabled())
    finger.click("settings.save")

    finger.click("save.yes")

    assert finger.until(lambda: finger.sees("save.why"))
    assert "Choose the shop's PIN first" in finger.text("save.why")
    assert read(tmp_path).shop.name != "Thief & Co"
