"""A first sale with play money, led through by one line."""

from pos.gui.bridge import Bridge
from pos.gui.setupdoors import Mark, Step
from tests.fakes.setup import FakeSetup
from tests.gui.counter import Finger


def pay(owner: Finger) -> None:
    id = list(owner.shop.invoices)[-1]
    owner.shop.see(id)
    owner.shop.deepen(id, 3)
    owner.until(lambda: "Paid" in owner.text("guide.words"))


def test_each_next_step_of_the_sale_is_said(owner: Finger, setup: FakeSetup) -> None:
    owner.click("setup.step.start")
    owner.click("setup.start.practice")
    said = [owner.text("guide.words")]
    owner.click_row("sell.products", 0)
    said.append(owner.text("guide.words"))
    owner.key("F9")
    said.append(owner.text("guide.words"))
    pay(owner)
    owner.settle()

    assert [words[:6] for words in said] == ["1 of 3", "2 of 3", "3 of 3"]
    assert setup.marks[Step.TRIAL] is Mark.DONE


def test_after_the_sale_the_assistant_goes_on_with_the_shop(
    owner: Finger, setup: FakeSetup
) -> None:
    owner.click("setup.step.start")
    owner.click("setup.start.practice")
    owner.click_row("sell.products", 0)
    owner.key("F9")
    pay(owner)
    owner.settle()

    owner.click("guide.on")

    assert owner.text("setup.title") == "Your shop"
    assert not owner.sees("guide.words")


def test_a_cart_that_is_emptied_begins_again(owner: Finger) -> None:
    owner.click("setup.step.trial")
    owner.click("setup.trial.go")
    owner.click_row("sell.products", 0)
    owner.key("Ctrl+Z")

    assert owner.text("guide.words").startswith("1 of 3")


def test_from_a_real_shop_it_leads_to_the_practice_shop_first(owner: Finger) -> None:
    wishes: list[bool | None] = []
    owner.shop.is_practice = False
    owner.loop.run_until_complete(owner.window.leave_shop())
    owner.window.connect_shop(Bridge(owner.loop, owner.shop.front()))
    owner.settle()
    owner.window.reopening.connect(wishes.append)
    owner.click("setup.step.trial")

    owner.click("setup.trial.go")

    assert wishes == [True]
