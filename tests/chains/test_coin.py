"""Declarations and what the configuration may change of them."""

import pytest

from pos.chains.coin import ANY_FIAT, EVM_POLICY, erc20, native, placed, policy_in
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.payment.policy import Policy, Tier

CONTRACT = "0xB6eD7644C69416d67B522e20bC294A9a9B405B31"
TOKEN = erc20(code="0xBTC", title="0xBitcoin", decimals=8, contract=CONTRACT)
COIN = native(code="ETH", title="Ether")
OTHER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
TEST_CHAIN = ChainId("eip155:31337")


def test_a_token_can_be_placed_on_a_test_chain() -> None:
    asset = placed(TOKEN, TEST_CHAIN, OTHER).coin.asset

    assert (asset.chain, asset.contract, asset.decimals) == (TEST_CHAIN, OTHER.lower(), 8)


def test_what_is_not_given_stays() -> None:
    assert placed(TOKEN) == TOKEN
    assert placed(COIN, TEST_CHAIN).coin.asset.contract is None


def test_a_chains_own_money_has_no_contract() -> None:
    with pytest.raises(Refused, match="has no contract"):
        placed(COIN, TEST_CHAIN, OTHER)


def test_a_mistyped_contract_is_refused() -> None:
    with pytest.raises(Refused, match="mistyped"):
        placed(TOKEN, contract=OTHER[:-1] + "D")


def test_a_table_meant_for_any_currency_becomes_the_shops() -> None:
    assert EVM_POLICY.currency == ANY_FIAT
    assert policy_in(EVM_POLICY, "EUR").currency == "EUR"
    assert policy_in(EVM_POLICY, "EUR").tiers == EVM_POLICY.tiers


def test_a_table_in_the_coin_itself_stays() -> None:
    own = Policy(currency="0xBTC", tiers=(Tier(up_to=None, confirmations=3),))

    assert policy_in(own, "EUR") == own
