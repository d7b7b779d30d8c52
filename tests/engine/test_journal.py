from dataclasses import replace

from pos.domain.payment.advance import advance
from pos.domain.payment.facts import (
    AcceptedAnyway,
    Cancelled,
    DeadlinePassed,
    Fact,
    MethodChosen,
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
from pos.engine.journal import entries_of
from tests.fakes.invoices import (
    ADDRESS,
    CHAIN,
    ETH,
    choosing,
    look,
    observed,
    payment,
    prompt,
    signed_tx,
    waiting,
)

WAY_BACK = RefundClaimed(at=1_200, chain=CHAIN, to="0xback")


def told(invoice: Invoice, *facts: Fact) -> list[str]:
    """The journal's lines for the last of these facts."""
    before = invoice
    for fact in facts:
        before, invoice = invoice, advance(invoice, fact).invoice
    return [entry.text for entry in entries_of(before, invoice, facts[-1])]


def test_a_payment_is_told_from_pool_to_block_to_paid() -> None:
    pool = observed(look(1_100), payment())
    block = observed(look(1_110, height=10), payment(height=10))
    deep = observed(look(1_120, height=11))

    assert told(waiting(), pool) == [
        "Payment seen: 0.000001 0xBTC in transaction 0x01",
        "The full amount has been seen",
    ]
    assert told(waiting(), pool, block) == [
        "Payment in a block: 0.000001 0xBTC in transaction 0x01, block 10"
    ]
    assert told(waiting(), pool, block, deep) == ["Paid"]


def test_a_payment_that_goes_and_comes_back_is_told() -> None:
    pool = observed(look(1_100), payment())
    gone = observed(look(1_110), gone=(payment().key,))
    back = observed(look(1_120), payment(60))

    assert told(waiting(), pool, gone) == [
        "Payment is gone: 0.000001 0xBTC in transaction 0x01",
        "Waiting for payment again",
    ]
    assert told(waiting(), pool, gone, back) == [
        "Payment is back: 0.0000006 0xBTC in transaction 0x01",
        "A part is paid",
    ]


def test_a_payment_found_in_a_block_and_one_without_a_transfer_are_told() -> None:
    found = observed(look(height=5), payment(60, height=5, index=f"balance:{ADDRESS}:0"))

    assert told(waiting(), found) == [
        "Payment in a block: 0.0000006 0xBTC in an internal transfer, block 5",
        "A part is paid",
    ]


def test_a_look_that_only_deepens_is_not_worth_a_line() -> None:
    assert (
        told(waiting(), observed(look(height=5), payment(60, height=5)), observed(look(1_200)))
        == []
    )


def test_the_end_of_time_is_told() -> None:
    assert told(waiting(), observed(look(2_001))) == ["The time is over"]
    assert told(choosing(), DeadlinePassed(at=2_001)) == ["The time is over"]
    assert told(waiting(), DeadlinePassed(at=2_001)) == []


def test_what_people_did_is_told_with_their_names() -> None:
    second = replace(prompt(5, asset=ETH), address="0xother")
    part = observed(look(), payment(60))

    assert told(waiting(), MethodChosen(at=1_010, prompt=second)) == [
        "Asked for 0.000000000000000005 ETH to 0xother"
    ]
    assert told(waiting(), Cancelled(at=1_010, by="Anna")) == ["Cancelled by Anna"]
    assert told(waiting(), part, AcceptedAnyway(at=1_110, by="Ben")) == [
        "Accepted as full payment by Ben"
    ]


def test_the_way_of_a_refund_is_told() -> None:
    over = observed(look(height=11), payment(130, height=10))
    id = f"{waiting().id}-1"
    signed = RefundSigned(at=1_210, refund_id=id, tx=signed_tx())
    failed = RefundFailed(at=1_300, refund_id=id, why="its input was spent")

    def way(*facts: Fact) -> list[str]:
        return told(waiting(), over, WAY_BACK, *facts)

    assert way() == ["Money goes back to 0xback, said the customer"]
    assert way(replace(WAY_BACK, to="0xnew", by="Anna")) == ["Money goes back to 0xnew, said Anna"]
    assert way(RefundApproved(at=1_205, refund_id=id, by="Anna")) == [
        f"Refund {id} approved by Anna"
    ]
    assert way(SenderUnsafe(at=1_206, refund_id=id)) == [
        f"Refund {id} waits: its sender is no plain account"
    ]
    assert way(RefundHandedOver(at=1_207, refund_id=id, by="Anna", units=29)) == [
        f"Refund {id} left to the owner's wallet by Anna"
    ]
    assert way(signed) == [f"Refund {id} signed: 0xr"]
    assert way(signed, RefundConfirmed(at=1_300, refund_id=id, txid="0xr")) == [
        f"Refund {id} confirmed: 0xr"
    ]
    assert way(signed, failed) == [f"Refund {id} did not arrive: its input was spent"]
    assert way(signed, failed, RefundRetried(at=1_400, refund_id=id, by="Anna")) == [
        f"Refund {id} planned anew by Anna"
    ]
    assert way(RefundSent(at=1_250, refund_id=id, txid="0xo", by="Anna")) == [
        f"Refund {id} paid by hand: 0xo, said Anna"
    ]
    assert way(RefundSent(at=1_250, refund_id=id, txid="0xo")) == [
        f"Refund {id} paid by hand: 0xo, found on the chain"
    ]
    assert way(RefundEaten(at=1_220, refund_id=id)) == [
        f"Refund {id} is smaller than its fee and was not sent"
    ]
