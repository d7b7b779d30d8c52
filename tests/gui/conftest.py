"""The window's fixtures: one loop and one look for all, a fresh shop and window for each test."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.fakes.goods import MANY_COINS
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger, dressed, theme_of


@pytest.fixture(scope="session")
def window_loop(qapp: QApplication) -> Iterator[QEventLoop]:
    """The Qt loop that also runs coroutines; pytest-asyncio has no part in it."""
    loop = QEventLoop(qapp)
    yield loop
    loop.close()


@pytest.fixture
def shop() -> FakeShop:
    return FakeShop()


@pytest.fixture
def finger(qapp: QApplication, window_loop: QEventLoop, shop: FakeShop) -> Iterator[Finger]:
    """An open till at 1280 by 800."""
    made = Finger(window_loop, shop, dressed(qapp, theme_of()))
    made.open()
    yield made
    for top in qapp.topLevelWidgets():
        if top is not made.window:
            top.close()
    made.close()


@pytest.fixture
def many(qapp: QApplication, window_loop: QEventLoop) -> Iterator[Finger]:
    """A till that takes five coins on four networks."""
    made = Finger(window_loop, FakeShop(offered=MANY_COINS), dressed(qapp, theme_of()))
    made.open()
    yield made
    for top in qapp.topLevelWidgets():
        if top is not made.window:
            top.close()
    made.close()


@pytest.fixture
def practice(qapp: QApplication, window_loop: QEventLoop) -> Iterator[Finger]:
    """The same in practice mode."""
    made = Finger(window_loop, FakeShop(is_practice=True), dressed(qapp, theme_of()))
    made.open()
    yield made
    made.close()
