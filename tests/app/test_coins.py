from decimal import Decimal

import pytest

from pos.app.clock import SystemClock
from pos.app.coins import Offer, practice_offer, real_offer
from pos.chains.practice.chain import PracticeChain, PracticeSettings
from pos.chains.registry import find_coins
from pos.domain.errors import Refused
from pos.domain.payment.policy import acceptance_of
from tests.app.grounds import ground
from tests.fakes.evm_node import FakeNode
from tests.fakes.watched import WatchedSet
from tests.journeys.florin import XPUB

NODES = {"eip155:1": {"http": ["http://127.0.0.1:1"]}, "eip155:5": {"http": ["http://127.0.0.1:2"]}}


def offer(**tables: object) -> Offer:
    known = {"wallets": {"evm": {"xpub": XPUB}}, "chains": NODES} | tables
    return real_offer(ground(known))


def with_node(**chosen: object) -> dict[str, object]:
    """A shop for ether whose node has these settings."""
    nodes = {"eip155:1": {"http": ["http://127.0.0.1:1"], **chosen}}
    return {"coins": {"ETH": {}}, "chains": nodes}


def test_only_what_is_switched_on_is_on_offer() -> None:
    made = offer(coins={"ETH": {}, "DAI": {"enabled": False}})

    assert [method.coin.code for method in made.methods] == ["ETH"]
    assert [chain.id for chain in made.chains] == ["eip155:1"]
    assert made.coingecko == {"ETH": "ethereum"}


def test_a_shop_without_coins_offers_nothing_and_needs_no_wallet() -> None:
    assert offer(wallets={}) == Offer(methods=(), chains=(), coingecko={}, stale_after_s={})


def test_a_coin_that_is_switched_off_needs_neither_wallet_nor_node() -> None:
    assert offer(coins={"ETH": {"enabled": False}}, wallets={}, chains={}).methods == ()


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


def test_a_table_in_any_order_means_the_same() -> None:
    small, middle = {"up_to": "50", "confirmations": 0}, {"up_to": "500", "confirmations": 4}
    made = offer(coins={"ETH": {"confirmations": [{"confirmations": 9}, middle, small]}})

    policy = made.methods[0].coin.policy
    assert [t.confirmations for t in policy.tiers] == [0, 4, 9]


def test_prices_above_the_shops_own_table_need_what_they_usually_do() -> None:
    tiers = [{"up_to": "50", "confirmations": 0}]
    made = offer(coins={"ETH": {"confirmations": tiers}})

    policy = made.methods[0].coin.policy
    assert acceptance_of(policy, {"EUR": Decimal(50)}).confirmations == 0
    assert acceptance_of(policy, {"EUR": Decimal("50.01")}).confirmations == 12
    assert acceptance_of(policy, {}).confirmations == 12


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"coins": {"0xBCT": {}}}, "did you mean 0xBTC?"),
        ({"coins": {"ETH": {}}, "wallets": {}}, "wallets.evm.xpub is missing"),
        ({"coins": {"ETH": {}}, "chains": {}}, "chains.ETH.http is missing"),
        (with_node(chunk_blocks=0), 'chains."eip155:1".chunk_blocks: must be at least 1'),
        (with_node(chunk_blocks=-5), 'chains."eip155:1".chunk_blocks: must be at least 1'),
        (with_node(poll_s="0"), 'chains."eip155:1".poll_s: must be at least 0.05'),
        (with_node(poll_s="nan"), 'chains."eip155:1".poll_s: must be at least 0.05'),
        (with_node(stale_after_s=-1), 'chains."eip155:1".stale_after_s: cannot be below zero'),
        ({"coins": {"ETH": {"contract": "0x" + "ab" * 20}}}, "has no contract"),
        ({"coins": {"ETH": {"tolerance": "some"}}}, "coins.ETH.tolerance: “some” is not an amount"),
        ({"coins": {"ETH": {"confirmations": [{"confirmations": -1}]}}}, "below zero"),
        ({"coins": {"ETH": {"confirmations": [{"confirmations": 1, "up_to": "x"}]}}}, "no price"),
        ({"coins": {"ETH": {"confirmations": [{"confirmations": 1, "up_to": "NaN"}]}}}, "no price"),
        ({"coins": {"ETH": {"confirmations": [{"confirmations": 1, "up_to": "-5"}]}}}, "no price"),
        (with_node(http=["http://[::1:8545"]), 'chains."eip155:1".http: is written as'),
        (with_node(http=["127.0.0.1:8545"]), 'chains."eip155:1".http: is written as'),
        (with_node(ws="ws://[::1"), 'chains."eip155:1".ws: is written as'),
        (with_node(ws="http://127.0.0.1:8546"), 'chains."eip155:1".ws: is written as'),
    ],
)
def test_a_mistake_names_the_setting_to_correct(tables: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refused:
        offer(**tables)

    assert words in refused.value.text.replace("not a price", "no price")


def test_each_chain_has_its_time_after_which_it_counts_as_not_seen() -> None:
    assert offer(coins={"ETH": {}}).stale_after_s == {"eip155:1": 600}
    assert offer(**with_node(stale_after_s=90)).stale_after_s == {"eip155:1": 90}


def test_practice_is_never_stale() -> None:
    clock = SystemClock()
    practice = PracticeChain(clock, PracticeSettings())

    assert practice_offer(practice, "seed", clock).stale_after_s == {"practice:1": 0}


def paid_in(contract: str, to: str) -> dict[str, str]:
    """A pending payment of 7 units of a token."""
    call = "0xa9059cbb" + to[2:].rjust(64, "0") + f"{7:064x}"
    return {"hash": "0x7", "from": "0x" + "9" * 40, "to": contract, "value": "0x0", "input": call}


DAI = find_coins()["DAI"].coin.asset.contract or ""
MOVED = "0x" + "d" * 40
OURS = "0x" + "a" * 40


@pytest.mark.parametrize(
    ("coins", "contract", "codes"),
    [
        pytest.param({}, DAI, ["DAI"], id="not configured"),
        pytest.param({"DAI": {"enabled": False}}, DAI, ["DAI"], id="switched off"),
        pytest.param(
            {"DAI": {"enabled": False, "contract": MOVED}}, MOVED, ["DAI"], id="placed, off"
        ),
        pytest.param(
            {"DAI": {"enabled": False, "contract": MOVED}}, DAI, [], id="placed elsewhere"
        ),
        pytest.param({"DAI": {"enabled": False, "chain": "eip155:5"}}, DAI, [], id="other chain"),
    ],
)
async def test_what_a_chain_with_a_coin_on_offer_watches_besides(
    coins: dict[str, object], contract: str, codes: list[str]
) -> None:
    async with FakeNode(chain_id=1) as node:
        node.pool.append(paid_in(contract, OURS))
        nodes = {"eip155:1": {"http": [node.url]}}
        (chain,) = offer(coins={"ETH": {}, **coins}, chains=nodes).chains
        glance = await chain.look(None, WatchedSet([OURS]))
        await chain.close()

    assert [sighting.amount.asset.code for sighting in glance.sightings] == codes
