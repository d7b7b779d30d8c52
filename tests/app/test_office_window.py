"""The office of a real shop: settings, backups and diagnostics over the engine itself."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from qasync import QEventLoop

from pos.app.config import load_settings
from pos.app.configfile import changed
from pos.app.desktop import Life, premises_of
from pos.app.fallback import Fallback
from pos.app.pin import change_pin
from pos.app.profile import Profile
from pos.gui.window import MainWindow
from tests.app.test_office_settings import SERVICES
from tests.journeys.florin import XPUB

WITHIN_S = 30.0
COINS = {
    "wallets.evm.xpub": XPUB,
    "chains.ETH.http": ["http://127.0.0.1:9"],  # nobody answers there; the shop opens all the same
    "coins.ETH": {},
    "rates.fixed.ETH": "2500",
    **{f"rates.{name}": False for name in SERVICES},
}


@pytest.fixture
def profile(profile: Profile) -> Profile:
    profile.config.write_text('# ours\n[shop]\nname = "Kiosk" # the sign\n', encoding="utf-8")
    return profile


async def until(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not claim():
            await asyncio.sleep(0.02)


def seen(name: str) -> QWidget | None:
    """The part of this name that is on the screen, in any window."""
    for top in QApplication.topLevelWidgets():
        for part in (top, *top.findChildren(QWidget, name)):
            if part.objectName() == name and part.isVisible():
                return part
    return None


async def click(name: str) -> None:
    await until(lambda: (part := seen(name)) is not None and part.isEnabled())
    part = seen(name)
    assert part is not None
    QTest.mouseClick(part, Qt.MouseButton.LeftButton)


async def write(name: str, text: str) -> None:
    await until(lambda: seen(name) is not None)
    field = seen(name)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)


async def give_pin() -> None:
    for digit in "2468":
        await click(f"pin.keypad.{digit}")
    await click("pin.yes")


def lived(
    loop: QEventLoop,
    window: MainWindow,
    profile: Profile,
    story: Callable[[], Coroutine[None, None, None]],
    *,
    is_practice: bool = True,
) -> None:
    async def whole() -> None:
        rent = partial(premises_of, profile, is_verbose=False)
        life = Life(window, rent, Fallback(profile.config))
        try:
            life.open(is_practice)
            await until(lambda: window.desktop is not None)
            await click("rail.office")
            await story()
        finally:
            await life.end()

    window.show()
    loop.run_until_complete(whole())


def go(window: MainWindow, page: str) -> None:
    assert window.desktop is not None
    window.desktop.office.go(page)


def test_a_name_that_was_typed_stands_in_the_title_of_the_shop_that_opens_anew(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story() -> None:
        go(window, "settings.shop")
        await write("setting.shop.name", "Corner shop")
        await click("settings.save")
        await click("save.yes")
        await give_pin()
        await until(lambda: window.windowTitle().startswith("Corner shop"))

    lived(loop, window, profile, story)

    assert load_settings(profile.config, {}).shop.name == "Corner shop"
    assert "# the sign" in profile.config.read_text(encoding="utf-8")


def test_backups_are_set_up_made_and_rehearsed(
    loop: QEventLoop, window: MainWindow, profile: Profile, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    changed(profile.config, COINS)

    async def story() -> None:
        await change_pin(profile.folder, "2468")
        go(window, "backups")
        await click("backups.setUp")
        await write("backup.folder", str(stick))
        await write("backup.passphrase", "correct horse battery staple")
        await write("backup.again", "correct horse battery staple")
        await click("backup.yes")
        await give_pin()
        await until(lambda: "rehearsed" in (_said("backups.state")))

    lived(loop, window, profile, story, is_practice=False)

    assert list(stick.glob("*.florin"))


def test_the_doctor_looks_and_writes_a_support_file(
    loop: QEventLoop, window: MainWindow, profile: Profile, tmp_path: Path
) -> None:
    file = tmp_path / "support.zip"

    async def story() -> None:
        go(window, "diagnostics")
        await until(lambda: seen("diagnostics.row.0") is not None)
        assert window.desktop is not None
        window.desktop.office.diagnostics.save(file)
        await until(file.exists)

    lived(loop, window, profile, story)

    assert file.stat().st_size > 0


def _said(name: str) -> str:
    part = seen(name)
    return "" if part is None else part.accessibleName()
