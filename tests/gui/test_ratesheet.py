"""Setting a rate at the till: from "no rate" to a code, with the manager's PIN."""

from fractions import Fraction

from PySide6.QtWidgets import QLabel

from tests.gui.counter import Finger


def without_a_rate(finger: Finger) -> None:
    finger.shop.refuse_rate = {"0xBTC"}
    finger.click_row("sell.products", 0)
    finger.key("F9")


def test_the_manager_s_word_brings_the_sale_on_its_way_without_a_mouse(finger: Finger) -> None:
    without_a_rate(finger)
    finger.click("pay.setRate")
    finger.write("0.79")
    finger.key("Return")
    finger.write("2468")
    finger.key("Return")

    assert finger.until(lambda: finger.sees("pay.qr"))
    assert finger.shop.rates_by_hand == {"0xBTC": (Fraction(79, 100), finger.shop.now + 3600)}
    assert "The rate of 0xBTC is set for 1\u00a0h" in finger.window.toasts.words()


def test_what_is_signed_is_read_before_the_pin_is_typed(finger: Finger) -> None:
    without_a_rate(finger)
    finger.click("pay.setRate")
    finger.click("rate.for.900")
    finger.write("0.79")
    finger.key("Return")

    assert finger.text("pin.words").startswith("1\u00a00xBTC = 0.79\u00a0CHF for 15\u00a0min")


def test_the_last_rate_is_used_again_by_one_button(finger: Finger) -> None:
    without_a_rate(finger)
    finger.click("pay.setRate")
    assert "14\u00a0min ago" in finger.text("rate.last")
    finger.click("rate.useLast")
    finger.write("2468")
    finger.click("pin.yes")

    assert finger.until(lambda: finger.sees("pay.qr"))
    assert finger.shop.rates_by_hand["0xBTC"][0] == Fraction("0.8312")


def test_a_slip_of_the_finger_is_said(finger: Finger) -> None:
    without_a_rate(finger)
    finger.click("pay.setRate")
    finger.write("8.312")

    assert finger.text("rate.change") == "900\u00a0% above the last rate"


def test_nothing_is_no_price(finger: Finger) -> None:
    without_a_rate(finger)
    finger.click("pay.setRate")
    finger.key("Return")
    assert finger.text("rate.change") == "Please type a number first"
    finger.write(".0")
    finger.click("rate.yes")

    assert finger.text("rate.change") == "A coin costs more than nothing"


def test_a_wrong_pin_is_said_and_may_be_typed_again(finger: Finger) -> None:
    without_a_rate(finger)
    finger.click("pay.setRate")
    finger.click("rate.useLast")
    finger.write("1111")
    finger.key("Return")
    assert finger.text("pin.why") == "This is not the manager's PIN"
    assert finger.text("pin.display") == ""
    for key in ("2", "4", "back", "clear", "2", "4", "6", "8"):
        finger.click(f"pin.keypad.{key}")
    finger.key("Return")

    assert finger.until(lambda: finger.sees("pay.qr"))


def test_where_there_is_no_pin_yet_it_is_chosen_first(finger: Finger) -> None:
    finger.shop.pin.pin = None
    without_a_rate(finger)
    finger.click("pay.setRate")
    finger.click("rate.useLast")
    finger.write("8642")
    finger.key("Return")

    assert finger.until(lambda: finger.sees("pay.qr"))
    assert finger.shop.pin.pin == "8642"


def test_without_the_pin_nothing_is_set(finger: Finger) -> None:
    without_a_rate(finger)
    finger.click("pay.setRate")
    finger.click("rate.useLast")
    finger.click("pin.no")

    assert finger.shop.rates_by_hand == {}
    assert finger.text("pay.stage.words") == "No current rate for 0xBTC"


def test_a_rate_is_set_and_ended_from_the_sheet_of_coins_too(many: Finger) -> None:
    many.key("Ctrl+N")
    many.click("networks.setRate.ETH")
    many.write("2900")
    many.key("Return")
    many.write("2468")
    many.key("Return")
    words = "1\u00a0ETH = 2\u202f900\u00a0CHF"
    assert many.until(lambda: many.text("networks.rate.ETH") == words)

    many.click("networks.setRate.ETH")
    many.click("rate.end")
    many.write("2468")
    many.key("Return")

    assert many.until(lambda: many.text("networks.rate.ETH") != words)
    assert many.shop.rates_by_hand == {}


def test_the_sheet_says_what_each_coin_costs_and_which_service_is_unwell(many: Finger) -> None:
    many.shop.refuse_rate = {"XMR"}
    desktop = many.window.desktop
    assert desktop is not None
    many.loop.call_soon(desktop.lamps.look)
    many.settle()
    many.key("Ctrl+N")

    words = [part.text() for part in many.find("networks.rates").findChildren(QLabel)]
    assert "1\u00a0BTC = 94\u202f957\u00a0CHF" in words
    assert "XMR: no rate" in words
    assert any("disagree about XMR" in text for text in words)
    assert "Rates from bitstamp, coinbase, kraken" in words


def test_no_rate_is_set_of_a_coin_that_was_taken_off_the_list(finger: Finger) -> None:
    without_a_rate(finger)
    finger.shop.offered = finger.shop.offered[1:]
    finger.click("pay.setRate")

    assert "This shop does not take 0xBTC" in finger.window.toasts.words()[-1]
    assert not finger.sees("rate.display")
