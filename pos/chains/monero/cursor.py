"""Where the next look goes on, and which payments it must not lose sight of."""

import msgspec

from pos.chains.monero.wallet import Transfer
from pos.chains.trail import Trail, format_cursor, parse_cursor, refuse_empty


class Place(msgspec.Struct, frozen=True):
    """The blocks that were read last, the payments without a place in them, and the newest with.

    `time` is when the last block was made, in UNIX seconds. The wallet may not name a payment
    again that fell out of its block, so we ask for it ourselves.
    """

    trail: Trail
    time: int
    pending: tuple[Transfer, ...] = ()
    placed: tuple[Transfer, ...] = ()


def parse_place(cursor: str) -> Place:
    """A place from a stored cursor. Raises Corrupt for text that none was written as."""
    place = parse_cursor(cursor, Place)
    refuse_empty(place.trail.steps)
    return place


def format_place(place: Place) -> str:
    """The cursor text of a place."""
    return format_cursor(place)
