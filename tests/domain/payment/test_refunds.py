"""Money that goes back: how much, where to, and never twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import Amount
from pos.domain.payment.advance import Step, advance
from pos.domain.payment.effects import SendRefund
from pos.domain.payment.facts import (
    AcceptedAnyway,
    Cancelled,
    Fact,
    RefundApproved,
    RefundClaimed,
    RefundConfirmed,
    RefundEaten,
    RefundFailed,
    RefundHandedOver,
    RefundRetried,
    RefundSent,
    RefundSigned,
    SenderUnsafe,
)
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import is_too_much, refund_due, refunds_due, surplus
from pos.domain.payment.policy import ToSender
from pos.domain.payment.refund import RefundReason, RefundStage
from pos.domain.payment.refunding import claimable
from pos.domain.payment.stage import Stage, stage_of
from tests.fakes.invoices import (
    ADDRESS,
    CHAIN,
    ETH,
    SENDER,
    TOKEN,
    look,
    observed,
    payment,
    prompt,
    signed_tx,
    waiting,
)

TO_BACK = RefundClaimed(at=1_200, chain=CHAIN, to="0xback")
OTHER_SENDER = "0x" + "c1" * 20


def after(invoice: Invoice, *facts: Fact) -> Invoice:
    for fact in facts:
        invoice = advance(invoice, fact).invoice
    return invoice


def overpaid() -> Invoice:
    return after(waiting(), observed(look(height=11), payment(130, height=10)))


def claimed() -> Step:
    return advance(overpaid(), TO_BACK)


REFUND = claimed().invoice.refunds[0].id


def signed(**tx: object) -> Invoice:
    return after(
        claimed().invoice,
        RefundSigned(at=1_210, refund_id=REFUND, tx=signed_tx(**tx)),  # type: ignore[arg-type]
    )


def to_sender(*payments: object, mode: ToSender = ToSender.PLAIN) -> Invoice:
    """An overpaid invoice whose coin lets money go back whence it came."""
    return after(
        waiting(2_000, prompt(to_sender=mode)),
        observed(look(height=11), *payments),  # type: ignore[arg-type]
    )


def stages(invoice: Invoice) -> list[RefundStage]:
    return [refund.stage for refund in invoice.refunds]


# ---- how much -------------------------------------------------------------------------------


def test_a_claim_puts_the_surplus_on_the_list_once() -> None:
    step = claimed()

    again = advance(step.invoice, replace(TO_BACK, at=1_201))

    assert [(r.amount.units, r.to, r.stage) for r in step.invoice.refunds] == [
        (30, "0xback", RefundStage.PLANNED)
    ]
    assert [type(effect) for effect in step.effects] == [SendRefund]
    assert (again.invoice, again.effects) == (step.invoice, ())
    assert refund_due(step.invoice).units == 0


def test_a_refund_says_why_and_of_which_payment() -> None:
    (refund,) = claimed().invoice.refunds

    assert refund.reasons == (RefundReason.SURPLUS,)
    assert refund.covers == (((CHAIN, "0x01", "0"), 30),)
    assert refund.planned_at == 1_200


def test_late_short_and_foreign_money_of_one_coin_go_back_together_with_their_reasons() -> None:
    invoice = after(
        waiting(),
        observed(look(height=20), payment(60, height=5)),
        observed(look(2_001, height=21)),
        observed(
            look(2_100, previous_at=2_050, height=30),
            payment(10, "0x02", height=24, block_time=2_060),
            payment(5, "0x03", asset=ETH, height=24, block_time=2_060),
        ),
        replace(TO_BACK, at=2_200),
    )

    assert [(r.amount, r.reasons) for r in invoice.refunds] == [
        (Amount(70, TOKEN), (RefundReason.SHORT, RefundReason.LATE)),
        (Amount(5, ETH), (RefundReason.WRONG_COIN,)),
    ]


def test_money_is_sent_back_only_once_it_is_confirmed() -> None:
    late = after(
        waiting(),
        Cancelled(at=1_050, by="Anna"),
        replace(TO_BACK, at=1_051),
        observed(look(height=10), payment(height=10)),
    )

    deep = after(late, observed(look(1_120, height=11)))

    assert late.refunds == ()
    assert [r.amount.units for r in deep.refunds] == [100]


def test_nothing_goes_back_while_the_sale_is_still_open() -> None:
    invoice = after(
        waiting(),
        replace(TO_BACK, at=1_050),
        observed(look(height=20), payment(100, asset=ETH, height=10)),
    )

    assert invoice.refunds == ()
    assert claimable(invoice) == ()


def test_a_surplus_counts_as_too_much_only_above_what_its_fee_would_eat() -> None:
    paid = observed(look(height=11), payment(130, height=10))

    assert is_too_much(overpaid())
    assert not is_too_much(after(waiting(2_000, prompt(dust=30)), paid))
    assert not is_too_much(waiting())
    assert surplus(waiting()) is None


def test_a_surplus_is_still_too_much_after_it_went_back() -> None:
    done = after(signed(), RefundConfirmed(at=1_300, refund_id=REFUND, txid="0xr"))

    assert is_too_much(done)
    assert refunds_due(done) == ()


def test_a_reorg_that_makes_another_payment_the_surplus_sends_nothing_again() -> None:
    both = (payment(100, "0x01", height=10), payment(30, "0x02", height=11))
    sent = after(waiting(), observed(look(height=12), *both), TO_BACK)

    swapped = observed(
        look(1_300, height=14),
        payment(100, "0x01", height=12),
        payment(30, "0x02", height=11),
    )

    assert [r.amount.units for r in after(sent, swapped).refunds] == [30]


def test_a_refund_that_was_only_planned_is_withdrawn_when_its_money_leaves_the_chain() -> None:
    late = after(
        waiting(),
        Cancelled(at=1_050, by="Anna"),
        replace(TO_BACK, at=1_051),
        observed(look(height=20), payment(height=10)),
    )

    lost = after(late, observed(look(1_200, height=21), gone=((CHAIN, "0x01", "0"),)))
    back = after(lost, observed(look(1_300, height=30), payment(height=22)))

    assert stages(late) == [RefundStage.PLANNED]
    assert stages(lost) == [RefundStage.WITHDRAWN]
    assert stages(back) == [RefundStage.WITHDRAWN, RefundStage.PLANNED]


def test_a_surplus_is_kept_after_all_when_the_price_leaves_the_chain() -> None:
    both = (payment(100, "0x01", height=10), payment(30, "0x02", height=11))
    paid = after(waiting(), observed(look(height=12), *both), TO_BACK)

    spent_twice = observed(look(1_300, height=14), gone=((CHAIN, "0x01", "0"),))
    back_in_pool = observed(look(1_300, height=14), payment(100, "0x01"))

    assert stages(paid) == [RefundStage.PLANNED]
    assert stages(after(paid, spent_twice)) == [RefundStage.WITHDRAWN]
    assert stages(after(paid, back_in_pool)) == [RefundStage.WITHDRAWN]


def test_money_that_turns_out_to_be_less_goes_back_as_what_it_is() -> None:
    late = after(
        waiting(),
        Cancelled(at=1_050, by="Anna"),
        replace(TO_BACK, at=1_051),
        observed(look(height=20), payment(80, height=10)),
    )

    less = after(late, observed(look(1_200, height=21), payment(50, height=10)))

    assert [(r.amount.units, r.stage) for r in less.refunds] == [
        (80, RefundStage.WITHDRAWN),
        (50, RefundStage.PLANNED),
    ]


def test_a_refund_that_was_signed_stays_as_it_is_when_its_money_leaves_the_chain() -> None:
    lost = after(signed(), observed(look(1_300, height=14), gone=((CHAIN, "0x01", "0"),)))

    assert stages(lost) == [RefundStage.SIGNED]


def test_a_refund_waits_for_its_approval_while_the_head_of_the_chain_wavers() -> None:
    wavered = after(claimed().invoice, observed(look(1_300, height=10)))

    assert wavered.refunds == claimed().invoice.refunds


# ---- where to -------------------------------------------------------------------------------


def test_a_claim_on_another_chain_sends_nothing_here() -> None:
    step = advance(overpaid(), RefundClaimed(at=1_200, chain=ChainId("eip155:5"), to="0xback"))

    assert step.effects == ()


def test_the_sender_is_never_paid_unless_that_was_promised() -> None:
    assert overpaid().refunds == ()
    assert claimable(overpaid()) == (Amount(30, TOKEN),)


def test_a_surplus_goes_back_to_its_sender_where_that_was_promised() -> None:
    invoice = to_sender(payment(130, height=10))

    assert [(r.to, r.amount.units, r.is_to_sender) for r in invoice.refunds] == [(SENDER, 30, True)]
    assert claimable(invoice) == ()


def test_money_whose_way_back_is_known_waits_for_confirmations_and_for_nobody() -> None:
    invoice = after(
        waiting(2_000, prompt(to_sender=ToSender.ANY)),
        Cancelled(at=1_050, by="Anna"),
        observed(look(), payment(60)),
    )

    assert (invoice.refunds, claimable(invoice)) == ((), ())
    assert refund_due(invoice).units == 60


def test_each_sender_gets_back_what_they_sent_too_much() -> None:
    invoice = to_sender(
        payment(60, "0x01", height=9),
        payment(60, "0x02", height=10, sender=OTHER_SENDER),
        payment(5, "0x03", height=10, sender=None),
    )

    assert [(r.to, r.amount.units) for r in invoice.refunds] == [(OTHER_SENDER, 20)]
    assert [amount.units for amount in claimable(invoice)] == [5]


def test_a_sender_that_is_no_plain_account_has_to_name_an_address() -> None:
    invoice = to_sender(payment(130, height=10))
    fact = SenderUnsafe(at=1_150, refund_id=invoice.refunds[0].id)

    unsafe = after(invoice, fact)

    assert stages(unsafe) == [RefundStage.WITHDRAWN]
    assert [amount.units for amount in claimable(unsafe)] == [30]
    assert after(unsafe, fact) == unsafe
    assert [r.to for r in after(unsafe, TO_BACK).refunds if r.stage is RefundStage.PLANNED] == [
        "0xback"
    ]


def test_an_address_that_is_named_later_wins_over_the_sender() -> None:
    invoice = after(to_sender(payment(130, height=10)), TO_BACK)

    assert [(r.to, r.stage) for r in invoice.refunds] == [
        (SENDER, RefundStage.WITHDRAWN),
        ("0xback", RefundStage.PLANNED),
    ]


def test_a_customer_names_an_address_once_and_the_shop_may_correct_it() -> None:
    elsewhere = replace(TO_BACK, to="0xelsewhere")

    with pytest.raises(Refused, match="already given"):
        advance(claimed().invoice, elsewhere)
    corrected = after(claimed().invoice, replace(elsewhere, by="Anna"))

    assert [(r.to, r.stage) for r in corrected.refunds] == [
        ("0xback", RefundStage.WITHDRAWN),
        ("0xelsewhere", RefundStage.PLANNED),
    ]


def test_nothing_goes_back_to_an_address_that_the_invoice_gave_out() -> None:
    with pytest.raises(Refused, match="of this invoice"):
        advance(overpaid(), replace(TO_BACK, to=ADDRESS, by="Anna"))


# ---- its way --------------------------------------------------------------------------------


def test_a_refund_is_signed_then_confirmed() -> None:
    confirmed = RefundConfirmed(at=1_300, refund_id=REFUND, txid="0xr")
    done = after(signed(), confirmed)

    assert signed().refunds[0].versions == (signed_tx(),)
    assert (stages(done), done.refunds[0].txid) == ([RefundStage.CONFIRMED], "0xr")
    assert after(done, replace(confirmed, at=1_301)) == done


def test_signing_the_same_transaction_again_changes_nothing() -> None:
    assert after(signed(), RefundSigned(at=1_211, refund_id=REFUND, tx=signed_tx())) == signed()


def test_a_version_with_a_higher_fee_replaces_the_one_before() -> None:
    dearer = signed_tx("0xr2", fee=2)
    bumped = after(signed(), RefundSigned(at=1_400, refund_id=REFUND, tx=dearer))
    done = after(bumped, RefundConfirmed(at=1_500, refund_id=REFUND, txid="0xr"))

    assert bumped.refunds[0].latest == dearer
    assert bumped.refunds[0].fee == Amount(2, TOKEN)
    assert done.refunds[0].fee == Amount(1, TOKEN)
    assert claimed().invoice.refunds[0].fee is None


def test_a_version_that_does_not_replace_the_one_before_is_refused() -> None:
    other = signed_tx("0xother", spends=("nonce:2",))

    with pytest.raises(Refused, match="does not replace"):
        advance(signed(), RefundSigned(at=1_400, refund_id=REFUND, tx=other))


def test_a_fee_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="leaves nothing"):
        signed(fee=30)


def test_only_one_of_its_transactions_can_confirm_a_refund() -> None:
    with pytest.raises(Refused, match="no transaction 0xforeign"):
        advance(signed(), RefundConfirmed(at=1_300, refund_id=REFUND, txid="0xforeign"))


def test_a_refund_that_its_fee_would_eat_is_written_down() -> None:
    eaten = RefundEaten(at=1_250, refund_id=REFUND)
    invoice = after(claimed().invoice, eaten)

    assert stages(invoice) == [RefundStage.UNREFUNDABLE]
    assert refund_due(invoice).units == 0
    assert after(invoice, eaten) == invoice


def test_an_approval_is_noted_with_who_gave_it() -> None:
    approved = RefundApproved(at=1_205, refund_id=REFUND, by="Anna")
    invoice = after(claimed().invoice, approved)

    assert invoice.refunds[0].approved_by == "Anna"
    assert after(invoice, replace(approved, by="Ben")) == invoice
    with pytest.raises(Refused, match="cannot be signed"):
        advance(after(signed(), RefundConfirmed(at=1, refund_id=REFUND, txid="0xr")), approved)


def test_the_owners_own_wallet_may_pay_what_is_planned() -> None:
    sent = RefundSent(at=1_300, refund_id=REFUND, txid="0xown", by="Anna")
    done = after(claimed().invoice, sent)

    assert (stages(done), done.refunds[0].sent_by) == ([RefundStage.CONFIRMED], "Anna")
    assert after(done, sent) == done
    with pytest.raises(Refused, match="cannot be confirmed"):
        advance(signed(), sent)


def handed_over() -> Invoice:
    return after(claimed().invoice, _HANDED)


def test_what_the_owners_wallet_was_asked_to_pay_is_signed_by_nobody_here() -> None:
    with pytest.raises(Refused, match="given to the owner's wallet"):
        advance(handed_over(), RefundSigned(at=1_210, refund_id=REFUND, tx=signed_tx()))


def test_what_the_owners_wallet_was_asked_to_pay_stays_whatever_is_said_of_it() -> None:
    moved = after(
        handed_over(),
        replace(TO_BACK, to="0xelsewhere", by="Anna"),
        SenderUnsafe(at=1_300, refund_id=REFUND),
        observed(look(1_310, height=14), gone=(payment().key,)),
    )

    assert [(r.to, r.stage) for r in moved.refunds] == [("0xback", RefundStage.PLANNED)]
    with pytest.raises(Refused, match="on its way back"):
        advance(
            after(cancelled_and_claimed(), replace(_HANDED, refund_id=REFUND)),
            AcceptedAnyway(at=1_300, by="Anna"),
        )


def test_a_person_takes_a_refund_back_from_the_owners_wallet() -> None:
    retried = after(handed_over(), RefundRetried(at=1_400, refund_id=REFUND, by="Anna"))

    assert stages(retried) == [RefundStage.WITHDRAWN, RefundStage.PLANNED]
    assert retried.refunds[-1].handed_to == ""


@pytest.mark.parametrize("units", [0, 31])
def test_the_owners_wallet_pays_no_more_than_the_refund_and_not_nothing(units: int) -> None:
    with pytest.raises(Refused, match="cannot pay"):
        advance(claimed().invoice, replace(_HANDED, units=units))


_HANDED = RefundHandedOver(at=1_205, refund_id=REFUND, by="owner", units=28)


def test_a_refund_that_can_never_arrive_counts_as_sent_until_a_person_looks() -> None:
    failure = RefundFailed(at=1_300, refund_id=REFUND, why="its nonce was used elsewhere")
    failed = after(signed(), failure)

    assert stages(failed) == [RefundStage.FAILED]
    assert refunds_due(failed) == ()
    assert after(failed, failure) == failed


def test_a_person_has_a_failed_refund_planned_anew() -> None:
    failed = after(signed(), RefundFailed(at=1_300, refund_id=REFUND, why="lost"))
    retry = RefundRetried(at=1_400, refund_id=REFUND, by="Anna")
    retried = after(failed, retry)

    assert stages(retried) == [RefundStage.WITHDRAWN, RefundStage.PLANNED]
    assert after(retried, retry) == retried


def test_a_failed_refund_that_arrives_after_all_is_confirmed() -> None:
    failed = after(signed(), RefundFailed(at=1_300, refund_id=REFUND, why="lost"))

    done = after(failed, RefundConfirmed(at=1_400, refund_id=REFUND, txid="0xr"))

    assert (stages(done), done.refunds[0].failure) == ([RefundStage.CONFIRMED], "")


def test_refund_facts_about_nothing_are_refused() -> None:
    with pytest.raises(Refused, match="no refund"):
        advance(overpaid(), RefundEaten(at=1_300, refund_id="nothing"))
    with pytest.raises(Refused, match="cannot be confirmed"):
        advance(claimed().invoice, RefundConfirmed(at=1_300, refund_id=REFUND, txid="0xr"))


# ---- keeping the money after all --------------------------------------------------------------


def cancelled_and_claimed() -> Invoice:
    return after(
        waiting(),
        Cancelled(at=1_050, by="Anna"),
        replace(TO_BACK, at=1_051),
        observed(look(height=20), payment(height=10)),
    )


def test_accepting_withdraws_a_refund_that_was_only_planned() -> None:
    invoice = after(cancelled_and_claimed(), AcceptedAnyway(at=1_200, by="Anna"))

    assert stages(invoice) == [RefundStage.WITHDRAWN]
    assert stage_of(invoice) is Stage.PAID


def test_money_on_its_way_back_can_no_longer_be_accepted() -> None:
    invoice = cancelled_and_claimed()
    sent = RefundSigned(at=1_100, refund_id=invoice.refunds[0].id, tx=signed_tx())

    with pytest.raises(Refused, match="on its way back"):
        advance(after(invoice, sent), AcceptedAnyway(at=1_200, by="Anna"))


def test_money_on_its_way_back_does_not_pay_even_if_more_is_found_in_time() -> None:
    expired = after(
        waiting(),
        observed(look(), payment(60, height=5)),
        replace(TO_BACK, at=1_150),
        observed(look(2_001, height=20)),
    )

    more = observed(look(2_100, height=21), payment(40, "0x02", height=6, block_time=1_500))

    assert stage_of(after(expired, more)) is Stage.EXPIRED


# ---- every history --------------------------------------------------------------------------


@st.composite
def _moves(draw: st.DrawFn) -> Fact:
    """Anything that may happen to money that came."""
    refund_id = f"{waiting().id}-{draw(st.integers(1, 4))}"
    txid = draw(st.sampled_from(("0xr1", "0xr2")))
    tx = signed_tx(txid, spends=draw(st.sampled_from((("n:1",), ("n:1", "n:2"), ("n:3",)))))
    height = draw(st.integers(10, 30))
    shown = [
        payment(units, f"0x{n}", height=draw(st.integers(8, height)), address=ADDRESS, sender=who)
        for n, (units, who) in enumerate(((60, SENDER), (70, OTHER_SENDER), (9, None)))
        if draw(st.booleans())
    ]
    seen = look(draw(st.integers(1_000, 3_000)), height=height, previous_at=1_000)
    facts: tuple[Fact, ...] = (
        observed(seen, *shown),
        observed(seen, *shown, gone=tuple((CHAIN, f"0x{n}", "0") for n in range(3))),
        Cancelled(at=1_100, by="Anna"),
        AcceptedAnyway(at=1_100, by="Anna"),
        TO_BACK,
        replace(TO_BACK, to="0xother", by="Anna"),
        SenderUnsafe(at=1_200, refund_id=refund_id),
        RefundSigned(at=1_200, refund_id=refund_id, tx=tx),
        RefundConfirmed(at=1_200, refund_id=refund_id, txid=txid),
        RefundSent(at=1_200, refund_id=refund_id, txid=txid),
        RefundEaten(at=1_200, refund_id=refund_id),
        RefundFailed(at=1_200, refund_id=refund_id, why="lost"),
        RefundRetried(at=1_200, refund_id=refund_id, by="Anna"),
    )
    return draw(st.sampled_from(facts))


@given(st.lists(_moves(), max_size=25))
def test_what_goes_back_is_never_more_than_came_less_what_is_kept(history: list[Fact]) -> None:
    invoice = waiting(2_000, prompt(to_sender=ToSender.ANY))
    for fact in history:
        try:
            invoice = advance(invoice, fact).invoice
        except Refused:
            continue
        came = sum(d.amount.units for d in invoice.deposits)
        live = [r for r in invoice.refunds if r.stage is not RefundStage.WITHDRAWN]
        planned = [r for r in live if r.stage is RefundStage.PLANNED]
        assert sum(r.amount.units for r in live) <= came
        if planned and not any(r.stage is not RefundStage.PLANNED for r in live):
            kept = 0 if invoice.paid_at is None else min(came, 100)
            assert sum(r.amount.units for r in planned) <= came - kept


@given(st.lists(_moves(), max_size=25))
def test_what_is_only_planned_is_there_to_be_sent_and_still_owed(history: list[Fact]) -> None:
    invoice = waiting(2_000, prompt(to_sender=ToSender.ANY))
    for fact in history:
        try:
            invoice = advance(invoice, fact).invoice
        except Refused:
            continue
        there = {d.key: d.amount.units for d in invoice.deposits if d.height is not None}
        live = [r for r in invoice.refunds if r.stage is not RefundStage.WITHDRAWN]
        planned = [r for r in live if r.stage is RefundStage.PLANNED]
        assert all(key in there for refund in planned for key, _ in refund.covers)
        kept = 0 if invoice.paid_at is None else min(100, sum(there.values()))
        owed = sum(there.values()) - kept
        assert not planned or sum(refund.amount.units for refund in live) <= owed


@given(st.lists(_moves(), max_size=25))
def test_whatever_was_signed_for_a_refund_excludes_all_else_signed_for_it(
    history: list[Fact],
) -> None:
    invoice = waiting(2_000, prompt(to_sender=ToSender.ANY))
    for fact in history:
        try:
            invoice = advance(invoice, fact).invoice
        except Refused:
            continue
        for refund in invoice.refunds:
            for one in refund.versions:
                assert all(set(one.spends) & set(two.spends) for two in refund.versions)
