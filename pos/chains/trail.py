"""Where a chain was read up to, in a form that shows later whether the chain has changed since."""

from dataclasses import dataclass
from typing import Final

import msgspec

from pos.domain.errors import Corrupt

KEPT: Final = 64
"""How many blocks are remembered: more than any chain of this kind has ever taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One block that was read."""

    height: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The newest blocks that were read, rising and never empty; the last one is where to go on."""

    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        """The newest block that was read."""
        return self.steps[-1]

    def walked(self, steps: tuple[Step, ...]) -> "Trail":
        """The same trail with these newer blocks and without the oldest."""
        return Trail(steps=(*self.steps, *steps)[-KEPT:])

    def back_to(self, height: int) -> "Trail | None":
        """The part up to this height; None if nothing of it is left."""
        steps = tuple(step for step in self.steps if step.height <= height)
        return Trail(steps=steps) if steps else None


def parse_trail(cursor: str) -> Trail:
    """A trail from a stored cursor. Raises Corrupt for text that no trail was written as."""
    try:
        trail = msgspec.json.decode(cursor, type=Trail)
    except msgspec.MsgspecError as why:
        raise Corrupt(f"The stored place in the chain cannot be read: {cursor[:80]}") from why
    if not trail.steps:
        raise Corrupt("The stored place in the chain is empty")
    return trail


def format_trail(trail: Trail) -> str:
    """The cursor text of a trail."""
    return msgspec.json.encode(trail).decode()
