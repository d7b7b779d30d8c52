"""After a restore nothing goes back before somebody has looked: the lost machine may have paid."""

from dataclasses import replace

import pytest

from pos.domain.errors import Refused
from pos.domain.payment.advance import advance
from pos.domain.payment.facts import (
    Fact,
    RefundApproved,
    RefundConfirmed,
    RefundFailed,
    RefundHandedOver,
    RefundRetried,
    RefundSent,
    RefundSigned,
)
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import RefundStage
from pos.domain.payment.restored import is_in_doubt, restored
from tests.domain.payment.test_refunds import TO_BACK, after, overpaid
from tests.fakes.invoices import look, observed, payment, signed_tx

APPROVED = RefundApproved(at=1_300, refund_id="00000000000000aa-1", by="Ada")
SIGNED = RefundSigned(at=1_310, refund_id=APPROVED.refund_id, tx=signed_tx())


def out_of_a_backup(*facts: Fact) -> Invoice:
    """An invoice with a surplus, as it was when the backup was made."""
    return restored(after(overpaid(), TO_BACK, *facts), 5_000)


def test_a_planned_refund_is_in_doubt_until_it_is_approved() -> None:
    invoice = out_of_a_backup()
    approved = after(invoice, APPROVED)

    assert is_in_doubt(invoice, invoice.refunds[0])
    assert not is_in_doubt(approved, approved.refunds[0])
    assert after(approved, SIGNED).refunds[0].stage is RefundStage.SIGNED


@pytest.mark.parametrize(
    "fact",
    [SIGNED, RefundHandedOver(at=1_310, refund_id=SIGNED.refund_id, by="Ada", units=30)],
)
def test_in_doubt_it_is_neither_signed_nor_handed_to_the_owners_wallet(fact: Fact) -> None:
    with pytest.raises(Refused, match="lost machine") as refused:
        advance(out_of_a_backup(), fact)

    assert refused.value.code == "in_doubt"


def test_an_approval_from_before_the_backup_counts_no_more() -> None:
    invoice = out_of_a_backup(APPROVED)

    assert is_in_doubt(invoice, invoice.refunds[0])
    with pytest.raises(Refused):
        advance(invoice, SIGNED)


def test_money_that_the_backup_did_not_know_of_goes_back_only_when_approved() -> None:
    invoice = restored(after(overpaid(), TO_BACK, APPROVED, SIGNED), 5_000)
    more = payment(7, "0x02", height=12)

    later = after(invoice, observed(look(2_000, height=14), more))

    assert is_in_doubt(later, later.refunds[1])
    assert later.refunds[1].amount.units == 7


def test_what_was_planned_anew_is_in_doubt_again() -> None:
    failed = RefundFailed(at=1_320, refund_id=SIGNED.refund_id, why="spent elsewhere")
    retried = RefundRetried(at=5_100, refund_id=SIGNED.refund_id, by="Ada")

    invoice = after(out_of_a_backup(APPROVED, SIGNED, failed), retried)

    assert invoice.refunds[1].stage is RefundStage.PLANNED
    assert is_in_doubt(invoice, invoice.refunds[1])


def test_what_was_signed_is_the_same_payment_on_every_machine() -> None:
    invoice = out_of_a_backup(APPROVED, SIGNED)
    dearer = replace(SIGNED, tx=signed_tx("0xbumped"))
    confirmed = RefundConfirmed(at=5_100, refund_id=SIGNED.refund_id, txid="0xr")

    assert not is_in_doubt(invoice, invoice.refunds[0])
    assert invoice.refunds[0].approved_by == "Ada"
    assert len(after(invoice, dearer).refunds[0].versions) == 2
    assert after(invoice, confirmed).refunds[0].stage is RefundStage.CONFIRMED


def test_what_the_owner_was_asked_to_pay_stays_with_the_owner() -> None:
    handed = RefundHandedOver(at=1_300, refund_id=SIGNED.refund_id, by="Ada", units=30)

    invoice = out_of_a_backup(handed)

    assert not is_in_doubt(invoice, invoice.refunds[0])
    with pytest.raises(Refused, match="owner's wallet"):
        advance(invoice, SIGNED)


def test_a_refund_that_is_found_paid_is_noted_without_approval() -> None:
    found = RefundSent(at=5_100, refund_id=SIGNED.refund_id, txid="0xlost")

    invoice = after(out_of_a_backup(), found)

    assert invoice.refunds[0].stage is RefundStage.CONFIRMED


def test_a_shop_that_never_died_doubts_nothing() -> None:
    invoice = after(overpaid(), TO_BACK)

    assert not is_in_doubt(invoice, invoice.refunds[0])
    assert after(invoice, SIGNED).refunds[0].stage is RefundStage.SIGNED
