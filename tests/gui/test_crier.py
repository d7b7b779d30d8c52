"""What happens is seen and heard, whatever is in front."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos.domain.ids import WalletId
from pos.domain.payment.deposit import Caution
from pos.domain.payment.terms import Door, Origin
from pos.engine.feed import GapGrew
from pos.gui.sounds import Tone
from tests.fakes.goods import BTC
from tests.gui.counter import Finger


def charge(finger: Finger) -> str:
    finger.click_row("sell.products", 0)
    finger.key("F9")
    return list(finger.shop.invoices)[-1]


def park(finger: Finger) -> str:
    """A payment that waits in the tray while the cashier sells on."""
    id = charge(finger)
    finger.key("F4")
    return id


def says(finger: Finger, words: str) -> bool:
    return any(words in said for said in finger.window.toasts.words())


def toast(finger: Finger, words: str) -> QWidget:
    return next(
        part
        for part in finger.window.toasts.findChildren(QWidget, "toast")
        if words in part.accessibleName() and part.isVisible()
    )


def test_a_payment_is_heard_when_it_is_seen_and_when_it_is_paid(finger: Finger) -> None:
    id = charge(finger)
    finger.shop.see(id)
    finger.settle()
    finger.shop.deepen(id, 2)

    assert finger.until(lambda: finger.ear.heard == [Tone.SEEN, Tone.PAID])


def test_a_payment_that_is_trusted_at_once_is_heard_once(many: Finger) -> None:
    many.shop.see(charge(many))

    assert many.until(lambda: many.ear.heard == [Tone.PAID])


def test_customers_of_the_online_shop_are_not_heard_at_the_counter(finger: Finger) -> None:
    price = finger.shop.open_plain().terms.price
    assert price is not None
    web = finger.shop.open_invoice(price, Origin(door=Door.ZEROXBTCPAY), code="ETH")
    finger.settle()
    finger.shop.see(web.id)

    assert finger.until(lambda: says(finger, "Payment seen"))
    assert finger.ear.heard == []


def test_a_part_is_heard_as_something_to_look_at(finger: Finger) -> None:
    finger.shop.see(charge(finger), 100_000_000)

    assert finger.until(lambda: finger.ear.heard == [Tone.ATTENTION])


def test_a_double_spent_payment_in_the_tray_is_seen_and_heard_above_another_sale(
    finger: Finger,
) -> None:
    first = park(finger)
    charge(finger)
    finger.shop.see(first)
    finger.settle()
    finger.shop.spend_twice(first)

    assert finger.until(lambda: says(finger, "Sale 1042  ·  Payment is being double-spent"))
    assert finger.ear.heard[-1] is Tone.ATTENTION
    assert "double-spent" in finger.find("rail.pending").accessibleName()


def test_an_alarm_that_was_clicked_away_opens_its_payment(finger: Finger) -> None:
    first = park(finger)
    charge(finger)
    finger.shop.see(first)
    finger.shop.lose(first)
    finger.until(lambda: says(finger, "replaced"))

    finger.click_part(toast(finger, "replaced"))

    assert finger.text("pay.title") == "Sale 1042"
    assert not says(finger, "replaced")


def test_opening_a_payment_takes_its_alarm_away(finger: Finger) -> None:
    first = park(finger)
    finger.shop.see(first)
    finger.shop.lose(first)
    finger.until(lambda: says(finger, "replaced"))

    finger.key("Ctrl+2", "Return")

    assert finger.sees("pay.understood")
    assert not says(finger, "replaced")


def test_an_alarm_of_the_payment_in_front_is_also_said_in_a_dialog_above_it(
    finger: Finger,
) -> None:
    id = charge(finger)
    finger.shop.see(id)
    finger.until(lambda: finger.sees("pay.accept"))
    finger.click("pay.accept")

    finger.shop.lose(id)

    assert finger.until(lambda: finger.sees("confirm.notice.words"))
    assert "Do not hand over goods" in finger.text("confirm.notice.words")


def test_money_that_is_lost_after_the_sale_was_paid_stays_in_the_tray(many: Finger) -> None:
    id = charge(many)
    many.shop.see(id)
    many.until(lambda: many.sees("pay.newSale"))
    many.key("Return")
    many.shop.lose(id)

    assert many.until(lambda: says(many, "left the chain after the sale was done"))
    assert "1 needs action" in many.find("rail.pending").accessibleName()


def test_what_cannot_be_spent_is_something_to_look_at(many: Finger) -> None:
    first = park(many)
    many.shop.see(first, cautions=(Caution.LOCKED,))

    assert many.until(lambda: says(many, "What came cannot be spent"))
    assert many.ear.heard == [Tone.ATTENTION]


def test_sources_that_disagree_are_told_once_and_lead_to_the_networks(many: Finger) -> None:
    known = many.shop.feed.chain(BTC.chain)
    assert known is not None
    liar = replace(known, is_connected=False, is_distrusted=True, trouble="two hashes")
    for _ in range(3):
        many.shop.show_seen(liar)
        many.settle()

    assert many.window.toasts.words() == [
        "The servers of Bitcoin disagree. Its payments are not believed until they agree"
    ]
    assert many.ear.heard == [Tone.ATTENTION]

    many.click_part(toast(many, "disagree"))
    assert many.sees("networks.close")


def test_a_wallet_that_may_stop_looking_is_told_without_a_sound(many: Finger) -> None:
    many.shop.feed.publish(GapGrew(wallet=WalletId("w"), code="BTC", unpaid=15, gap_limit=40))

    assert many.until(lambda: says(many, "set its gap limit to 40 (florin wallets)"))
    assert many.ear.heard == []


def test_newer_words_about_a_wallet_take_the_place_of_older_ones(many: Finger) -> None:
    for unpaid in (15, 20):
        gap = GapGrew(wallet=WalletId("w"), code="BTC", unpaid=unpaid, gap_limit=40)
        many.shop.feed.publish(gap)
        many.settle()

    (words,) = many.window.toasts.words()
    assert words.startswith("20 customers")
    many.click_part(toast(many, "20 customers"))
    assert many.window.toasts.words() == []


def test_the_mute_button_silences_the_till(finger: Finger) -> None:
    finger.click("strip.sound")
    assert finger.find("strip.sound").accessibleName().startswith("Sound is off")

    finger.shop.see(charge(finger))
    finger.until(lambda: finger.text("pay.stage.words").startswith("Payment seen"))
    assert finger.ear.heard == []

    finger.key("Ctrl+M")
    assert finger.find("strip.sound").accessibleName().startswith("Sound is on")


def test_what_is_wrong_with_the_house_stays_until_it_is_over(finger: Finger) -> None:
    finger.shop.feed.warn("house:records", "The disk is full")
    assert finger.until(lambda: says(finger, "The disk is full"))
    heard = list(finger.ear.heard)

    finger.shop.feed.warn("house:records", "")

    assert finger.until(lambda: not says(finger, "The disk is full"))
    assert finger.ear.heard == heard == [Tone.ATTENTION]


def test_a_click_on_what_is_wrong_with_the_house_opens_no_payment(finger: Finger) -> None:
    finger.shop.feed.warn("house:clock", "The clock was set back")
    assert finger.until(lambda: says(finger, "set back"))

    finger.click_part(toast(finger, "set back"))
    finger.settle()

    assert finger.window.toasts.words() == []
