from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.errors import Refused
from pos.domain.money import Fiat
from pos.domain.retail.cart import (
    Cart,
    Discount,
    add_amount,
    add_product,
    discount_cart,
    discount_line,
    remove_line,
    select,
    set_quantity,
)
from pos.domain.retail.product import Product


def euros(text: str) -> Fiat:
    return Fiat(Decimal(text), "EUR")


ESPRESSO = Product(
    id="espresso", title="Espresso", category="Coffee", price=euros("2.40"), tax=Decimal(19)
)
MUFFIN = Product(id="muffin", title="Muffin", category="Bakery", price=euros("3.20"))
EMPTY = Cart(currency="EUR")


def quantities(cart: Cart) -> list[Decimal]:
    return [line.quantity for line in cart.lines]


def test_a_product_gets_a_line_of_its_own_which_is_selected() -> None:
    cart = add_product(add_product(EMPTY, ESPRESSO), MUFFIN)

    assert [line.title for line in cart.lines] == ["Espresso", "Muffin"]
    assert cart.selected == 1


def test_the_same_product_again_makes_its_line_grow_and_selects_it() -> None:
    cart = add_product(add_product(EMPTY, ESPRESSO), MUFFIN)

    cart = add_product(cart, ESPRESSO)

    assert quantities(cart) == [2, 1]
    assert cart.selected == 0


def test_a_product_whose_price_changed_gets_another_line() -> None:
    dearer = replace(ESPRESSO, price=euros("2.60"))

    cart = add_product(add_product(EMPTY, ESPRESSO), dearer)

    assert quantities(cart) == [1, 1]


def test_goods_are_weighed_to_the_gram() -> None:
    cart = add_product(EMPTY, MUFFIN, Decimal("0.125"))

    assert quantities(cart) == [Decimal("0.125")]
    with pytest.raises(Refused, match="decimals"):
        set_quantity(cart, 0, Decimal("0.1255"))


def test_typed_amounts_never_share_a_line() -> None:
    cart = add_amount(add_amount(EMPTY, euros("5.00"), "Amount"), euros("5.00"), "Amount")

    assert quantities(cart) == [1, 1]
    assert cart.lines[0].product_id is None


def test_a_quantity_is_set_and_the_line_selected() -> None:
    cart = add_product(add_product(EMPTY, ESPRESSO), MUFFIN)

    cart = set_quantity(cart, 0, Decimal(12))

    assert quantities(cart) == [12, 1]
    assert cart.selected == 0


def test_a_quantity_of_zero_removes_the_line() -> None:
    assert set_quantity(add_product(EMPTY, ESPRESSO), 0, Decimal(0)) == EMPTY


@pytest.mark.parametrize("quantity", [Decimal(-1), Decimal(100_001)])
def test_an_impossible_quantity_is_refused(quantity: Decimal) -> None:
    with pytest.raises(Refused) as refused:
        set_quantity(add_product(EMPTY, ESPRESSO), 0, quantity)

    assert refused.value.code == "invalid_quantity"


def test_removing_a_line_selects_the_one_that_moves_up() -> None:
    cart = add_product(add_product(EMPTY, ESPRESSO), MUFFIN)

    assert remove_line(cart, 0).selected == 0
    assert remove_line(cart, 1).selected == 0
    assert remove_line(remove_line(cart, 0), 0).selected is None


def test_discounts_come_and_go() -> None:
    tenth = Discount(percent=Decimal(10))
    cart = discount_line(add_product(EMPTY, ESPRESSO), 0, tenth)
    cart = discount_cart(cart, Discount(value=Decimal(1)))

    assert cart.lines[0].discount == tenth
    assert cart.discount == Discount(value=Decimal(1))
    assert discount_cart(discount_line(cart, 0, None), None) == add_product(EMPTY, ESPRESSO)


@pytest.mark.parametrize(
    ("percent", "value"),
    [
        (None, None),
        (Decimal(5), Decimal(5)),
        (Decimal(-1), None),
        (Decimal("100.1"), None),
        (None, Decimal(-1)),
        (None, Decimal(10) ** 10),
    ],
)
def test_a_discount_that_makes_no_sense_is_refused(
    percent: Decimal | None, value: Decimal | None
) -> None:
    with pytest.raises(Refused) as refused:
        Discount(percent=percent, value=value)

    assert refused.value.code == "invalid_discount"


def test_a_line_is_selected_or_none() -> None:
    cart = add_product(add_product(EMPTY, ESPRESSO), MUFFIN)

    assert select(cart, 0).selected == 0
    assert select(cart, None).selected is None


@pytest.mark.parametrize("index", [-1, 1])
def test_a_line_that_is_not_there_is_refused(index: int) -> None:
    with pytest.raises(Refused) as refused:
        select(add_product(EMPTY, ESPRESSO), index)

    assert refused.value.code == "unknown_line"


def test_another_currency_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        add_product(Cart(currency="USD"), ESPRESSO)

    assert refused.value.code == "currency"


@pytest.mark.parametrize("price", ["0.00", "-1.00", "1000000001.00"])
def test_an_amount_that_cannot_be_sold_is_refused(price: str) -> None:
    with pytest.raises(Refused) as refused:
        add_amount(EMPTY, euros(price), "Amount")

    assert refused.value.code == "invalid_price"


def test_what_was_done_to_a_cart_leaves_the_old_one_as_it_was() -> None:
    before = add_product(EMPTY, ESPRESSO)

    add_product(before, MUFFIN)

    assert quantities(before) == [1]
