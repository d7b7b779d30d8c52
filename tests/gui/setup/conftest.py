"""A new owner's window: the assistant over a practice shop in memory."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from pos.gui.setupdoors import Step
from tests.fakes.setup import FakeSetup
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger, dressed, theme_of

At = Callable[[Step], Finger]


@pytest.fixture
def setup() -> FakeSetup:
    return FakeSetup()


@pytest.fixture
def owner(qapp: QApplication, window_loop: QEventLoop, setup: FakeSetup) -> Iterator[Finger]:
    """The window at its first start, with the assistant in it."""
    shop = FakeShop(is_practice=True, setup=setup)
    made = Finger(window_loop, shop, dressed(qapp, theme_of()))
    made.open(may_set_up=True)
    yield made
    for top in qapp.topLevelWidgets():
        if top is not made.window:
            top.close()
    made.close()


@pytest.fixture
def at(owner: Finger) -> At:
    """Goes to a page by the list at the left."""

    def go(step: Step) -> Finger:
        owner.click(f"setup.step.{step.value}")
        return owner

    return go
