"""The tray of payments under way."""

from tests.gui.counter import Finger


def test_a_payment_opens_from_the_tray_with_one_key(finger: Finger) -> None:
    first = finger.shop.open_plain("7.00")
    finger.settle()
    finger.key("Ctrl+2")

    finger.key("Return")

    assert finger.find("pay.qr").text == first.prompts[-1].address  # type: ignore[attr-defined] # our own view


def test_payments_leave_the_tray_when_they_are_paid(finger: Finger) -> None:
    id = finger.shop.open_plain("7.00").id
    finger.shop.see(id)
    finger.settle()
    assert finger.text("rail.badge") == "1"

    finger.shop.deepen(id, 3)

    assert finger.until(lambda: not finger.sees("rail.badge"))


def test_a_short_payment_whose_time_is_over_stays_until_somebody_decides(finger: Finger) -> None:
    id = finger.shop.open_plain("7.00").id
    finger.shop.see(id, 10)
    finger.shop.pass_time(2000)
    finger.shop.take_look(id)

    assert finger.until(lambda: finger.sees("rail.badge") and finger.text("rail.badge") == "! 1")


def test_an_empty_tray_says_so(finger: Finger) -> None:
    finger.key("Ctrl+2")

    assert not finger.sees("pending.open")
    assert not finger.sees("pending.list")
