"""Messages never lie on what is needed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QWidget

from pos.gui.present.tokens import Token
from tests.gui.counter import Finger


def to_sell(finger: Finger) -> None:
    finger.click_row("sell.products", 0)


def to_pay(finger: Finger) -> None:
    to_sell(finger)
    finger.key("F9")


def to_pending(finger: Finger) -> None:
    to_pay(finger)
    finger.key("Ctrl+2")


def to_orders(finger: Finger) -> None:
    to_pay(finger)
    finger.key("Ctrl+3")


def place(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


@pytest.mark.parametrize("size", [(1024, 600), (1280, 800)])
@pytest.mark.parametrize("go", [to_sell, to_pay, to_pending, to_orders])
def test_a_message_covers_no_button_and_no_code(
    finger: Finger, go: Callable[[Finger], None], size: tuple[int, int]
) -> None:
    finger.window.resize(*size)
    go(finger)
    finger.window.toasts.say(Token.FAILED, "A payment was replaced or double-spent: be careful")
    finger.settle()

    toasts = place(finger.window.toasts, finger.window)
    needed = [
        part
        for part in finger.window.findChildren(QWidget)
        if part.isVisible()
        and (isinstance(part, QAbstractButton) or part.objectName() in {"pay.qr", "pay.stage"})
    ]
    hidden = [p.objectName() for p in needed if place(p, finger.window).intersects(toasts)]
    assert hidden == []


def test_a_message_is_said_in_the_dialog_that_is_open(finger: Finger) -> None:
    to_sell(finger)
    finger.key("F6")

    finger.window.toasts.say(Token.PAID, "Paid: CHF 3.50, Sale 7")

    assert finger.text("number.notice.words") == "Paid: CHF 3.50, Sale 7"


def test_passing_words_never_push_an_alarm_away(finger: Finger) -> None:
    toasts = finger.window.toasts
    toasts.say(Token.FAILED, "Be careful", topic="one", is_lasting=True)

    for number in range(5):
        toasts.say(Token.WAITING, f"Something else {number}")

    assert "Be careful" in toasts.words()
    assert "Something else 4" in toasts.words()


def test_an_alarm_without_room_comes_back_when_another_is_clicked(finger: Finger) -> None:
    toasts = finger.window.toasts
    for number in range(4):
        toasts.say(Token.FAILED, f"Alarm {number}", topic=f"topic{number}", is_lasting=True)
    assert "Alarm 0" not in toasts.words()

    toasts.withdraw("topic3")

    assert "Alarm 0" in toasts.words()
