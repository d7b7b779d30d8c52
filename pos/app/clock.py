"""The time of this machine, for the engine that takes its clock as an argument."""

import asyncio
import time


class SystemClock:
    """Implements `domain.ports.Clock` with the machine's own clock."""

    def now(self) -> int:
        """UNIX seconds."""
        return int(time.time())

    async def sleep(self, seconds: float) -> None:
        """Wait at least this long."""
        await asyncio.sleep(seconds)
