"""Waiting for other processes without guessing how long they take."""

import time
from collections.abc import Callable


def soon(claim: Callable[[], bool], within_s: float = 5.0) -> bool:
    """Whether a claim about another process comes true in time; asked again every 20 ms."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if claim():
            return True
        time.sleep(0.02)
    return False
