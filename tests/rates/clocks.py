"""A clock on which others sleep until a test lets time pass."""

import asyncio

from tests.fakes.clocks import OPENED_AT


class SlowClock:
    """Time passes only by `advance`, and whoever slept long enough wakes up."""

    def __init__(self) -> None:
        self.at = OPENED_AT
        self.pauses: list[float] = []
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> int:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        woken = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.at + seconds, woken))
        await woken

    def advance(self, seconds: int) -> None:
        self.at += seconds
        for until, woken in self._sleepers:
            if until <= self.at and not woken.done():
                woken.set_result(None)
        self._sleepers = [(until, woken) for until, woken in self._sleepers if not woken.done()]
