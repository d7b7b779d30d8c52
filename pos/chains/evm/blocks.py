"""Reading a window of blocks: which heights, their headers, and the native payments in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pos.chains.evm.ancestry import checked, headers
from pos.chains.evm.match import Scope, native_transfers
from pos.chains.evm.transport import Endpoint
from pos.chains.evm.wire import Block, Header, Tx, block_call
from pos.chains.trail import KEPT
from pos.domain.errors import Trouble
from pos.domain.ports.chain import Watched

FULL_BLOCKS: Final = 64
"""Whole blocks read in one look: some 20 MB on Ethereum."""
_AT_ONCE: Final = 16  # whole blocks in memory at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The blocks first..last to read in one look; none if last < first.

    `head` is the newest block there is, `below` the hash that was read at first - 1 before (None:
    nothing was).
    """

    first: int
    last: int
    head: Block
    below: str | None

    @property
    def is_at_head(self) -> bool:
        """Nothing newer is left for the next look."""
        return self.last == self.head.height


@dataclass(slots=True, kw_only=True)
class Read:
    """What was found in a window: headers by height, and native payments with their height."""

    headers: dict[int, Header] = field(default_factory=dict)
    natives: list[tuple[int, Tx]] = field(default_factory=list)


async def read_window(endpoint: Endpoint, scope: Scope, window: Window, watched: Watched) -> Read:
    """The blocks of a window, checked to be one unbroken chain.

    With the chain's own coin watched these are whole blocks; else only the headers that are
    needed to continue and to notice a reorganisation. Raises Trouble if the chain changed
    meanwhile.
    """
    read = Read()
    if window.last < window.first:
        return read
    if scope.native is None:
        await _read_headers(endpoint, window, read)
    else:
        await _read_whole(endpoint, window, read, watched)
    _check(endpoint, window, read)
    return read


async def _read_headers(endpoint: Endpoint, window: Window, read: Read) -> None:
    heights = {window.first, *range(max(window.first, window.last - KEPT + 1), window.last + 1)}
    if window.is_at_head:
        heights.discard(window.last)
        read.headers[window.last] = window.head
    for header in await headers(endpoint, sorted(heights)):
        read.headers[header.height] = header


async def _read_whole(endpoint: Endpoint, window: Window, read: Read, watched: Watched) -> None:
    last = window.last
    if window.is_at_head:
        _take(window.head, read, watched)
        last -= 1
    for first in range(window.first, last + 1, _AT_ONCE):
        heights = range(first, min(first + _AT_ONCE, last + 1))
        for block in await _whole_blocks(endpoint, heights):
            _take(block, read, watched)


async def _whole_blocks(endpoint: Endpoint, heights: Sequence[int]) -> list[Block]:
    replies = await endpoint.ask([block_call(height, full=True) for height in heights])
    return checked(endpoint, heights, [reply.read_or_none(Block) for reply in replies])


def _take(block: Block, read: Read, watched: Watched) -> None:
    read.headers[block.height] = block
    read.natives += [(block.height, tx) for tx in native_transfers(block, watched)]


def _check(endpoint: Endpoint, window: Window, read: Read) -> None:
    hashes = {height: header.hash for height, header in read.headers.items()}
    if window.below is not None:
        hashes[window.first - 1] = window.below
    for height, header in read.headers.items():
        if hashes.get(height - 1, header.parent_hash) != header.parent_hash:
            raise Trouble(f"{endpoint.name}: the chain changed while it was read")
