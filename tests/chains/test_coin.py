"""Declarations and what the configuration may change of them."""

import pytest

from pos.chains.bitcoin.network import BITCOIN, BITCOIN_REGTEST, LITECOIN_REGTEST
from pos.chains.coin import (
    ANY_FIAT,
    EVM_POLICY,
    Family,
    bitcoin_kind,
    erc20,
    family_of,
    native,
    placed,
    policy_in,
)
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.payment.policy import Policy, Tier, ToSender

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


def test_a_coin_of_bitcoins_kind_can_be_on_its_own_test_network() -> None:
    coin = bitcoin_kind(code="BTC", network=BITCOIN, policy=EVM_POLICY)

    assert placed(coin, BITCOIN_REGTEST.id).coin.asset.chain == BITCOIN_REGTEST.id


@pytest.mark.parametrize("chain", [TEST_CHAIN, LITECOIN_REGTEST.id, ChainId("bip122:feed")])
def test_a_coin_cannot_be_on_a_chain_of_another_coin(chain: ChainId) -> None:
    coin = bitcoin_kind(code="BTC", network=BITCOIN, policy=EVM_POLICY)

    with pytest.raises(Refused, match=f"BTC cannot be on {chain}"):
        placed(coin, chain)


def test_a_chain_tells_its_family() -> None:
    assert family_of(TEST_CHAIN) is Family.EVM
    assert family_of(BITCOIN.id) is Family.BITCOIN
    with pytest.raises(Refused, match="is no chain that Florin knows"):
        family_of(ChainId("solana:mainnet"))


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


def test_money_goes_back_to_plain_senders_only_where_payments_name_them() -> None:
    bitcoin = bitcoin_kind(code="BTC", network=BITCOIN, policy=EVM_POLICY)

    assert [each.coin.to_sender for each in (COIN, TOKEN)] == [ToSender.PLAIN] * 2
    assert bitcoin.coin.to_sender is ToSender.NEVER


def test_a_tokens_fee_is_paid_in_the_coin_of_its_chain_as_far_as_that_is_known() -> None:
    on_base, on_polygon = ChainId("eip155:8453"), ChainId("eip155:137")

    assert TOKEN.coin.fee_coin == "ETH"
    assert placed(TOKEN, on_base, OTHER).coin.fee_coin == "ETH"
    assert placed(TOKEN, on_polygon, OTHER).coin.fee_coin == ""
    assert COIN.coin.fee_coin == ""


def test_dust_is_declared_in_whole_coins() -> None:
    token = erc20(code="0xBTC", title="0xBitcoin", decimals=8, contract=CONTRACT, dust="0.1")

    assert token.coin.policy.dust_units == 10**7
    assert TOKEN.coin.policy.dust_units == 0
