"""Who spent something, found by reading the blocks since then: for nodes without an index."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pos.chains.bitcoin.blocks import spenders
from pos.chains.bitcoin.core.ancestry import first_since, hashes
from pos.chains.bitcoin.core.reading import CLOCKS_DIFFER_S
from pos.chains.bitcoin.core.rpc import OUT_OF_RANGE, Call, Reply, Rpc
from pos.chains.bitcoin.core.window import unhexed
from pos.chains.bitcoin.core.wire import ChainInfo
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.parts import Place
from pos.chains.bitcoin.tx import Malformed, shown
from pos.domain.errors import Trouble

AT_ONCE: Final = 500
"""Blocks read for one question; whoever asks again goes on from there."""
_PREVIOUS: Final = slice(4, 36)
"""Where a block names the one before it."""


@dataclass(frozen=True, slots=True)
class Spender:
    """The transaction in a block that spends something, and how deep it is."""

    txid: str
    confirmations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """How far blocks were read for some places, and the block and transaction of each found."""

    height: int
    hash: str
    found: Mapping[Place, tuple[int, str]] = field(default_factory=dict)


class Search:
    """Remembers what it read, and reads again what the chain took back."""

    def __init__(self, rpc: Rpc, network: Network) -> None:
        self._rpc = rpc
        self._network = network
        self._pages: dict[tuple[Place, ...], _Page] = {}

    async def spenders(self, places: Sequence[Place], since: int) -> dict[Place, Spender]:
        """Who spends each of these, of those spent in blocks that were made after `since`.

        Raises Trouble while there are too many blocks to read at once.
        """
        key = tuple(places)
        head = await self._rpc.ask_one("getblockchaininfo", shape=ChainInfo)
        page = await self._kept(key)
        first = page.height + 1 if page else await self._first(since, head)
        last = min(head.blocks, first + AT_ONCE - 1)
        for height in range(first, last + 1):
            page = await self._read(key, page, height)
            self._pages[key] = page
        if last < head.blocks:
            raise Trouble(f"{self._rpc.name}: blocks are still being read, {last} of {head.blocks}")
        return {
            place: Spender(txid, head.blocks - height + 1)
            for place, (height, txid) in (page.found if page else {}).items()
        }

    async def _first(self, since: int, head: ChainInfo) -> int:
        return await first_since(self._rpc, since - CLOCKS_DIFFER_S, head)

    async def _kept(self, key: tuple[Place, ...]) -> _Page | None:
        """What was read before, if it is still in the chain."""
        page = self._pages.get(key)
        if page is None:
            return None
        (reply,) = await self._rpc.ask([Call("getblockhash", (page.height,))])
        return page if reply.read_or_none(str, OUT_OF_RANGE) == page.hash else None

    async def _read(self, key: tuple[Place, ...], page: _Page | None, height: int) -> _Page:
        (hash,) = await hashes(self._rpc, [height])
        (reply,) = await self._rpc.ask([Call("getblock", (hash, False))])
        found = await asyncio.to_thread(self._found, reply, hash, page, key)
        before = page.found if page else {}
        new = {place: (height, txid) for place, txid in found.items()}
        return _Page(height=height, hash=hash, found={**before, **new})

    def _found(
        self, reply: Reply, hash: str, below: _Page | None, key: tuple[Place, ...]
    ) -> dict[Place, str]:
        """What a block spends; work for a thread."""
        raw = unhexed(reply)
        if below is not None and shown(raw[_PREVIOUS]) != below.hash:
            raise Trouble(f"{self._rpc.name}: the chain changed while it was read")
        wanted = {_outpoint(place): place for place in key}
        try:
            found = spenders(raw, hash, wanted, self._network)
        except Malformed as why:
            raise Trouble(f"{self._rpc.name}: {why}") from why
        return {wanted[outpoint]: txid for outpoint, txid in found.items()}


def _outpoint(place: Place) -> bytes:
    return bytes.fromhex(place.txid)[::-1] + place.vout.to_bytes(4, "little")
