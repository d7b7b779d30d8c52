import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import Corrupt
from pos.domain.ids import ChainId, SaleId
from pos.domain.money import Amount, Asset, Fiat, Rate
from pos.domain.payment.effects import Effect
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.policy import Acceptance
from pos.domain.payment.quote import Quote
from pos.domain.payment.refund import Refund, RefundStage, SignedTx
from pos.domain.payment.terms import Line
from pos.domain.retail.cart import Cart, CartLine, Discount
from pos.domain.retail.product import Product
from pos.domain.retail.sale import Sale
from pos.storage.codec import (
    decode_effect,
    decode_invoice,
    decode_product,
    decode_sale,
    encode,
    kind_of,
)
from tests.storage.invoices import (
    alarm,
    callback,
    numbered,
    paid_into,
    postback,
    refund,
    webhook,
)

texts = st.text(max_size=20)
units = st.integers(0, 2**300)
figures = st.decimals("0", "1e20", places=3) | st.just(Decimal("1E+3"))
fiats = st.builds(Fiat, figures, st.sampled_from(["EUR", "JPY"]))
assets = st.builds(
    Asset,
    code=texts,
    decimals=st.integers(0, 24),
    chain=texts.map(ChainId),
    contract=st.none() | texts,
)
amounts = st.builds(Amount, units, assets)
rates = st.builds(
    Rate,
    per_coin=st.fractions(min_value=0),
    code=texts,
    currency=texts,
    sources=st.lists(texts, max_size=2).map(tuple),
    at=st.integers(0, 2**40),
)
quotes = st.builds(
    Quote,
    due=amounts,
    rate=st.none() | rates,
    acceptance=st.builds(Acceptance, confirmations=st.integers(0, 99), tolerance_units=units),
)
lines = st.builds(Line, title=texts, quantity=figures, total=fiats)
keys = st.tuples(texts.map(ChainId), texts, texts)
signed = st.builds(
    SignedTx,
    txid=texts,
    raw=texts,
    fee=amounts,
    cost=amounts,
    spends=st.lists(texts, max_size=2).map(tuple),
    at=st.integers(0, 2**40),
)
refunds = st.builds(
    Refund,
    id=texts,
    amount=amounts,
    to=texts,
    stage=st.sampled_from(RefundStage),
    versions=st.lists(signed, max_size=2).map(tuple),
    covers=st.lists(st.tuples(keys, units), max_size=2).map(tuple),
    txid=st.none() | texts,
)


@st.composite
def invoices(draw: st.DrawFn) -> Invoice:
    invoice = paid_into(numbered(draw(st.integers(0, 2**60))), draw(texts))
    return replace(
        invoice,
        quotes=tuple(draw(st.lists(quotes, max_size=2))),
        lines=tuple(draw(st.lists(lines, max_size=2))),
        refunds=tuple(draw(st.lists(refunds, max_size=2))),
        refund_to=tuple(draw(st.lists(st.tuples(texts.map(ChainId), texts), max_size=2))),
    )


def carts() -> st.SearchStrategy[Cart]:
    discounts = st.none() | st.builds(Discount, percent=st.decimals(0, 100, places=1))
    cart_lines = st.builds(
        CartLine,
        title=texts,
        product_id=st.none() | texts,
        unit_price=fiats,
        quantity=figures,
        tax=figures,
        discount=discounts,
    )
    return st.builds(
        Cart,
        currency=texts,
        lines=st.lists(cart_lines, max_size=2).map(tuple),
        discount=discounts,
        selected=st.none() | st.integers(0, 9),
    )


@given(invoices())
def test_an_invoice_comes_back_exactly(invoice: Invoice) -> None:
    assert decode_invoice(encode(invoice)) == invoice


@given(invoices())
def test_nothing_is_stored_as_a_float(invoice: Invoice) -> None:
    def refuse(text: str) -> float:
        raise AssertionError(f"{text} is a float")

    json.loads(encode(invoice), parse_float=refuse)


@pytest.mark.parametrize("make", [postback, callback, webhook, alarm, refund])
def test_every_effect_comes_back_by_its_kind(make: Callable[[Invoice], Effect]) -> None:
    effect = make(numbered(1))

    assert decode_effect(kind_of(effect), encode(effect)) == effect


@given(carts())
def test_a_sale_comes_back_exactly(cart: Cart) -> None:
    sale = Sale(id=SaleId("a"), number=1001, cart=cart, created_at=1, label="Table 4")

    assert decode_sale(encode(sale)) == sale


@given(st.builds(Product, id=texts, title=texts, category=texts, price=fiats, tax=figures))
def test_a_product_comes_back_exactly(product: Product) -> None:
    assert decode_product(encode(product)) == product


def test_a_body_from_before_a_field_existed_opens_with_its_default() -> None:
    body = json.loads(encode(numbered(1)))
    for new in ("refund_to", "looked_past", "accepted_by", "cancelled_by", "lines"):
        del body[new]

    assert decode_invoice(json.dumps(body).encode()) == numbered(1)


def test_a_field_of_a_later_version_is_passed_over() -> None:
    body = json.loads(encode(numbered(1))) | {"mood": "cheerful"}

    assert decode_invoice(json.dumps(body).encode()) == numbered(1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        encode(numbered(1)).replace(b'"1/2"', b'"1/0"'),
        encode(numbered(1)).replace(b'"1/2"', b"0.5"),
    ],
    ids=["nothing", "empty", "another type", "impossible number", "float"],
)
def test_a_body_that_makes_no_sense_is_corrupt(body: bytes) -> None:
    with pytest.raises(Corrupt):
        decode_invoice(body)


def test_an_effect_of_an_unknown_kind_is_corrupt() -> None:
    with pytest.raises(Corrupt, match="carrier_pigeon"):
        decode_effect("carrier_pigeon", b"{}")


def test_only_what_belongs_to_the_domain_is_stored() -> None:
    impossible = Fiat(object(), "EUR")  # type: ignore[arg-type]  # the point of the test
    product = Product(id="x", title="X", category="", price=impossible)

    with pytest.raises(TypeError):
        encode(product)
