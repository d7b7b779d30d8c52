"""A window with a shop in memory behind it, and the fingers to use it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget
from qasync import QEventLoop

from pos.engine.feed import News
from pos.gui.bridge import Bridge
from pos.gui.shopfront import Shopfront
from pos.gui.sounds import Sounds, Tone
from pos.gui.theme import Theme, dress
from pos.gui.window import MainWindow
from tests.fakes.shopfront import FakeShop

RESOURCES: Final = Path(__file__).parents[2] / "resources"
WITHIN_S: Final = 3.0
TICK_S: Final = 0.005
PATIENCE: Final = 200
"""So many ticks is waited for what the engine has been asked."""

QUIET: Final = 4
"""After so many ticks without a question to the engine an errand waits for a person."""

LOT_S: Final = 0.05
"""The bridge keeps news back for less than that, to bring it in one lot."""

T = TypeVar("T")


class Counted(Bridge):
    """Knows how many questions the engine has not answered yet."""

    open_questions = 0

    async def ask(self, wish: Callable[[Shopfront], Awaitable[T]]) -> T:
        self.open_questions += 1
        try:
            return await super().ask(wish)
        finally:
            self.open_questions -= 1

    async def read(self, glance: Callable[[Shopfront], T]) -> T:
        self.open_questions += 1
        try:
            return await super().read(glance)
        finally:
            self.open_questions -= 1


class Ear:
    """Hears what the till plays."""

    def __init__(self) -> None:
        self.heard: list[Tone] = []
        self.is_closed = False

    def play(self, tone: Tone, volume: float) -> None:
        self.heard.append(tone)

    def close(self) -> None:
        self.is_closed = True


class Finger:
    """Presses keys and buttons of a window while its loop runs, as a cashier would."""

    def __init__(self, loop: QEventLoop, shop: FakeShop, theme: Theme) -> None:
        self.loop = loop
        self.shop = shop
        self.ear = Ear()
        self.window = MainWindow(theme, loop, shop.clock, Sounds(self.ear))
        self.bridge = Counted(loop, shop.front())
        self._is_news = True
        shop.feed.subscribe(self._hear)

    def open(self, width: int = 1280, height: int = 800, *, may_set_up: bool = False) -> None:
        """Show the window and connect the shop; a new owner's assistant opens if it may."""
        self.window.resize(width, height)
        self.window.show()
        for chain in dict.fromkeys(coin.asset.chain for coin in self.shop.offered):
            self.shop.show_chain(chain, is_connected=True)
        self.window.connect_shop(self.bridge, may_set_up=may_set_up)
        self.settle()

    def close(self) -> None:
        """Take the window away and everything with it."""
        self.loop.run_until_complete(self.window.close_shop())
        self.window.close()
        self.window.deleteLater()
        self.settle()

    def settle(self) -> None:
        """Let everything that was started come to its end, or to where it waits for a person."""
        self.loop.run_until_complete(self._rest())

    async def _rest(self) -> None:
        quiet = 0
        for _ in range(PATIENCE):
            await asyncio.sleep(TICK_S)
            quiet = 0 if self.bridge.open_questions else quiet + 1
            if self.window.errands.is_idle() or quiet == QUIET:
                break
        if self._is_news:
            self._is_news = False
            await asyncio.sleep(LOT_S)

    def _hear(self, news: News) -> None:
        self._is_news = True

    def until(self, claim: Callable[[], bool]) -> bool:
        """Whether something comes true soon, while the window lives on."""

        async def ask() -> bool:
            for _ in range(int(WITHIN_S / 0.01)):
                if claim():
                    return True
                await asyncio.sleep(0.01)
            return claim()

        return bool(self.loop.run_until_complete(ask()))

    def find(self, name: str) -> QWidget:
        """The part of this name that can be seen, in the window or in a dialog."""
        for top in QApplication.topLevelWidgets():
            for part in (top, *top.findChildren(QWidget, name)):
                if part.objectName() == name and part.isVisible():
                    return part
        raise AssertionError(f"{name} is not on the screen")

    def sees(self, name: str) -> bool:
        """Whether this part is on the screen."""
        return any(
            part.isVisible()
            for top in QApplication.topLevelWidgets()
            for part in (top, *top.findChildren(QWidget, name))
            if part.objectName() == name
        )

    def text(self, name: str) -> str:
        """The words on a part."""
        part = self.find(name)
        for said in ("text", "toPlainText"):
            if hasattr(part, said):
                return str(getattr(part, said)())
        return part.accessibleName()

    def click(self, name: str) -> None:
        """Press and let go of a part with the mouse."""
        self.click_part(self.find(name))

    def click_part(self, part: QWidget) -> None:
        """The same for a part that was found otherwise."""
        self._act(lambda: QTest.mouseClick(part, Qt.MouseButton.LeftButton))

    def click_row(self, name: str, row: int) -> None:
        """Click one row or tile of a list."""
        view = self.find(name)
        assert isinstance(view, QListView)
        box: QRect = view.visualRect(view.model().index(row, 0))
        spot: QPoint = box.center()
        self._act(
            lambda: QTest.mouseClick(
                view.viewport(),
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                spot,
            )
        )

    def key(self, *names: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        for name in names:
            self._act(lambda name=name: QTest.keySequence(self._focus(), QKeySequence(name)))  # type: ignore[misc]

    def write(self, text: str) -> None:
        """Type letters into whatever has the focus."""
        for letter in text:
            self._act(lambda letter=letter: QTest.keyClicks(self._focus(), letter))  # type: ignore[misc]

    def write_in(self, name: str, text: str) -> None:
        """Put a text into a field, instead of what was there."""
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        self._act(field.clear)
        self._act(lambda: QTest.keyClicks(field, text))

    def _focus(self) -> QWidget:
        dialog = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        if dialog is not None and (focus is None or focus.window() is not dialog):
            return dialog
        return focus if focus is not None else self._last_focus()

    def _last_focus(self) -> QWidget:
        """What the window would give the focus to, were it the active one."""
        part: QWidget | None = self.window.focusWidget()
        return self.window if part is None else part

    def _act(self, act: Callable[[], object]) -> None:
        async def pressed() -> None:
            act()
            await self._rest()  # in one run: what it started must not be left to no loop

        self.loop.run_until_complete(pressed())


def theme_of(*, is_dark: bool = False, percent: int = 100) -> Theme:
    """A look from the checkout's own resources."""
    return Theme(resources=RESOURCES, is_dark=is_dark, percent=percent)


def dressed(app: QApplication, theme: Theme) -> Theme:
    """Put it on."""
    dress(app, theme)
    return theme
