"""The assistant's sentences: rules and their risks, what is known, what is left."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.gui.present.setup import (
    AMOUNTS,
    STEPS,
    TITLES,
    facts_of,
    grouped_address,
    kind_words,
    left_to_do,
    risk_words,
    stop_of,
    table_of,
    tiers_at,
)
from pos.gui.setupdoors import CoinSeen, Mark, SetupSeen, Step, Tier
from tests.fakes.setup import COINS, FakeSetup

BITCOIN, ETHER = COINS[0], COINS[1]


def seen(**changes: object) -> SetupSeen:
    now = asyncio.run(FakeSetup().seen())
    return replace(now, **changes)  # type: ignore[arg-type]


def stop(amount: int) -> int:
    return AMOUNTS.index(amount)


def test_every_step_has_a_page_title() -> None:
    assert set(TITLES) == set(STEPS)


def test_the_slider_stands_where_the_rule_is() -> None:
    assert AMOUNTS[stop_of(BITCOIN)] == 50
    assert AMOUNTS[stop_of(ETHER)] == 50


@pytest.mark.parametrize(
    ("tiers", "amount"),
    [
        ((Tier(up_to=Decimal(120), confirmations=0), Tier(up_to=None, confirmations=1)), 100),
        ((Tier(up_to=None, confirmations=1),), 0),
        ((Tier(up_to=None, confirmations=0),), 0),
        ((Tier(up_to=Decimal(5), confirmations=0), Tier(up_to=None, confirmations=1)), 0),
    ],
)
def test_a_rule_of_the_shop_s_own_is_shown_by_the_nearest_stop(
    tiers: tuple[Tier, ...], amount: int
) -> None:
    assert AMOUNTS[stop_of(replace(BITCOIN, tiers=tiers))] == amount


@pytest.mark.parametrize("chosen", [BITCOIN, ETHER])
@pytest.mark.parametrize("at", range(len(AMOUNTS)))
def test_what_the_slider_makes_is_where_it_stands_again(at: int, chosen: CoinSeen) -> None:
    made = tiers_at(chosen, at)

    assert stop_of(replace(chosen, tiers=made)) == at
    assert [tier.confirmations for tier in made] == sorted(t.confirmations for t in made)
    assert made[-1].up_to is None


def test_zero_lets_everybody_wait() -> None:
    assert tiers_at(BITCOIN, 0)[0].confirmations == 1
    assert risk_words(BITCOIN, 0, "EUR").startswith("Every customer waits for 1 block")


def test_the_risk_of_taking_unseen_blocks_is_said_with_what_can_be_lost() -> None:
    words = risk_words(BITCOIN, stop(100), "EUR")

    assert "Up to 100 EUR nobody waits" in words
    assert "you would lose at most 100 EUR" in words


def test_where_blocks_are_awaited_the_wait_is_said_in_time() -> None:
    words = risk_words(ETHER, stop(50), "EUR")

    assert "Up to 50 EUR customers wait for 2 blocks (about 24" in words
    assert "lose" not in words


def test_a_rule_is_written_as_the_settings_have_it() -> None:
    assert table_of(tiers_at(ETHER, stop(20))) == [
        {"up_to": "20", "confirmations": 2},
        {"confirmations": 12},
    ]


def test_all_that_was_left_out_is_listed() -> None:
    steps = [todo.step for todo in left_to_do(seen())]

    assert steps == [Step.SHOP, Step.OWNER, Step.COINS, Step.GOODS, Step.TRIAL]


def test_a_sheet_and_the_opening_are_asked_for_in_their_turn() -> None:
    ready = replace(BITCOIN, has_wallet=True, waits=True)
    steps = [todo.words for todo in left_to_do(seen(has_pin=True, coins=(ready,)))]

    assert "Save the recovery sheet" in steps
    assert "Open your shop" in steps


def test_nothing_is_left_once_all_is_done() -> None:
    done = seen(
        values={"shop.name": "Café"},
        has_pin=True,
        has_sheet=True,
        coins=(replace(BITCOIN, has_wallet=True, is_on=True),),
        marks={Step.GOODS: Mark.DONE, Step.TRIAL: Mark.DONE},
    )

    assert left_to_do(done) == ()


def test_facts_are_only_what_is_there() -> None:
    assert len(facts_of(seen())) == 2
    assert "24 products" in facts_of(seen(products=24))


def test_an_address_is_read_in_groups() -> None:
    assert grouped_address("bc1qcr8te4") == "bc1q cr8t e4"


def test_the_kind_of_an_address_is_said_as_wallets_say_it() -> None:
    assert kind_words("tr", "m/86'/0'/0'/0/0") == "Taproot, m/86'/0'/0'/0/0"
    assert kind_words("", "usually m/44'") == "usually m/44'"
