"""What is kept between looks: how far all payments were told, and which to come back to.

The text is that of a `trail.Trail` with more in it, so that a shop may change from servers to a
node of its own and back: each goes on where the other ended.
"""

from dataclasses import dataclass

from pos.chains.trail import Step, format_cursor, parse_cursor, refuse_empty


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
    place = parse_cursor(cursor, Place)
    refuse_empty(place.steps)
    return place


def format_place(place: Place) -> str:
    """The cursor text of a place."""
    return format_cursor(place)
