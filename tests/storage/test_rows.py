"""What an invoice is found by, read out of its body."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money import Amount, Fiat
from pos.domain.payment.advance import advance
from pos.domain.payment.facts import RefundClaimed, RefundSent
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund, RefundStage, SignedTx
from pos.domain.ports.journal import Returns
from pos.storage.rows import is_settled, price_of, returned_at, returns_of
from tests.fakes.invoices import CHAIN, ETH, TOKEN, choosing, look, observed, payment, waiting


def refund(stage: RefundStage, *signed_at: int, sent_at: int = 0) -> Refund:
    versions = tuple(
        SignedTx(
            txid=f"0x{at}",
            raw="",
            fee=Amount(1, TOKEN),
            cost=Amount(1, ETH),
            spends=("0xa:1",),
            at=at,
        )
        for at in signed_at
    )
    return Refund(
        id=f"r-{stage}",
        amount=Amount(5, TOKEN),
        to="0x1",
        stage=stage,
        versions=versions,
        sent_at=sent_at,
    )


def with_refunds(*stages: RefundStage) -> Invoice:
    closed = replace(waiting(), cancelled_at=1_100)
    return replace(closed, refunds=tuple(refund(stage) for stage in stages))


def late(height: int | None = None) -> Invoice:
    """Expired, and then money came."""
    expired = replace(waiting(), expired_at=2_000)
    return advance(expired, observed(look(2_100, height=20), payment(height=height))).invoice


@pytest.mark.parametrize(
    ("stages", "returns"),
    [
        ((), Returns.NOTHING),
        ((RefundStage.WITHDRAWN,), Returns.NOTHING),
        ((RefundStage.WITHDRAWN, RefundStage.CONFIRMED), Returns.DONE),
        ((RefundStage.UNREFUNDABLE,), Returns.DONE),
        ((RefundStage.CONFIRMED, RefundStage.PLANNED), Returns.PLANNED),
        ((RefundStage.PLANNED, RefundStage.SIGNED), Returns.SIGNED),
        ((RefundStage.SIGNED, RefundStage.FAILED, RefundStage.PLANNED), Returns.FAILED),
    ],
)
def test_what_asks_for_most_care_says_where_the_money_stands(
    stages: tuple[RefundStage, ...], returns: Returns
) -> None:
    assert returns_of(with_refunds(*stages)) is returns


def test_money_that_nobody_named_an_address_for_is_owed() -> None:
    assert returns_of(late(height=5)) is Returns.OWED
    assert returns_of(late()) is Returns.OWED


def test_money_of_an_open_sale_is_not_owed_yet() -> None:
    wrong = payment(asset=ETH, height=5)
    opened = advance(waiting(), observed(look(height=20), wrong)).invoice

    assert returns_of(opened) is Returns.NOTHING


def test_once_an_address_is_named_the_refund_is_planned() -> None:
    claimed = advance(late(height=5), RefundClaimed(at=2_200, chain=CHAIN, to="0xback")).invoice

    assert returns_of(claimed) is Returns.PLANNED


@pytest.mark.parametrize(
    ("stage", "is_done"),
    [
        (RefundStage.PLANNED, False),
        (RefundStage.SIGNED, False),
        (RefundStage.FAILED, False),
        (RefundStage.CONFIRMED, True),
        (RefundStage.UNREFUNDABLE, True),
        (RefundStage.WITHDRAWN, True),
    ],
)
def test_an_invoice_is_settled_once_its_refunds_need_nobody(
    stage: RefundStage, *, is_done: bool
) -> None:
    assert is_settled(with_refunds(stage), {}) is is_done


def test_money_went_back_when_it_was_last_signed_or_sent() -> None:
    signed = refund(RefundStage.CONFIRMED, 1_200, 1_300)
    by_hand = refund(RefundStage.CONFIRMED, sent_at=1_250)

    assert returned_at(replace(waiting(), refunds=(signed, by_hand))) == 1_300
    assert returned_at(replace(waiting(), refunds=(by_hand,))) == 1_250
    assert returned_at(with_refunds(RefundStage.PLANNED)) == 0


def test_money_that_another_wallet_sent_went_back_when_that_was_said() -> None:
    claimed = advance(late(height=5), RefundClaimed(at=2_200, chain=CHAIN, to="0xback")).invoice
    by_hand = RefundSent(at=2_300, refund_id=claimed.refunds[0].id, txid="0x77", by="Anna")

    assert returned_at(advance(claimed, by_hand).invoice) == 2_300


@given(st.integers(0, 10**60), st.integers(0, 10**60))
def test_texts_of_prices_sort_as_the_prices_do(one: int, other: int) -> None:
    small, big = sorted((one, other))

    assert (sort_text(small) < sort_text(big)) == (small < big)


def sort_text(yen: int) -> str:
    opened = choosing()
    terms = replace(opened.terms, price=Fiat(Decimal(yen), "JPY"))
    return price_of(replace(opened, terms=terms))[1]


def test_a_price_is_counted_in_its_smallest_unit() -> None:
    assert price_of(choosing()) == ("EUR", "0250")


def test_an_order_of_coins_costs_these_coins() -> None:
    invoice = choosing()
    ordered = replace(invoice, terms=replace(invoice.terms, price=None))

    assert price_of(ordered) == ("0xBTC", "03100")
    assert price_of(replace(ordered, quotes=())) == ("", "")
