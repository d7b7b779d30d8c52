"""Where a chain was read up to, in a form that shows later whether the chain has changed since."""

from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from pos.domain.errors import Corrupt

KEPT: Final = 64
"""How many blocks are remembered: more than any chain of this kind has ever taken back."""

_Place = TypeVar("_Place")


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
    trail = parse_cursor(cursor, Trail)
    refuse_empty(trail.steps)
    return trail


def format_trail(trail: Trail) -> str:
    """The cursor text of a trail."""
    return format_cursor(trail)


def parse_cursor(cursor: str, kind: type[_Place]) -> _Place:
    """A chain's own note of where it is. Raises Corrupt for text that none was written as."""
    try:
        return msgspec.json.decode(cursor, type=kind)
    except msgspec.MsgspecError as why:
        raise Corrupt(f"The stored place in the chain cannot be read: {cursor[:80]}") from why


def format_cursor(place: object) -> str:
    """The cursor text of such a note."""
    return msgspec.json.encode(place).decode()


def refuse_empty(steps: tuple[Step, ...]) -> None:
    """Raise Corrupt where no block is noted at all."""
    if not steps:
        raise Corrupt("The stored place in the chain is empty")
