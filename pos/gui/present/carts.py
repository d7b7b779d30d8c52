"""Carts and products in words: rows, notes and sums."""

from dataclasses import dataclass

from pos.domain.money import Fiat
from pos.domain.retail.cart import Cart, CartLine, Discount
from pos.domain.retail.product import Product
from pos.domain.retail.sale import Sale
from pos.domain.retail.totals import line_total, totals_of
from pos.gui.present.figures import (
    MINUS,
    NBSP,
    TIMES,
    day_text,
    fiat_text,
    percent_text,
    price_text,
    quantity_text,
)
from pos.gui.present.words import count, say

NAMED = 3
"""So many lines of a held sale are named in its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartRow:
    """One line of the cart as it is read; `note` is the small print below it."""

    quantity: str
    title: str
    total: str
    note: str

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join(
            part for part in (self.quantity, self.title, self.total, self.note) if part
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What stands below the cart. `rows` are small lines of name and figure."""

    rows: tuple[tuple[str, str], ...]
    total: str
    charge: str
    count: str


def cart_rows(cart: Cart) -> tuple[CartRow, ...]:
    """Every line of a cart."""
    return tuple(_row(line) for line in cart.lines)


def sums_of(cart: Cart) -> Sums:
    """The sums of a cart; only those that say something new."""
    totals = totals_of(cart)
    rows: list[tuple[str, str]] = []
    if totals.discount.value:
        rows.append((say("Subtotal"), fiat_text(totals.subtotal)))
        rows.append((_discount_title(cart.discount), MINUS + fiat_text(totals.discount)))
    rows += [
        (say("incl. tax {percent}", percent=percent_text(percent)), fiat_text(tax))
        for percent, tax in totals.tax
    ]
    lines = len(cart.lines)
    return Sums(
        rows=tuple(rows),
        total=price_text(totals.total),
        charge=say("Charge {price}", price=fiat_text(totals.total)) if lines else say("Charge"),
        count=count("{n} line|{n} lines", lines) if lines else say("Empty"),
    )


def is_payable(cart: Cart) -> bool:
    """Whether there is anything to charge."""
    return totals_of(cart).total.value > 0


def discount_text(discount: Discount, currency: str) -> str:
    """What is taken off: "-10 %" or "-CHF 2.00"."""
    if discount.percent is not None:
        return f"{MINUS}{percent_text(discount.percent)}"
    assert discount.value is not None
    return f"{MINUS}{price_text(Fiat(discount.value, currency))}"


def product_spoken(product: Product) -> str:
    """A tile for a screen reader."""
    return f"{product.title}, {price_text(product.price)}"


def held_row(sale: Sale) -> tuple[str, str]:
    """A held sale as what it is and what it comes to."""
    what = ", ".join(
        f"{quantity_text(line.quantity)} {line.title}" for line in sale.cart.lines[:NAMED]
    )
    more = "\u2026" if len(sale.cart.lines) > NAMED else ""
    label = f"{sale.label}  \u00b7  " if sale.label else ""
    return f"{day_text(sale.created_at)}  \u00b7  {label}{what}{more}", price_text(
        totals_of(sale.cart).total
    )


def _row(line: CartLine) -> CartRow:
    notes: list[str] = []
    if line.quantity != 1:
        notes.append(say("each {price}", price=fiat_text(line.unit_price)))
    if line.discount is not None:
        notes.append(discount_text(line.discount, line.unit_price.currency))
    return CartRow(
        quantity=f"{quantity_text(line.quantity)}{NBSP}{TIMES}",
        title=line.title,
        total=fiat_text(line_total(line)),
        note="  \u00b7  ".join(notes),
    )


def _discount_title(discount: Discount | None) -> str:
    if discount is None or discount.percent is None:
        return say("Discount")
    return say("Discount {percent}", percent=percent_text(discount.percent))
