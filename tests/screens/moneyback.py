"""What happened to money that goes back, until it looked so in the book of orders."""

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount
from pos.domain.payment.facts import RefundConfirmed, RefundFailed, RefundSigned
from pos.domain.payment.refund import SignedTx
from pos.engine.refund_rules import WaitFor, Why
from tests.fakes.goods import CHAIN, ETH
from tests.fakes.moneyback import ADDRESS
from tests.gui.counter import Finger
from tests.gui.orders.test_pane import add
from tests.screens import acts

TXID = "0x" + "77" * 32


def owed(finger: Finger, units: int = 2) -> str:
    """A customer paid twice as much as asked for."""
    id = add(finger.shop, "Mug")
    finger.shop.see(id, finger.shop.invoices[id].prompts[-1].due.units * units, depth=4)
    finger.key("Ctrl+3")
    if not finger.sees("orders.detail"):
        finger.click_row("orders.list", 0)
    return id


def claimed(finger: Finger, why: Why, text: str) -> str:
    finger.shop.refunds.holds = WaitFor(why=why, text=text)
    id = owed(finger)
    finger.loop.run_until_complete(finger.shop.refunds.claim(InvoiceId(id), CHAIN, ADDRESS))
    finger.settle()
    return id


def to_approve(finger: Finger) -> None:
    claimed(finger, Why.LIMIT, "It goes beyond the limit of 200.00 CHF in 24 hours")


def asked_for_pin(finger: Finger) -> None:
    to_approve(finger)
    finger.click("orders.refund.approve")
    finger.write("1111")
    finger.click("pin.yes")


def to_pay(finger: Finger) -> None:
    claimed(finger, Why.BY_HAND, "The owner's own wallet has to pay it")
    finger.click("orders.refund.pay")


def asked_for_address(finger: Finger) -> None:
    owed(finger)
    finger.click("orders.refundAddress.0")
    finger.write_in("refundAddress.line", "bc1nonsense")
    finger.click("refundAddress.yes")


def asked_for_passphrase(finger: Finger) -> None:
    claimed(finger, Why.LOCKED, "The refund wallet is locked: give its passphrase")
    finger.click("orders.refund.unlock")


def on_its_way(finger: Finger) -> str:
    finger.shop.refunds.holds = None
    id = claimed(finger, Why.LOCKED, "")
    finger.shop.refunds.holds = None
    refund = finger.shop.invoices[id].refunds[-1]
    fee = Amount(refund.amount.units // 50, ETH)
    tx = SignedTx(txid=TXID, raw="0x", fee=fee, cost=fee, spends=("nonce:1",), at=finger.shop.now)
    finger.shop.tell(id, RefundSigned(at=finger.shop.now, refund_id=refund.id, tx=tx))
    finger.settle()
    return id


def failed(finger: Finger) -> None:
    id = on_its_way(finger)
    why = "what it spends was spent by another payment"
    refund = finger.shop.invoices[id].refunds[-1]
    finger.shop.tell(id, RefundFailed(at=finger.shop.now, refund_id=refund.id, why=why))
    finger.settle()


def shelf(finger: Finger) -> None:
    """Several orders, and what went back of them."""
    id = on_its_way(finger)
    refund = finger.shop.invoices[id].refunds[-1]
    done = RefundConfirmed(at=finger.shop.now, refund_id=refund.id, txid=TXID)
    finger.shop.tell(id, done)
    owed(finger, 3)
    on_its_way(finger)
    to_approve(finger)
    finger.key("Esc")
    finger.key("Ctrl+3")
    finger.click("orders.shelf.Money")


def receipt(finger: Finger) -> None:
    """A sale at the counter that was paid twice over."""
    acts.charge(finger)
    finger.shop.see(acts.last(finger), 2_000_000_000, depth=3)
    finger.settle()
    finger.click("pay.receipt")
