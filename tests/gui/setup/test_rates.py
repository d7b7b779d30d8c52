"""The services are asked at once, and the answers are shown."""

from decimal import Decimal

from pos.gui.setupdoors import Step
from tests.fakes.setup import FakeSetup
from tests.gui.setup.conftest import At


def test_the_live_answers_are_shown(at: At) -> None:
    owner = at(Step.RATES)

    assert owner.text("setup.rates.told.coingecko") == "CoinGecko does not answer"
    assert owner.text("setup.rates.told.kraken") == "Kraken answers"
    assert "80" in owner.text("setup.rates.told.BTC")


def test_services_are_switched_off_and_asked_again(at: At, setup: FakeSetup) -> None:
    owner = at(Step.RATES)
    owner.click("setup.rates.coingecko")

    owner.click("setup.rates.ask")
    owner.click("setup.next")

    assert setup.asked[-1]["rates.coingecko"] is False
    assert setup.values["rates.coingecko"] is False


def test_the_spread_is_written_for_every_coin_of_the_shop(at: At, setup: FakeSetup) -> None:
    owner = at(Step.COINS)
    owner.loop.run_until_complete(setup.save({"wallets.BTC.key": "x", "coins.BTC.enabled": True}))
    owner.window.set_up()
    owner.settle()
    owner.click("setup.step.rates")
    owner.write_in("setup.rates.spread", "0,5")

    owner.click("setup.next")

    assert setup.values["rates.spread.BTC"] == Decimal("0.5")


def test_a_spread_that_is_none_is_refused(at: At) -> None:
    owner = at(Step.RATES)
    owner.write_in("setup.rates.spread", "lots")

    owner.click("setup.next")

    assert "from 0 to 50" in owner.text("setup.why")
