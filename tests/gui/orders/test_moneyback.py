"""Money that goes back, in the book of orders."""

from dataclasses import replace
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount
from pos.domain.payment.facts import RefundConfirmed, RefundFailed, RefundSent, RefundSigned
from pos.domain.payment.invoice import prompt_of
from pos.domain.payment.refund import Refund, RefundStage, SignedTx
from pos.engine.feed import RefundWaits
from pos.engine.refund_rules import IN_DOUBT, WaitFor, Why
from tests.fakes.goods import CHAIN, ETH
from tests.fakes.moneyback import ADDRESS, PASSPHRASE
from tests.gui.counter import Finger
from tests.gui.orders.test_pane import add, rows, words

TXID: Final = "0x" + "77" * 32
FOR_THE_MANAGER: Final = WaitFor(why=Why.APPROVAL, text="Somebody has to approve it")
FOR_THE_OWNER: Final = WaitFor(why=Why.BY_HAND, text="The owner's own wallet has to pay it")
FOR_THE_KEY: Final = WaitFor(why=Why.LOCKED, text="The refund wallet is locked")


def overpaid(finger: Finger) -> str:
    """An order that was paid twice as much as asked for, and its story on the screen."""
    id = add(finger.shop, "Mug")
    due = prompt_of(finger.shop.invoices[id]).due.units
    finger.shop.see(id, due * 2, depth=4)
    finger.key("Ctrl+3")
    return id


def refund_of(finger: Finger, id: str) -> Refund:
    return finger.shop.invoices[id].refunds[-1]


def claimed(finger: Finger, waits: WaitFor | None) -> str:
    """The customer has named an address; the refund waits for this."""
    finger.shop.refunds.holds = waits
    id = overpaid(finger)
    finger.loop.run_until_complete(finger.shop.refunds.claim(InvoiceId(id), CHAIN, ADDRESS))
    finger.settle()
    return id


def signed(finger: Finger) -> str:
    id = claimed(finger, None)
    tx = SignedTx(
        txid=TXID,
        raw="0x",
        fee=Amount(21_000, ETH),
        cost=Amount(21_000, ETH),
        spends=("nonce:1",),
        at=finger.shop.now,
    )
    refund = refund_of(finger, id)
    finger.shop.tell(id, RefundSigned(at=finger.shop.now, refund_id=refund.id, tx=tx))
    finger.settle()
    return id


def give_pin(finger: Finger, pin: str = "2468") -> None:
    finger.write(pin)
    finger.click("pin.yes")


def test_a_surplus_waits_for_an_address(finger: Finger) -> None:
    overpaid(finger)

    assert "goes back once an address is known" in words(finger)
    assert "Needs an address" in rows(finger)[0]


def test_an_address_that_the_customer_gives_at_the_counter_is_checked_and_takes_the_pin(
    finger: Finger,
) -> None:
    id = overpaid(finger)

    finger.click("orders.refundAddress.0")
    finger.write_in("refundAddress.line", "bc1nonsense")
    finger.click("refundAddress.yes")
    refused = finger.text("refundAddress.why")
    finger.write_in("refundAddress.line", ADDRESS)
    finger.click("refundAddress.yes")
    give_pin(finger)

    assert "not an address of this network" in refused
    assert refund_of(finger, id).to == ADDRESS


def test_a_wrong_pin_lets_nothing_go_and_may_be_corrected(finger: Finger) -> None:
    id = claimed(finger, FOR_THE_MANAGER)

    finger.click("orders.refund.approve")
    give_pin(finger, "1111")
    why, before = finger.text("pin.why"), refund_of(finger, id).approved_by
    give_pin(finger)

    assert "not the manager" in why
    assert (before, refund_of(finger, id).approved_by) == ("", "manager")


def test_where_no_pin_was_chosen_yet_the_first_one_is(finger: Finger) -> None:
    finger.shop.pin.pin = None
    id = claimed(finger, FOR_THE_MANAGER)

    finger.click("orders.refund.approve")
    give_pin(finger, "1357")

    assert finger.loop.run_until_complete(finger.shop.pin.is_set())
    assert refund_of(finger, id).approved_by == "manager"


def test_the_owner_pays_by_hand_and_says_which_transaction_it_was(finger: Finger) -> None:
    id = claimed(finger, FOR_THE_OWNER)

    finger.click("orders.refund.pay")
    shown = finger.text("payRefund.amount")
    finger.click("payRefund.yes")
    finger.write_in("transaction.line", TXID)
    finger.click("transaction.yes")
    give_pin(finger)

    refund = refund_of(finger, id)
    assert "ETH" in shown
    assert (refund.stage, refund.txid, refund.sent_by) == (
        RefundStage.CONFIRMED,
        TXID,
        "manager",
    )


def test_nothing_lies_over_the_code_that_the_owner_s_wallet_scans(finger: Finger) -> None:
    claimed(finger, FOR_THE_OWNER)

    finger.click("orders.refund.pay")

    code, amount = finger.find("payRefund.code"), finger.find("payRefund.amount")
    assert not code.geometry().intersects(amount.geometry())


def test_after_a_restore_it_may_be_said_that_the_lost_machine_sent_it(finger: Finger) -> None:
    id = claimed(finger, IN_DOUBT)

    finger.click("orders.refund.sent")
    finger.write_in("transaction.line", TXID)
    finger.click("transaction.yes")
    give_pin(finger)

    refund = refund_of(finger, id)
    assert (refund.stage, refund.txid) == (RefundStage.CONFIRMED, TXID)


def test_a_locked_wallet_is_unlocked_by_its_passphrase_alone(finger: Finger) -> None:
    claimed(finger, FOR_THE_KEY)

    finger.click("orders.refund.unlock")
    finger.write_in("unlock.line", "wrong")
    finger.click("unlock.yes")
    why = finger.text("unlock.why")
    finger.write_in("unlock.line", PASSPHRASE)
    finger.click("unlock.yes")

    assert "does not open" in why
    assert finger.shop.refunds.opened == [CHAIN]


def test_a_refund_on_its_way_shows_its_transaction_and_fee(finger: Finger) -> None:
    signed(finger)

    assert "On its way" in words(finger)
    assert TXID in words(finger)
    assert "taken off" in words(finger)


def test_a_failed_refund_is_tried_again(finger: Finger) -> None:
    id = signed(finger)
    failed = RefundFailed(at=1, refund_id=refund_of(finger, id).id, why="its nonce was used")
    finger.shop.tell(id, failed)
    finger.settle()

    finger.click("orders.refund.retry")
    give_pin(finger)

    stages = [refund.stage for refund in finger.shop.invoices[id].refunds]
    assert stages == [RefundStage.WITHDRAWN, RefundStage.PLANNED]


def test_the_shelf_of_money_back_holds_every_order_with_a_refund(finger: Finger) -> None:
    add(finger.shop, "Tea")
    id = signed(finger)
    done = RefundConfirmed(at=1, refund_id=refund_of(finger, id).id, txid=TXID)
    finger.shop.tell(id, done)

    finger.click("orders.shelf.Money")

    assert finger.until(lambda: [("Refunded" in row) for row in rows(finger)] == [True])


def test_a_refund_that_needs_a_person_is_told(finger: Finger) -> None:
    id = claimed(finger, FOR_THE_MANAGER)
    waits = RefundWaits(
        invoice=InvoiceId(id),
        refund_id=refund_of(finger, id).id,
        why=Why.APPROVAL,
        text="Somebody has to approve it",
    )

    finger.shop.feed.publish(waits)

    assert finger.until(lambda: "Somebody has to approve" in toast_words(finger))


def test_what_a_refund_waited_for_is_said_no_longer_once_somebody_has_done_it(
    finger: Finger,
) -> None:
    id = claimed(finger, FOR_THE_MANAGER)
    waits = RefundWaits(
        invoice=InvoiceId(id),
        refund_id=refund_of(finger, id).id,
        why=Why.APPROVAL,
        text="Somebody has to approve it",
    )
    finger.shop.feed.publish(waits)
    finger.until(lambda: bool(told(finger)))

    finger.shop.feed.publish(replace(waits, why=None, text=""))

    assert finger.until(lambda: not told(finger))


def test_a_refund_that_the_owner_has_paid_calls_for_nobody_any_more(finger: Finger) -> None:
    id = claimed(finger, FOR_THE_OWNER)
    refund = refund_of(finger, id)
    text = "Somebody has to approve it"
    waits = RefundWaits(invoice=InvoiceId(id), refund_id=refund.id, why=Why.BY_HAND, text=text)
    finger.shop.feed.publish(waits)
    finger.until(lambda: bool(told(finger)))

    finger.shop.tell(id, RefundSent(at=finger.shop.now, refund_id=refund.id, txid=TXID))

    assert finger.until(lambda: not told(finger))


@pytest.mark.usefixtures("qapp")
def test_an_expired_order_whose_money_is_on_its_way_back_asks_for_nothing(finger: Finger) -> None:
    finger.shop.refunds.holds = None
    id = add(finger.shop, "Tea")
    finger.shop.see(id, 10, depth=4)
    finger.shop.pass_time(2000)
    finger.shop.take_look(id)
    finger.loop.run_until_complete(finger.shop.refunds.claim(InvoiceId(id), CHAIN, ADDRESS))
    finger.key("Ctrl+3")

    assert "waiting to be sent" in finger.text("orders.stage.words")
    assert replace(finger.shop.invoices[id]).refunds
    assert QApplication.activeModalWidget() is None


def told(finger: Finger) -> list[str]:
    return [said for said in finger.window.toasts.words() if "Somebody has to approve" in said]


def toast_words(finger: Finger) -> str:
    return " ".join(part.text() for part in finger.window.findChildren(QLabel) if part.isVisible())
