"""Pending payments: what a node's pending block shows, and what became of those seen before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pos.chains.evm.blocks import Window
from pos.chains.evm.declined import Declined
from pos.chains.evm.match import Pooled, Scope, pooled_of
from pos.chains.evm.transport import Call, Endpoint, Reply
from pos.chains.evm.wire import PendingBlock, PendingTx, Tx, number
from pos.domain.ports import Watched

_FALSE: Final = "0x" + "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known besides the pool: payments that were pending, those mined by now, the head."""

    waiting: Mapping[str, Pooled]
    mined: frozenset[str]
    head_height: int


def is_current(pending: PendingBlock, window: Window, hashes: Mapping[int, str]) -> bool:
    """Whether a pending block is about the time after what was read before, and up to now.

    Some providers answer with the newest block instead, whose transactions are mined; and a block
    may have come between two questions. `hashes` are those of the blocks that were read.
    """
    if pending.number is None:
        return False
    parent = number(pending.number) - 1
    if pending.hash is not None and hashes.get(parent + 1) == pending.hash:
        return False
    is_between = window.first - 1 <= parent <= window.head.height
    return window.is_at_head and is_between and hashes.get(parent) == pending.parent_hash


async def read_pool(
    endpoint: Endpoint,
    scope: Scope,
    pending: PendingBlock,
    watched: Watched,
    known: Known,
) -> tuple[Pooled, ...]:
    """The pending payments in this block, and of those known before the ones that still wait."""
    found = [(tx, pooled_of(scope, tx, watched)) for tx in pending.transactions]
    shown = {p.txid: (tx, p) for tx, p in found if p is not None and p.txid not in known.mined}
    fresh = [(tx, pooled) for txid, (tx, pooled) in shown.items() if txid not in known.waiting]
    missing = [pooled for txid, pooled in known.waiting.items() if txid not in shown]
    calls = [_trial(tx) for tx, _ in fresh]
    calls += [Call("eth_getTransactionByHash", (pooled.txid,)) for pooled in missing]
    replies = await endpoint.ask(calls)
    trials, traces = replies[: len(fresh)], replies[len(fresh) :]
    return (
        *(pooled for txid, pooled in known.waiting.items() if txid in shown),
        *(pooled for (_, pooled), trial in zip(fresh, trials, strict=True) if _succeeds(trial)),
        *(pooled for pooled, trace in zip(missing, traces, strict=True) if _waits(trace, known)),
    )


def _trial(tx: PendingTx) -> Call:
    """Let the node try it: a token payment that is going to fail must not look like money."""
    call = {"from": tx.sender, "to": tx.to, "value": tx.value, "data": tx.input}
    return Call("eth_call", (call, "latest"))


def _succeeds(trial: Reply) -> bool:
    try:
        return trial.read(str) != _FALSE
    except Declined:
        return False


def _waits(trace: Reply, known: Known) -> bool:
    """Whether it is in the pool still, or in a block that came after this look had begun."""
    tx = trace.read_or_none(Tx)
    if tx is None:
        return False
    return tx.block_number is None or number(tx.block_number) > known.head_height
