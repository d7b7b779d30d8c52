"""A window and real shops behind it, for stories from its first moment to its last."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from qasync import QEventLoop

from pos.app.desktop import Life, premises_of
from pos.app.fallback import Fallback
from pos.app.profile import Profile, sole_use
from pos.domain.retail.cart import Cart
from pos.gui.window import MainWindow
from tests.journeys.florin import XPUB

WITHIN_S = 20.0
EMPTY = Cart(currency="EUR")
REAL = f"""
[shop]
name = "Corner shop"
currency = "EUR"

[wallets.evm]
xpub = "{XPUB}"

[chains.ETH]
http = ["http://127.0.0.1:9"]  # nobody answers there, and the shop opens all the same

[coins.ETH]

[rates]
coingecko = false
kraken = false
coinbase = false
bitstamp = false
cryptocompare = false
fixed = {{ ETH = "2500" }}
"""


async def until(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not claim():
            await asyncio.sleep(0.02)


def lived(
    loop: QEventLoop,
    window: MainWindow,
    profile: Profile,
    story: Callable[[Life], Coroutine[None, None, None]],
) -> None:
    """A story from the window's first moment to its last; every engine has ended after it."""

    async def whole() -> None:
        rent = partial(premises_of, profile, is_verbose=False)
        life = Life(window, rent, Fallback(profile.config))
        try:
            await story(life)
        finally:
            await life.end()
        with sole_use(profile.data(is_practice=True)), sole_use(profile.folder):
            pass  # nobody holds a folder any more

    window.show()
    loop.run_until_complete(whole())


def cart_in(window: MainWindow) -> Cart | None:
    return None if window.desktop is None else window.desktop.sell.counter.cart


def words_in(window: MainWindow) -> str:
    return window.starting.findChild(QLabel, "starting.words").text()  # type: ignore[union-attr]


def is_open(window: MainWindow, *, is_practice: bool) -> bool:
    ribbon = window.findChild(QLabel, "strip.practice")
    is_right = ribbon is not None and ribbon.isHidden() is not is_practice
    return window.desktop is not None and is_right and window.errands.is_idle()


def part(window: MainWindow, name: str) -> QWidget | None:
    """What can be seen of this name, in the window or in a sheet above it."""
    found = (
        each
        for top in QApplication.topLevelWidgets()
        for each in top.findChildren(QWidget, name)
        if each.isVisible()
    )
    return next(found, None)


async def click(window: MainWindow, name: str) -> None:
    await until(lambda: part(window, name) is not None)
    button = part(window, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def write(window: MainWindow, name: str, text: str) -> None:
    line = part(window, name)
    assert isinstance(line, QLineEdit)
    line.setText(text)


def words_of(window: MainWindow, name: str) -> str:
    label = part(window, name)
    return label.text() if isinstance(label, QLabel) else ""
