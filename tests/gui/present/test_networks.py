"""Each network in words: state, sources and rules."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pos.domain.ids import ChainId
from pos.domain.ports.chain import Source
from pos.engine.feed import ChainSeen
from pos.gui.present.health import health_of_networks
from pos.gui.present.networks import NetworkCard, network_cards
from pos.gui.present.tokens import Token
from tests.fakes.goods import BTC, MANY_COINS, XMR

NOW = 1_000_000
WELL = ChainSeen(
    chain=BTC.chain,
    is_connected=True,
    height=812_900,
    looked_at=NOW - 3,
    block_time=NOW - 240,
    trouble="",
    sources=(
        Source(name="one.example:50002", is_connected=True, height=812_900),
        Source(name="two.example:50002", is_connected=False, trouble="it does not answer"),
    ),
)
DOWN = replace(WELL, is_connected=False, trouble="no server answers")
STALE = replace(DOWN, is_stale=True)
DISTRUSTED = replace(DOWN, is_distrusted=True)
COINS = MANY_COINS[:2]


def cards(
    *seen: ChainSeen, behind: Mapping[ChainId, tuple[int, int]] | None = None
) -> tuple[NetworkCard, ...]:
    return network_cards(COINS, {one.chain: one for one in seen}, behind or {}, NOW)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seen", "token", "words"),
    [
        (WELL, Token.PAID, "Connected"),
        (DOWN, Token.OFFLINE, "Offline"),
        (STALE, Token.OFFLINE, "Stands still: no new block"),
        (DISTRUSTED, Token.FAILED, "Servers disagree: not believed"),
    ],
)
def test_the_state_of_a_network(seen: ChainSeen, token: Token, words: str) -> None:
    shown = next(card for card in cards(seen) if card.title == "Bitcoin")

    assert (shown.token, shown.words) == (token, words)


def test_a_network_that_is_caught_up_with_says_how_far() -> None:
    shown = next(c for c in cards(WELL, behind={BTC.chain: (812_300, 812_900)}) if c.sources)

    assert shown.token is Token.WAITING
    assert plain(shown.words) == "Catching up: block 812 300 of 812 900"


def test_health_says_height_lag_look_and_sources() -> None:
    shown = next(card for card in cards(WELL) if card.title == "Bitcoin")

    words = "block 812 900  ·  newest block 4 min ago  ·  looked 3 s ago  ·  1 of 2 sources"
    assert plain(shown.facts) == words
    assert [(line.name, plain(line.words), line.is_well) for line in shown.sources] == [
        ("one.example:50002", "block 812 900", True),
        ("two.example:50002", "not connected  ·  it does not answer", False),
    ]


def test_each_coin_has_its_rule() -> None:
    shown = next(card for card in cards(WELL) if card.title == "Bitcoin")

    ((code, rule),) = shown.coins
    assert code == "BTC"
    assert rule.startswith("up to 50")


def test_the_worst_network_comes_first() -> None:
    well = replace(WELL, chain=XMR.chain)

    assert [card.title for card in cards(well, DOWN)] == ["Bitcoin", "Monero"]
    assert [card.title for card in cards(WELL, replace(DOWN, chain=XMR.chain))] == [
        "Monero",
        "Bitcoin",
    ]


def test_one_lamp_counts_what_is_well_and_names_what_is_not() -> None:
    monero = replace(WELL, chain=XMR.chain)

    well = health_of_networks(cards(WELL, monero))
    one_down = health_of_networks(cards(DOWN, monero))
    two_down = health_of_networks(cards(DOWN, replace(DISTRUSTED, chain=XMR.chain)))

    assert (well.words, well.is_well) == ("Bitcoin, Monero", True)
    assert (one_down.words, one_down.token) == ("Bitcoin offline", Token.OFFLINE)
    assert (two_down.words, two_down.token) == ("Monero: servers disagree +1", Token.FAILED)


def test_many_networks_that_are_well_are_counted() -> None:
    known = {coin.asset.chain: replace(WELL, chain=coin.asset.chain) for coin in MANY_COINS}

    lamp = health_of_networks(network_cards(MANY_COINS, known, {}, NOW))

    assert lamp.words == "4 networks"
