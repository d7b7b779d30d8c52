"""The shop's rule about refunds, and that no day sends back more than its limit unasked."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.money import Amount, Fiat
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.payer import PayerState
from pos.engine.refund_rules import (
    Day,
    Follow,
    Mode,
    RefundRule,
    Sign,
    WaitFor,
    Why,
    decide,
)
from tests.engine.money_back import Office
from tests.fakes.invoices import TOKEN

NOTHING = Day(worth=Fiat(Decimal(1), "EUR"), sent=Fiat(Decimal(0), "EUR"))
USUAL = RefundRule()
READY = PayerState.READY


def planned(stage: RefundStage = RefundStage.PLANNED, approved_by: str = "") -> Refund:
    return Refund(
        id="aa-1", amount=Amount(30, TOKEN), to="0xback", stage=stage, approved_by=approved_by
    )


def why(refund: Refund, rule: RefundRule, state: PayerState | None, day: Day = NOTHING) -> Why:
    verdict = decide(refund, rule, state, day)
    assert isinstance(verdict, WaitFor)
    return verdict.why


def test_within_the_limit_it_goes_by_itself() -> None:
    assert decide(planned(), USUAL, READY, NOTHING) == Sign()


@pytest.mark.parametrize("stage", [RefundStage.SIGNED, RefundStage.FAILED])
def test_what_is_out_is_followed_whatever_the_rule(stage: RefundStage) -> None:
    rule = RefundRule(mode=Mode.MANUAL)

    assert decide(planned(stage), rule, PayerState.LOCKED, NOTHING) == Follow()


def test_what_is_out_of_a_wallet_that_is_gone_needs_a_person() -> None:
    assert why(planned(RefundStage.SIGNED), USUAL, None) is Why.NO_WALLET


@pytest.mark.parametrize(
    ("rule", "state"),
    [(RefundRule(mode=Mode.MANUAL), READY), (USUAL, PayerState.BY_HAND), (USUAL, None)],
)
def test_where_nothing_may_sign_the_owner_pays_even_what_was_approved(
    rule: RefundRule, state: PayerState | None
) -> None:
    assert why(planned(approved_by="Ann"), rule, state) is Why.BY_HAND


def test_approval_is_asked_for_before_the_passphrase() -> None:
    rule = RefundRule(mode=Mode.APPROVAL)

    assert why(planned(), rule, PayerState.LOCKED) is Why.APPROVAL
    assert why(planned(approved_by="Ann"), rule, PayerState.LOCKED) is Why.LOCKED
    assert decide(planned(approved_by="Ann"), rule, READY, NOTHING) == Sign()


def test_exactly_the_limit_is_still_within_it() -> None:
    rule = RefundRule(daily_limit=Decimal(10))
    up_to, beyond = (
        Day(worth=Fiat(Decimal(worth), "EUR"), sent=Fiat(Decimal(4), "EUR")) for worth in (6, 7)
    )

    assert decide(planned(), rule, READY, up_to) == Sign()
    assert why(planned(), rule, READY, beyond) is Why.LIMIT


@pytest.mark.parametrize(
    "day", [Day(worth=None, sent=NOTHING.sent), Day(worth=NOTHING.worth, sent=None)]
)
def test_what_cannot_be_valued_needs_approval(day: Day) -> None:
    assert why(planned(), USUAL, READY, day) is Why.NO_RATE


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(5, 120), st.integers(0, 20_000)), max_size=25))
async def test_no_24_hours_send_back_more_unasked_than_the_limit(
    owed: list[tuple[int, int]],
) -> None:
    office = await Office().open()
    for units, pause_s in owed:  # a unit is worth a euro
        await office.owe(units)
        await office.work(pause_s)

    invoices = office.store.shelves.invoices.values()
    sent = [(r.versions[0].at, r.amount.units) for i in invoices for r in i.refunds if r.versions]
    for end, _ in sent:
        assert sum(units for at, units in sent if end - 24 * 3_600 < at <= end) <= 200
