"""Which blocks a look reads: what the wallet has read since the last ones still in the chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.monero.cursor import Place
from pos.chains.monero.daemon import Daemon, Head, Header
from pos.chains.monero.wallet import Transfer
from pos.chains.trail import KEPT, Step, Trail
from pos.domain.errors import Trouble

COMPARED: Final = 2 * KEPT
"""Payments in so many of the newest blocks are asked of the node, too; older ones have settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The blocks of a look, `first` to `last`, which are none if `first` is above `last`.

    `newest` is the node's newest block; `time` is when the last one was made, in UNIX seconds.
    """

    first: int
    last: int
    newest: int
    trail: Trail
    time: int
    is_behind: bool

    def is_recent(self, transfer: Transfer) -> bool:
        """Whether the node is asked for it, too."""
        return transfer.height > self.newest - COMPARED


async def read_window(daemon: Daemon, head: Head, place: Place | None, read_to: int) -> Window:
    """The blocks since the place, of which the wallet has read the first `read_to`.

    Costs nothing where no block is new. Raises Trouble if the chain changes meanwhile.
    """
    newest = head.height - 1
    if place is not None and place.trail.last == Step(height=newest, hash=head.top_block_hash):
        return Window(
            first=newest + 1,
            last=newest,
            newest=newest,
            trail=place.trail,
            time=place.time,
            is_behind=read_to <= newest,
        )
    common = await _common(daemon, place.trail, newest) if place else -1
    # a wallet that lost its file reads again what was told already
    last = max(min(newest, read_to - 1), common, 0)
    first = max(common + 1, last - KEPT + 1, 0)
    headers = await daemon.headers(min(first, last), last)
    if last == newest and headers[-1].hash != head.top_block_hash:
        raise Trouble(f"{daemon.door.name}: the chain changed while it was read")
    return Window(
        first=common + 1,
        last=last,
        newest=newest,
        trail=_trail(place, common, headers),
        time=headers[-1].timestamp,
        is_behind=read_to <= newest,
    )


async def _common(daemon: Daemon, trail: Trail, newest: int) -> int:
    """The highest block that was read and is still in the chain; -1 if none is.

    Then everything is read anew, which costs the wallet nothing: it keeps all payments by height.
    """
    steps = [step for step in trail.steps if step.height <= newest]
    for some in (steps[-1:], steps[:-1]):  # nearly always the newest one is
        if some:
            headers = await daemon.headers(some[0].height, some[-1].height)
            there = {Step(height=header.height, hash=header.hash) for header in headers}
            common = max((step.height for step in some if step in there), default=-1)
            if common >= 0:
                return common
    return -1


def _trail(place: Place | None, common: int, headers: Sequence[Header]) -> Trail:
    steps = tuple(Step(height=h.height, hash=h.hash) for h in headers if h.height > common)
    kept = place.trail.back_to(common) if place else None
    return kept.walked(steps) if kept else Trail(steps=steps)
