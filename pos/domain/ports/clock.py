"""Time, as an argument."""

from typing import Protocol


class Clock(Protocol):
    """Time, so that tests can own it."""

    def now(self) -> int:
        """UNIX seconds of the wall clock."""

    async def sleep(self, seconds: float) -> None:
        """Wait at least this long."""
