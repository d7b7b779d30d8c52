"""How far what was read is still true, and where to begin where nothing was read yet."""

from collections.abc import Sequence
from typing import Final

from pos.chains.bitcoin.core.rpc import OUT_OF_RANGE, Call, Rpc
from pos.chains.bitcoin.core.wire import ChainInfo, HeaderInfo
from pos.chains.trail import KEPT, Trail
from pos.domain.errors import Trouble

MEDIAN_LAGS: Final = 6
"""A block's median time is the middle one of eleven: six blocks on, it has passed the block's."""


async def last_common(rpc: Rpc, trail: Trail, head: ChainInfo) -> int:
    """The height of the newest block that was read and is still in the chain.

    Where nothing of the trail is left, a height well before its oldest block. Raises Trouble if the
    node is merely behind what was read before: only other hashes prove a reorganisation.
    """
    if head.bestblockhash == trail.last.hash:
        return trail.last.height
    known = [step for step in trail.steps if step.height <= head.blocks]
    now_there = await hashes(rpc, [step.height for step in known])
    common = [step.height for step, now in zip(known, now_there, strict=True) if step.hash == now]
    is_lower = head.blocks < trail.last.height
    if is_lower and (not known or head.blocks in common):
        raise Trouble(
            f"{rpc.name}: the node is behind: at block {head.blocks}, "
            f"which was read up to {trail.last.height} before"
        )
    return common[-1] if common else max(0, known[0].height - KEPT)


async def first_since(rpc: Rpc, time: int, head: ChainInfo) -> int:
    """The height from which on no block is left out that was made after this time.

    Ever longer steps back from the head, then halving: few questions however long ago it was.
    """
    late, early, step = head.blocks, head.blocks, 1
    while early > 0 and await _median_time(rpc, early) >= time:
        late, early, step = early, max(0, early - step), step * 2
    while late - early > 1:
        middle = (early + late) // 2
        if await _median_time(rpc, middle) >= time:
            late = middle
        else:
            early = middle
    return max(0, late - MEDIAN_LAGS)


async def hashes(rpc: Rpc, heights: Sequence[int]) -> list[str]:
    """The hashes of these blocks; raises Trouble if the chain has become shorter meanwhile."""
    replies = await rpc.ask([Call("getblockhash", (height,)) for height in heights])
    found = [reply.read_or_none(str, OUT_OF_RANGE) for reply in replies]
    there = [hash for hash in found if hash is not None]
    if len(there) < len(found):
        raise Trouble(f"{rpc.name}: the chain changed while it was read")
    return there


async def _median_time(rpc: Rpc, height: int) -> int:
    (hash,) = await hashes(rpc, [height])
    header = await rpc.ask_one("getblockheader", hash, shape=HeaderInfo)
    return header.mediantime
