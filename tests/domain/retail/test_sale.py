from dataclasses import replace

import pytest

from pos.domain.ids import SaleId
from pos.domain.payment.advance import advance
from pos.domain.payment.facts import Cancelled
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.retail.cart import Cart
from pos.domain.retail.sale import Sale, SaleStage, stage_of_sale
from tests.fakes.invoices import look, observed, payment, waiting

SALE = Sale(id=SaleId("00000000000000bb"), number=1001, cart=Cart(currency="EUR"), created_at=1_000)


def seen() -> Invoice:
    return advance(waiting(), observed(look(), payment())).invoice


def paid() -> Invoice:
    return advance(waiting(), observed(look(height=11), payment(height=10))).invoice


def cancelled() -> Invoice:
    return advance(waiting(), Cancelled(at=1_100, by="Ada")).invoice


def test_the_invoices_of_these_tests_stand_where_they_say() -> None:
    assert [stage_of(i) for i in (seen(), paid(), cancelled())] == [
        Stage.SEEN,
        Stage.PAID,
        Stage.CANCELLED,
    ]


@pytest.mark.parametrize(
    ("invoices", "stage"),
    [
        ((), SaleStage.OPEN),
        ((waiting(),), SaleStage.OPEN),
        ((cancelled(), waiting()), SaleStage.OPEN),
        ((cancelled(), seen()), SaleStage.SEEN),
        ((seen(), paid()), SaleStage.PAID),
        ((cancelled(),), SaleStage.LAPSED),
    ],
)
def test_a_sale_stands_where_its_invoices_stand(
    invoices: tuple[Invoice, ...], stage: SaleStage
) -> None:
    assert stage_of_sale(SALE, invoices) is stage


def test_a_sale_that_is_set_aside_is_held() -> None:
    assert stage_of_sale(replace(SALE, held=True), ()) is SaleStage.HELD
