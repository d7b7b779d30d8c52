"""The coins are found, and each keeps what every coin promises."""

import pytest

from pos.chains.coin import ANY_FIAT, Declaration, Family, family_of
from pos.chains.evm.address import parse_address
from pos.chains.registry import find_coins

ALL = find_coins()


def test_the_coins_of_this_program_in_the_order_they_are_shown() -> None:
    assert list(ALL) == ["BTC", "ETH", "XMR", "LTC", "DOGE", "BCH", "0xBTC", "USDC", "USDT", "DAI"]


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
    assert family_of(coin.asset.chain)
    assert declared.coingecko
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


EVM = [d for d in ALL.values() if family_of(d.coin.asset.chain) is Family.EVM]


@pytest.mark.parametrize("declared", EVM, ids=[d.coin.code for d in EVM])
def test_no_pending_evm_payment_is_final(declared: Declaration) -> None:
    """It may still fail, and anybody's next transaction may replace it."""
    assert min(tier.confirmations for tier in declared.coin.policy.tiers) >= 1


@pytest.mark.parametrize(
    ("code", "chain", "decimals", "most"),
    [
        ("BTC", "bip122:000000000019d6689c085ae165831e93", 8, 21_000_000),
        ("LTC", "bip122:12a765e31ffd4059bada1e25190f6e98", 8, 84_000_000),
        ("DOGE", "bip122:1a91e3dace36e2be3bf030a65679fe82", 8, None),
        ("BCH", "bip122:000000000000000000651ef99cb9fcbe", 8, 21_000_000),
    ],
)
def test_the_coins_of_bitcoins_kind_are_the_real_ones(
    code: str, chain: str, decimals: int, most: int | None
) -> None:
    coin = ALL[code].coin

    assert (coin.asset.chain, coin.asset.decimals) == (chain, decimals)
    assert coin.max_units == (most and most * 10**8)
