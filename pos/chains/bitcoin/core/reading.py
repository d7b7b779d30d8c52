"""What a look reads of the blocks: from where on, which ones, and what they pay to the shop."""

from collections.abc import Iterator, Sequence
from typing import Final

from pos.chains.bitcoin.blocks import Block
from pos.chains.bitcoin.core.ancestry import first_since, last_common
from pos.chains.bitcoin.core.rpc import Rpc
from pos.chains.bitcoin.core.window import Ask, read_window
from pos.chains.bitcoin.core.wire import ChainInfo
from pos.chains.trail import KEPT, Step, Trail
from pos.domain.errors import Trouble
from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Watched

CLOCKS_DIFFER_S: Final = 7_200
"""A block may say that it is so much older or younger than it is."""


async def start_of(
    rpc: Rpc, trail: Trail | None, head: ChainInfo, watched: Watched
) -> tuple[int, str | None]:
    """The first block to read, and the hash that was read below it, if any.

    Before the first look this is where the oldest address was shown: it may have been paid long
    before a node could be reached.
    """
    if trail is not None:
        common = await last_common(rpc, trail, head)
        return common + 1, {step.height: step.hash for step in trail.steps}.get(common)
    oldest_at = watched.oldest_at()
    if oldest_at is None:
        return head.blocks, None
    return await first_since(rpc, oldest_at - CLOCKS_DIFFER_S, head), None


async def blocks_of(rpc: Rpc, head: ChainInfo, ask: Ask) -> Sequence[Block]:
    """The blocks up to the head, or the first of them. Raises Trouble if the node lacks one."""
    if ask.first > head.blocks:
        return ()
    if head.pruned and ask.first < head.pruneheight:
        raise Trouble(
            f"{rpc.name}: block {ask.first} is to be read, but the node has thrown away all below "
            f"{head.pruneheight}. Let it download them again, or use another source."
        )
    return await read_window(rpc, ask)


def walked(trail: Trail | None, first: int, blocks: Sequence[Block]) -> Trail:
    """The trail after these blocks were read, of which the first has this height."""
    steps = tuple(
        Step(height=height, hash=block.hash) for height, block in enumerate(blocks, first)
    )
    kept = trail.back_to(first - 1) if trail else None
    assert kept or steps, "a look without blocks continues what was read"
    return kept.walked(steps) if kept else Trail(steps=steps[-KEPT:])


def mined(asset: Asset, first: int, blocks: Sequence[Block]) -> Iterator[Sighting]:
    """What these blocks pay to watched addresses."""
    for height, block in enumerate(blocks, first):
        for paid in block.paid:
            yield Sighting(
                chain=asset.chain,
                txid=paid.txid,
                index=str(paid.vout),
                address=paid.address,
                amount=Amount(paid.value, asset),
                height=height,
                block_time=block.time,
                position=paid.position,
            )
