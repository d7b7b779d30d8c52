"""One look at one node: the blocks since the last one, tokens, balances and the pool."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.evm.ancestry import DEEP, first_since, last_common
from pos.chains.evm.blocks import FULL_BLOCKS, Read, Window, read_window
from pos.chains.evm.cursor import Place, format_place
from pos.chains.evm.declined import Declined
from pos.chains.evm.lost import read_lost
from pos.chains.evm.match import Scope, pooled_sighting
from pos.chains.evm.natives import SUSPECTS, read_balances, read_natives
from pos.chains.evm.pool import Known, Pool, is_current, read_pool
from pos.chains.evm.tokens import TIP_BLOCKS, read_tokens
from pos.chains.evm.transport import Endpoint, Reply
from pos.chains.evm.wire import Block, Header, PendingBlock, bare, block_call
from pos.chains.trail import KEPT, Step, Trail
from pos.domain.errors import Distrust
from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Glance, Suspect, Watched

CLOCKS_DIFFER_S: Final = 120
"""A block may say that it is so much older than it is by the shop's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What to read, and from whom.

    `place` is where the last look ended, None before the first; `span` is how many blocks one
    question for logs may cover; `balances_at` is the block at which suspected balances have been
    compared already; `asked_last` is who answered the last look (None: nobody yet) and `heard` the
    pending payments that it had then.
    """

    endpoint: Endpoint
    scope: Scope
    place: Place | None
    watched: Watched
    span: int
    with_pool: bool
    balances_at: str | None
    asked_last: Endpoint | None
    heard: frozenset[str]

    @property
    def is_same_node(self) -> bool:
        """Whether the last look asked this node, too. Not known after a restart."""
        return self.asked_last is self.endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A glance, and the block at which suspected balances are compared (None: not yet).

    `head` is the height of the newest block, `heard` the pending payments that this node has;
    `is_whole_span` says that logs were read of as many blocks at once as `span` allowed.
    """

    glance: Glance
    head: int
    heard: frozenset[str]
    balances_at: str | None
    is_whole_span: bool


async def read(reading: Reading) -> Seen:
    """Look once. Raises Trouble, and TooMuch if `span` is too large for this node.

    Blocks come first and logs after them: were the chain to change in between, the next look
    would find other hashes than this one noted.
    """
    endpoint, scope, watched = reading.endpoint, reading.scope, reading.watched
    pending, head = await _tips(reading)
    window = await _window(reading, head)
    blocks = await read_window(endpoint, scope, window, watched)
    told = await read_natives(endpoint, scope, blocks)
    told += await read_tokens(endpoint, scope, window, blocks, watched)
    pool = await _pool(reading, pending, window, blocks, told)
    told += await read_lost(endpoint, scope, pool.lost, watched)
    trail = _trail(reading.place, window, blocks)
    told += await read_balances(endpoint, trail, _suspects(reading, window), told)
    place = Place(trail=trail, pool=pool.noted)
    waiting = (pooled_sighting(scope, pooled) for pooled in pool.there)
    glance = Glance(
        height=window.last,
        from_height=window.first,
        with_pool=pool.is_whole,
        sightings=(*told, *(sighting for sighting in waiting if sighting is not None)),
        cursor=format_place(place),
        block_time=blocks.headers[window.last].time if blocks.headers else head.time,
        is_behind=not window.is_at_head,
        head=None if window.is_at_head else head.height,
    )
    return Seen(
        glance=glance,
        head=head.height,
        heard=frozenset(pooled.txid for pooled in pool.there),
        balances_at=window.head.hash if window.is_at_head else None,
        is_whole_span=window.last - window.first + 1 >= _most(reading),
    )


async def _tips(reading: Reading) -> tuple[PendingBlock | None, Block]:
    """The pending block, where there is one to be had, and the newest."""
    is_full = reading.scope.native is not None
    calls = [block_call("latest", full=is_full)]
    if reading.with_pool:  # first, so that nothing slips from the pool into a block unseen
        calls.insert(0, block_call("pending", full=True))
    *pending, latest = await reading.endpoint.ask(calls)
    head = latest.read(Block) if is_full else bare(latest.read(Header))
    return _offered(pending[0]) if pending else None, head


def _offered(pending: Reply) -> PendingBlock | None:
    try:
        return pending.read_or_none(PendingBlock)
    except Declined:
        return None  # not every provider has a pool to show


async def _window(reading: Reading, head: Block) -> Window:
    """Which blocks to read: short windows up to the head, long gaps in parts that end below it."""
    first, below = await _start(reading, head)
    last = head.height
    if last - first >= TIP_BLOCKS:
        last = min(first + _most(reading) - 1, head.height - TIP_BLOCKS)
    return Window(first=first, last=last, head=head, below=below)


async def _start(reading: Reading, head: Block) -> tuple[int, str | None]:
    """The first block to read, and the hash that was read below it.

    Before the first look this is where the oldest address was shown: it may have been paid long
    before a node could be reached.
    """
    if reading.place is None:
        oldest_at = reading.watched.oldest_at()
        if oldest_at is None:
            return head.height, None
        return await first_since(reading.endpoint, oldest_at - CLOCKS_DIFFER_S, head), None
    trail = reading.place.trail
    common = await last_common(reading.endpoint, trail, head)
    is_another = reading.asked_last is not None and not reading.is_same_node
    if trail.last.height - common > DEEP and is_another:
        raise Distrust(
            f"{reading.endpoint.name}: the node has other blocks than were read before from "
            f"another, back to block {common + 1}: one of the two is wrong"
        )
    return common + 1, next((step.hash for step in trail.steps if step.height == common), None)


def _most(reading: Reading) -> int:
    """How many blocks to read in one look of a long gap."""
    return min(reading.span, FULL_BLOCKS) if reading.scope.native else reading.span


def _suspects(reading: Reading, window: Window) -> Sequence[Suspect]:
    """Whose balance to compare in this look: nothing changes until there is a new block."""
    asset = reading.scope.native
    if asset is None or not window.is_at_head or reading.balances_at == window.head.hash:
        return ()
    return reading.watched.suspects(asset, SUSPECTS)


async def _pool(
    reading: Reading,
    pending: PendingBlock | None,
    window: Window,
    blocks: Read,
    told: Iterable[Sighting],
) -> Pool:
    """The pending payments that can be told of, `told` being what was found in blocks."""
    mined = frozenset(sighting.txid for sighting in told)
    before = reading.place.pool if reading.place else ()
    known = Known(
        waiting={pooled.txid: pooled for pooled in before if pooled.txid not in mined},
        mined=mined,
        heard=reading.heard if reading.is_same_node else frozenset(),
        head=window.head,
        is_same_node=reading.is_same_node,
    )
    if not window.is_at_head:
        return Pool(noted=tuple(known.waiting.values()))
    hashes = {height: header.hash for height, header in blocks.headers.items()}
    if window.below is not None:
        hashes[window.first - 1] = window.below
    if pending is not None and not is_current(pending, window, hashes):
        pending = None
    return await read_pool(reading.endpoint, reading.scope, pending, reading.watched, known)


def _trail(place: Place | None, window: Window, blocks: Read) -> Trail:
    newest = sorted(blocks.headers.items())[-KEPT:]
    steps = tuple(Step(height=height, hash=header.hash) for height, header in newest)
    kept = place.trail.back_to(window.first - 1) if place else None
    assert kept or steps, "a window without blocks continues what was read"
    return kept.walked(steps) if kept else Trail(steps=steps)
