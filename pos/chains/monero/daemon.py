"""Monero's node (monerod): the chain, the pool, and what the wallet does not tell of them."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from pos.chains.monero.settings import REGTEST
from pos.chains.monero.transport import Door
from pos.chains.trail import Step, Trail
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.ports.chain import Source
from pos.domain.ports.clock import Clock

REST_S: Final = 30
"""So long a node that failed is not asked while another one answers."""
_AT_ONCE: Final = 100
"""A public node shows no more transactions in one answer."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where a node stands. `height` counts blocks: the newest one is number `height - 1`."""

    status: str
    height: int
    top_block_hash: str
    nettype: str = ""
    synchronized: bool = True
    target_height: int = 0


class Header(msgspec.Struct, frozen=True):
    """A block's place in the chain; `timestamp` is UNIX seconds."""

    hash: str
    height: int
    timestamp: int


class Tx(msgspec.Struct, frozen=True):
    """A transaction as the node knows it; `block_height` is None while it is pending.

    One that is not `relayed` nobody else has heard of, no miner either: whoever may ask the node
    may hand it a transaction to keep to itself.
    """

    tx_hash: str
    in_pool: bool = False
    relayed: bool = True
    double_spend_seen: bool = False
    block_height: int | None = None
    as_json: str = ""


class _Headers(msgspec.Struct, frozen=True):
    headers: list[Header]


class _First(msgspec.Struct, frozen=True):
    block_header: Header


class _Txs(msgspec.Struct, frozen=True):
    status: str
    txs: list[Tx] = []


class Daemon:
    """One node. Whatever it cannot say is Trouble."""

    def __init__(self, url: str, timeout_s: float) -> None:
        self.url = url
        self.door = Door(url, timeout_s, "monerod")
        self.head: Head | None = None
        self._is_identified = False

    async def look(self, chain: ChainId) -> Head:
        """Where it stands now; raises Trouble while it is of no use."""
        head = await self.door.ask("get_info", Head)
        if head.status != "OK":
            raise Trouble(f"{self.door.name}: says {head.status[:40]}")
        await self._identify(chain, head)
        self.head = head
        if not head.synchronized:
            last, of = f"{head.height - 1:,}", f" of {head.target_height - 1:,}"
            progress = last + (of if head.target_height > head.height else "")
            raise Trouble(f"{self.door.name}: still fetches the chain, block {progress}")
        return head

    async def headers(self, first: int, last: int) -> Sequence[Header]:
        """The blocks number `first` to `last`, both included, which are at most a few hundred."""
        question: dict[str, object] = {"start_height": first, "end_height": last}
        headers = (await self.door.ask("get_block_headers_range", _Headers, question)).headers
        if [header.height for header in headers] != list(range(first, last + 1)):
            raise Trouble(f"{self.door.name}: does not have the blocks {first} to {last}")
        return headers

    async def transactions(self, txids: Iterable[str]) -> dict[str, Tx]:
        """Those of these transactions that are in its pool or its chain."""
        return {tx.tx_hash: tx for tx in await self._transactions(txids, is_whole=False)}

    async def output_keys(self, txids: Iterable[str]) -> dict[str, frozenset[str]]:
        """The one-time keys that each of these transactions pays to."""
        found = await self._transactions(txids, is_whole=True)
        return await asyncio.to_thread(lambda: {tx.tx_hash: self._keys_of(tx) for tx in found})

    async def _transactions(self, txids: Iterable[str], *, is_whole: bool) -> list[Tx]:
        wanted, found = list(txids), list[Tx]()
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            question = {"txs_hashes": some, "decode_as_json": is_whole, "prune": True}
            answer = await self.door.post("/get_transactions", _Txs, question)
            if answer.status != "OK":
                raise Trouble(f"{self.door.name}: says {answer.status[:40]}")
            found += answer.txs
        return found

    def _keys_of(self, tx: Tx) -> frozenset[str]:
        """Both forms of outputs: `key` before the view tags of 2022, `tagged_key` since."""
        try:
            targets = [out["target"] for out in json.loads(tx.as_json)["vout"]]
            return frozenset(
                target["tagged_key"]["key"] if "tagged_key" in target else target["key"]
                for target in targets
            )
        except (ValueError, KeyError, TypeError, RecursionError) as why:
            raise Trouble(f"{self.door.name}: shows a transaction that cannot be read") from why

    async def _identify(self, chain: ChainId, head: Head) -> None:
        """Once per run. Raises Refused if it serves another chain than the shop is set up for."""
        if self._is_identified:
            return
        first = (
            await self.door.ask("get_block_header_by_height", _First, {"height": 0})
        ).block_header
        served = f"monero:{first.hash[:32]}" if head.nettype != "fakechain" else REGTEST
        if served != chain:
            raise Refused("other_chain", f"{self.door.name} serves {served} instead of {chain}")
        self._is_identified = True


class Daemons:
    """Nodes in order of preference: the first that works is used, one that failed rests."""

    def __init__(self, urls: Iterable[str], timeout_s: float, clock: Clock) -> None:
        """Raises Refused for a mistyped address."""
        self.all = tuple(Daemon(url, timeout_s) for url in urls)
        if not self.all:
            raise Refused("no_node", "Name at least one Monero node to watch the chain with")
        self._clock = clock
        self._rests_until: dict[Daemon, int] = {}

    async def look(
        self, chain: ChainId, trail: Trail | None, asked_last: Daemon | None
    ) -> tuple[Daemon, Head]:
        """The first node that is of use, and where it stands; raises the last one's Trouble.

        One that takes over from `asked_last` is of none before it has all blocks of the trail: what
        is in those that it lacks would seem to be gone.
        """
        trouble = Trouble("No Monero node is configured")
        for daemon in self._ready():
            try:
                head = await daemon.look(chain)
                if trail is not None and asked_last not in {daemon, None}:
                    _refuse_late(daemon, head, trail)
            except Refused as why:
                trouble = Trouble(why.text)
            except Trouble as why:
                trouble = why
            else:
                daemon.door.trouble = ""
                return daemon, head
            daemon.door.trouble = str(trouble)
            self._rests_until[daemon] = self._clock.now() + REST_S
        raise trouble

    async def verify(self, chain: ChainId) -> None:
        """Raises Refused for a node of another chain, Trouble if none is of use now."""
        troubles = []
        for daemon in self.all:
            try:
                await daemon.look(chain)
            except Trouble as why:
                troubles.append(why)
        if len(troubles) == len(self.all):
            raise troubles[0]

    def sources(self) -> list[Source]:
        """How each node was found when it was asked last."""
        return [
            Source(
                name=daemon.door.name,
                is_connected=daemon.head is not None and not daemon.door.trouble,
                height=daemon.head.height - 1 if daemon.head else None,
                trouble=daemon.door.trouble,
            )
            for daemon in self.all
        ]

    async def close(self) -> None:
        """Let go of all connections."""
        for daemon in self.all:
            await daemon.door.close()

    def _ready(self) -> list[Daemon]:
        """Those that do not rest; if all do, all of them."""
        now = self._clock.now()
        return [each for each in self.all if self._rests_until.get(each, 0) <= now] or [*self.all]


def _refuse_late(daemon: Daemon, head: Head, trail: Trail) -> None:
    """Raise Trouble if the node's newest block is one that others were built upon."""
    step = Step(height=head.height - 1, hash=head.top_block_hash)
    if step in trail.steps[:-1]:
        last = trail.last.height
        raise Trouble(
            f"{daemon.door.name}: is at block {step.height:,}, and block {last:,} was read already"
        )
