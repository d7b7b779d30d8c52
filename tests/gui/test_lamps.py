"""The lamps of the strip in a living window."""

from tests.gui.counter import Finger


def look(finger: Finger) -> None:
    desktop = finger.window.desktop
    assert desktop is not None
    finger.loop.call_soon(desktop.lamps.look)
    finger.settle()


def test_the_strip_says_how_old_the_rates_are(finger: Finger) -> None:
    assert finger.text("strip.rates") == "Rates 12\u00a0s"

    finger.shop.rate_ages = {"ETH/CHF": 700}
    look(finger)

    assert finger.text("strip.rates") == "Rates 11\u00a0min \u2013 too old"


def test_practice_has_fixed_rates(practice: Finger) -> None:
    assert practice.text("strip.rates") == "Fixed rates"
