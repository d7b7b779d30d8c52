from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money import Fiat, minor_digits
from pos.domain.retail.cart import Cart, CartLine, Discount
from pos.domain.retail.totals import Totals, line_total, totals_of

CURRENCIES = ("EUR", "JPY", "BHD")


def line(
    price: str,
    *,
    quantity: str = "1",
    tax: str = "0",
    discount: Discount | None = None,
    currency: str = "EUR",
) -> CartLine:
    return CartLine(
        title="Something",
        product_id=None,
        unit_price=Fiat(Decimal(price), currency),
        quantity=Decimal(quantity),
        tax=Decimal(tax),
        discount=discount,
    )


def sums(*lines: CartLine, discount: Discount | None = None) -> Totals:
    return totals_of(Cart(currency="EUR", lines=lines, discount=discount))


def discounts() -> st.SearchStrategy[Discount | None]:
    percents = st.decimals(0, 100, places=1).map(lambda percent: Discount(percent=percent))
    values = st.decimals(0, 10_000, places=2).map(lambda value: Discount(value=value))
    return st.none() | percents | values


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    currency = draw(st.sampled_from(CURRENCIES))
    prices = st.decimals(0, 10**6, places=minor_digits(currency))
    lines = st.builds(
        CartLine,
        title=st.just("Something"),
        product_id=st.none(),
        unit_price=prices.map(lambda price: Fiat(price, currency)),
        quantity=st.decimals("0.001", 1_000, places=3),
        tax=st.sampled_from([Decimal(0), Decimal(7), Decimal("7.7"), Decimal(19), Decimal(100)]),
        discount=discounts(),
    )
    found = draw(st.lists(lines, max_size=6))
    return Cart(currency=currency, lines=tuple(found), discount=draw(discounts()))


def test_an_empty_cart_costs_nothing() -> None:
    assert sums().total == Fiat(Decimal("0.00"), "EUR")


def test_a_line_is_rounded_half_up() -> None:
    assert line_total(line("0.01", quantity="0.5")).value == Decimal("0.01")
    assert line_total(line("0.05", quantity="0.09")).value == Decimal("0.00")


def test_a_discount_in_percent_is_rounded_half_up() -> None:
    assert line_total(line("0.05", discount=Discount(percent=Decimal(10)))).value == Decimal("0.04")


def test_a_discount_in_money_is_for_the_whole_line() -> None:
    assert line_total(
        line("2.00", quantity="3", discount=Discount(value=Decimal(1)))
    ).value == Decimal("5.00")


def test_a_discount_above_the_price_makes_it_free_and_no_more() -> None:
    assert line_total(line("2.00", discount=Discount(value=Decimal(5)))).value == 0
    assert sums(line("2.00"), discount=Discount(value=Decimal(5))).total.value == 0


def test_the_tax_is_what_the_price_contains_after_the_discount_of_the_cart() -> None:
    taxed = sums(
        line("11.90", tax="19"), line("21.40", tax="7"), discount=Discount(percent=Decimal(50))
    )

    assert taxed.total.value == Decimal("16.65")
    assert taxed.tax == (
        (Decimal(7), Fiat(Decimal("0.70"), "EUR")),
        (Decimal(19), Fiat(Decimal("0.95"), "EUR")),
    )


def test_untaxed_goods_show_no_tax() -> None:
    assert sums(line("5.00")).tax == ()


@given(carts())
def test_the_parts_add_up(cart: Cart) -> None:
    totals = totals_of(cart)

    assert sum((line_total(one).value for one in cart.lines), Decimal(0)) == totals.subtotal.value
    assert totals.subtotal - totals.discount == totals.total


@given(carts())
def test_nothing_is_ever_negative(cart: Cart) -> None:
    totals = totals_of(cart)
    figures = [totals.subtotal, totals.discount, totals.total, *(tax for _, tax in totals.tax)]

    assert all(figure.value >= 0 for figure in figures)


@given(carts())
def test_every_figure_is_one_that_can_be_paid(cart: Cart) -> None:
    totals = totals_of(cart)
    figures = [totals.subtotal, totals.discount, totals.total, *(tax for _, tax in totals.tax)]

    digits = minor_digits(cart.currency)
    assert {figure.value.as_tuple().exponent for figure in figures} == {-digits}


@given(carts())
def test_the_tax_is_never_more_than_the_total(cart: Cart) -> None:
    totals = totals_of(cart)

    assert sum((tax.value for _, tax in totals.tax), Decimal(0)) <= totals.total.value


@given(carts(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(cart: Cart, chance: Random) -> None:
    lines = list(cart.lines)
    chance.shuffle(lines)
    shuffled = Cart(currency=cart.currency, lines=tuple(lines), discount=cart.discount)

    assert totals_of(shuffled) == totals_of(cart)
