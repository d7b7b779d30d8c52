"""Whether what happens can be written down, told to everybody when that changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pos.domain.errors import Trouble
from pos.engine.feed import Feed

RECORDS: Final = "house:records"
"""The topic of the warning."""


@contextmanager
def committing(feed: Feed) -> Iterator[None]:
    """Around a write to the store: its failure is told for as long as it lasts."""
    try:
        yield
    except Trouble as why:
        feed.warn(RECORDS, str(why))
        raise
    feed.warn(RECORDS, "")
