"""The customer's phone and the marks of practice mode."""

from pos.domain.payment.stage import Stage, stage_of
from tests.gui.counter import Finger


def charge(finger: Finger) -> str:
    finger.click_row("sell.products", 0)
    finger.key("F9")
    return list(finger.shop.invoices)[-1]


def test_practice_is_written_on_the_window_and_the_receipt(practice: Finger) -> None:
    assert practice.text("strip.practice") == "PRACTICE \u2013 not real money"
    assert practice.sees("rail.ribbon")

    id = charge(practice)
    practice.shop.see(id)
    practice.shop.deepen(id, 3)
    practice.until(lambda: practice.sees("pay.receipt"))
    practice.click("pay.receipt")

    assert practice.text("receipt.text").startswith("*** PRACTICE")
    practice.click("receipt.close")


def test_without_practice_there_is_no_phone(finger: Finger) -> None:
    assert not finger.sees("phone.exact")
    assert not finger.sees("strip.phone")
    assert not finger.sees("rail.ribbon")


def test_paying_exactly_covers_the_price(practice: Finger) -> None:
    id = charge(practice)
    practice.click("phone.exact")

    assert stage_of(practice.shop.invoices[id]) is Stage.SEEN


def test_paying_too_little_leaves_something_due(practice: Finger) -> None:
    id = charge(practice)
    practice.click("phone.little")

    assert stage_of(practice.shop.invoices[id]) is Stage.PARTIAL


def test_paying_too_much_sends_a_tenth_more(practice: Finger) -> None:
    due = practice.shop.invoices[charge(practice)].prompts[-1].due.units
    practice.click("phone.much")

    assert practice.shop.paid_by_phone[-1][1].units == due * 11 // 10


def test_two_parts_and_late_are_asked_of_the_phone(practice: Finger) -> None:
    charge(practice)
    practice.click("phone.late")
    _, _, _, delay = practice.shop.paid_by_phone[-1]
    assert delay == 905

    practice.key("F4")
    charge(practice)
    practice.click("phone.parts")
    assert practice.shop.paid_by_phone[-1][2] == 2


def test_a_double_spend_needs_a_payment_first(practice: Finger) -> None:
    charge(practice)
    assert not practice.find("phone.doubleSpend").isEnabled()

    practice.click("phone.exact")
    practice.click("phone.doubleSpend")

    assert practice.until(lambda: practice.text("pay.stage.words").startswith("WARNING"))


def test_the_network_can_be_cut_and_blocks_be_made(practice: Finger) -> None:
    before = practice.shop.height
    practice.click("phone.mine")
    practice.click("phone.offline")

    assert practice.shop.height == before + 1
    assert practice.until(lambda: practice.text("strip.networks").strip() == "Ethereum offline")


def test_the_phone_is_put_away_by_its_button(practice: Finger) -> None:
    practice.click("strip.phone")

    assert not practice.sees("phone.exact")
