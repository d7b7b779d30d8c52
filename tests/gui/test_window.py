"""Promises of the whole window."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDockWidget,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from qasync import QEventLoop
from shiboken6 import isValid

from pos.gui.bridge import Bridge
from pos.gui.sounds import Sounds
from pos.gui.window import MainWindow
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Ear, Finger, dressed, theme_of
from tests.screens import office

CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit)
HEAVY = ("web3", "sqlalchemy", "alembic", "aiohttp")


def to_sell(finger: Finger) -> None:
    finger.click_row("sell.products", 0)


def to_keypad(finger: Finger) -> None:
    finger.key("F3")


def to_pay(finger: Finger) -> None:
    to_sell(finger)
    finger.key("F9")


def to_paid(finger: Finger) -> None:
    to_pay(finger)
    id = list(finger.shop.invoices)[-1]
    finger.shop.see(id)
    finger.shop.deepen(id, 3)
    finger.until(lambda: finger.sees("pay.newSale"))


def to_pending(finger: Finger) -> None:
    to_pay(finger)
    finger.key("Ctrl+2")


def to_orders(finger: Finger) -> None:
    to_pay(finger)
    finger.key("Ctrl+3")


def to_quantity(finger: Finger) -> None:
    to_sell(finger)
    finger.key("F6")


def to_held(finger: Finger) -> None:
    to_sell(finger)
    finger.key("F4", "F5")


PLACES = (
    to_sell,
    to_keypad,
    to_pay,
    to_paid,
    to_pending,
    to_orders,
    to_quantity,
    to_held,
    office.filled,
    office.ask_for_key,
    office.key_shown,
    office.log,
    lambda finger: finger.key("F1"),
    lambda finger: finger.key("Ctrl+N"),
)


def controls() -> list[QWidget]:
    """Everything a person can use that is on the screen now, in any window."""
    shown = [
        part
        for top in QApplication.topLevelWidgets()
        for part in top.findChildren(QWidget)
        if isinstance(part, CONTROLS) and part.isVisible()
    ]
    return [part for part in shown if not part.objectName().startswith("qt_") and is_ours(part)]


def is_ours(part: QWidget) -> bool:
    """Buttons that Qt puts into a search field are Qt's."""
    return not isinstance(part.parentWidget(), QLineEdit)


@pytest.mark.parametrize("go", PLACES)
def test_every_control_has_a_name_for_people_and_one_for_machines(
    finger: Finger, go: Callable[[Finger], None]
) -> None:
    go(finger)

    nameless = [repr(part) for part in controls() if not part.accessibleName()]
    unnamed = [repr(part) for part in controls() if not part.objectName()]
    assert (nameless, unnamed) == ([], [])


@pytest.mark.parametrize("size", [(1024, 600), (1280, 800)])
@pytest.mark.parametrize("go", PLACES)
def test_every_button_is_large_enough_for_a_finger(
    finger: Finger, go: Callable[[Finger], None], size: tuple[int, int]
) -> None:
    finger.window.resize(*size)
    go(finger)

    small = [
        (part.objectName(), part.width(), part.height())
        for part in controls()
        if isinstance(part, QAbstractButton) and (part.width() < 48 or part.height() < 48)
    ]
    assert small == []


def test_keys_of_the_keypad_and_the_charge_button_are_larger_still(finger: Finger) -> None:
    finger.window.resize(1024, 600)
    finger.key("F3")

    keys = [
        finger.find(f"sell.keypad.{key}").size()
        for key in ("0", "5", "00", "point", "back", "clear", "times", "add")
    ]
    assert all(key.width() >= 64 and key.height() >= 56 for key in keys)
    assert finger.find("sell.charge").height() >= 72


def test_nothing_sticks_out_of_the_smallest_screen(finger: Finger) -> None:
    finger.window.resize(1024, 600)
    to_pay(finger)

    assert finger.window.size() == QSize(1024, 600)
    assert finger.window.minimumSizeHint().width() <= 1024


def test_object_names_are_unique_on_each_screen(finger: Finger) -> None:
    to_pay(finger)

    names = [part.objectName() for part in controls()]
    assert sorted(set(names)) == sorted(names)


def test_a_thousand_turns_of_the_event_loop_keep_the_references_of_none(finger: Finger) -> None:
    to_pay(finger)
    app = QApplication.instance()
    assert app is not None
    app.processEvents()
    before = sys.getrefcount(None)

    for _ in range(1000):
        app.processEvents()

    assert abs(sys.getrefcount(None) - before) < 200


def test_importing_the_window_stays_light() -> None:
    words = f"import pos.gui.window, sys; print([m for m in {HEAVY} if m in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=30
    )

    assert told.stdout.strip() == "[]"


def test_the_window_shows_itself_before_there_is_a_shop(
    qapp: QApplication, window_loop: QEventLoop
) -> None:
    window = MainWindow(dressed(qapp, theme_of()), window_loop, lambda: 0.0, Sounds(Ear()))
    window.show()
    qapp.processEvents()

    words = window.findChild(QWidget, "starting.words")
    assert words is not None
    assert words.isVisible()
    window.close()


def test_a_shop_that_cannot_open_says_why(qapp: QApplication, window_loop: QEventLoop) -> None:
    finger = Finger(window_loop, FakeShop(), dressed(qapp, theme_of()))
    finger.window.show()

    finger.window.show_failure("This profile is already open in another window")

    assert finger.text("starting.words") == "This profile is already open in another window"
    finger.close()


def test_after_a_failure_the_window_asks_for_what_the_person_wants(
    qapp: QApplication, window_loop: QEventLoop
) -> None:
    finger = Finger(window_loop, FakeShop(), dressed(qapp, theme_of()))
    wishes: list[bool | None] = []
    finger.window.reopening.connect(wishes.append)
    finger.window.show()
    finger.window.show_failure("No coin is switched on", may_practise=True)

    finger.click("starting.again")
    finger.click("starting.practice")

    assert wishes == [None, True]
    finger.close()


def test_a_window_that_leaves_its_shop_keeps_nothing_of_it(practice: Finger) -> None:
    practice.click_row("sell.products", 0)
    practice.key("Ctrl+4", "F1")
    left = [practice.window.desktop, practice.window.toasts, practice.window.strip]

    held = practice.loop.run_until_complete(practice.window.leave_shop())
    practice.settle()

    assert held in practice.shop.sales
    assert practice.text("starting.words") == "One moment…"
    assert not practice.sees("help.close")
    assert not practice.sees("phone.exact")
    assert not any(isValid(part) for part in left)


def test_another_shop_can_be_connected_in_place_of_the_one_that_was_left(practice: Finger) -> None:
    practice.click_row("sell.products", 0)
    held = practice.loop.run_until_complete(practice.window.leave_shop())
    other = FakeShop(numbers=5000)

    practice.window.connect_shop(Bridge(practice.loop, other.front()))
    practice.settle()
    practice.click_row("sell.products", 0)
    practice.key("F4")

    assert held not in other.sales
    assert len(other.sales) == 1
    assert not practice.sees("strip.practice")
    assert practice.window.findChildren(QDockWidget) == []


def test_an_empty_cart_is_not_held_when_the_shop_is_left(finger: Finger) -> None:
    held = finger.loop.run_until_complete(finger.window.leave_shop())

    assert held is None
    assert finger.shop.sales == {}


def test_closing_the_window_is_told_to_the_program(
    qapp: QApplication, window_loop: QEventLoop
) -> None:
    window = MainWindow(dressed(qapp, theme_of()), window_loop, lambda: 0.0, Sounds(Ear()))
    window.show()
    told: list[bool] = []
    window.closing.connect(lambda: told.append(True))

    window.close()

    assert told == [True]


def test_the_rail_leads_to_each_place(finger: Finger) -> None:
    for place in ("pending", "orders", "office", "sell"):
        finger.click(f"rail.{place}")
        assert finger.sees(place)


def test_an_alarm_is_shown_until_it_is_clicked_and_leads_to_its_payment(finger: Finger) -> None:
    to_pay(finger)
    finger.key("F4")
    id = list(finger.shop.invoices)[-1]
    finger.shop.see(id)
    finger.shop.lose(id)
    assert finger.until(
        lambda: any("double-spent" in words for words in finger.window.toasts.words())
    )

    toast = next(
        part
        for part in finger.window.toasts.findChildren(QWidget, "toast")
        if "double-spent" in part.accessibleName()
    )
    finger.click_part(toast)

    assert finger.text("pay.stage.words").startswith("WARNING")
