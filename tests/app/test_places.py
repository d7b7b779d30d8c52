"""Which chains a shop watches, and the names that its settings have for them."""

from decimal import Decimal

import pytest

from pos.app.places import Place, offered_coins, places
from pos.domain.errors import Refused
from tests.app.grounds import ground

MAINNET = "bip122:000000000019d6689c085ae165831e93"


def found(**tables: object) -> list[Place]:
    return places(ground(tables).settings)


def test_a_chain_may_be_named_by_its_own_coin_or_by_its_full_name() -> None:
    by_code = found(coins={"BTC": {}}, chains={"BTC": {"poll_s": 7}})
    by_name = found(coins={"BTC": {}}, chains={MAINNET: {"poll_s": 7}})

    assert [place.nodes for place in by_code] == [place.nodes for place in by_name]
    assert [place.name for place in by_code] == ["chains.BTC"]
    assert [place.name for place in by_name] == [f'chains."{MAINNET}"']


def test_the_code_means_the_chain_that_the_coin_was_placed_on() -> None:
    (place,) = found(coins={"ETH": {"chain": "eip155:5"}}, chains={"ETH": {"poll_s": 7}})

    assert place.id == "eip155:5"
    assert place.nodes.poll_s == Decimal(7)


def test_a_chain_named_twice_is_refused() -> None:
    with pytest.raises(Refused, match="are the same chain: keep one of them"):
        found(coins={"BTC": {}}, chains={MAINNET: {}, "BTC": {}})


@pytest.mark.parametrize("name", ["BCT", "btc", "Bitcoin", "USDC"])
def test_a_chain_of_no_known_name_is_refused(name: str) -> None:
    with pytest.raises(Refused, match=rf"chains\.{name}: Florin does not know this name"):
        found(coins={"BTC": {}}, chains={name: {}})


def test_a_name_in_small_letters_is_pointed_out() -> None:
    with pytest.raises(Refused, match=r"did you mean BTC\?"):
        found(coins={"BTC": {}}, chains={"btc": {}})


def test_a_full_name_that_nothing_uses_does_no_harm() -> None:
    assert len(found(coins={"BTC": {}}, chains={"eip155:1": {"http": ["http://x"]}})) == 1


def test_tokens_and_the_chains_own_coin_share_one_place() -> None:
    (place,) = found(coins={"ETH": {}, "DAI": {}, "USDC": {"enabled": False}})

    assert [coin.code for coin in place.coins] == ["ETH", "DAI"]
    assert {asset.code for asset in place.also} == {"ETH", "0xBTC", "USDC", "USDT", "DAI"}


def test_coins_come_in_the_order_they_are_shown() -> None:
    settings = ground({"coins": {"DAI": {}, "XMR": {}, "BTC": {}}}).settings

    assert [each.coin.code for each in offered_coins(settings)] == ["BTC", "XMR", "DAI"]


@pytest.mark.parametrize(
    ("coins", "words"),
    [
        ({"BTC": {"chain": "eip155:1"}}, "coins.BTC: BTC cannot be on eip155:1"),
        ({"BTC": {"chain": "bitcoin"}}, "coins.BTC: “bitcoin” is no chain that Florin knows"),
        ({"XMR": {"contract": "0x"}}, "coins.XMR: XMR is the chain's own money"),
        ({"BTX": {}}, "coins.BTX: Florin does not know this name; did you mean BTC?"),
    ],
)
def test_a_coin_that_cannot_be_there_is_refused(coins: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refused:
        found(coins=coins)

    assert words in refused.value.text


def test_a_tokens_fees_are_paid_in_the_coin_that_the_shop_has_there() -> None:
    contract = {"contract": "0x" + "c" * 40, "chain": "eip155:31337"}

    elsewhere = found(coins={"USDC": contract, "ETH": {}})
    there = found(coins={"USDC": contract, "ETH": {"chain": "eip155:31337"}})

    assert [_fee_coin(where) for where in (elsewhere, there)] == ["", "ETH"]


def _fee_coin(here: list[Place]) -> str:
    return next(c.fee_coin for place in here for c in place.coins if c.code == "USDC")


def test_a_table_of_confirmations_leaves_the_dust_as_it_is() -> None:
    (usual,) = found(coins={"ETH": {}})
    (chosen,) = found(coins={"ETH": {"confirmations": [{"confirmations": 3}]}})

    assert chosen.coins[0].policy.dust_units == usual.coins[0].policy.dust_units > 0
