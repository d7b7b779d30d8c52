"""How far what was read is still true: finding the block from which to read on."""

from collections.abc import Sequence
from typing import Final, TypeVar

from pos.chains.evm.transport import Endpoint
from pos.chains.evm.wire import Header, block_call
from pos.chains.trail import Step, Trail
from pos.domain.errors import Trouble

DEEP: Final = 12
"""Nodes of one chain do not differ in a block that has so many on top."""

_Block = TypeVar("_Block", bound=Header)


async def last_common(endpoint: Endpoint, trail: Trail, head: Header) -> int:
    """The height of the newest block that was read and is still in the chain below this head.

    Where nothing of the trail is left, the height before its oldest block. Raises Trouble if the
    node is merely behind what was read before: only other hashes prove a reorganisation.
    """
    last = trail.last
    if head.height == last.height + 1 and head.parent_hash == last.hash:
        return last.height
    if head.height == last.height and head.hash == last.hash:
        return last.height
    if head.height > last.height and await _is_there(endpoint, last):
        return last.height
    return await _searched(endpoint, trail, head)


async def first_since(endpoint: Endpoint, time: int, head: Header) -> int:
    """The height of the first block that is not older than this time; the head's if all are older.

    Ever longer steps back from the head, then halving: few questions however long ago it was.
    """
    early, late, step = head.height, head.height, 1
    header = head
    while header.time >= time and header.height > 0:
        late = header.height
        early, step = max(0, late - step), step * 2
        (header,) = await headers(endpoint, [early])
    if header.time >= time:
        return header.height
    while late - early > 1:
        middle = (early + late) // 2
        (header,) = await headers(endpoint, [middle])
        early, late = (early, middle) if header.time >= time else (middle, late)
    return late


async def headers(endpoint: Endpoint, heights: Sequence[int]) -> list[Header]:
    """The headers of these blocks; raises Trouble if the node lacks one."""
    replies = await endpoint.ask([block_call(height, full=False) for height in heights])
    return checked(endpoint, heights, [reply.read_or_none(Header) for reply in replies])


def checked(
    endpoint: Endpoint, heights: Sequence[int], blocks: Sequence[_Block | None]
) -> list[_Block]:
    """The blocks that were asked for; raises Trouble if the node lacks one or gave another."""
    there = [block for block in blocks if block is not None]
    if len(there) < len(blocks):
        raise Trouble(f"{endpoint.name}: the node does not have a block it should have")
    if [block.height for block in there] != list(heights):
        raise Trouble(f"{endpoint.name}: the node answers with other blocks than asked for")
    return there


async def _is_there(endpoint: Endpoint, step: Step) -> bool:
    (header,) = await headers(endpoint, [step.height])
    return header.hash == step.hash


async def _searched(endpoint: Endpoint, trail: Trail, head: Header) -> int:
    known = [step for step in trail.steps if step.height <= head.height]
    now_there = await headers(endpoint, [step.height for step in known])
    common = [
        step.height for step, now in zip(known, now_there, strict=True) if step.hash == now.hash
    ]
    is_only_behind = head.height < trail.last.height and (not known or head.height in common)
    if is_only_behind:
        raise Trouble(
            f"{endpoint.name}: the node is behind: at block {head.height}, "
            f"which was read up to {trail.last.height} before"
        )
    if common:
        return common[-1]
    return max(0, known[0].height - 1)
