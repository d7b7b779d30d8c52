"""Language and country are asked first, and the currency follows."""

import pytest
from PySide6.QtWidgets import QComboBox

from pos.gui.setupdoors import Mark, Step
from tests.fakes.setup import FakeSetup
from tests.gui.counter import Finger


def pick(owner: Finger, country: str) -> None:
    region = owner.find("setup.region")
    assert isinstance(region, QComboBox)
    region.setCurrentText(country)


@pytest.mark.parametrize(("country", "currency"), [("Ireland", "EUR"), ("Switzerland", "CHF")])
def test_the_country_proposes_its_currency(
    owner: Finger, setup: FakeSetup, country: str, currency: str
) -> None:
    pick(owner, country)
    assert currency in owner.text("setup.region.told")

    owner.click("setup.next")

    assert setup.values["shop.currency"] == currency
    assert setup.values["window.region"] in {"IE", "CH"}


def test_a_currency_that_was_chosen_is_not_changed_by_the_country(
    owner: Finger, setup: FakeSetup
) -> None:
    setup.marks = {Step.SHOP: Mark.DONE}
    owner.loop.run_until_complete(setup.save({"shop.currency": "USD"}))
    owner.window.set_up()
    owner.settle()
    pick(owner, "Switzerland")

    owner.click("setup.next")

    assert setup.values["shop.currency"] == "USD"


def test_who_does_not_say_where_keeps_the_figures_of_the_language(
    owner: Finger, setup: FakeSetup
) -> None:
    pick(owner, "Not said")

    owner.click("setup.next")

    assert setup.values["window.region"] == ""
    assert owner.text("setup.title") == "How do you want to start?"
