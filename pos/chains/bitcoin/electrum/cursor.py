"""What is kept between looks: how far all payments were told, and which to come back to.

The text is that of a `trail.Trail` with more in it, so that a shop may change from servers to a
node of its own and back: each goes on where the other ended.
"""

from dataclasses import dataclass

import msgspec

from pos.chains.trail import Step
from pos.domain.errors import Corrupt


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a look ended, `steps` being the newest blocks, rising and never empty.

    Every payment in blocks up to `live_to` was told of live addresses, up to `swept_to` of old ones
    (0: none yet; None: up to the last step, as a node tells of all alike). `warm` are old addresses
    with payments that are not deep; `number` tells two looks at the same blocks apart.
    """

    steps: tuple[Step, ...]
    live_to: int | None = None
    swept_to: int | None = None
    warm: tuple[str, ...] = ()
    number: int = 0

    @property
    def told_live(self) -> int:
        """The height up to which live addresses need not be told of again."""
        return self.steps[-1].height if self.live_to is None else self.live_to

    @property
    def told_old(self) -> int:
        """The same for old ones."""
        return self.steps[-1].height if self.swept_to is None else self.swept_to


def parse_place(cursor: str) -> Place:
    """A place from a stored cursor. Raises Corrupt for text that none was written as."""
    try:
        place = msgspec.json.decode(cursor, type=Place)
    except msgspec.MsgspecError as why:
        raise Corrupt(f"The stored place in the chain cannot be read: {cursor[:80]}") from why
    if not place.steps:
        raise Corrupt("The stored place in the chain is empty")
    return place


def format_place(place: Place) -> str:
    """The cursor text of a place."""
    return msgspec.json.encode(place).decode()
