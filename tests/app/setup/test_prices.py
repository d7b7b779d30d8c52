"""The services are asked as the settings name them."""

import pytest

from pos.domain.errors import Refused
from pos.gui.setupdoors import Changes
from tests.app.setup.conftest import Doors

QUIET: Changes = {
    f"rates.{name}": False
    for name in ("coingecko", "kraken", "coinbase", "bitstamp", "cryptocompare")
}


async def test_the_coins_that_wait_are_priced(doors: Doors) -> None:
    changes = {**QUIET, "rates.fixed.LTC": "80", "coins.LTC.enabled": True}

    (told,) = await doors.prices.ask(changes)

    assert told.name == "LTC"
    assert told.rate is not None
    assert told.rate.per_coin == 80


async def test_before_any_coin_is_chosen_bitcoin_stands_for_all(doors: Doors) -> None:
    (told,) = await doors.prices.ask(QUIET)

    assert (told.name, told.rate) == ("BTC", None)
    assert told.trouble


async def test_a_service_that_does_not_answer_says_so(doors: Doors) -> None:
    changes = {**QUIET, "rates.kraken": True, "rates.kraken_url": "http://127.0.0.1:9"}

    service, coin = await doors.prices.ask(changes)

    assert (service.name, bool(service.trouble)) == ("kraken", True)
    assert coin.rate is None


async def test_a_setting_that_cannot_be_is_refused(doors: Doors) -> None:
    with pytest.raises(Refused, match="is not 0 to 50"):
        await doors.prices.ask({**QUIET, "rates.spread.BTC": 70})
