"""Where the next look goes on, and which pending payments the last one saw."""

from dataclasses import dataclass

from pos.chains.evm.match import Pooled
from pos.chains.trail import Trail, format_cursor, parse_cursor, refuse_empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The blocks that were read last, and the pending payments that were seen.

    These are asked for by name when they leave the pending block, which is a part of the pool only.
    """

    trail: Trail
    pool: tuple[Pooled, ...] = ()


def parse_place(cursor: str) -> Place:
    """A place from a stored cursor. Raises Corrupt for text that none was written as."""
    place = parse_cursor(cursor, Place)
    refuse_empty(place.trail.steps)
    return place


def format_place(place: Place) -> str:
    """The cursor text of a place."""
    return format_cursor(place)
