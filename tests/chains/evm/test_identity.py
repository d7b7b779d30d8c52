"""Whether a node serves the chain and the tokens that are meant."""

import pytest

from pos.domain.errors import Refused, Trouble
from pos.domain.money import Asset
from tests.chains.evm.watcher import (
    CHAIN,
    CONTRACT,
    ETH,
    OTHER,
    OURS,
    TOKEN,
    Watcher,
    watcher_of,
)
from tests.fakes.evm_node import FakeNode


async def test_a_chain_as_configured_is_verified(watcher: Watcher) -> None:
    await watcher.chain.verify()


@pytest.mark.parametrize(
    ("chain_id", "decimals", "code", "words"),
    [
        (1, {CONTRACT: 8}, "wrong_chain", "serves chain eip155:1"),
        (31337, {CONTRACT: 18}, "wrong_decimals", "has 18 decimals"),
        (31337, {}, "wrong_contract", "There is no token 0xBTC"),
    ],
)
async def test_what_is_configured_wrongly_is_named(
    node: FakeNode,
    watcher: Watcher,
    *,
    chain_id: int,
    decimals: dict[str, int],
    code: str,
    words: str,
) -> None:
    node.chain_id, node.decimals = chain_id, decimals

    with pytest.raises(Refused, match=words) as refused:
        await watcher.chain.verify()

    assert refused.value.code == code


async def test_a_contract_of_something_else_is_named(node: FakeNode, watcher: Watcher) -> None:
    node.call_words = "execution reverted"

    with pytest.raises(Refused, match="There is no token"):
        await watcher.chain.verify()


async def test_a_node_that_will_not_tell_decimals_is_trouble(
    node: FakeNode, watcher: Watcher
) -> None:
    node.call_words = "too many requests"

    with pytest.raises(Trouble, match="too many requests"):
        await watcher.chain.verify()


async def test_a_chain_is_verified_if_one_node_of_several_answers(
    node: FakeNode, second: FakeNode
) -> None:
    watcher = watcher_of([node.url, second.url], [ETH], [OURS])
    await node.stop()

    await watcher.chain.verify()
    await watcher.chain.close()


async def test_a_coin_that_is_not_on_offer_need_not_exist(node: FakeNode) -> None:
    missing = Asset(code="OTHER", decimals=6, chain=CHAIN, contract=OTHER)
    watcher = watcher_of([node.url], [TOKEN], [OURS], also=[missing])

    await watcher.chain.verify()
    await watcher.chain.close()
