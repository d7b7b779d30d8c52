"""Pending payments: what a node's pending block shows, and what became of those seen before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from pos.chains.evm.blocks import Window
from pos.chains.evm.declined import Declined
from pos.chains.evm.match import Pooled, Scope, pooled_of
from pos.chains.evm.transport import Call, Endpoint, Reply
from pos.chains.evm.wire import Header, PendingBlock, PendingTx, Tx, number
from pos.domain.ports.chain import Watched

_FALSE: Final = "0x" + "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known besides the pool: payments that were pending, those mined by now, the head.

    `heard` are the pending payments that this node had when it was asked last.
    """

    waiting: Mapping[str, Pooled]
    mined: frozenset[str]
    heard: frozenset[str]
    head: Header
    is_same_node: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The pending payments to note in the cursor, and of these the ones that this node has.

    With `is_whole` what was pending before and is not there any more has gone: it was replaced or
    dropped. `lost` are in a block, says the node, in which they were not found.
    """

    noted: tuple[Pooled, ...]
    there: tuple[Pooled, ...] = ()
    lost: tuple[Tx, ...] = ()
    is_whole: bool = False


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
    pending: PendingBlock | None,
    watched: Watched,
    known: Known,
) -> Pool:
    """The pending payments in this block, and of those known before the ones that still wait.

    Without a block the node does not show its pool, and only the latter can be told.
    """
    transactions = pending.transactions if pending else ()
    found = [(tx, pooled_of(scope, tx, watched)) for tx in transactions]
    shown = {p.txid: (tx, p) for tx, p in found if p is not None and p.txid not in known.mined}
    fresh = [(tx, pooled) for txid, (tx, pooled) in shown.items() if txid not in known.waiting]
    trials = await endpoint.ask([_trial(tx) for tx, _ in fresh])
    new = [pooled for (_, pooled), trial in zip(fresh, trials, strict=True) if _succeeds(trial)]
    missing = [pooled for txid, pooled in known.waiting.items() if txid not in shown]
    traces = await _traced(endpoint, missing, known.head)
    fates = {trace.pooled.txid: _fate(trace, known, has_pool=bool(pending)) for trace in traces}
    fated = [(pooled, fates.get(txid, _Fate.WAITS)) for txid, pooled in known.waiting.items()]
    waiting = [pooled for pooled, fate in fated if fate is _Fate.WAITS]
    is_whole = bool(pending or known.waiting) and _Fate.UNKNOWN not in fates.values()
    return Pool(
        noted=(*(waiting if is_whole else known.waiting.values()), *new),
        there=(*waiting, *new),
        lost=tuple(t.tx for t in traces if t.tx and fates[t.pooled.txid] is _Fate.MINED),
        is_whole=is_whole,
    )


class _Fate(Enum):
    """What became of a payment that was pending and that the pending block does not show."""

    WAITS = auto()
    MINED = auto()
    GONE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trace:
    """A payment, its transaction as the node has it, and whether another has its number."""

    pooled: Pooled
    tx: Tx | None
    is_replaced: bool


async def _traced(endpoint: Endpoint, missing: Sequence[Pooled], head: Header) -> list[_Trace]:
    at = {"blockHash": head.hash}  # EIP-1898: not at some block that was not read yet
    calls = [Call("eth_getTransactionByHash", (pooled.txid,)) for pooled in missing]
    calls += [Call("eth_getTransactionCount", (pooled.sender, at)) for pooled in missing]
    replies = await endpoint.ask(calls)
    txs, counts = replies[: len(missing)], replies[len(missing) :]
    return [
        _Trace(pooled=pooled, tx=tx.read_or_none(Tx), is_replaced=_is_over(pooled, count))
        for pooled, tx, count in zip(missing, txs, counts, strict=True)
    ]


def _is_over(pooled: Pooled, count: Reply) -> bool:
    """Whether the sender's next number is above this payment's. No if the node cannot tell."""
    try:
        return pooled.nonce is not None and number(count.read(str)) > pooled.nonce
    except Declined:
        return False  # not every node knows what was at a block


def _fate(trace: _Trace, known: Known, *, has_pool: bool) -> _Fate:
    """What one node's words prove.

    It may not have heard of what another had, so that its silence counts only after it had the
    payment itself, or has been asked before and shows its pool.
    """
    tx, pooled = trace.tx, trace.pooled
    if tx and tx.block_number and number(tx.block_number) <= known.head.height:
        return _Fate.MINED
    if trace.is_replaced:
        return _Fate.GONE
    if tx:
        return _Fate.WAITS  # or is in a block that came after this look had begun
    if pooled.txid in known.heard or (has_pool and known.is_same_node):
        return _Fate.GONE
    return _Fate.UNKNOWN


def _trial(tx: PendingTx) -> Call:
    """Let the node try it: a token payment that is going to fail must not look like money."""
    call = {"from": tx.sender, "to": tx.to, "value": tx.value, "data": tx.input}
    return Call("eth_call", (call, "latest"))


def _succeeds(trial: Reply) -> bool:
    try:
        return trial.read(str) != _FALSE
    except Declined:
        return False
