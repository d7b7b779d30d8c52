import pytest

from pos.domain.errors import Refused
from pos.domain.payment.advance import advance
from pos.domain.payment.invoice import prompt_of
from pos.domain.payment.received import covered_at, crossing, still_due
from tests.fakes.invoices import choosing, look, observed, payment, prompt, waiting


def test_what_is_missing_shrinks_with_each_part_to_nothing() -> None:
    part = advance(waiting(), observed(look(), payment(60))).invoice
    over = advance(part, observed(look(1_200), payment(60, "0x02"))).invoice

    assert [still_due(i, prompt()).units for i in (waiting(), part, over)] == [100, 40, 0]


def test_a_short_sum_has_no_crossing_payment() -> None:
    part = advance(waiting(), observed(look(), payment(60))).invoice

    assert crossing(part, prompt()) is None


def test_nobody_may_ask_when_a_short_price_was_covered() -> None:
    part = advance(waiting(), observed(look(), payment(60))).invoice

    with pytest.raises(AssertionError):
        covered_at(part, prompt())


def test_an_invoice_without_a_coin_has_no_prompt() -> None:
    with pytest.raises(Refused, match="No coin"):
        prompt_of(choosing())
