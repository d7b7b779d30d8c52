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
