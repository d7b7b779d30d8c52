"""The cart of one sale, and everything a cashier may do to it.

Carts never change: each step returns a new one, so that undo is keeping the old one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pos.domain.errors import Refused
from pos.domain.money import Fiat
from pos.domain.retail.product import Product

MAX_QUANTITY: Final = Decimal(100_000)
QUANTITY_DIGITS: Final = 3
"""Goods are weighed to the gram, so a quantity has at most this many decimals."""

MAX_PRICE: Final = Decimal(1_000_000_000)
"""Far above any till, and far below where decimal arithmetic would begin to round."""

_ONE: Final = Decimal(1)
_NO_TAX: Final = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """What is taken off: a percentage, or a value in the cart's currency, and never both.

    Raises Refused("invalid_discount") for anything that is neither.
    """

    percent: Decimal | None = None
    value: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.value is None):
            raise Refused("invalid_discount", "A discount is a percentage or a value")
        if self.percent is not None and not 0 <= self.percent <= 100:  # noqa: PLR2004 - per cent
            raise Refused("invalid_discount", "A discount is between 0 and 100 %")
        if self.value is not None and not 0 <= self.value <= MAX_PRICE:
            raise Refused("invalid_discount", "A discount cannot raise the price")


@dataclass(frozen=True, slots=True, kw_only=True)
class CartLine:
    """One article and how much of it; `tax` is the percentage inside the price.

    `product_id` is None for an amount typed on the keypad.
    """

    title: str
    product_id: str | None
    unit_price: Fiat
    quantity: Decimal
    tax: Decimal
    discount: Discount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """What one customer wants to buy. `selected` is the index of the line that keys act on."""

    currency: str
    lines: tuple[CartLine, ...] = ()
    discount: Discount | None = None
    selected: int | None = None


def add_product(cart: Cart, product: Product, quantity: Decimal = _ONE) -> Cart:
    """One more of a product: the line that has it grows, else it gets a line of its own."""
    for index, line in enumerate(cart.lines):
        if (line.product_id, line.unit_price) == (product.id, product.price):
            return set_quantity(cart, index, line.quantity + quantity)
    line = CartLine(
        title=product.title,
        product_id=product.id,
        unit_price=_price(cart, product.price),
        quantity=_quantity(quantity),
        tax=product.tax,
    )
    return _append(cart, line)


def add_amount(cart: Cart, price: Fiat, title: str, tax: Decimal = _NO_TAX) -> Cart:
    """An amount typed on the keypad, as a line of its own."""
    if price.value <= 0:
        raise Refused("invalid_price", "An amount must be more than zero")
    line = CartLine(
        title=title, product_id=None, unit_price=_price(cart, price), quantity=_ONE, tax=tax
    )
    return _append(cart, line)


def set_quantity(cart: Cart, index: int, quantity: Decimal) -> Cart:
    """Sell this much of a line and select it; none of it removes the line."""
    if quantity == 0:
        return remove_line(cart, index)
    wanted = _quantity(quantity)
    return _change(cart, index, lambda line: replace(line, quantity=wanted))


def remove_line(cart: Cart, index: int) -> Cart:
    """Take a line out; the one that moves up into its place is selected, or the new last one."""
    _line(cart, index)
    lines = cart.lines[:index] + cart.lines[index + 1 :]
    selected = min(index, len(lines) - 1) if lines else None
    return replace(cart, lines=lines, selected=selected)


def discount_line(cart: Cart, index: int, discount: Discount | None) -> Cart:
    """Take something off one line's total, or no longer."""
    return _change(cart, index, lambda line: replace(line, discount=discount))


def discount_cart(cart: Cart, discount: Discount | None) -> Cart:
    """Take something off the whole cart, after the lines' own discounts, or no longer."""
    return replace(cart, discount=discount)


def select(cart: Cart, index: int | None) -> Cart:
    """Say which line the keys act on, or none."""
    if index is not None:
        _line(cart, index)
    return replace(cart, selected=index)


def _append(cart: Cart, line: CartLine) -> Cart:
    return replace(cart, lines=(*cart.lines, line), selected=len(cart.lines))


def _change(cart: Cart, index: int, change: Callable[[CartLine], CartLine]) -> Cart:
    changed = change(_line(cart, index))
    lines = (*cart.lines[:index], changed, *cart.lines[index + 1 :])
    return replace(cart, lines=lines, selected=index)


def _line(cart: Cart, index: int) -> CartLine:
    if not 0 <= index < len(cart.lines):
        raise Refused("unknown_line", "This line is not in the cart")
    return cart.lines[index]


def _price(cart: Cart, price: Fiat) -> Fiat:
    if price.currency != cart.currency:
        raise Refused("currency", f"This till sells in {cart.currency}, not in {price.currency}")
    if not 0 <= price.value <= MAX_PRICE:
        raise Refused("invalid_price", "This price cannot be sold")
    return price


def _quantity(quantity: Decimal) -> Decimal:
    if not 0 < quantity <= MAX_QUANTITY:
        raise Refused("invalid_quantity", f"A quantity is more than 0 and at most {MAX_QUANTITY}")
    if quantity != round(quantity, QUANTITY_DIGITS):
        raise Refused("invalid_quantity", f"At most {QUANTITY_DIGITS} decimals can be weighed")
    return quantity
