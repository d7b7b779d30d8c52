"""The tray of payments under way."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QListView
from qasync import QEventLoop

from pos.domain.retail.cart import Cart, add_product
from tests.fakes.goods import CURRENCY
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger, dressed, theme_of


def test_a_payment_opens_from_the_tray_with_one_key(finger: Finger) -> None:
    first = finger.shop.open_plain("7.00")
    finger.settle()
    finger.key("Ctrl+2")

    finger.key("Return")

    assert finger.find("pay.qr").text == first.prompts[-1].qr  # type: ignore[attr-defined] # our own view


def test_payments_leave_the_tray_when_they_are_paid(finger: Finger) -> None:
    id = finger.shop.open_plain("7.00").id
    finger.shop.see(id)
    finger.settle()
    assert finger.text("rail.badge") == "1"

    finger.shop.deepen(id, 3)

    assert finger.until(lambda: not finger.sees("rail.badge"))


def test_a_short_payment_whose_time_is_over_stays_until_somebody_decides(finger: Finger) -> None:
    id = finger.shop.open_plain("7.00").id
    finger.shop.see(id, 10)
    finger.shop.pass_time(2000)
    finger.shop.take_look(id)

    assert finger.until(lambda: finger.sees("rail.badge") and finger.text("rail.badge") == "! 1")


def test_an_empty_tray_says_so(finger: Finger) -> None:
    finger.key("Ctrl+2")

    assert not finger.sees("pending.open")
    assert not finger.sees("pending.list")


def short_and_over(shop: FakeShop) -> str:
    id = shop.open_plain("7.00").id
    shop.see(id, 10)
    shop.pass_time(2000)
    shop.take_look(id)
    return id


def paid_too_much(shop: FakeShop) -> str:
    id = shop.open_plain("7.00").id
    shop.see(id, shop.invoices[id].prompts[-1].due.units * 2, depth=4)
    return id


def late(shop: FakeShop) -> str:
    id = shop.open_plain("7.00").id
    shop.pass_time(2000)
    shop.take_look(id)
    shop.see(id, depth=1)
    return id


@pytest.mark.parametrize("happen", [short_and_over, paid_too_much, late])
def test_what_needs_a_decision_is_there_again_after_a_restart(
    qapp: QApplication, window_loop: QEventLoop, happen: Callable[[FakeShop], str]
) -> None:
    shop = FakeShop()
    happen(shop)
    finger = Finger(window_loop, shop, dressed(qapp, theme_of()))

    finger.open()

    assert finger.text("rail.badge") == "! 1"
    finger.close()


def test_old_troubles_are_the_owners_and_not_the_counters(
    qapp: QApplication, window_loop: QEventLoop
) -> None:
    shop = FakeShop()
    short_and_over(shop)
    shop.pass_time(8 * 86_400)
    finger = Finger(window_loop, shop, dressed(qapp, theme_of()))

    finger.open()

    assert not finger.sees("rail.badge")
    finger.close()


def test_a_sale_of_another_run_has_its_number(qapp: QApplication, window_loop: QEventLoop) -> None:
    shop = FakeShop()
    cart = add_product(Cart(currency=CURRENCY), shop.catalogue[0], Decimal(1))
    charged = window_loop.run_until_complete(shop.charge(cart, "ETH"))
    finger = Finger(window_loop, shop, dressed(qapp, theme_of()))
    finger.open()
    finger.key("Ctrl+2")

    view = finger.find("pending.list")
    assert isinstance(view, QListView)
    number = f"Sale {charged.sale.number}"
    assert finger.until(lambda: number in str(view.model().index(0, 0).data()))
    finger.key("Return")
    assert finger.text("pay.title") == number
    finger.close()
