"""The countdown to the next sale."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from pos.gui.pay.nextsale import NextSale

STEP_MS = 5


class Ear:
    """Counts down quickly and remembers what was said."""

    def __init__(self, loop: QEventLoop) -> None:
        self.said: list[int] = []
        self.times = 0
        self.loop = loop
        self.countdown = NextSale(STEP_MS)
        self.countdown.ticked.connect(self.said.append)
        self.countdown.came.connect(self._count)

    def wait(self) -> None:
        self.loop.run_until_complete(asyncio.sleep(STEP_MS * 8 / 1000))

    def _count(self) -> None:
        self.times += 1


@pytest.fixture
def ear(qapp: QApplication, window_loop: QEventLoop) -> Ear:
    return Ear(window_loop)


def test_three_quiet_steps_begin_the_next_sale(ear: Ear) -> None:
    ear.countdown.consider("a")
    ear.wait()

    assert ear.said == [3, 2, 1, 0]
    assert ear.times == 1


def test_a_key_ends_the_countdown(ear: Ear) -> None:
    part = QWidget()
    part.show()
    ear.countdown.consider("a")

    QTest.keyClick(part, Qt.Key.Key_F1)
    ear.wait()

    assert (ear.said, ear.times) == ([3, 0], 0)
    part.close()


def test_a_sale_is_counted_down_once(ear: Ear) -> None:
    ear.countdown.consider("a")
    ear.countdown.stop()

    ear.countdown.consider("a")
    ear.wait()

    assert ear.times == 0


def test_something_else_in_front_ends_the_countdown(ear: Ear) -> None:
    ear.countdown.consider("a")
    ear.countdown.consider(None)
    ear.wait()

    assert ear.times == 0
