from collections.abc import AsyncIterator

import pytest

from pos.chains.evm.funds import spendable
from pos.chains.evm.transport import Endpoint
from pos.domain.errors import Trouble
from pos.domain.money import Amount
from tests.chains.evm.watcher import ETH, OURS
from tests.fakes.clocks import SetClock
from tests.fakes.evm_node import FakeNode

STATES = ("latest", "pending")


@pytest.fixture
async def endpoint(node: FakeNode) -> AsyncIterator[Endpoint]:
    node.credit(OURS, 5)
    node.mine()
    made = Endpoint(node.url, "node", 0.3, SetClock())
    yield made
    await made.close()


async def test_a_node_that_does_not_show_its_pool_tells_what_is_mined(
    node: FakeNode, endpoint: Endpoint
) -> None:
    node.pending_words = "no pending state here"

    assert await spendable(endpoint, (ETH,), OURS, STATES) == (Amount(5, ETH),)


async def test_what_the_pool_will_take_is_not_there(node: FakeNode, endpoint: Endpoint) -> None:
    node.pending_balance = 2

    assert await spendable(endpoint, (ETH,), OURS, STATES) == (Amount(2, ETH),)


async def test_a_busy_node_shows_nothing(node: FakeNode, endpoint: Endpoint) -> None:
    node.pending_words = "rate limit"

    with pytest.raises(Trouble):
        await spendable(endpoint, (ETH,), OURS, STATES)
