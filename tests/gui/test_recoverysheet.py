"""A forgotten PIN is replaced where it is asked for."""

from tests.gui.counter import Finger
from tests.screens import acts


def test_the_code_of_the_sheet_sets_a_new_pin_and_the_deed_goes_on(finger: Finger) -> None:
    acts.sign_rate(finger)
    finger.click("pin.forgotten")
    finger.write_in("recovery.code", finger.shop.pin.code)
    finger.write_in("recovery.first", "8642")
    finger.write_in("recovery.second", "8642")
    finger.click("recovery.yes")

    assert finger.shop.pin.pin == "8642"
    assert "Type it to go on" in finger.text("pin.why")
    finger.write("8642")
    finger.key("Return")
    assert not finger.sees("pin.display")


def test_a_wrong_code_is_told_and_the_old_pin_stays(finger: Finger) -> None:
    acts.sign_rate(finger)
    finger.click("pin.forgotten")
    finger.write_in("recovery.code", "00000")
    finger.write_in("recovery.first", "8642")
    finger.write_in("recovery.second", "8642")
    finger.click("recovery.yes")

    assert "not the code" in finger.text("recovery.why")
    assert finger.text("recovery.first") == ""
    assert finger.shop.pin.pin == "2468"


def test_two_different_new_pins_are_asked_for_again(finger: Finger) -> None:
    acts.sign_rate(finger)
    finger.click("pin.forgotten")
    finger.write_in("recovery.code", finger.shop.pin.code)
    finger.write_in("recovery.first", "8642")
    finger.write_in("recovery.second", "8643")
    finger.click("recovery.yes")

    assert "not the same" in finger.text("recovery.why")
    assert finger.shop.pin.pin == "2468"


def test_where_the_first_pin_is_chosen_none_can_be_forgotten(finger: Finger) -> None:
    finger.shop.pin.pin = None

    acts.sign_rate(finger)

    assert not finger.sees("pin.forgotten")
