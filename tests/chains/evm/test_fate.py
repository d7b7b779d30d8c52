"""What became of a payment, as several nodes tell it: one that lags or lies decides nothing."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from pos.chains.evm.chain import EvmSettings
from pos.chains.evm.fate import REMEMBERED_S, fate_of
from pos.chains.evm.nodes import Nodes
from pos.chains.evm.numbers import Numbers
from pos.chains.evm.sending import broadcast
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, Lost, Mined, Pending
from tests.chains.evm.watcher import CHAIN, ETH, OTHER
from tests.fakes.clocks import SetClock
from tests.fakes.evm_chain import GENESIS_TIME, PAYER
from tests.fakes.evm_node import FakeNode, Fault

DEPTH = 8


@pytest.fixture
async def both(node: FakeNode, second: FakeNode) -> AsyncIterator[Nodes]:
    """Two nodes of one chain."""
    second.blocks = node.blocks
    made = Nodes(EvmSettings(chain=CHAIN, urls=(node.url, second.url), timeout_s=0.3), SetClock())
    yield made
    await made.close()


def version(txid: str, nonce: int = 0) -> SignedTx:
    fee = Amount(1, ETH)
    return SignedTx(txid=txid, raw=txid, fee=fee, cost=fee, spends=(f"{PAYER}:{nonce}",), at=1)


async def told(nodes: Nodes, *txids: str) -> Fate:
    return await fate_of(nodes, [version(txid) for txid in txids], DEPTH)


async def test_both_nodes_have_it(node: FakeNode, both: Nodes) -> None:
    tx = node.pay(OTHER, 5)
    node.mine(4)

    assert await told(both, tx) == Mined(txid=tx, confirmations=4)


async def test_a_node_that_lags_holds_the_confirmations_back(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    tx = node.pay(OTHER, 5)
    node.mine(4)
    second.blocks = node.blocks[:-2]

    assert await told(both, tx) == Mined(txid=tx, confirmations=2)


async def test_what_only_one_of_two_nodes_has_is_not_mined_yet(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    tx = node.pay(OTHER, 5)
    node.mine(DEPTH)
    second.loses_receipts = True

    assert await told(both, tx) == Pending(is_known=True)


async def test_one_node_alone_is_believed_while_the_other_is_down(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    tx = node.pay(OTHER, 5)
    node.mine(4)
    await second.stop()

    assert await told(both, tx) == Mined(txid=tx, confirmations=4)


async def test_any_version_of_it_counts(node: FakeNode, both: Nodes) -> None:
    old = node.pay(OTHER, 5)
    new = node.replace(old)
    node.mine()

    assert await told(both, old, new) == Mined(txid=new, confirmations=1)


async def test_a_failed_one_says_so(node: FakeNode, both: Nodes) -> None:
    tx = node.pay(OTHER, 5)
    node.mine()
    node.fail(tx)

    assert await told(both, tx) == Mined(txid=tx, confirmations=1, has_failed=True)


async def test_nodes_that_contradict_each_other_decide_nothing(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    tx = node.pay(OTHER, 5)
    node.mine(DEPTH)
    second.blocks = [replace(block, failed={tx}) for block in node.blocks]

    assert await told(both, tx) == Pending(is_known=True)


async def test_one_node_alone_calls_nothing_failed_where_there_are_two(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    tx = node.pay(OTHER, 5)
    node.mine()
    node.fail(tx)
    await second.stop()

    with pytest.raises(Trouble, match="too few to call a payment failed"):
        await told(both, tx)


async def test_a_stale_receipt_of_one_version_hides_no_other(node: FakeNode, both: Nodes) -> None:
    old = node.pay(OTHER, 5)
    new = node.replace(old)
    node.mine()
    node.stale_receipts = {old}

    assert await told(both, old, new) == Mined(txid=new, confirmations=1)


async def test_a_number_that_is_spent_deep_in_the_chain_is_lost(
    node: FakeNode, both: Nodes
) -> None:
    ours = node.pay(OTHER, 5)
    node.replace(ours)
    node.mine(DEPTH)
    early = await told(both, ours)
    node.mine()

    assert early == Pending(is_known=False)
    assert isinstance(await told(both, ours), Lost)


@pytest.mark.parametrize(
    ("age_s", "words"),
    [(REMEMBERED_S, "that is final"), (REMEMBERED_S + 1, "Look for 0x.* before you pay it again")],
)
async def test_what_nodes_may_have_forgotten_is_looked_up_by_a_person_first(
    node: FakeNode, both: Nodes, age_s: int, words: str
) -> None:
    """A shop that was closed for months may have paid it."""
    ours = node.pay(OTHER, 5)
    node.replace(ours)
    node.mine(DEPTH + 1)
    signed_at = GENESIS_TIME + 12 * node.height - age_s
    signed = replace(version(ours), at=signed_at)

    fate = await fate_of(both, [signed], DEPTH)

    assert isinstance(fate, Lost)
    assert re.search(words, fate.why)


async def test_one_node_alone_calls_nothing_lost_where_there_are_two(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    ours = node.pay(OTHER, 5)
    node.replace(ours)
    node.mine(DEPTH + 1)
    await second.stop()

    with pytest.raises(Trouble, match="too few to call a payment lost"):
        await told(both, ours)


async def test_a_node_that_still_has_it_keeps_it_from_being_lost(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    ours = node.pay(OTHER, 5)
    second.blocks, second.pool = list(node.blocks), list(node.pool)
    node.replace(ours)
    node.mine(DEPTH + 1)

    assert await told(both, ours) == Pending(is_known=True)


async def test_a_node_that_forgot_old_blocks_concludes_nothing(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    ours = node.pay(OTHER, 5)
    node.replace(ours)
    node.mine(DEPTH + 1)
    node.remembers_from = second.remembers_from = node.height

    with pytest.raises(Trouble, match="missing trie node"):
        await told(both, ours)


async def test_a_young_chain_has_no_old_blocks(node: FakeNode, both: Nodes) -> None:
    ours = node.pay(OTHER, 5)
    node.replace(ours)
    node.mine()

    assert await told(both, ours) == Pending(is_known=False)


async def test_a_receipt_of_a_block_that_was_replaced_proves_nothing(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    tx = node.pay(OTHER, 5)
    node.mine()
    node.interrupts = {f"eth_getBlockByNumber ['{hex(node.height)}']": lambda: node.reorg(1)}

    assert await told(both, tx) == Pending(is_known=True)


async def test_nobody_answers(node: FakeNode, second: FakeNode, both: Nodes) -> None:
    node.fault = second.fault = Fault.BROKEN

    with pytest.raises(Trouble):
        await told(both, "0x1")
    with pytest.raises(Trouble):  # nor do they while they rest
        await told(both, "0x1")


async def test_a_node_of_another_chain_has_no_say(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    tx = node.pay(OTHER, 5)
    node.mine(2)
    second.chain_id, second.blocks = 1, FakeNode().blocks

    assert await told(both, tx) == Mined(txid=tx, confirmations=2)


# ---- numbers -----------------------------------------------------------------------------------


async def test_a_node_that_lags_gives_no_used_number_away(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    before = list(node.blocks)
    node.pay(OTHER, 1)
    node.mine()
    second.blocks = before
    numbers = Numbers(both)

    with pytest.raises(Trouble, match="do not agree"):
        await numbers.free(PAYER, ())
    second.blocks = node.blocks
    first = await numbers.free(PAYER, ())
    node.blocks = second.blocks = before
    later = await numbers.free(PAYER, ())

    assert (first, later) == (1, 1)


async def test_nodes_that_differ_only_in_what_is_reserved_agree(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    second.blocks = list(node.blocks)
    node.pay(OTHER, 1)
    node.mine()

    assert await Numbers(both).free(PAYER, [f"{PAYER}:0"]) == 1


async def test_no_node_alone_makes_a_number_be_left_out(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    """A payment with the number after next would wait for ever."""
    second.blocks = list(node.blocks)
    second.pay(OTHER, 1)
    second.mine()
    numbers = Numbers(both)

    with pytest.raises(Trouble, match="do not agree"):
        await numbers.free(PAYER, ())
    second.blocks = node.blocks

    assert await numbers.free(PAYER, ()) == 0


# ---- broadcasting ------------------------------------------------------------------------------


async def test_every_node_is_told(node: FakeNode, second: FakeNode, both: Nodes) -> None:
    await broadcast(both, "0xraw", "0x1")

    assert (node.sent, second.sent) == (["0xraw"], ["0xraw"])


async def test_one_node_that_takes_it_is_enough(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    second.send_words = "transaction underpriced"

    await broadcast(both, "0xraw", "0x1")

    assert node.sent == ["0xraw"]


@pytest.mark.parametrize(
    "words",
    [
        "already known",
        "AlreadyKnown",
        "ALREADY_EXISTS: already known",
        "Known transaction",
        "transaction already imported",
        "Transaction with the same hash was already imported",
    ],
)
async def test_one_that_is_known_already_is_no_error(
    node: FakeNode, second: FakeNode, both: Nodes, words: str
) -> None:
    node.send_words = second.send_words = words

    await broadcast(both, "0xraw", "0x1")


async def test_one_that_is_mined_already_is_no_error(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    tx = node.pay(OTHER, 5)
    node.mine()
    node.send_words = second.send_words = "nonce too low: next nonce 1, tx nonce 0"

    await broadcast(both, "0xraw", tx)


@pytest.mark.parametrize(
    "words", ["nonce too low", "insufficient funds", "underpriced", "unknown transaction type"]
)
async def test_what_no_node_wants_is_rejected_in_its_words(
    node: FakeNode, second: FakeNode, both: Nodes, words: str
) -> None:
    node.send_words = second.send_words = words

    with pytest.raises(Refused, match=words) as refused:
        await broadcast(both, "0xraw", "0x1")

    assert refused.value.code == "rejected"


async def test_of_busy_nodes_nobody_knows_whether_it_went_out(
    node: FakeNode, second: FakeNode, both: Nodes
) -> None:
    node.send_words = second.send_words = "too many requests"

    with pytest.raises(Trouble):
        await broadcast(both, "0xraw", "0x1")
