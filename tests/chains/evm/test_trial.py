"""What a payment needs on chains that this machine has no node of."""

from collections.abc import AsyncIterator

import pytest

from pos.chains.evm.transport import Endpoint
from pos.chains.evm.trial import Gas, Trial, gas_for
from pos.domain.errors import Trouble
from pos.domain.money import Amount
from tests.chains.evm.watcher import ETH, OTHER, OURS
from tests.fakes.clocks import SetClock
from tests.fakes.evm_node import FakeNode

TRIAL = Trial(amount=Amount(5, ETH), sender=OURS, to=OTHER, price=7)


@pytest.fixture
async def endpoint(node: FakeNode) -> AsyncIterator[Endpoint]:
    node.fees = {"eth_estimateGas": hex(21_000)}
    made = Endpoint(node.url, "node", 0.3, SetClock())
    yield made
    await made.close()


async def test_what_a_rollup_takes_besides_counts_as_gas(
    node: FakeNode, endpoint: Endpoint
) -> None:
    node.surcharge = f"0x{1_000:064x}"

    more = 215  # 1.5 times as much, at 7 a unit
    assert await gas_for(endpoint, TRIAL) == Gas(used=21_000 + more, limit=21_000 + more)


@pytest.mark.parametrize("answer", ["0x", None])
async def test_other_chains_take_nothing_besides(
    node: FakeNode, endpoint: Endpoint, answer: str | None
) -> None:
    node.surcharge = answer

    assert await gas_for(endpoint, TRIAL) == Gas(used=21_000, limit=21_000)


async def test_a_busy_node_does_not_make_it_cheaper(node: FakeNode, endpoint: Endpoint) -> None:
    node.surcharge, node.surcharge_words = None, "too many requests"

    with pytest.raises(Trouble):
        await gas_for(endpoint, TRIAL)


async def test_a_contract_gets_a_margin(node: FakeNode, endpoint: Endpoint) -> None:
    node.fees = {"eth_estimateGas": hex(50_000)}

    assert await gas_for(endpoint, TRIAL) == Gas(used=50_000, limit=60_000)


async def test_a_node_that_declines_for_another_reason_proves_nothing(
    node: FakeNode, endpoint: Endpoint
) -> None:
    node.call_words = "header not found"

    with pytest.raises(Trouble):
        await gas_for(endpoint, TRIAL)
