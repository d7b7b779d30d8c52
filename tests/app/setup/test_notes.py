"""What the assistant writes is a shop's settings; coins are switched on only when it opens."""

from decimal import Decimal

import pytest

from pos.app.config import load_settings
from pos.app.settings import Settings
from pos.domain.errors import Refused
from pos.gui.setupdoors import CoinSeen, Mark, Step
from tests.app.owners import ZPUB_KEY
from tests.app.setup.conftest import Doors
from tests.journeys.florin import XPUB

BITCOIN = {"wallets.BTC.key": ZPUB_KEY, "coins.BTC.enabled": True}


def settings_of(doors: Doors) -> Settings:
    return load_settings(doors.profile.config, {})


async def opened(doors: Doors) -> None:
    await doors.owner.choose("2468", "")
    await doors.notes.finish(is_open=True)


async def coin(doors: Doors, code: str) -> CoinSeen:
    seen = await doors.notes.seen()
    return next(each for each in seen.coins if each.code == code)


async def test_a_new_profile_has_nothing_yet(doors: Doors) -> None:
    seen = await doors.notes.seen()

    assert (seen.is_first, seen.is_done, seen.here) == (True, False, Step.LANGUAGE)
    assert (seen.has_pin, seen.products) == (False, 0)
    assert not any(each.has_wallet for each in seen.coins)
    assert "EUR" in seen.currencies
    assert any(region.code == "CH" and region.currency == "CHF" for region in seen.regions)


async def test_a_coin_waits_switched_off_until_the_shop_is_opened(doors: Doors) -> None:
    await doors.notes.save(BITCOIN)
    assert not settings_of(doors).coins["BTC"].enabled
    assert (await coin(doors, "BTC")).waits

    await opened(doors)

    assert settings_of(doors).coins["BTC"].enabled
    assert (await doors.notes.seen()).is_done


async def test_a_coin_that_sells_already_stays_on_when_it_is_changed(doors: Doors) -> None:
    await doors.notes.save(BITCOIN)
    await opened(doors)

    await doors.notes.save({"coins.BTC.confirmations": [{"confirmations": 3}], **BITCOIN})

    assert settings_of(doors).coins["BTC"].enabled
    assert [tier.confirmations for tier in (await coin(doors, "BTC")).tiers] == [3]


async def test_a_coin_that_is_taken_out_waits_no_longer(doors: Doors) -> None:
    await doors.notes.save({"wallets.evm.xpub": XPUB, "coins.USDC.enabled": True})

    await doors.notes.save({"coins.USDC": None})

    assert not (await coin(doors, "USDC")).waits
    assert "USDC" not in settings_of(doors).coins


async def test_what_does_not_fit_together_is_not_opened(doors: Doors) -> None:
    await doors.notes.save({"wallets.evm.xpub": XPUB, "coins.ETH.enabled": True})

    with pytest.raises(Refused, match=r"chains\.ETH\.http is missing"):
        await doors.notes.finish(is_open=True)

    assert not settings_of(doors).coins["ETH"].enabled


async def test_a_shop_without_a_coin_is_not_opened(doors: Doors) -> None:
    await doors.notes.save({"shop.name": "Café"})

    with pytest.raises(Refused, match="No coin is set up yet"):
        await doors.notes.finish(is_open=True)


async def test_a_setting_that_cannot_be_is_refused_without_its_key(doors: Doors) -> None:
    with pytest.raises(Refused, match="three capital letters"):
        await doors.notes.save({"shop.currency": "euros"})

    assert not doors.profile.config.exists()


async def test_steps_are_marked_and_remembered(doors: Doors) -> None:
    await doors.notes.mark(Step.SHOP, Mark.DONE, Step.OWNER)
    await doors.notes.mark(Step.OWNER, Mark.SKIPPED, Step.COINS)
    await doors.notes.mark(Step.SHOP, None, Step.COINS)

    seen = await doors.notes.seen()
    assert (seen.marks, seen.here) == ({Step.OWNER: Mark.SKIPPED}, Step.COINS)


async def test_the_shop_s_own_rule_and_spread_are_shown_again(doors: Doors) -> None:
    table = [{"up_to": "100", "confirmations": 0}, {"confirmations": 6}]
    await doors.notes.save({**BITCOIN, "coins.BTC.confirmations": table})
    await doors.notes.save({"rates.spread.BTC": Decimal("0.5"), "rates.kraken": False})

    seen = await doors.notes.seen()
    assert [tier.up_to for tier in (await coin(doors, "BTC")).tiers] == [Decimal(100), None]
    assert seen.values["rates.spread.BTC"] == Decimal("0.5")
    assert seen.values["rates.kraken"] is False


async def test_progress_holds_no_key(doors: Doors) -> None:
    await doors.notes.save(BITCOIN)

    assert ZPUB_KEY not in (doors.profile.folder / "setup.json").read_text()


async def test_ether_of_another_network_is_read_from_its_own_node(doors: Doors) -> None:
    await doors.notes.save(
        {
            "wallets.evm.xpub": XPUB,
            "coins.ETH.enabled": True,
            "coins.ETH.chain": "eip155:31337",
            "chains.ETH.http": ["http://127.0.0.1:9"],
        }
    )

    await opened(doors)

    assert (await coin(doors, "ETH")).has_nodes


async def test_without_a_pin_no_shop_is_opened(doors: Doors) -> None:
    await doors.notes.save(BITCOIN)

    with pytest.raises(Refused, match="Choose a PIN first"):
        await doors.notes.finish(is_open=True)

    assert not settings_of(doors).coins["BTC"].enabled
