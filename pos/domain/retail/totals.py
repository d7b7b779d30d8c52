"""What a cart costs: the one place where retail prices are added up and rounded.

Each line is rounded to a whole minor unit, exact halves upwards; from there on only whole minor
units are added and taken off, so that the parts on a receipt always add up to its total.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pos.domain.money import Fiat, minor_digits, round_fiat
from pos.domain.retail.cart import Cart, CartLine, Discount


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums below a cart: `subtotal` of the lines, less `discount`, is `total`.

    `tax` is what of the total is tax, for each percentage above zero, in rising order.
    """

    subtotal: Fiat
    discount: Fiat
    tax: tuple[tuple[Decimal, Fiat], ...]
    total: Fiat


def line_total(line: CartLine) -> Fiat:
    """What one line costs after its own discount; never less than nothing."""
    gross = round_fiat(line.unit_price.value * line.quantity, line.unit_price.currency)
    return gross - _off(gross, line.discount)


def totals_of(cart: Cart) -> Totals:
    """Everything there is to say about what a cart costs."""
    subtotal = sum((line_total(line) for line in cart.lines), _nothing(cart.currency))
    discount = _off(subtotal, cart.discount)
    total = subtotal - discount
    return Totals(
        subtotal=subtotal, discount=discount, tax=_taxes(cart, subtotal, total), total=total
    )


def _off(price: Fiat, discount: Discount | None) -> Fiat:
    """What a discount takes off a price: whole minor units, and never more than all of it."""
    if discount is None:
        return _nothing(price.currency)
    if discount.percent is not None:
        return round_fiat(price.value * discount.percent / 100, price.currency)
    assert discount.value is not None
    return round_fiat(min(discount.value, price.value), price.currency)


def _taxes(cart: Cart, subtotal: Fiat, total: Fiat) -> tuple[tuple[Decimal, Fiat], ...]:
    """The tax inside the total, the cart's discount spread over all lines alike."""
    taxed: dict[Decimal, Decimal] = {}
    for line in cart.lines:
        if line.tax > 0:
            taxed[line.tax] = taxed.get(line.tax, Decimal(0)) + line_total(line).value
    kept = Fraction(total.value) / Fraction(subtotal.value) if subtotal.value else Fraction(0)
    return tuple(
        (percent, _tax(Fraction(taxed[percent]) * kept, percent, cart.currency))
        for percent in sorted(taxed)
    )


def _tax(gross: Fraction, percent: Decimal, currency: str) -> Fiat:
    """The tax inside a gross amount, to the nearest minor unit, exact halves upwards."""
    share = Fraction(percent) / (100 + Fraction(percent))
    scale = 10 ** minor_digits(currency)
    units = (gross * share * scale * 2 + 1) // 2
    return Fiat(Decimal(units).scaleb(-minor_digits(currency)), currency)


def _nothing(currency: str) -> Fiat:
    return round_fiat(Decimal(0), currency)
