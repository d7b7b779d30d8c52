"""Sheets that ask for a line of text."""

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.domain.errors import Refused
from pos.gui.asking import TextSheet
from tests.gui.counter import Finger, theme_of


def ask(
    finger: Finger, take: Callable[[str], Awaitable[object]], *, is_secret: bool = False
) -> TextSheet:
    sheet = TextSheet(
        finger.window,
        theme_of(),
        "question",
        "What is it?",
        words="",
        deed="Next",
        errands=finger.window.errands,
        take=take,
        is_secret=is_secret,
    )
    sheet.open()
    return sheet


class Gate:
    """Takes an answer only when it is let."""

    def __init__(self) -> None:
        self.is_open = asyncio.Event()
        self.refuses = False

    async def take(self, _: str) -> None:
        await self.is_open.wait()
        if self.refuses:
            raise Refused("no", "This is not it")


def answer_and_leave(finger: Finger, gate: Gate) -> None:
    """Press Enter, and Esc before the answer was taken."""
    sheet = ask(finger, gate.take)

    async def press() -> None:
        QTest.keyClicks(finger.find("question.line"), "words")
        QTest.mouseClick(finger.find("question.yes"), Qt.MouseButton.LeftButton)
        await asyncio.sleep(0)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        await asyncio.sleep(0)
        gate.is_open.set()

    finger.loop.run_until_complete(press())
    finger.settle()


def test_a_sheet_stays_until_its_answer_was_taken(finger: Finger) -> None:
    broken: list[str] = []
    finger.window.errands.broken.connect(broken.append)

    answer_and_leave(finger, Gate())

    assert broken == []
    assert not finger.sees("question")


def test_what_is_refused_is_said_to_who_wanted_to_leave(finger: Finger) -> None:
    gate = Gate()
    gate.refuses = True

    answer_and_leave(finger, gate)

    assert finger.text("question.why") == "This is not it"


def test_a_secret_is_taken_with_its_spaces_and_an_address_without_them(finger: Finger) -> None:
    taken: list[str] = []

    async def take(text: str) -> None:
        taken.append(text)

    for is_secret in (True, False):
        ask(finger, take, is_secret=is_secret)
        finger.write_in("question.line", " a b ")
        finger.click("question.yes")

    assert taken == [" a b ", "a b"]
