"""Every pane has room for longer words, and is turned for who reads from the right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget
from qasync import QEventLoop

from pos.app.settings import WindowSettings
from pos.app.speech import Speech
from tests.gui.counter import Finger, dressed, theme_of
from tests.screens.scenes import Scene, scenes
from tests.words.pseudo import LANGUAGE, write_pseudo

WIDE, TALL = 1280, 800
PADDING = 12
"""So many pixels of a button are not for its words."""

MAY_BE_CUT = frozenset({"strip.shop", "strip.online", "strip.networks"})
"""The strip leaves out what a narrow window has no room for, and a tool tip says it whole."""

SHOWN = [
    "sell-filled",
    "sell-discounted",
    "sell-keypad",
    "dialog-quantity",
    "dialog-accept",
    "pay-waiting",
    "pay-confirming",
    "pay-paid",
    "pay-short",
    "pay-late",
    "orders-detail",
    "pending",
    "practice-sell",
    "dialog-networks",
    "office-filled",
]
KNOWN = {scene.name: scene for scene in scenes()}


@pytest.fixture(scope="module")
def loop(qapp: QApplication) -> Iterator[QEventLoop]:
    made = QEventLoop(qapp)
    yield made
    made.close()


@pytest.fixture(params=["de", LANGUAGE])
def speech(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """German, and the language that nobody speaks."""
    folder = None
    if request.param == LANGUAGE:
        write_pseudo(tmp_path)
        folder = tmp_path
    spoken = Speech(qapp, folder)
    spoken.follow(WindowSettings(language=str(request.param)))
    yield
    spoken.follow(WindowSettings(language="en"))


@pytest.fixture
def leftward(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    write_pseudo(tmp_path)
    speech = Speech(qapp, tmp_path)
    speech.follow(WindowSettings(language=LANGUAGE))
    yield
    speech.follow(WindowSettings(language="en"))


@pytest.mark.usefixtures("speech")
@pytest.mark.parametrize("scene", [KNOWN[name] for name in SHOWN], ids=lambda s: s.name)
def test_nothing_is_cut(qapp: QApplication, loop: QEventLoop, scene: Scene) -> None:
    finger = opened(qapp, loop, scene)

    cut = [words for top in qapp.topLevelWidgets() if top.isVisible() for words in cut_in(top)]
    closed(qapp, finger)

    assert cut == []


@pytest.mark.usefixtures("leftward")
def test_the_rail_and_the_cart_change_sides(qapp: QApplication, loop: QEventLoop) -> None:
    finger = opened(qapp, loop, KNOWN["sell-filled"])

    rail, cart = finger.find("rail"), finger.find("sell.charge")
    sides = rail.x(), cart.mapTo(finger.window, cart.rect().topLeft()).x()
    closed(qapp, finger)

    assert sides[0] > WIDE // 2 > sides[1]


@pytest.mark.usefixtures("leftward")
def test_digits_stand_where_they_stand_on_every_keypad(
    qapp: QApplication, loop: QEventLoop
) -> None:
    finger = opened(qapp, loop, KNOWN["sell-keypad"])

    seven, nine = finger.find("sell.keypad.7").x(), finger.find("sell.keypad.9").x()
    closed(qapp, finger)

    assert seven < nine


@pytest.mark.usefixtures("leftward")
def test_amounts_and_addresses_stay_from_the_left(qapp: QApplication, loop: QEventLoop) -> None:
    finger = opened(qapp, loop, KNOWN["pay-waiting"])

    ways = {}
    for name in ("pay.amount", "pay.address"):
        text = finger.find(name)
        assert isinstance(text, QTextEdit)
        ways[name] = text.document().firstBlock().textDirection()
    closed(qapp, finger)

    assert {way.name for way in ways.values()} == {"LeftToRight"}


def opened(app: QApplication, loop: QEventLoop, scene: Scene) -> Finger:
    finger = Finger(loop, scene.shop(), dressed(app, theme_of()))
    finger.open(WIDE, TALL)
    scene.play(finger)
    return finger


def closed(app: QApplication, finger: Finger) -> None:
    for top in app.topLevelWidgets():
        if top is not finger.window:
            top.close()
    finger.close()


def cut_in(top: QWidget) -> Iterator[str]:
    """What does not fit into its place, with the room it needs and has."""
    for part in top.findChildren(QWidget):
        if part.isVisible() and part.objectName() not in MAY_BE_CUT:
            needs, has = _needed(part)
            if needs > has:
                yield f"{part.objectName()} {_words(part)!r}: {needs} of {has}"


def _needed(part: QWidget) -> tuple[int, int]:
    if isinstance(part, QLabel) and part.text() and part.wordWrap():
        return part.heightForWidth(part.width()), part.height() + 2
    if isinstance(part, QLabel) and part.text():
        return part.sizeHint().width(), part.width() + 1
    if isinstance(part, QAbstractButton) and part.text():
        return part.sizeHint().width(), part.width() + PADDING
    return 0, 0


def _words(part: QWidget) -> str:
    return part.text() if isinstance(part, QLabel | QAbstractButton) else ""
