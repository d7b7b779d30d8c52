"""The rule of a coin is a slider with a sentence."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QSlider

from pos.gui.setupdoors import Step
from tests.fakes.setup import FakeSetup
from tests.gui.counter import Finger
from tests.gui.setup.conftest import At


@pytest.fixture
def policy(at: At, setup: FakeSetup) -> Finger:
    owner = at(Step.COINS)
    owner.loop.run_until_complete(setup.save({"wallets.BTC.key": "x", "coins.BTC.enabled": True}))
    owner.window.set_up()
    owner.settle()
    owner.click("setup.step.policy")
    return owner


def slider(owner: Finger) -> QSlider:
    found = owner.find("setup.policy.BTC")
    assert isinstance(found, QSlider)
    return found


def test_the_usual_rule_is_where_the_slider_stands(policy: Finger, setup: FakeSetup) -> None:
    assert policy.text("setup.policy.told.BTC").startswith("Up to 50 EUR nobody waits")

    policy.click("setup.next")

    assert "coins.BTC.confirmations" not in setup.values


def test_another_amount_makes_another_rule(policy: Finger, setup: FakeSetup) -> None:
    slider(policy).setFocus()
    policy.key("Right")
    assert "Up to 100 EUR nobody waits" in policy.text("setup.policy.told.BTC")

    policy.click("setup.next")

    assert setup.values["coins.BTC.confirmations"] == [
        {"up_to": f"{Decimal(100)}", "confirmations": 0},
        {"up_to": "500", "confirmations": 1},
        {"confirmations": 6},
    ]


def test_without_any_coin_there_is_nothing_to_decide(at: At) -> None:
    assert "No coin is set up" in at(Step.POLICY).text("setup.policy.none")
