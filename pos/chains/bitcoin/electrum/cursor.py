"""What is kept between looks: how far all payments were told, and which to come back to."""

from dataclasses import dataclass

import msgspec

from pos.chains.trail import Trail
from pos.domain.errors import Corrupt


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a look ended.

    Every payment in blocks up to `live_to` was told of live addresses, up to `swept_to` of old ones
    (0: none yet). `warm` are old addresses with payments that are not deep; `number` tells two
    looks at the same blocks apart.
    """

    trail: Trail
    live_to: int
    swept_to: int
    warm: tuple[str, ...]
    number: int


def parse_place(cursor: str) -> Place:
    """A place from a stored cursor. Raises Corrupt for text that none was written as."""
    try:
        place = msgspec.json.decode(cursor, type=Place)
    except msgspec.MsgspecError as why:
        raise Corrupt(f"The stored place in the chain cannot be read: {cursor[:80]}") from why
    if not place.trail.steps:
        raise Corrupt("The stored place in the chain is empty")
    return place


def format_place(place: Place) -> str:
    """The cursor text of a place."""
    return msgspec.json.encode(place).decode()
