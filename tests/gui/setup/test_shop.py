"""What stands on receipts."""

from pos.gui.setupdoors import Mark, Step
from tests.fakes.setup import FakeSetup
from tests.gui.counter import Finger
from tests.gui.setup.conftest import At


def test_the_shop_s_facts_are_written_down(at: At, setup: FakeSetup) -> None:
    owner = at(Step.SHOP)
    owner.write("Corner shop")
    owner.key("Tab")
    owner.write("High Street 1")
    owner.key("Tab")
    owner.write("IE 123")

    owner.click("setup.next")

    assert setup.values["shop.name"] == "Corner shop"
    assert setup.values["shop.address"] == "High Street 1"
    assert setup.values["shop.tax_number"] == "IE 123"
    assert setup.marks == {Step.SHOP: Mark.DONE}


def test_a_shop_without_a_name_is_asked_for_one(at: At, setup: FakeSetup) -> None:
    owner = at(Step.SHOP)

    owner.click("setup.next")

    assert "Type the name" in owner.text("setup.why")
    assert setup.marks == {}


def test_what_is_known_is_shown_again(at: At, setup: FakeSetup) -> None:
    setup.values |= {"shop.name": "Café", "shop.address": "Lane 2\nTown", "shop.currency": "CHF"}
    owner = _reopened(at)

    assert owner.text("setup.shop.name") == "Café"
    assert owner.text("setup.shop.address") == "Lane 2\nTown"


def _reopened(at: At) -> Finger:
    owner = at(Step.SHOP)
    owner.window.set_up()
    owner.settle()
    owner.click("setup.step.shop")
    return owner
