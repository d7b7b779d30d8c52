"""The payments to watched addresses that wait in a node's pool.

What is new is found by news of whole transactions, or by asking for the list of all and reading
those not seen before; what became of those found is asked of the node at every look.
"""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from pos.chains.bitcoin.blocks import pays
from pos.chains.bitcoin.core.judging import Evidence, cautions_of, units
from pos.chains.bitcoin.core.rpc import (
    BATCH,
    NOT_FOUND,
    UNKNOWN_METHOD,
    Call,
    Declined,
    Reply,
    Rpc,
)
from pos.chains.bitcoin.core.scripts import Scripts
from pos.chains.bitcoin.core.window import unhexed
from pos.chains.bitcoin.core.wire import FeeEstimate, PoolEntry, PoolInfo
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.tx import Malformed, Tx, parse_tx
from pos.domain.errors import Trouble
from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Sighting

AT_ONCE: Final = 5_000
"""One look reads no more transactions of the pool: a second or so of work."""
REST: Final = 20
"""The list is asked for again after so many times as long as it took: large ones more rarely."""
REST_WITH_NEWS: Final = 100
"""The same where new transactions are told of anyway, and the list only fills gaps."""
FEES_LAST_S: Final = 60.0
_BLOCKS_TO_WAIT: Final = 6

_Shape = TypeVar("_Shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The payments that wait.

    Unless `is_sure`, the head moved on meanwhile, or the node has not got everything yet: what is
    missing may be in a block not read yet, or come back.
    """

    sightings: tuple[Sighting, ...]
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """A node's newest block and its pool when a look began.

    Unless `is_ready`, the node lacks blocks, which may spend the same money otherwise, or has not
    loaded all of its pool.
    """

    head: str
    pool: PoolInfo
    is_ready: bool


class Pool:
    """What is known of a node's pool. Belongs to one loop; nothing of it is kept over a restart."""

    def __init__(self, rpc: Rpc, network: Network, asset: Asset, scripts: Scripts) -> None:
        self._rpc = rpc
        self._network = network
        self._asset = asset
        self._scripts = scripts
        self._waiting: dict[str, Tx] = {}
        self._foreign: set[str] = set()
        self._unread: list[str] = []
        self._list_due_at = 0.0
        self._is_in_doubt = True
        self._is_fresh = False  # something was read since it was judged
        self._fair_fee = network.low_fee_per_kvb
        self._fee_due_at = 0.0
        self._has_proofs = not network.has_replacement  # where first come is first served

    @property
    def is_whole(self) -> bool:
        """Whether nothing can have been missed: all of the list has been read."""
        return not self._unread and not self._is_in_doubt

    def __contains__(self, txid: object) -> bool:
        return txid in self._waiting

    def mistrust(self) -> None:
        """Something may have been missed: ask for the list at the next look."""
        self._is_in_doubt = True

    def take_in(self, raws: Iterable[bytes]) -> None:
        """Note whole transactions that pay a watched script. Raises Malformed."""
        for raw in raws:
            tx = parse_tx(raw, has_tokens=self._network.has_tokens)
            self._waiting[tx.txid] = tx

    def leave(self, txids: Iterable[str]) -> None:
        """Forget what is in a block now. It may come back by a reorganisation, as news."""
        for txid in txids:
            self._waiting.pop(txid, None)
            self._foreign.discard(txid)

    async def refill(self, *, has_news: bool) -> None:
        """Read what is new in the pool, a bounded part of it if that is much.

        `has_news` says that new transactions are told of by push as well.
        """
        is_due = self._is_in_doubt or _now() >= self._list_due_at
        if is_due and not self._unread:
            await self._list(REST_WITH_NEWS if has_news else REST)
        for _ in range(AT_ONCE // BATCH):
            if not self._unread:
                return
            self._is_fresh = True
            await self._read(self._unread[:BATCH])
            del self._unread[:BATCH]

    async def judged(self, now: Now) -> Judged:
        """What the node says of each payment that waits.

        Those it does not know any more are forgotten: they were replaced, or thrown out.
        """
        if not self._waiting and not self._is_fresh:
            return Judged(sightings=(), is_sure=now.is_ready)
        if self._waiting:
            await self._price(now.pool.mempoolminfee)
        txids = list(self._waiting)
        calls = [Call("getmempoolentry", (txid,)) for txid in txids]
        if self._has_proofs:
            calls += [Call("getdsproof", (txid,)) for txid in txids]
        *replies, newest = await self._rpc.ask([*calls, Call("getbestblockhash")])
        is_sure = now.is_ready and newest.read(str) == now.head
        self._is_fresh = not is_sure
        entries = [reply.read_or_none(PoolEntry, NOT_FOUND) for reply in replies[: len(txids)]]
        contested = self._contested(txids, replies[len(txids) :])
        told: list[Sighting] = []
        for txid, entry in zip(txids, entries, strict=True):
            if entry is not None:
                told += self._sightings(txid, self._evidence(txid, entry, contested, now))
            elif is_sure:
                del self._waiting[txid]
        return Judged(sightings=tuple(told), is_sure=is_sure)

    async def _list(self, rest: int) -> None:
        started = _now()
        self._is_fresh = True
        (reply,) = await self._rpc.ask([Call("getrawmempool")])
        await asyncio.to_thread(self._compare, reply)
        self._is_in_doubt = False
        self._list_due_at = _now() + (_now() - started) * rest

    def _compare(self, reply: Reply) -> None:
        listed = reply.read(list[str])
        self._unread = [
            txid for txid in listed if txid not in self._foreign and txid not in self._waiting
        ]
        self._foreign.intersection_update(listed)

    async def _read(self, txids: Sequence[str]) -> None:
        replies = await self._rpc.ask([Call("getrawtransaction", (txid,)) for txid in txids])
        await self._scripts.refresh()
        raws = await asyncio.to_thread(_paying, replies, self._scripts.known, self._network)
        try:
            self.take_in(raws)
        except Malformed as why:
            raise Trouble(f"{self._rpc.name}: {why}") from why
        self._foreign.update(
            txid
            for txid, reply in zip(txids, replies, strict=True)
            if txid not in self._waiting and not reply.is_declined(NOT_FOUND)
        )

    async def _price(self, least: Decimal | None) -> None:
        """Learn what a transaction should pay now, where the node can tell."""
        if _now() < self._fee_due_at:
            return
        (estimate,) = await self._rpc.ask([Call("estimatesmartfee", (_BLOCKS_TO_WAIT,))])
        rates = [_read_gently(estimate, FeeEstimate, FeeEstimate()).feerate, least]
        known = [units(rate) for rate in rates if rate is not None]
        self._fair_fee = max(self._network.low_fee_per_kvb, *known, 0)
        self._fee_due_at = _now() + FEES_LAST_S

    def _contested(self, txids: Sequence[str], proofs: Sequence[Reply]) -> Collection[str]:
        """Those of which the node holds a proof that their money is being spent elsewhere."""
        if any(proof.is_declined(UNKNOWN_METHOD) for proof in proofs):
            self._has_proofs = False
            return ()
        shown = zip(txids, proofs, strict=False)  # none were asked for, or one for each
        return {txid for txid, proof in shown if _read_gently(proof, object, None)}

    def _evidence(
        self, txid: str, entry: PoolEntry, contested: Collection[str], now: Now
    ) -> Evidence:
        tx = self._waiting[txid]
        return Evidence(
            entry=entry,
            signals=tx.signals_replacement,
            vsize=tx.vsize,
            fair_fee=self._fair_fee,
            is_contested=txid in contested,
            is_current=now.is_ready,
        )

    def _sightings(self, txid: str, evidence: Evidence) -> list[Sighting]:
        tx, ours = self._waiting[txid], self._scripts.known
        cautions = cautions_of(evidence, self._network)
        return [
            Sighting(
                chain=self._network.id,
                txid=txid,
                index=str(vout),
                address=ours[output.script],
                amount=Amount(output.value, self._asset),
                height=None,
                block_time=None,
                cautions=cautions,
            )
            for vout, output in enumerate(tx.outputs)
            if output.script in ours and output.value
        ]


def _now() -> float:
    return asyncio.get_running_loop().time()


def _paying(
    replies: Sequence[Reply], scripts: Mapping[bytes, str], network: Network
) -> list[bytes]:
    """Of these answers the transactions that pay us; some may have left the pool meanwhile."""
    raws = [unhexed(reply) for reply in replies if not reply.is_declined(NOT_FOUND)]
    try:
        return [raw for raw in raws if pays(raw, scripts, network)]
    except Malformed as why:
        raise Trouble(f"{replies[0].name}: {why}") from why


def _read_gently(reply: Reply, shape: type[_Shape], otherwise: _Shape) -> _Shape:
    """What a program may not offer, or not know yet."""
    try:
        return reply.read(shape)
    except Declined:
        return otherwise
