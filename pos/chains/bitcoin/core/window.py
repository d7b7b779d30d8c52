"""Reading some blocks in a row: asked for in small groups, scanned in a thread."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.blocks import Block, scan_block
from pos.chains.bitcoin.core.ancestry import hashes
from pos.chains.bitcoin.core.rpc import Call, Reply, Rpc
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.tx import Malformed
from pos.domain.errors import Distrust, Trouble

BLOCKS: Final = 100
"""One look reads no more than so many blocks..."""
BYTES: Final = 64 << 20
"""...nor goes on after so many bytes: a few seconds of work."""
_GROUP_BYTES: Final = 8 << 20
_GROUP_MOST: Final = 8
"""Even of the largest kind, after small ones, so many fit into one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Blocks `first`.. up to `last`, above the one of hash `below` (None: any), for whom."""

    first: int
    last: int
    below: str | None
    scripts: Mapping[bytes, str]
    network: Network


async def read_window(rpc: Rpc, ask: Ask) -> list[Block]:
    """The blocks in their order, from the first one on: all, or as many as one look may read.

    Raises Trouble where the chain changes meanwhile, and Distrust where a block is not what the
    node says it is.
    """
    wanted = await hashes(rpc, range(ask.first, min(ask.last, ask.first + BLOCKS - 1) + 1))
    blocks: list[Block] = []
    group, size = 1, 0
    while wanted and size < BYTES:
        now, wanted = wanted[:group], wanted[group:]
        replies = await rpc.ask([Call("getblock", (hash, False)) for hash in now])
        largest = max(memoryview(reply.result).nbytes for reply in replies) // 2
        blocks += await asyncio.to_thread(_scanned, rpc.name, ask, now, replies)
        size += largest * len(now)
        group = max(1, min(_GROUP_MOST, _GROUP_BYTES // (largest + 1)))
    _check_row(rpc.name, ask, blocks)
    return blocks


def _scanned(name: str, ask: Ask, hashes: Sequence[str], replies: Sequence[Reply]) -> list[Block]:
    try:
        return [
            scan_block(unhexed(reply), hash, ask.scripts, ask.network)
            for hash, reply in zip(hashes, replies, strict=True)
        ]
    except Malformed as why:
        raise Trouble(f"{name}: {why}") from why
    except Distrust as why:
        raise Distrust(f"{name}: {why}") from why


def unhexed(reply: Reply) -> bytes:
    """The bytes of an answer in hexadecimal."""
    try:
        return bytes.fromhex(reply.read(str))
    except ValueError as why:
        raise Trouble(f"{reply.name}: the answer is not hexadecimal") from why


def _check_row(name: str, ask: Ask, blocks: Sequence[Block]) -> None:
    below = ask.below
    for block in blocks:
        if below is not None and block.previous != below:
            raise Trouble(f"{name}: the chain changed while it was read")
        below = block.hash
