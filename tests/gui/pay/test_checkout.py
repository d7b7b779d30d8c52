"""Which sale a payment belongs to, and when the next one begins."""

from tests.fakes.goods import BTC
from tests.gui.counter import Finger


def charge(finger: Finger) -> str:
    """Sell one espresso; returns the invoice's id."""
    finger.click_row("sell.products", 0)
    finger.key("F9")
    return list(finger.shop.invoices)[-1]


def paid(finger: Finger) -> str:
    id = charge(finger)
    finger.shop.see(id)
    finger.shop.deepen(id, 3)
    assert finger.until(lambda: finger.sees("pay.next"))
    return id


def test_a_paid_sale_left_alone_makes_room_for_the_next(finger: Finger) -> None:
    paid(finger)
    assert finger.until(lambda: finger.text("pay.next") == "New sale in 1")

    assert finger.until(lambda: finger.sees("sell.total"))
    assert finger.text("sell.total") == "CHF\u00a00.00"


def test_the_receipt_keeps_the_paid_sale(finger: Finger) -> None:
    paid(finger)

    finger.click("pay.receipt")
    finger.click("receipt.close")

    assert not finger.sees("pay.next")
    assert finger.sees("pay.newSale")


def test_a_scan_after_a_paid_sale_is_the_first_line_of_the_next(finger: Finger) -> None:
    paid(finger)

    finger.write(finger.shop.catalogue[1].barcode)
    finger.key("Return")

    assert finger.text("sell.total") == "CHF\u00a04.50"


def test_a_sale_paid_too_much_waits_for_the_cashier(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id, 2_000_000_000, depth=3)

    assert finger.until(lambda: "too much" in finger.text("pay.stage.words"))
    assert not finger.sees("pay.next")


def test_a_payment_that_was_only_looked_at_does_not_begin_a_new_sale(finger: Finger) -> None:
    id = finger.shop.open_plain("7.00").id
    finger.settle()
    finger.click_row("sell.products", 0)
    finger.key("Ctrl+2", "Return")
    finger.shop.see(id)
    finger.shop.deepen(id, 3)

    assert finger.until(lambda: finger.text("pay.stage.words").startswith("Paid"))
    assert not finger.sees("pay.next")


def test_the_same_cart_keeps_its_invoice_while_another_is_looked_at(finger: Finger) -> None:
    other = finger.shop.open_plain("7.00").id
    mine = charge(finger)
    finger.key("Esc", "Ctrl+2")
    finger.click_row("pending.list", 0)
    finger.key("Return")
    assert finger.text("pay.total") == "CHF\u00a07.00"
    finger.key("Ctrl+1", "F9")

    assert set(finger.shop.invoices) == {other, mine}
    assert finger.text("pay.total") == "CHF\u00a03.50"


def test_a_cart_that_was_paid_meanwhile_is_not_charged_again(finger: Finger) -> None:
    id = charge(finger)
    finger.key("Esc")
    finger.shop.see(id)
    finger.shop.deepen(id, 3)
    finger.settle()

    finger.key("F9")

    assert len(finger.shop.invoices) == 1
    assert finger.text("pay.stage.words") == "Paid CHF\u00a03.50"


def test_the_next_customer_with_the_same_goods_gets_a_new_invoice(finger: Finger) -> None:
    charge(finger)
    finger.key("F4")
    charge(finger)

    assert len(finger.shop.invoices) == 2


def test_a_new_code_for_an_old_sale_leaves_the_cart_on_the_counter_alone(finger: Finger) -> None:
    old = charge(finger)
    finger.key("F4")
    finger.shop.see(old, 100)
    finger.shop.pass_time(2000)
    finger.shop.take_look(old)
    finger.click_row("sell.products", 1)
    finger.key("Ctrl+2", "Return")
    finger.click("pay.newCode")
    fresh = list(finger.shop.invoices)[-1]
    finger.shop.see(fresh)
    finger.shop.deepen(fresh, 3)
    finger.until(lambda: finger.text("pay.stage.words").startswith("Paid"))

    finger.click("pay.newSale")
    finger.key("Ctrl+1")

    assert finger.text("sell.total") == "CHF\u00a04.50"


def test_a_coin_that_comes_back_into_sight_is_asked_for_again(many: Finger) -> None:
    many.shop.show_chain(BTC.chain, is_connected=False)
    many.settle()
    charge(many)
    many.key("F4")
    many.shop.show_chain(BTC.chain, is_connected=True)
    many.settle()

    charge(many)

    asked = [i.prompts[-1].due.asset.code for i in many.shop.invoices.values()]
    assert asked == ["XMR", "BTC"]
