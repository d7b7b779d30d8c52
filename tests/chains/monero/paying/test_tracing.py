"""What nodes say of a payment: busy, contradicting each other, or nothing."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from pos.chains.monero.paying.payer import MoneroPayer
from pos.chains.monero.paying.settings import SpendSettings
from pos.domain.errors import Refused, Trouble
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Lost, Mined, Pending
from tests.chains.monero.fakes import FakeDaemon, Fault, World
from tests.chains.monero.watcher import XMR, Minutes, xmr

DEPTH = 5
IMAGE = "ab" * 32
TX = SignedTx(txid="cd" * 32, raw="02", fee=xmr(1), cost=xmr(1), spends=(IMAGE,), at=0)


class Node(FakeDaemon):
    """`spent` is where it says that the payment's coin was spent; `says` what it says when told."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.spent = 0
        self.says: dict[str, Any] = {"status": "OK"}

    def _send_raw_transaction(self, tx_as_hex: str, do_not_relay: bool) -> dict[str, Any]:
        assert tx_as_hex == TX.raw
        assert not do_not_relay
        return self.says

    def _is_key_image_spent(self, key_images: list[str]) -> dict[str, Any]:
        assert key_images == [IMAGE]
        return {"status": self.status, "spent_status": [self.spent]}


@pytest.fixture
async def node(world: World) -> AsyncIterator[Node]:
    async with Node(world) as started:
        yield started


@pytest.fixture
async def other(world: World) -> AsyncIterator[Node]:
    async with Node(world) as started:
        yield started


@pytest.fixture
async def payer(node: Node, other: Node) -> AsyncIterator[MoneroPayer]:
    made = payer_of(node, other)
    yield made
    await made.close()


def payer_of(*nodes: Node) -> MoneroPayer:
    settings = SpendSettings(
        asset=XMR,
        daemons=tuple(node.url for node in nodes),
        folder=Path("nowhere"),
        final_depth=DEPTH,
        timeout_s=0.3,
    )
    return MoneroPayer(settings, Minutes())


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({"fee_too_low": True}, "its fee is too low"),
        ({"double_spend": True, "invalid_input": True}, "was spent already, what it spends is not"),
        ({"reason": "no luck"}, "no luck"),
        ({}, "it does not say why"),
    ],
)
async def test_a_node_that_does_not_take_a_payment_says_why(
    node: Node, payer: MoneroPayer, says: dict[str, Any], words: str
) -> None:
    node.says = {"status": "Failed", **says}
    with pytest.raises(Refused, match=words) as refused:
        await payer.send(TX)

    assert refused.value.code == "rejected"


async def test_a_node_that_is_busy_leaves_the_outcome_open(node: Node, payer: MoneroPayer) -> None:
    node.says = {"status": "BUSY"}

    with pytest.raises(Trouble, match="says BUSY"):
        await payer.send(TX)


async def test_a_node_that_answers_nothing_leaves_the_outcome_open(
    node: Node, payer: MoneroPayer
) -> None:
    node.breaks_at = "send_raw_transaction"

    with pytest.raises(Trouble, match="HTTP 502"):
        await payer.send(TX)


async def test_a_node_that_does_not_say_what_is_spent_concludes_nothing(
    node: Node, payer: MoneroPayer
) -> None:
    node.breaks_at = "is_key_image_spent"

    with pytest.raises(Trouble):
        await payer.fate([TX])


async def test_a_payment_is_not_lost_while_another_node_knows_better(
    world: World, node: Node, other: Node, payer: MoneroPayer
) -> None:
    node.spent = 1
    first = await payer.fate([TX])
    world.mine(DEPTH)
    contradicted = await payer.fate([TX])
    other.spent = 1
    agreed = await payer.fate([TX])

    assert first == contradicted == Pending(is_known=False)
    assert isinstance(agreed, Lost)


async def test_one_node_alone_calls_nothing_lost_where_there_are_two(
    world: World, node: Node, other: Node, payer: MoneroPayer
) -> None:
    node.spent = 1
    other.fault = Fault.BROKEN
    await payer.fate([TX])
    world.mine(DEPTH)

    with pytest.raises(Trouble, match="no other node"):
        await payer.fate([TX])


async def test_a_node_of_another_chain_has_no_say(
    world: World, node: Node, other: Node, payer: MoneroPayer
) -> None:
    node.spent = 1
    other.nettype = "stagenet"
    await payer.fate([TX])
    world.mine(DEPTH)

    with pytest.raises(Trouble, match="no other node"):
        await payer.fate([TX])


async def test_the_only_node_there_is_calls_it_lost(world: World, node: Node) -> None:
    node.spent = 1
    payer = payer_of(node)
    await payer.fate([TX])
    world.mine(DEPTH)
    fate = await payer.fate([TX])
    await payer.close()

    assert isinstance(fate, Lost)


def mined(world: World, blocks: int) -> None:
    world.pay((0, 1)).txid = TX.txid
    world.mine(blocks)


async def test_one_node_alone_calls_nothing_final_that_another_does_not_have(
    world: World, node: Node
) -> None:
    mined(world, DEPTH - 1)
    async with Node(World()) as empty:
        payer = payer_of(node, empty)
        early = await payer.fate([TX])
        world.mine()
        late = await payer.fate([TX])
        await payer.close()

    assert early == Mined(txid=TX.txid, confirmations=DEPTH - 1)
    assert late == Pending(is_known=True)


async def test_a_node_that_lags_holds_the_end_back(world: World, node: Node) -> None:
    behind = World()
    mined(world, DEPTH)
    behind.blocks = world.blocks[:-2]
    async with Node(behind) as lagging:
        payer = payer_of(node, lagging)
        fate = await payer.fate([TX])
        await payer.close()

    assert fate == Mined(txid=TX.txid, confirmations=DEPTH - 2)


async def test_a_node_that_is_down_does_not_hold_the_end_back(
    world: World, other: Node, payer: MoneroPayer
) -> None:
    mined(world, DEPTH)
    both = await payer.fate([TX])
    other.fault = Fault.BROKEN

    assert both == await payer.fate([TX]) == Mined(txid=TX.txid, confirmations=DEPTH)


async def test_the_count_begins_anew_when_the_chain_is_shorter(
    world: World, node: Node, other: Node, payer: MoneroPayer
) -> None:
    node.spent = other.spent = 1
    await payer.fate([TX])
    del world.blocks[-3:]
    await payer.fate([TX])
    world.mine(DEPTH - 1)
    early = await payer.fate([TX])
    world.mine()

    assert early == Pending(is_known=False)
    assert isinstance(await payer.fate([TX]), Lost)
