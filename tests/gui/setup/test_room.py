"""The owner's way through the assistant: forwards, backwards, out of it and back again."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from qasync import QEventLoop

from pos.gui.setupdoors import CoinSeen, Mark, Step
from tests.fakes.setup import COINS, FakeSetup
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger, dressed, theme_of


def test_at_the_first_start_the_assistant_fills_the_window(owner: Finger) -> None:
    assert owner.sees("setup")
    assert "Welcome" in owner.text("setup.title")
    assert not owner.sees("rail.sell")
    assert not owner.sees("strip.shop")
    assert not owner.sees("phone.exact")


def test_where_the_owner_was_before_it_goes_on(qapp: QApplication, window_loop: QEventLoop) -> None:
    setup = FakeSetup(here=Step.RATES, marks={Step.SHOP: Mark.DONE})
    owner = Finger(window_loop, FakeShop(setup=setup), dressed(qapp, theme_of()))
    owner.open(may_set_up=True)

    assert owner.text("setup.title") == "What do the coins cost?"
    assert owner.find("setup.step.shop").accessibleName() == "Your shop, done"
    owner.close()


@pytest.mark.parametrize(("may_set_up", "is_first"), [(False, True), (True, False)])
def test_nobody_is_shown_the_assistant_unasked_but_a_new_owner(
    qapp: QApplication, window_loop: QEventLoop, may_set_up: bool, is_first: bool
) -> None:
    shop = FakeShop(setup=FakeSetup(is_first=is_first))
    owner = Finger(window_loop, shop, dressed(qapp, theme_of()))
    owner.open(may_set_up=may_set_up)

    assert not owner.sees("setup")
    owner.window.set_up()
    owner.settle()
    assert owner.sees("setup")
    owner.close()


def test_next_writes_down_what_was_answered_and_goes_on(owner: Finger, setup: FakeSetup) -> None:
    owner.click("setup.next")

    assert setup.values["window.language"] == "en"
    assert setup.marks == {Step.LANGUAGE: Mark.DONE}
    assert setup.here is Step.START


def test_what_is_left_out_is_remembered_as_left_out(owner: Finger, setup: FakeSetup) -> None:
    owner.click("setup.step.coins")

    owner.click("setup.skip")

    assert setup.marks == {Step.COINS: Mark.SKIPPED}
    assert owner.text("setup.title") == "When is a payment good enough?"
    assert owner.find("setup.step.coins").accessibleName() == "Coins, left out"


def test_going_on_without_an_answer_leaves_the_step_out(owner: Finger, setup: FakeSetup) -> None:
    owner.click("setup.step.owner")

    owner.click("setup.next")

    assert setup.marks == {Step.OWNER: Mark.SKIPPED}


def test_back_and_escape_lead_back(owner: Finger) -> None:
    owner.click("setup.step.shop")
    owner.click("setup.back")
    assert owner.text("setup.title") == "How do you want to start?"

    owner.key("Esc")

    assert "Welcome" in owner.text("setup.title")


def test_the_keyboard_alone_leads_through(owner: Finger, setup: FakeSetup) -> None:
    owner.key("Return")
    owner.click("setup.start.shop")
    owner.write("Corner shop")
    owner.key("Return")

    assert setup.values["shop.name"] == "Corner shop"
    assert owner.text("setup.title") == "Your PIN"


def test_what_the_engine_refuses_is_said_on_the_page(owner: Finger, setup: FakeSetup) -> None:
    setup.refusal = "The folder cannot be written"

    owner.click("setup.next")

    assert owner.text("setup.why") == "The folder cannot be written"
    assert "Welcome" in owner.text("setup.title")


def test_later_gives_the_window_back_to_the_till(owner: Finger, setup: FakeSetup) -> None:
    owner.click("setup.close")

    assert setup.ends == [False]
    assert owner.sees("sell.search")
    assert owner.sees("rail.sell")
    assert owner.sees("phone.exact")


def test_another_language_opens_the_window_anew_and_the_assistant_with_it(
    owner: Finger, setup: FakeSetup
) -> None:
    wishes: list[bool | None] = []
    owner.window.reopening.connect(wishes.append)
    owner.click("setup.language.de")

    owner.click("setup.next")
    owner.loop.run_until_complete(owner.window.leave_shop())
    owner.window.connect_shop(owner.bridge)
    owner.settle()

    assert setup.values["window.language"] == "de"
    assert wishes == [True]
    assert owner.sees("setup")


def test_opening_the_shop_switches_to_real_money(owner: Finger, setup: FakeSetup) -> None:
    wishes: list[bool | None] = []
    owner.window.reopening.connect(wishes.append)
    owner.loop.run_until_complete(setup.save({"coins.BTC.enabled": True, "wallets.BTC.key": "x"}))
    owner.click("setup.step.open")

    owner.click("setup.next")

    assert setup.ends == [True]
    assert wishes == [False]
    assert not owner.sees("setup")


def test_a_shop_without_any_coin_is_not_opened(owner: Finger, setup: FakeSetup) -> None:
    owner.click("setup.step.open")

    owner.click("setup.next")

    assert owner.text("setup.why") == "No coin is set up yet"
    assert setup.ends == []


def test_no_alarm_is_missed_while_the_assistant_is_open(owner: Finger) -> None:
    owner.window.errands.troubled.emit("The disk is nearly full")

    assert "The disk is nearly full" in owner.window.toasts.words()


def test_of_a_shop_that_sells_the_manager_alone_enters_the_assistant(
    qapp: QApplication, window_loop: QEventLoop
) -> None:
    coins = [replace(COINS[0], has_wallet=True, is_on=True)]
    setup = FakeSetup(pin="2468", coins=coins, is_first=False)
    owner = Finger(window_loop, FakeShop(setup=setup), dressed(qapp, theme_of()))
    owner.open()
    owner.window.set_up()
    owner.until(lambda: owner.sees("pin.display"))

    assert not owner.sees("setup")
    owner.write("1111")
    owner.key("Return")
    assert not owner.sees("setup")
    owner.write("2468")
    owner.key("Return")
    assert owner.until(lambda: owner.sees("setup"))
    owner.close()


def test_other_figures_open_the_window_anew(owner: Finger, setup: FakeSetup) -> None:
    wishes: list[bool | None] = []
    owner.window.reopening.connect(wishes.append)
    region = owner.find("setup.region")
    assert isinstance(region, QComboBox)
    region.setCurrentText("Switzerland")

    owner.click("setup.next")

    assert wishes == [True]
    assert setup.values["window.region"] == "CH"


@pytest.mark.parametrize(
    "coin", [replace(COINS[0], waits=True), replace(COINS[0], has_wallet=True)]
)
def test_of_a_shop_that_is_about_to_open_the_manager_alone_enters_the_assistant(
    qapp: QApplication, window_loop: QEventLoop, coin: CoinSeen
) -> None:
    setup = FakeSetup(pin="2468", coins=[coin], is_first=False)
    owner = Finger(window_loop, FakeShop(setup=setup), dressed(qapp, theme_of()))
    owner.open()

    owner.window.set_up()

    assert owner.until(lambda: owner.sees("pin.display"))
    assert not owner.sees("setup")
    owner.key("Escape")
    owner.close()


def test_a_shop_that_sells_without_a_pin_is_changed_by_nobody_at_the_till(
    qapp: QApplication, window_loop: QEventLoop
) -> None:
    setup = FakeSetup(coins=[replace(COINS[0], is_on=True)], is_first=False)
    owner = Finger(window_loop, FakeShop(setup=setup), dressed(qapp, theme_of()))
    owner.open()

    owner.window.set_up()
    owner.settle()

    assert not owner.sees("setup")
    assert any("florin pin" in words for words in owner.window.toasts.words())
    owner.close()
