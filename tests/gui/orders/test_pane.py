"""The book of all invoices."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QListView

from pos.domain.money import Fiat
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Line, Origin
from tests.fakes.goods import CURRENCY
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger


def add(shop: FakeShop, title: str, *, url: str | None = None) -> str:
    price = Fiat(Decimal("5.00"), CURRENCY)
    door = Door.TILL if url is None else Door.ZEROXBTCPAY
    origin = Origin(door=door, postback_url=url, data='"a secret"')
    line = Line(title=title, quantity=Decimal(1), total=price)
    shop.pass_time(10)
    return shop.open_invoice(price, origin, (line,), "ETH").id


def rows(finger: Finger) -> list[str]:
    view = finger.find("orders.list")
    assert isinstance(view, QListView)
    model = view.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def words(finger: Finger) -> str:
    """Everything the story says."""
    labels = finger.find("orders.detail").findChildren(QLabel)
    return "\n".join(part.text().replace("\u200b", "") for part in labels if part.isVisible())


def test_the_newest_order_stands_first_with_its_story_open(finger: Finger) -> None:
    add(finger.shop, "Tea")
    newest = add(finger.shop, "Mug")
    finger.key("Ctrl+3")

    assert "1 Mug" in rows(finger)[0]
    assert newest in words(finger)


def test_orders_are_found_by_what_was_sold(finger: Finger) -> None:
    add(finger.shop, "Tea")
    add(finger.shop, "Mug")
    finger.key("Ctrl+3", "F2")
    finger.write("tea")

    assert finger.until(lambda: len(rows(finger)) == 1)


def test_a_shelf_shows_only_its_stage(finger: Finger) -> None:
    add(finger.shop, "Tea")
    paid = add(finger.shop, "Mug")
    finger.shop.see(paid)
    finger.shop.deepen(paid, 3)
    finger.key("Ctrl+3")

    finger.click("orders.shelf.Paid")

    assert ["Mug" in row for row in rows(finger)] == [True]


def test_the_story_tells_what_came_in_and_when(finger: Finger) -> None:
    id = add(finger.shop, "Tea")
    finger.shop.see(id)
    finger.key("Ctrl+3")

    assert "Money received" in words(finger)
    assert "Payment seen:" in words(finger)


def test_the_story_goes_on_while_it_is_read(finger: Finger) -> None:
    id = add(finger.shop, "Tea")
    finger.key("Ctrl+3")
    finger.shop.see(id)
    finger.shop.deepen(id, 3)

    assert finger.until(lambda: finger.text("orders.stage.words") == "Paid CHF\u00a05.00")


def test_a_message_to_the_shop_is_sent_again_by_a_button(finger: Finger) -> None:
    id = add(finger.shop, "Tea", url="https://shop.example/hook?secret=1")
    finger.shop.see(id)
    finger.shop.deepen(id, 3)
    finger.key("Ctrl+3")

    finger.click("orders.sendAgain")

    assert finger.shop.sent_again == [f"postback:{id}"]


def test_secrets_of_the_shop_are_never_on_the_screen(finger: Finger) -> None:
    id = add(finger.shop, "Tea", url="https://shop.example/hook?secret=1")
    finger.shop.see(id)
    finger.shop.deepen(id, 3)
    finger.key("Ctrl+3")

    assert "https://shop.example/hook" in words(finger)
    assert "secret" not in words(finger)


def test_a_short_payment_is_accepted_from_the_book_too(finger: Finger) -> None:
    id = add(finger.shop, "Tea")
    finger.shop.see(id, 10)
    finger.shop.pass_time(2000)
    finger.shop.take_look(id)
    finger.key("Ctrl+3")

    finger.click("orders.accept")
    finger.click("confirm.yes")

    assert stage_of(finger.shop.invoices[id]) is Stage.PAID


@pytest.mark.usefixtures("qapp")
def test_on_a_narrow_screen_list_and_story_take_turns(finger: Finger) -> None:
    add(finger.shop, "Tea")
    finger.window.resize(1024, 600)
    finger.key("Ctrl+3")
    assert not finger.sees("orders.detail")

    finger.click_row("orders.list", 0)
    assert not finger.sees("orders.list")
    finger.key("Esc")

    assert finger.sees("orders.list")
    assert QApplication.activeModalWidget() is None


def test_the_shelf_of_what_needs_action_holds_nothing_else(finger: Finger) -> None:
    fine = add(finger.shop, "Tea")
    finger.shop.see(fine)
    finger.shop.deepen(fine, 3)
    over = add(finger.shop, "Mug")
    due = finger.shop.invoices[over].prompts[-1].due.units
    finger.shop.see(over, due * 2, depth=4)
    finger.key("Ctrl+3")

    finger.click("orders.shelf.Needs")

    assert ["Mug" in row for row in rows(finger)] == [True]
