"""The money rules, one sentence each."""

from dataclasses import replace

import pytest

from pos.domain.errors import Refused
from pos.domain.money import Amount
from pos.domain.payment.advance import Step, advance
from pos.domain.payment.effects import Alarm, Effect, Notice, Postback, ShopCallback
from pos.domain.payment.facts import (
    AcceptedAnyway,
    Cancelled,
    DeadlinePassed,
    Fact,
    MethodChosen,
)
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refund_due, refunds_due
from pos.domain.payment.policy import RESUME_GRACE_S
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from tests.fakes.invoices import (
    ADDRESS,
    DEADLINE,
    ETH,
    OTHER_CHAIN,
    POL,
    SECOND_ADDRESS,
    choosing,
    look,
    observed,
    payment,
    prompt,
    waiting,
)


def after(invoice: Invoice, *facts: Fact) -> Invoice:
    return step_of(invoice, *facts).invoice


def step_of(invoice: Invoice, *facts: Fact) -> Step:
    effects: list[Effect] = []
    for fact in facts:
        step = advance(invoice, fact)
        invoice = step.invoice
        effects.extend(step.effects)
    return Step(invoice=invoice, effects=tuple(effects))


def notices(step: Step) -> list[Notice]:
    return [effect.notice for effect in step.effects if isinstance(effect, Alarm)]


# ---- exact, short and over -----------------------------------------------------------------


def test_money_in_the_pool_is_seen_and_not_yet_paid() -> None:
    invoice = after(waiting(), observed(look(1_100), payment()))

    assert stage_of(invoice) is Stage.SEEN
    assert (invoice.seen_at, invoice.paid_at) == (1_100, None)


def test_money_deep_enough_is_paid_and_names_its_transaction() -> None:
    invoice = after(waiting(), observed(look(1_100, height=11), payment(height=10)))

    assert stage_of(invoice) is Stage.PAID
    assert (invoice.paid_at, invoice.paid_tx) == (1_100, "0x01")


def test_money_one_block_too_shallow_waits() -> None:
    invoice = after(waiting(), observed(look(height=10), payment(height=10)))

    assert stage_of(invoice) is Stage.SEEN
    assert invoice.deposits[0].confirmations == 1


def test_a_new_block_deepens_known_money_without_naming_it() -> None:
    seen = observed(look(1_100, height=10), payment(height=10))

    invoice = after(waiting(), seen, observed(look(1_115, height=11)))

    assert stage_of(invoice) is Stage.PAID
    assert invoice.paid_at == 1_115


def test_without_confirmations_asked_for_a_sighting_pays() -> None:
    invoice = after(waiting(DEADLINE, prompt(confirmations=0)), observed(look(1_100), payment()))

    assert stage_of(invoice) is Stage.PAID


def test_parts_add_up_and_the_crossing_one_is_named() -> None:
    parts = (payment(60, "0x0b", height=9), payment(40, "0x0a", height=10))

    invoice = after(waiting(), observed(look(height=11), *parts))

    assert stage_of(invoice) is Stage.PAID
    assert invoice.paid_tx == "0x0a"


def test_a_part_leaves_the_rest_due() -> None:
    invoice = after(waiting(), observed(look(), payment(60)))

    assert stage_of(invoice) is Stage.PARTIAL


def test_two_payments_of_one_transaction_both_count() -> None:
    both = (payment(50, index="0", height=9), payment(50, index="1", height=9))

    assert stage_of(after(waiting(), observed(look(height=11), *both))) is Stage.PAID


def test_overpaying_leaves_a_surplus_to_send_back() -> None:
    invoice = after(waiting(), observed(look(height=11), payment(130, height=10)))

    assert stage_of(invoice) is Stage.PAID
    assert refund_due(invoice).units == 30


def test_what_the_shop_shrugs_off_is_not_missing() -> None:
    invoice = waiting(DEADLINE, prompt(tolerance=1))

    paid = after(invoice, observed(look(height=11), payment(99, height=10)))

    assert stage_of(paid) is Stage.PAID
    assert refund_due(paid).units == 0


def test_a_shop_never_shrugs_off_more_than_one_per_cent() -> None:
    lax = waiting(DEADLINE, prompt(tolerance=500))

    assert stage_of(after(lax, observed(look(), payment(98)))) is Stage.PARTIAL
    assert stage_of(after(lax, observed(look(), payment(99)))) is Stage.SEEN


def test_money_told_only_by_a_balance_pays_without_a_transaction_to_show() -> None:
    told = payment(height=10, index=f"balance:{ADDRESS}:0")

    invoice = after(waiting(), observed(look(height=11), told))

    assert stage_of(invoice) is Stage.PAID
    assert invoice.paid_tx is None


# ---- paid is final --------------------------------------------------------------------------


def test_paid_stays_paid_when_the_money_leaves_the_chain_and_an_alarm_is_raised() -> None:
    paid = after(waiting(), observed(look(height=11), payment(height=10)))

    step = step_of(paid, observed(look(1_200, height=12), gone=(paid.deposits[0].key,)))

    assert stage_of(step.invoice) is Stage.PAID
    assert step.invoice.deposits[0].gone
    assert notices(step) == [Notice.PAID_MONEY_GONE]


def test_the_shop_is_told_once_with_one_key_also_after_a_reorg_and_back() -> None:
    invoice = waiting(postback="https://shop.example/paid")
    there = observed(look(1_100, height=11), payment(height=10))

    step = step_of(
        invoice,
        there,
        observed(look(1_110, height=12), gone=(payment().key,)),
        observed(look(1_120, height=14), payment(height=12)),
    )

    told = [effect for effect in step.effects if isinstance(effect, Postback)]
    assert [(t.url, t.tx_hash, t.data) for t in told] == [
        ("https://shop.example/paid", "0x01", '{"order":1}')
    ]


def test_no_shop_is_told_when_none_asked() -> None:
    step = step_of(waiting(), observed(look(height=11), payment(height=10)))

    assert step.effects == ()


# ---- payments that are replaced -------------------------------------------------------------


def test_a_seen_payment_that_vanishes_raises_an_alarm_and_the_invoice_waits_again() -> None:
    step = step_of(
        waiting(), observed(look(), payment()), observed(look(1_110), gone=(payment().key,))
    )

    assert stage_of(step.invoice) is Stage.WAITING
    assert notices(step) == [Notice.REPLACED]


def test_a_vanished_payment_stays_gone_in_later_looks() -> None:
    invoice = after(
        waiting(),
        observed(look(), payment(height=10)),
        observed(look(1_110), gone=(payment().key,)),
        observed(look(1_120, height=40)),
    )

    assert stage_of(invoice) is Stage.WAITING


def test_a_payment_that_comes_back_keeps_its_first_date() -> None:
    invoice = after(
        waiting(),
        observed(look(1_100), payment()),
        observed(look(1_110), gone=(payment().key,)),
        observed(look(2_500, height=21, previous_at=2_490), payment(height=20)),
    )

    assert invoice.deposits[0].first_seen_at == 1_100
    assert stage_of(invoice) is Stage.PAID


def test_a_look_from_before_changes_nothing_but_dates() -> None:
    fresh = after(waiting(), observed(look(1_200, height=10), payment(height=10)))

    older = after(fresh, observed(look(1_100, height=9), payment()))

    assert older.deposits[0].height == 10
    assert older.deposits[0].first_seen_at == 1_100
    assert not after(fresh, observed(look(1_100), gone=(payment().key,))).deposits[0].gone


def test_a_look_at_another_chain_does_not_deepen_this_one() -> None:
    seen = after(waiting(), observed(look(height=10), payment(height=10)))

    invoice = after(seen, observed(look(1_200, height=900, chain=OTHER_CHAIN)))

    assert invoice.deposits[0].confirmations == 1


# ---- the deadline ---------------------------------------------------------------------------


def test_only_a_look_after_the_deadline_ends_a_sale() -> None:
    at_the_deadline = after(waiting(), observed(look(DEADLINE)))

    assert stage_of(at_the_deadline) is Stage.WAITING
    assert stage_of(after(at_the_deadline, observed(look(DEADLINE + 1)))) is Stage.EXPIRED


def test_a_look_that_stopped_short_of_the_head_ends_nothing() -> None:
    invoice = after(waiting(), observed(look(DEADLINE + 1, is_complete=False)))

    assert stage_of(invoice) is Stage.WAITING


def test_every_chain_that_may_bring_the_money_must_be_read_past_the_deadline() -> None:
    two = waiting(DEADLINE, prompt(), prompt(asset=POL, address=SECOND_ADDRESS))

    one_read = after(two, observed(look(2_001)))
    both_read = after(one_read, observed(look(2_002, chain=OTHER_CHAIN)))

    assert stage_of(one_read) is Stage.WAITING
    assert stage_of(both_read) is Stage.EXPIRED


def test_the_clock_alone_ends_only_an_invoice_without_an_address() -> None:
    late = DeadlinePassed(at=DEADLINE + 1)

    assert stage_of(after(choosing(), late)) is Stage.EXPIRED
    assert stage_of(after(waiting(), late)) is Stage.WAITING
    assert stage_of(after(choosing(), DeadlinePassed(at=DEADLINE))) is Stage.CHOOSING
    assert stage_of(after(choosing(None), late)) is Stage.CHOOSING


def test_an_invoice_without_a_deadline_waits_for_ever() -> None:
    invoice = after(waiting(None), observed(look(10**9)))

    assert stage_of(invoice) is Stage.WAITING
    assert stage_of(after(invoice, observed(look(10**9 + 1, height=11), payment(height=10)))) is (
        Stage.PAID
    )


def test_money_that_came_in_time_counts_after_the_deadline() -> None:
    found = observed(look(5_000, height=20), payment(height=10, block_time=DEADLINE))

    assert stage_of(after(waiting(), found)) is Stage.PAID


def test_downtime_never_makes_a_customer_late() -> None:
    """Nobody looked between 1,900 and 5,000: the money may have come at 1,900."""
    found = observed(
        look(5_000, height=20, previous_at=1_900), payment(height=10, block_time=4_000)
    )

    assert stage_of(after(waiting(), found)) is Stage.PAID


def test_late_money_goes_back_whole_and_raises_an_alarm() -> None:
    step = step_of(
        waiting(),
        observed(look(2_001)),
        observed(look(2_300, previous_at=2_290, height=20), payment(height=10, block_time=2_295)),
    )

    assert stage_of(step.invoice) is Stage.EXPIRED
    assert refund_due(step.invoice).units == 100
    assert notices(step) == [Notice.LATE]


def test_short_at_the_deadline_goes_back_whole_and_raises_an_alarm() -> None:
    step = step_of(waiting(), observed(look(), payment(60)), observed(look(2_001)))

    assert stage_of(step.invoice) is Stage.EXPIRED
    assert refund_due(step.invoice).units == 60
    assert notices(step) == [Notice.SHORT]


def test_a_late_top_up_does_not_save_a_short_payment() -> None:
    invoice = after(
        waiting(),
        observed(look(), payment(60)),
        observed(look(2_010, previous_at=2_009), payment(40, "0x02")),
    )

    assert stage_of(invoice) is Stage.EXPIRED
    assert refund_due(invoice).units == 100


# ---- the timer ------------------------------------------------------------------------------


def test_the_timer_pauses_once_the_price_is_covered() -> None:
    invoice = after(waiting(), observed(look(1_900), payment()), observed(look(9_000)))

    assert stage_of(invoice) is Stage.SEEN
    assert invoice.paused_at == 1_900


def test_dust_does_not_pause_the_timer() -> None:
    invoice = after(waiting(), observed(look(1_900), payment(99)), observed(look(2_001)))

    assert stage_of(invoice) is Stage.EXPIRED


def test_the_timer_resumes_with_the_remaining_time_when_the_money_falls_away() -> None:
    invoice = after(
        waiting(), observed(look(1_400), payment()), observed(look(3_000), gone=(payment().key,))
    )

    assert invoice.paused_at is None
    assert invoice.deadline == DEADLINE + (3_000 - 1_400)


def test_a_customer_whose_money_fell_away_gets_at_least_a_grace() -> None:
    invoice = after(
        waiting(), observed(look(1_999), payment()), observed(look(2_500), gone=(payment().key,))
    )

    assert invoice.deadline == 2_500 + RESUME_GRACE_S


def test_money_paid_while_the_timer_stood_still_counts_when_it_resumes() -> None:
    invoice = after(
        waiting(),
        observed(look(1_990), payment()),
        observed(look(2_100, previous_at=2_099), payment(100, "0x02")),
        observed(look(2_110), gone=(payment().key,)),
    )

    assert stage_of(invoice) is Stage.SEEN
    assert invoice.paused_at == 2_099


# ---- other coins and old prompts ------------------------------------------------------------


def test_the_wrong_coin_never_counts_is_shown_and_goes_back() -> None:
    step = step_of(waiting(), observed(look(height=20), payment(100, asset=ETH, height=10)))

    assert stage_of(step.invoice) is Stage.WAITING
    assert step.invoice.seen_at is None
    assert refunds_due(step.invoice) == (Amount(100, ETH),)
    assert notices(step) == [Notice.WRONG_COIN]


def test_the_old_address_still_pays_after_another_coin_was_chosen() -> None:
    second = prompt(50, asset=ETH, address=SECOND_ADDRESS)
    invoice = after(waiting(), MethodChosen(at=1_050, prompt=second))

    paid = after(invoice, observed(look(height=11), payment(height=10)))

    assert stage_of(paid) is Stage.PAID
    assert paid.paid_address == ADDRESS


def test_money_in_both_coins_keeps_one_price_and_owes_the_other() -> None:
    second = prompt(50, asset=ETH, address=SECOND_ADDRESS)
    invoice = after(waiting(), MethodChosen(at=1_050, prompt=second))

    both = after(
        invoice,
        observed(
            look(height=11),
            payment(height=10),
            payment(50, "0x02", asset=ETH, address=SECOND_ADDRESS, height=10),
        ),
    )

    assert refunds_due(both) == (Amount(50, ETH),)


def test_choosing_the_coin_shown_now_changes_nothing() -> None:
    assert after(waiting(), MethodChosen(at=1_050, prompt=prompt())) == waiting()


def test_the_coin_cannot_change_once_money_was_seen_or_time_is_over() -> None:
    second = prompt(asset=ETH, address=SECOND_ADDRESS)
    partial = after(waiting(), observed(look(), payment(60)))

    with pytest.raises(Refused, match="before any money"):
        advance(partial, MethodChosen(at=1_200, prompt=second))
    with pytest.raises(Refused, match="time of this invoice is over"):
        advance(waiting(), MethodChosen(at=DEADLINE + 1, prompt=second))


def test_a_first_coin_can_be_chosen_without_a_deadline() -> None:
    assert after(choosing(None), MethodChosen(at=10**9, prompt=prompt())).prompt == prompt()


# ---- cancelling -----------------------------------------------------------------------------


def test_cancelling_before_any_money_ends_the_sale_and_later_money_goes_back() -> None:
    step = step_of(
        waiting(), Cancelled(at=1_050, by="Anna"), observed(look(height=20), payment(height=10))
    )

    assert stage_of(step.invoice) is Stage.CANCELLED
    assert refund_due(step.invoice).units == 100
    assert notices(step) == [Notice.LATE]


def test_cancelling_twice_keeps_the_first() -> None:
    once = after(choosing(), Cancelled(at=1_050, by="Anna"))

    assert after(once, Cancelled(at=1_060, by="Ben")) == once


@pytest.mark.parametrize("units", [60, 100])
def test_what_was_received_cannot_be_cancelled_away(units: int) -> None:
    invoice = after(waiting(), observed(look(), payment(units)))

    with pytest.raises(Refused, match="sent back instead"):
        advance(invoice, Cancelled(at=1_200, by="Anna"))


def test_what_has_expired_cannot_be_cancelled() -> None:
    with pytest.raises(Refused, match="expired"):
        advance(after(waiting(), observed(look(2_001))), Cancelled(at=2_010, by="Anna"))


# ---- accepting anyway -----------------------------------------------------------------------


def test_the_merchant_may_take_a_short_payment_as_full() -> None:
    short = after(waiting(), observed(look(), payment(60)), observed(look(2_001)))

    invoice = after(short, AcceptedAnyway(at=2_100, by="Anna"))

    assert stage_of(invoice) is Stage.PAID
    assert (invoice.accepted_by, invoice.paid_tx) == ("Anna", "0x01")
    assert refund_due(invoice).units == 0


def test_the_merchant_may_take_money_for_a_cancelled_sale() -> None:
    cancelled = after(waiting(), Cancelled(at=1_050, by="Anna"), observed(look(), payment(130)))

    invoice = after(cancelled, AcceptedAnyway(at=2_100, by="Anna"))

    assert stage_of(invoice) is Stage.PAID
    assert refund_due(invoice).units == 30


def test_accepting_tells_the_shop_once() -> None:
    short = waiting(postback="https://shop.example/paid")
    accepted = AcceptedAnyway(at=2_100, by="Anna")

    step = step_of(short, observed(look(), payment(60)), accepted, accepted)

    assert [type(effect) for effect in step.effects] == [Postback]


@pytest.mark.parametrize("facts", [(), (observed(look(), payment(asset=ETH)),)])
def test_nothing_of_the_right_coin_cannot_be_accepted(facts: tuple[Fact, ...]) -> None:
    with pytest.raises(Refused, match="Nothing was received"):
        advance(after(waiting(), *facts), AcceptedAnyway(at=1_200, by="Anna"))


# ---- LibrePay's code dialect ----------------------------------------------------------------


def called_back(redirect_to: str | None = "https://shop.example/back") -> Invoice:
    """An invoice of a shop that wants to be called."""
    origin = Origin(
        door=Door.LIBREPAY,
        success_url="https://shop.example/success",
        cancel_url="https://shop.example/cancel",
        fail_url="https://shop.example/fail",
        redirect_to=redirect_to,
    )
    return replace(waiting(), origin=origin)


def called(invoice: Invoice, *facts: Fact) -> list[str]:
    effects = step_of(invoice, *facts).effects
    return [effect.url for effect in effects if isinstance(effect, ShopCallback)]


def test_a_shop_of_the_code_dialect_is_called_once_when_its_invoice_is_paid() -> None:
    paid = observed(look(height=11), payment(130, height=10))
    again = observed(look(1_200, height=12), payment(130, height=10))

    assert called(called_back(), paid, again) == ["https://shop.example/success"]


def test_a_shop_of_the_code_dialect_is_called_when_its_invoice_is_cancelled() -> None:
    facts = (Cancelled(at=1_050, by="shop"), Cancelled(at=1_051, by="shop"))

    assert called(called_back(), *facts) == ["https://shop.example/cancel"]


def test_a_shop_of_the_code_dialect_is_called_when_too_little_came_in_time() -> None:
    facts = (observed(look(), payment(60, height=5)), observed(look(2_001, height=20)))

    assert called(called_back(), *facts) == ["https://shop.example/fail"]


def test_nobody_is_called_when_nothing_came_in_time() -> None:
    assert called(called_back(), observed(look(2_001, height=20))) == []


def test_a_shop_of_the_documented_dialect_is_never_called() -> None:
    assert called(called_back(None), observed(look(height=11), payment(130, height=10))) == []


def test_a_first_payment_that_is_too_small_ends_an_invoice_that_wants_one_payment() -> None:
    strict = replace(waiting(), terms=replace(waiting().terms, one_payment=True))

    short = after(strict, observed(look(), payment(60)))
    topped_up = after(short, observed(look(1_150, previous_at=1_140), payment(40, "0x02")))

    assert stage_of(short) is Stage.EXPIRED
    assert stage_of(topped_up) is Stage.EXPIRED
    assert refund_due(topped_up).units == 100


def test_a_payment_that_covers_the_price_pays_an_invoice_that_wants_one_payment() -> None:
    strict = replace(waiting(), terms=replace(waiting().terms, one_payment=True))

    paid = after(strict, observed(look()), observed(look(height=11), payment(height=10)))

    assert stage_of(paid) is Stage.PAID


def test_nothing_is_cancelled_once_any_money_came_even_of_the_wrong_coin() -> None:
    wrong = after(waiting(), observed(look(), payment(60, asset=ETH)))

    with pytest.raises(Refused, match="already received"):
        advance(wrong, Cancelled(at=1_200, by="shop"))
