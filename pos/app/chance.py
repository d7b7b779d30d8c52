"""Ids that nobody can guess, drawn from the system's chance many at a time."""

import os
from collections.abc import Iterator
from typing import Final

_ID_BYTES: Final = 8
_DRAWN: Final = 512


def unguessable_ids() -> Iterator[str]:
    """Ids of 16 lower-case hex digits, for ever; for one thread only.

    Asking the system for each one alone would make the busy event loop give way to other threads.
    """
    width = 2 * _ID_BYTES
    while True:
        digits = os.urandom(_DRAWN * _ID_BYTES).hex()
        yield from (digits[start : start + width] for start in range(0, len(digits), width))
