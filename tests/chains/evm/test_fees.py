from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.chains.evm.draft import Fees
from pos.chains.evm.fees import Market, is_low, is_short, market, raised
from pos.chains.evm.transport import Endpoint
from pos.domain.errors import Trouble
from tests.fakes.clocks import SetClock
from tests.fakes.evm_node import FakeNode

HISTORY = {
    "oldestBlock": "0x1",
    "baseFeePerGas": ["0x50", "0x60", "0x64"],
    "reward": [["0x1"], ["0x9"], ["0x5"]],
}


@pytest.fixture
async def endpoint(node: FakeNode) -> AsyncIterator[Endpoint]:
    made = Endpoint(node.url, "node", 0.3, SetClock())
    yield made
    await made.close()


async def test_the_cap_is_a_quarter_above_the_next_base_fee(
    node: FakeNode, endpoint: Endpoint
) -> None:
    node.fees = {
        "eth_feeHistory": HISTORY,
        "eth_maxPriorityFeePerGas": "0x7",
        "eth_gasPrice": "0x1",
    }

    assert await market(endpoint) == Market(base=100, fresh=Fees(cap=132, tip=7))


async def test_a_node_that_suggests_no_tip_shows_what_was_given(
    node: FakeNode, endpoint: Endpoint
) -> None:
    node.fees = {"eth_feeHistory": HISTORY, "eth_gasPrice": "0x1"}

    assert await market(endpoint) == Market(base=100, fresh=Fees(cap=130, tip=5))


async def test_a_node_that_asks_for_less_than_nothing_is_no_use(
    node: FakeNode, endpoint: Endpoint
) -> None:
    node.fees = {
        "eth_feeHistory": HISTORY,
        "eth_maxPriorityFeePerGas": "-0x1",
        "eth_gasPrice": "0x1",
    }

    with pytest.raises(Trouble, match="where a number belongs"):
        await market(endpoint)


async def test_without_any_tips_none_is_given(node: FakeNode, endpoint: Endpoint) -> None:
    node.fees = {"eth_feeHistory": {**HISTORY, "reward": None}, "eth_gasPrice": "0x1"}

    assert (await market(endpoint)).fresh == Fees(cap=125, tip=0)


@pytest.mark.parametrize("history", [None, {"baseFeePerGas": ["0x0", "0x0"]}])
async def test_a_chain_without_base_fee_has_one_price(
    node: FakeNode, endpoint: Endpoint, history: object
) -> None:
    node.fees = {"eth_gasPrice": "0x20"} | ({"eth_feeHistory": history} if history else {})

    fresh = Fees(cap=32, tip=32, is_legacy=True)
    assert await market(endpoint) == Market(base=0, fresh=fresh)


async def test_a_node_that_names_no_price_is_no_use(node: FakeNode, endpoint: Endpoint) -> None:
    with pytest.raises(Trouble):
        await market(endpoint)


async def test_a_busy_node_does_not_look_like_one_without_base_fee(
    node: FakeNode, endpoint: Endpoint
) -> None:
    node.fees, node.told_words = {"eth_gasPrice": "0x20"}, "too many requests"

    with pytest.raises(Trouble):
        await market(endpoint)


FEES = st.builds(Fees, cap=st.integers(1, 10**12), tip=st.integers(0, 10**12))


@given(old=FEES, fresh=FEES)
def test_a_replacement_offers_an_eighth_more_of_both(old: Fees, fresh: Fees) -> None:
    new = raised(old, fresh)

    assert new.cap * 8 >= old.cap * 9
    assert new.tip * 8 >= old.tip * 9
    assert new.cap > old.cap
    assert new.tip > old.tip
    assert new.cap >= fresh.cap
    assert new.tip >= fresh.tip


def test_an_offer_is_short_below_the_base_fee_and_low_below_the_usual_tip() -> None:
    now = Market(base=100, fresh=Fees(cap=132, tip=7))

    assert [is_short(Fees(cap=cap, tip=7), now) for cap in (99, 100)] == [True, False]
    assert [is_low(Fees(cap=cap, tip=7), now) for cap in (106, 107)] == [True, False]
    assert is_low(Fees(cap=200, tip=6), now)
