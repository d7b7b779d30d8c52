"""When each refund is looked at next: after a while, at a block, or at once when news comes."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import Final

from pos.domain.ports.clock import Clock
from pos.engine.supervise import Chance

POLL_S: Final = 60
"""Everything is looked at again this often, whatever news came."""

FIRST_RETRY_S: Final = 2
LONGEST_RETRY_S: Final = 300


@dataclass(frozen=True, slots=True)
class _Pause:
    """So long from a time on, or until the chain has a height if that comes sooner."""

    since: int
    seconds: int
    height: int | None


def is_over(since: int, seconds: int, now: int) -> bool:
    """Whether a pause has ended; a clock that was set back ends it, too, and freezes nothing."""
    return not since <= now < since + seconds


class Agenda:
    """The pauses of one chain's refunds, by their ids; one without a pause is due."""

    def __init__(self, clock: Clock, chance: Chance) -> None:
        self._clock = clock
        self._chance = chance
        self._pauses: dict[str, _Pause] = {}
        self._failures = Counter[str]()
        self._stirred = asyncio.Event()
        self.height = 0
        """The newest block that was told of."""

    def see(self, height: int) -> None:
        """The chain has grown."""
        if height > self.height:
            self.height = height
            self._stirred.set()

    def hurry(self, id: str) -> None:
        """Make it due now."""
        self._pauses.pop(id, None)
        self._stirred.set()

    def pause(self, id: str, seconds: int, blocks: int | None = None) -> None:
        """Look at it again after this long, or after so many more blocks."""
        height = None if blocks is None else self.height + blocks
        self._pauses[id] = _Pause(self._clock.now(), seconds, height)

    def stumble(self, id: str) -> int:
        """Something went wrong with it: each time pause twice as long, jittered.

        The answer is how often that happened in a row.
        """
        pause_s = min(LONGEST_RETRY_S, FIRST_RETRY_S << min(self._failures[id], 20))
        self._failures[id] += 1
        self.pause(id, max(1, round(pause_s * (0.5 + self._chance()))))
        return self._failures[id]

    def recover(self, id: str) -> None:
        """All is well with it."""
        del self._failures[id]

    def forget(self, id: str) -> None:
        """It is done with."""
        self._pauses.pop(id, None)
        del self._failures[id]

    def is_due(self, id: str) -> bool:
        """Whether its time has come."""
        pause = self._pauses.get(id)
        if pause is None or is_over(pause.since, pause.seconds, self._clock.now()):
            return True
        return pause.height is not None and self.height >= pause.height

    def failures(self, id: str) -> int:
        """How often something went wrong with it in a row."""
        return self._failures[id]

    def begin(self) -> None:
        """From now on news is news again."""
        self._stirred.clear()

    async def rest(self) -> None:
        """Until news comes, or the next pause is over."""
        now = self._clock.now()
        next_at = min((p.since + p.seconds for p in self._pauses.values()), default=now + POLL_S)
        waiting = asyncio.ensure_future(self._stirred.wait())
        sleeping = asyncio.ensure_future(self._clock.sleep(min(POLL_S, max(1, next_at - now))))
        try:
            await asyncio.wait({waiting, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            sleeping.cancel()
