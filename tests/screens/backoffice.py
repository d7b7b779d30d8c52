"""The pages of the office: what was typed and pressed until they looked so."""

import atexit
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QListWidget, QPlainTextEdit

from pos.gui.present.words import say
from tests.fakes.backoffice import office_shop
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger
from tests.screens.office import give_pin

_ROOM = tempfile.TemporaryDirectory(prefix="florin-screens-")
atexit.register(_ROOM.cleanup)


def shop() -> FakeShop:
    """A shop with every page, over a config that is gone when all is painted."""
    return office_shop(Path(tempfile.mkdtemp(dir=_ROOM.name)))


def go(finger: Finger, title: str) -> None:
    """Choose a page of the office by its title in the list."""
    finger.key("Ctrl+4")
    pages = finger.find("office.pages")
    assert isinstance(pages, QListWidget)
    titles = [pages.item(number).text() for number in range(pages.count())]
    finger.click_row("office.pages", titles.index(say(title)))


def page(title: str) -> Callable[[Finger], None]:
    def play(finger: Finger) -> None:
        go(finger, title)

    return play


def write_lines(finger: Finger, name: str, text: str) -> None:
    """Put a text into a field of several lines."""
    field = finger.find(name)
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(text)
    finger.settle()


def wrong(finger: Finger) -> None:
    go(finger, "Shop")
    finger.write_in("setting.shop.name", "Nakamoto Coffee & Tea")
    finger.write_in("setting.shop.currency", "franc")
    finger.until(lambda: finger.sees("setting.shop.currency.why"))


def search(finger: Finger) -> None:
    go(finger, "Shop")
    finger.write_in("settings.search", "backup")


def add_coin(finger: Finger) -> None:
    go(finger, "Coins and wallets")
    finger.click("settings.add")
    finger.until(lambda: "mend" in finger.text("settings.words"))


def save(finger: Finger) -> None:
    go(finger, "Window")
    finger.write_in("setting.window.volume", "40")
    go(finger, "Shop")
    finger.write_in("setting.shop.name", "Nakamoto Coffee & Tea")
    finger.until(lambda: finger.find("settings.save").isEnabled())
    finger.click("settings.save")


def save_pin(finger: Finger) -> None:
    save(finger)
    finger.click("save.yes")


def backups_on(finger: Finger) -> None:
    set_up_backups(finger)
    finger.click("backup.yes")
    give_pin(finger)
    finger.until(lambda: "rehearsed" in finger.find("backups.state").accessibleName())


def set_up_backups(finger: Finger) -> None:
    folder = tempfile.mkdtemp(dir=_ROOM.name)
    go(finger, "Backups")
    finger.click("backups.setUp")
    finger.write_in("backup.folder", folder)
    finger.write_in("backup.passphrase", "correct horse battery staple")
    finger.write_in("backup.again", "correct horse battery staple")


def diagnostics(finger: Finger) -> None:
    go(finger, "Diagnostics")
    finger.until(lambda: finger.sees("diagnostics.state.0"))


def change_hook(finger: Finger) -> None:
    finger.loop.run_until_complete(
        finger.shop.online.hooks.add("https://wool.example/wc-api/florin", ["refund."])
    )
    finger.key("Ctrl+4")
    finger.click("office.change.0")
