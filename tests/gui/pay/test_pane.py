"""From the charge to the receipt, as the cashier sees it."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextEdit

from pos.domain.money import format_amount
from pos.domain.payment.deposit import Caution
from pos.domain.payment.stage import Stage, stage_of
from pos.gui.qr import QrView
from tests.fakes.goods import BTC, XMR
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger


def charge(finger: Finger) -> str:
    """Sell one espresso; returns the invoice's id."""
    finger.click_row("sell.products", 0)
    finger.key("F9")
    return list(finger.shop.invoices)[-1]


def test_one_key_after_the_cart_shows_the_code(finger: Finger) -> None:
    id = charge(finger)

    address = finger.shop.invoices[id].prompts[-1].address
    assert finger.find("pay.qr").text == address  # type: ignore[attr-defined] # our own view
    assert finger.find("pay.stage").accessibleName() == "Waiting for payment"


def test_amount_and_address_are_copied_as_machines_want_them(finger: Finger) -> None:
    id = charge(finger)
    prompt = finger.shop.invoices[id].prompts[-1]

    finger.click("pay.copyAmount")
    assert QGuiApplication.clipboard().text() == format_amount(prompt.due)
    finger.click("pay.copyAddress")
    assert QGuiApplication.clipboard().text() == prompt.address


def test_the_clock_counts_down(finger: Finger) -> None:
    charge(finger)
    finger.shop.pass_time(61)

    assert finger.until(lambda: finger.text("pay.clock") == "13:59 left")


def test_the_code_goes_away_as_soon_as_the_payment_is_seen(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id)

    assert finger.until(lambda: finger.text("pay.stage.words").startswith("Payment seen"))
    assert not finger.sees("pay.qr")
    assert finger.text("pay.clock") == "Time paused, payment seen"


def test_confirmations_are_counted(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id)
    finger.shop.deepen(id, 1)

    assert finger.until(lambda: finger.text("pay.stage.words") == "Confirming 1 of 2")


def test_a_paid_sale_gives_a_receipt_and_enter_begins_the_next(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id)
    finger.shop.deepen(id, 2)
    assert finger.until(lambda: finger.text("pay.stage.words") == "Paid CHF\u00a03.50")

    finger.click("pay.receipt")
    assert str(finger.shop.invoices[id].paid_tx) in finger.text("receipt.text").replace("\n", "")
    finger.click("receipt.close")
    finger.key("Return")

    assert finger.text("sell.total") == "CHF\u00a00.00"


def test_another_coin_shows_another_code(finger: Finger) -> None:
    id = charge(finger)
    finger.click("pay.coin.ETH")

    assert finger.shop.invoices[id].prompts[-1].due.asset.code == "ETH"
    assert finger.text("pay.network") == "Ether on Ethereum"


def test_the_wallet_link_carries_the_amount(finger: Finger) -> None:
    id = charge(finger)
    finger.click("pay.link")

    uri = finger.shop.invoices[id].prompts[-1].uri
    assert finger.find("pay.qr").text == uri  # type: ignore[attr-defined] # our own view


def test_a_cancelled_payment_gives_the_cart_back(finger: Finger) -> None:
    id = charge(finger)
    finger.click("pay.cancel")

    assert stage_of(finger.shop.invoices[id]) is Stage.CANCELLED
    assert finger.text("sell.total") == "CHF\u00a03.50"


def test_a_held_payment_waits_in_the_tray_and_the_till_is_free(finger: Finger) -> None:
    charge(finger)
    finger.key("F4")

    assert finger.text("sell.total") == "CHF\u00a00.00"
    assert finger.text("rail.badge") == "1"


def test_going_back_and_charging_the_same_cart_shows_the_same_invoice(finger: Finger) -> None:
    charge(finger)
    finger.key("Esc")
    finger.key("F9")

    assert len(finger.shop.invoices) == 1


def test_a_changed_cart_voids_the_old_code(finger: Finger) -> None:
    old = charge(finger)
    finger.key("Esc")
    finger.click_row("sell.products", 1)
    finger.key("F9")

    assert stage_of(finger.shop.invoices[old]) is Stage.CANCELLED
    assert len(finger.shop.invoices) == 2


def test_a_short_payment_is_accepted_only_after_a_question(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id, 100)
    assert finger.until(lambda: finger.text("pay.stage.words").startswith("Missing"))

    finger.click("pay.accept")
    assert stage_of(finger.shop.invoices[id]) is Stage.PARTIAL
    finger.click("confirm.yes")

    assert stage_of(finger.shop.invoices[id]) is Stage.PAID


def test_after_expiry_a_new_code_is_one_key_away(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.pass_time(2000)
    finger.shop.take_look(id)
    assert finger.until(lambda: finger.text("pay.stage.words") == "Time over, nothing received")

    finger.key("Return")

    assert len(finger.shop.invoices) == 2
    assert finger.text("pay.stage.words") == "Waiting for payment"


def test_a_replaced_payment_warns(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id)
    finger.shop.lose(id)

    assert finger.until(lambda: finger.text("pay.stage.words").startswith("WARNING"))


def test_a_replaced_payment_takes_the_screen_until_it_is_understood(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id)
    finger.shop.lose(id)

    assert finger.until(lambda: finger.sees("pay.understood"))
    assert finger.text("pay.verdict.headline").startswith("WARNING")
    assert finger.text("pay.verdict.hint").startswith("Do not hand over goods")
    assert not finger.sees("pay.qr")

    finger.click("pay.understood")
    assert finger.sees("pay.qr")
    assert finger.text("pay.stage.words").startswith("WARNING")


def test_a_payment_that_is_lost_again_warns_anew(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id)
    finger.shop.lose(id)
    finger.until(lambda: finger.sees("pay.understood"))
    finger.click("pay.understood")

    finger.shop.see(id, tx=2)
    finger.shop.spend_twice(id)

    assert finger.until(lambda: finger.sees("pay.understood"))


def test_a_caution_is_told_with_what_it_asks_for(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id, cautions=(Caution.REPLACEABLE,))

    assert finger.until(lambda: finger.text("pay.stage.words").startswith("Payment seen"))
    assert finger.text("pay.policy") == "Safe to hand over after 2 confirmations"


def test_a_coin_that_cannot_be_seen_cannot_be_chosen(many: Finger) -> None:
    many.shop.show_chain(XMR.chain, is_connected=False)
    charge(many)

    assert many.until(lambda: not many.find("pay.coin.XMR").isEnabled())
    assert (
        many.find("pay.coin.XMR")
        .accessibleName()
        .endswith("not now, the Monero network cannot be seen")
    )
    assert many.find("pay.coin.LTC").isEnabled()


def test_the_first_coin_that_can_be_seen_is_asked_for(many: Finger) -> None:
    many.shop.show_chain(BTC.chain, is_connected=False)
    many.settle()

    id = charge(many)

    assert many.shop.invoices[id].prompts[-1].due.asset == XMR


def test_a_short_hiccup_takes_no_coin_away(many: Finger) -> None:
    known = many.shop.feed.chain(BTC.chain)
    assert known is not None
    many.shop.show_seen(replace(known, is_connected=False, trouble="no answer"))
    many.settle()

    id = charge(many)

    assert many.shop.invoices[id].prompts[-1].due.asset == BTC


def test_a_till_that_sees_no_network_says_so_and_tries_again(many: Finger) -> None:
    for coin in many.shop.offered:
        many.shop.show_chain(coin.asset.chain, is_connected=False)
    many.settle()
    many.click_row("sell.products", 0)
    many.key("F9")
    assert many.text("pay.stage.words") == "No coin can be taken now"
    assert not many.shop.invoices

    many.shop.show_chain(XMR.chain, is_connected=True)
    many.settle()
    many.key("Return")

    assert many.until(lambda: many.sees("pay.qr"))


def test_a_coin_that_the_desk_refuses_leaves_the_others(many: Finger) -> None:
    many.shop.refuse_unseen = {"BTC"}
    many.click_row("sell.products", 0)
    many.key("F9")
    assert many.text("pay.stage.words") == "BTC cannot be taken now"

    many.click("pay.coin.LTC")

    assert many.until(lambda: many.sees("pay.qr"))


def test_an_address_of_ninety_five_letters_fits_the_smallest_screen(many: Finger) -> None:
    many.window.resize(1024, 600)
    charge(many)
    many.click("pay.coin.XMR")

    address = many.find("pay.address")
    frame = address.parentWidget()
    assert frame is not None
    assert address.geometry().bottom() <= frame.height()
    many.click("pay.copyAddress")
    prompt = list(many.shop.invoices.values())[-1].prompts[-1]
    assert QGuiApplication.clipboard().text() == prompt.address
    assert len(prompt.address) == 95


def test_a_chain_out_of_sight_is_told(finger: Finger) -> None:
    charge(finger)
    finger.shop.show_chain(is_connected=False)

    words = "Can't see the Ethereum network"
    assert finger.until(lambda: finger.text("pay.stage.words") == words)
    assert finger.text("strip.networks").strip() == "Ethereum offline"


def test_a_coin_without_a_rate_leaves_the_others(finger: Finger, shop: FakeShop) -> None:
    shop.refuse_rate = {"0xBTC"}
    finger.click_row("sell.products", 0)
    finger.key("F9")
    assert finger.text("pay.stage.words") == "No current rate for 0xBTC"

    finger.click("pay.coin.ETH")

    assert finger.text("pay.stage.words") == "Waiting for payment"


def test_money_that_comes_while_another_sale_is_on_is_told_above_it(finger: Finger) -> None:
    id = charge(finger)
    finger.key("F4")
    finger.shop.see(id)

    assert finger.until(
        lambda: finger.window.toasts.words()[-1] == "Payment seen: CHF\u00a03.50, Sale 1042"
    )


def test_the_whole_sale_needs_no_mouse(finger: Finger) -> None:
    finger.write("450")
    finger.key("Return", "F9")
    id = list(finger.shop.invoices)[-1]
    finger.shop.see(id)
    finger.shop.deepen(id, 2)
    finger.until(lambda: finger.text("pay.stage.words").startswith("Paid"))
    finger.key("Return")

    price = finger.shop.invoices[id].terms.price
    assert price is not None
    assert price.value == Decimal("4.50")
    assert finger.text("sell.total") == "CHF\u00a00.00"


def test_chips_are_never_squeezed_and_an_arrow_leads_to_the_rest(finger: Finger) -> None:
    finger.window.resize(1024, 600)
    charge(finger)

    for code in ("0xBTC", "ETH", "USDC"):
        chip = finger.find(f"pay.coin.{code}")
        assert chip.width() >= chip.sizeHint().width()
    assert finger.sees("pay.coins.next")


def test_after_a_part_the_code_and_the_amount_ask_for_the_rest_only(finger: Finger) -> None:
    id = charge(finger)
    finger.click("pay.coin.ETH")
    due = finger.shop.invoices[id].prompts[-1].due.units
    finger.shop.see(id, due - 1000)

    rest = finger.shop.request(finger.shop.invoices[id])
    assert finger.until(lambda: finger.find("pay.qr").text == rest.qr)  # type: ignore[attr-defined] # our own view
    assert rest.qr.endswith("?value=1000")
    finger.click("pay.copyAmount")
    assert QGuiApplication.clipboard().text() == format_amount(rest.due)


def test_after_a_part_the_wallet_link_asks_for_the_rest_only(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id, finger.shop.invoices[id].prompts[-1].due.units - 7)
    finger.until(lambda: finger.sees("pay.link") and finger.text("pay.amount").startswith("0.000"))

    finger.click("pay.link")

    assert finger.find("pay.qr").text.endswith("&uint256=7")  # type: ignore[attr-defined] # our own view


def test_the_amount_breaks_only_before_its_unit(finger: Finger) -> None:
    finger.window.resize(1024, 600)
    charge(finger)
    part = finger.find("pay.amount")
    assert isinstance(part, QTextEdit)

    first = part.document().begin().layout().lineAt(0)
    words = part.toPlainText()[: first.textLength()]
    number = part.toPlainText().partition(" ")[0].partition("\u00a0")[0]
    assert words.strip().startswith(number)


def test_the_receipt_of_a_sale_paid_too_much_says_how_to_claim_the_rest(finger: Finger) -> None:
    id = charge(finger)
    due = finger.shop.invoices[id].prompts[-1].due.units
    finger.shop.see(id, due * 2, depth=4)
    finger.settle()

    finger.click("pay.receipt")

    assert "PIN 123456" in finger.text("receipt.text")
    code = finger.find("receipt.claim")
    assert isinstance(code, QrView)
    assert code.text.endswith("/refund?token=abc")
    finger.click("receipt.close")
