"""Which program this is, and the quiet note that there is a newer one."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger

LINES = ("florin 0.1.0 (commit abc1234, 2026-11-21)", "SQLite 3.40.1")


@dataclass(frozen=True)
class Told:
    version: str = "0.2.0"
    date: str = "2026-12-01"
    notes: str = "Refunds are faster."


@dataclass
class FakeProgram:
    """A program that may be told of a newer one."""

    told: Told | None = None

    def lines(self) -> Sequence[str]:
        return LINES

    def newer(self) -> Told | None:
        return self.told


@pytest.fixture
def program() -> FakeProgram:
    return FakeProgram()


@pytest.fixture
def shop(program: FakeProgram) -> FakeShop:
    return FakeShop(program=program)


def look(finger: Finger) -> None:
    desktop = finger.window.desktop
    assert desktop is not None
    finger.loop.call_soon(desktop.program.look)
    finger.settle()


def test_help_says_which_version_this_is(finger: Finger) -> None:
    finger.key("F1")
    finger.click("help.page.about")

    told = finger.find("about.lines").accessibleName()
    assert told == "\n".join(LINES)
    assert not finger.sees("about.newer")


def test_a_newer_version_is_noted_where_help_is_and_nowhere_else(
    finger: Finger, program: FakeProgram
) -> None:
    before = finger.find("strip.help").toolTip()
    program.told = Told()
    look(finger)

    assert before == "Keys (F1)"
    noted = finger.find("strip.help")
    assert noted.toolTip() == "Keys (F1)\nFlorin 0.2.0 came out on 2026-12-01."
    assert noted.accessibleName() == noted.toolTip()
    assert not finger.sees("toast")


def test_help_says_what_is_new_and_what_to_do(finger: Finger, program: FakeProgram) -> None:
    program.told = Told()
    look(finger)
    finger.key("F1")
    finger.click("help.page.about")

    assert finger.text("about.newer") == "Florin 0.2.0 came out on 2026-12-01."
    advice = finger.find("about.advice").accessibleName()
    assert advice.startswith("Refunds are faster.\nDownload it where you got this one")


def test_a_version_without_notes_is_told_all_the_same(finger: Finger, program: FakeProgram) -> None:
    program.told = Told(notes="")
    look(finger)
    finger.key("F1")
    finger.click("help.page.about")

    assert finger.find("about.advice").accessibleName().startswith("Download it")


def test_the_note_goes_when_the_newer_version_runs(finger: Finger, program: FakeProgram) -> None:
    program.told = Told()
    look(finger)
    program.told = None
    look(finger)

    assert finger.find("strip.help").toolTip() == "Keys (F1)"
