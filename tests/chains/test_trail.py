"""The note of where a chain was read up to."""

import pytest

from pos.chains.trail import KEPT, Step, Trail, format_trail, parse_trail
from pos.domain.errors import Corrupt


def steps(first: int, last: int) -> tuple[Step, ...]:
    return tuple(Step(height=height, hash=hex(height)) for height in range(first, last + 1))


def test_a_trail_is_read_as_it_was_written() -> None:
    trail = Trail(steps=steps(5, 9))

    assert parse_trail(format_trail(trail)) == trail


def test_a_trail_forgets_its_oldest_blocks() -> None:
    trail = Trail(steps=steps(1, 60)).walked(steps(61, 100))

    assert len(trail.steps) == KEPT
    assert (trail.steps[0].height, trail.last.height) == (37, 100)


def test_a_trail_goes_back_to_a_block_or_to_nothing() -> None:
    trail = Trail(steps=steps(5, 9))

    assert trail.back_to(7) == Trail(steps=steps(5, 7))
    assert trail.back_to(4) is None


@pytest.mark.parametrize("cursor", ["", "7", '{"steps": []}', '{"steps": [{"height": "x"}]}'])
def test_a_broken_note_is_told(cursor: str) -> None:
    with pytest.raises(Corrupt):
        parse_trail(cursor)
