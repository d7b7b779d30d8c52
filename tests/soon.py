"""Waiting for other processes without guessing how long they take."""

import asyncio
import time
from collections.abc import Awaitable, Callable


def soon(claim: Callable[[], bool], within_s: float = 5.0) -> bool:
    """Whether a claim about another process comes true in time; asked again every 20 ms."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if claim():
            return True
        time.sleep(0.02)
    return False


async def eventually(claim: Callable[[], Awaitable[bool]], within_s: float = 30.0) -> bool:
    """The same without holding up the loop, for what takes its time."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if await claim():
            return True
        await asyncio.sleep(0.05)
    return False
