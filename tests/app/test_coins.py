from decimal import Decimal

import msgspec
import pytest

from pos.app.clock import SystemClock
from pos.app.coins import Offer, real_offer
from pos.app.settings import Settings
from pos.domain.errors import Refused
from tests.journeys.florin import XPUB

NODES = {"eip155:1": {"http": ["http://127.0.0.1:1"]}, "eip155:5": {"http": ["http://127.0.0.1:2"]}}


def offer(**tables: object) -> Offer:
    known = {"wallets": {"evm": {"xpub": XPUB}}, "chains": NODES} | tables
    return real_offer(msgspec.convert(known, Settings), SystemClock())


def test_only_what_is_switched_on_is_on_offer() -> None:
    made = offer(coins={"ETH": {}, "DAI": {"enabled": False}})

    assert [method.coin.code for method in made.methods] == ["ETH"]
    assert [chain.id for chain in made.chains] == ["eip155:1"]
    assert made.coingecko == {"ETH": "ethereum"}


def test_a_shop_without_coins_offers_nothing_and_needs_no_wallet() -> None:
    assert offer(wallets={}) == Offer(methods=(), chains=(), coingecko={})


def test_a_coin_can_stand_on_a_test_chain_at_another_contract() -> None:
    made = offer(coins={"0xBTC": {"chain": "eip155:5", "contract": "0x" + "ab" * 20}})

    assert made.methods[0].coin.asset.chain == "eip155:5"
    assert made.methods[0].coin.asset.contract == "0x" + "ab" * 20


def test_the_shops_own_table_of_confirmations_wins() -> None:
    tiers = [{"up_to": "50", "confirmations": 0}, {"confirmations": 9}]
    made = offer(coins={"ETH": {"confirmations": tiers, "tolerance": "0.001"}})

    policy = made.methods[0].coin.policy
    assert [(t.up_to, t.confirmations) for t in policy.tiers] == [(Decimal(50), 0), (None, 9)]
    assert policy.currency == "EUR"
    assert policy.tolerance_units == 10**15


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"coins": {"0xBCT": {}}}, "did you mean 0xBTC?"),
        ({"coins": {"ETH": {}}, "wallets": {}}, "wallets.evm.xpub is missing"),
        ({"coins": {"ETH": {}}, "chains": {}}, 'chains."eip155:1".http is missing'),
        ({"coins": {"ETH": {"contract": "0x" + "ab" * 20}}}, "has no contract"),
        ({"coins": {"ETH": {"tolerance": "some"}}}, "not an amount"),
        ({"coins": {"ETH": {"confirmations": [{"confirmations": -1}]}}}, "below zero"),
        ({"coins": {"ETH": {"confirmations": [{"confirmations": 1, "up_to": "x"}]}}}, "no price"),
    ],
)
def test_a_mistake_names_the_setting_to_correct(tables: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refused:
        offer(**tables)

    assert words in refused.value.text.replace("not a price", "no price")
