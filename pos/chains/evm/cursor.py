"""Where the next look goes on, and which pending payments the last one saw."""

from dataclasses import dataclass

import msgspec

from pos.chains.evm.match import Pooled
from pos.chains.trail import Trail
from pos.domain.errors import Corrupt


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The blocks that were read last, and the pending payments that were seen.

    These are asked for by name when they leave the pending block, which is a part of the pool only.
    """

    trail: Trail
    pool: tuple[Pooled, ...] = ()


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
