"""What a cashier does before the charge, with keys and with the mouse."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.retail.cart import Cart
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger


def cart_of(finger: Finger) -> Cart:
    assert finger.window.desktop is not None
    return finger.window.desktop.sell.counter.cart


def test_a_tap_on_a_tile_adds_its_product(finger: Finger) -> None:
    finger.click_row("sell.products", 0)

    assert [line.title for line in cart_of(finger).lines] == ["Espresso"]
    assert finger.text("sell.total") == "CHF\u00a03.50"


def test_digits_fill_from_the_right_and_enter_adds_them(finger: Finger) -> None:
    finger.write("1250")

    assert finger.text("sell.display") == "CHF\u00a012.50"
    finger.key("Return")
    assert finger.text("sell.total") == "CHF\u00a012.50"


def test_the_keypad_on_the_screen_types_too(finger: Finger) -> None:
    finger.key("F3")
    for key in ("7", "00", "add"):
        finger.click(f"sell.keypad.{key}")

    assert finger.text("sell.total") == "CHF\u00a07.00"


def test_a_number_and_times_multiplies_the_next_product(finger: Finger) -> None:
    finger.write("3*")

    assert finger.text("sell.times") == "3\u00a0\u00d7"
    finger.click_row("sell.products", 0)
    assert cart_of(finger).lines[0].quantity == Decimal(3)


def test_a_scanned_barcode_adds_its_product(finger: Finger) -> None:
    finger.write("7600000000002")
    finger.key("Return")

    assert [line.title for line in cart_of(finger).lines] == ["Double espresso"]


def test_an_unknown_barcode_is_told_and_adds_nothing(finger: Finger) -> None:
    finger.write("9999999999999")
    finger.key("Return")

    assert finger.window.toasts.words() == ["No product has the code 9999999999999"]
    assert cart_of(finger).lines == ()


@pytest.mark.parametrize("code", ["0012345678905", "AB1234", "4006-381X", "080442957X", "ZX.9"])
@pytest.mark.parametrize("place", ["", "F2"])
def test_a_scanned_code_of_any_letters_adds_its_product(
    shop: FakeShop, finger: Finger, code: str, place: str
) -> None:
    shop.catalogue[3] = replace(shop.catalogue[3], barcode=code)
    if place:
        finger.key(place)

    finger.write(code)
    finger.key("Return")

    assert [line.title for line in cart_of(finger).lines] == [shop.catalogue[3].title]


@pytest.mark.parametrize("code", ["x9999999", "AB1234", "zebra9", "12-34"])
@pytest.mark.parametrize("place", ["", "F2"])
def test_an_unknown_code_of_letters_never_sells_another_product_or_an_amount(
    finger: Finger, code: str, place: str
) -> None:
    if place:
        finger.key(place)

    finger.write(code)
    finger.key("Return")

    assert cart_of(finger).lines == ()


def test_enter_in_an_empty_search_adds_nothing(finger: Finger) -> None:
    finger.key("F2")
    finger.key("Return")

    assert cart_of(finger).lines == ()


@pytest.mark.parametrize("typed", ["1.000", "1.000,00", "1,000.50", "1.000,50"])
def test_a_sign_for_thousands_is_asked_about_and_sells_nothing(finger: Finger, typed: str) -> None:
    finger.write(typed)
    finger.key("Return")

    assert cart_of(finger).lines == ()
    assert len(finger.window.toasts.words()) == 1


def test_searching_shows_only_what_matches_and_enter_takes_the_first(finger: Finger) -> None:
    finger.key("F2")
    finger.write("crois")
    assert finger.until(lambda: shown(finger) == 1)

    finger.key("Return")

    assert [line.title for line in cart_of(finger).lines] == ["Croissant"]


def shown(finger: Finger) -> int:
    tiles = finger.find("sell.products")
    return int(tiles.count())  # type: ignore[attr-defined] # our own view


def test_a_category_shows_only_its_products(finger: Finger) -> None:
    finger.click("sell.category.Tea")

    assert finger.until(lambda: shown(finger) == 3)


def test_quantity_is_asked_for_and_set(finger: Finger) -> None:
    finger.click_row("sell.products", 0)
    finger.key("F6")
    finger.write("12")
    finger.key("Return")

    assert cart_of(finger).lines[0].quantity == Decimal(12)


def test_a_line_discount_in_percent(finger: Finger) -> None:
    finger.click_row("sell.products", 0)
    finger.key("F7")
    finger.write("10")
    finger.key("Return")

    assert finger.text("sell.total") == "CHF\u00a03.15"


def test_a_discount_of_a_value_on_the_whole_sale(finger: Finger) -> None:
    finger.click_row("sell.products", 0)
    finger.key("F8")
    finger.click("number.value")
    finger.write("1")
    finger.key("Return")

    assert finger.text("sell.total") == "CHF\u00a02.50"


def test_a_discount_above_all_is_refused_in_words(finger: Finger) -> None:
    finger.click_row("sell.products", 0)
    finger.key("F8")
    finger.write("101")
    finger.key("Return")

    assert finger.window.toasts.words() == ["A discount is between 0 and 100 %"]
    assert finger.text("sell.total") == "CHF\u00a03.50"


def test_twenty_edits_can_be_undone_and_no_more(finger: Finger) -> None:
    for _ in range(25):
        finger.click_row("sell.products", 0)
    for _ in range(25):
        finger.key("Ctrl+Z")

    assert cart_of(finger).lines[0].quantity == Decimal(5)


def test_delete_removes_the_selected_line(finger: Finger) -> None:
    finger.click_row("sell.products", 0)
    finger.click_row("sell.products", 1)
    finger.click_row("sell.lines", 0)
    finger.key("Del")

    assert [line.title for line in cart_of(finger).lines] == ["Double espresso"]


def test_a_held_sale_comes_back_by_recall(finger: Finger) -> None:
    finger.click_row("sell.products", 0)
    finger.key("F4")
    assert cart_of(finger).lines == ()

    finger.key("F5")
    finger.click("held.0")

    assert [line.title for line in cart_of(finger).lines] == ["Espresso"]
    assert not finger.find("sell.recall").isEnabled()


def test_an_empty_sale_cannot_be_charged(finger: Finger) -> None:
    finger.key("F9")

    assert not finger.find("sell.charge").isEnabled()
    assert finger.window.toasts.words() == ["There is nothing to charge yet"]


def test_a_shop_without_products_offers_the_keypad(finger: Finger, shop: FakeShop) -> None:
    shop.catalogue.clear()
    assert finger.window.desktop is not None
    finger.window.desktop.sell.counter.open()
    finger.settle()

    assert finger.sees("sell.keypad.7")


def test_names_with_an_ampersand_are_shown_as_they_are(finger: Finger, shop: FakeShop) -> None:
    shop.catalogue[0] = replace(shop.catalogue[0], category="Tea & cakes")
    assert finger.window.desktop is not None
    finger.window.desktop.sell.counter.open()
    finger.settle()

    assert finger.text("sell.category.Tea & cakes") == "Tea && cakes"  # as Qt writes one &
    assert finger.find("sell.category.Tea & cakes").accessibleName() == "Tea & cakes"
