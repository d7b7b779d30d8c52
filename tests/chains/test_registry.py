"""The coins are found, and each keeps what every coin promises."""

import pytest

from pos.chains.coin import ANY_FIAT, ETHEREUM, Declaration
from pos.chains.evm.address import parse_address
from pos.chains.registry import find_coins

ALL = find_coins()


def test_the_coins_of_this_program_in_the_order_they_are_shown() -> None:
    assert list(ALL) == ["ETH", "0xBTC", "USDC", "USDT", "DAI"]


def test_0xbitcoin_is_the_real_one() -> None:
    coin = ALL["0xBTC"].coin

    assert coin.asset.contract == "0xb6ed7644c69416d67b522e20bc294a9a9b405b31"
    assert (coin.asset.decimals, coin.max_units) == (8, 2_099_998_400_000_000)
    assert ALL["0xBTC"].coingecko == "oxbitcoin"


@pytest.mark.parametrize("declared", ALL.values(), ids=ALL)
def test_every_coin_is_declared_whole(declared: Declaration) -> None:
    coin = declared.coin

    assert coin.title
    assert coin.network
    assert coin.asset.chain == ETHEREUM
    assert not coin.is_play
    assert coin.final_depth >= max(tier.confirmations for tier in coin.policy.tiers)
    assert coin.asset.contract is None or parse_address(coin.asset.contract) == coin.asset.contract


@pytest.mark.parametrize("declared", ALL.values(), ids=ALL)
def test_every_policy_covers_every_price_and_only_grows_stricter(declared: Declaration) -> None:
    policy = declared.coin.policy
    bounds = [tier.up_to for tier in policy.tiers]
    needed = [tier.confirmations for tier in policy.tiers]

    assert policy.currency in {ANY_FIAT, declared.coin.code}
    assert bounds[-1] is None
    assert None not in bounds[:-1]
    assert needed == sorted(needed)
    assert min(needed) >= 1, "a pending payment may be replaced by anybody"
