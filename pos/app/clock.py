"""The time of this machine, for the engine that takes its clock as an argument."""

import asyncio
import time
from typing import Final

WINK_S: Final = 5.0
"""A long wait is looked at again this often: timers stand still while the computer sleeps."""

_ALSO_ASLEEP: Final[int | None] = getattr(
    time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None)
)
"""What goes on while the computer sleeps: Linux has one for it, on macOS it is the usual one."""


class SystemClock:
    """Implements `domain.ports.Clock` with the machine's own clock."""

    def now(self) -> int:
        """UNIX seconds."""
        return int(time.time())

    async def sleep(self, seconds: float) -> None:
        """Wait at least this long; what the computer itself slept counts."""
        until = passed_s() + seconds
        await asyncio.sleep(min(seconds, WINK_S))
        while (left := until - passed_s()) > 0:  # noqa: ASYNC110 - waits for time itself
            await asyncio.sleep(min(left, WINK_S))


def passed_s() -> float:
    """Seconds since some moment, also those in which the computer slept; nobody can set it."""
    return time.monotonic() if _ALSO_ASLEEP is None else time.clock_gettime(_ALSO_ASLEEP)
