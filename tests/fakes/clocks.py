"""Clocks: one that tests set, and one that is right."""

import asyncio
import time

OPENED_AT = 1_795_168_000


class SetClock:
    """A clock that stands still until somebody sets it."""

    def __init__(self, at: int = OPENED_AT) -> None:
        self.at = at
        self.pauses: list[float] = []

    def now(self) -> int:
        return self.at

    async def sleep(self, seconds: float) -> None:
        """Time passes at once."""
        self.pauses.append(seconds)
        self.at += int(seconds)


class RealClock:
    """The wall clock, and as much more as a test lets pass."""

    def __init__(self) -> None:
        self.ahead_s = 0

    def now(self) -> int:
        return int(time.time()) + self.ahead_s

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
