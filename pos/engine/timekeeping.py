"""Minding the computer's clock: deadlines, prices and limits go by it, and anybody may set it."""

from collections.abc import Callable
from typing import Final

from pos.domain.ports.clock import Clock
from pos.engine.feed import Feed

CLOCK: Final = "house:clock"
"""The topic of the warning."""

BEAT_S: Final = 5.0
SET_S: Final = 30
"""A clock that is merely put right by the network moves by less."""

GRACE_S: Final = 1_800
"""Usually a price holds for so long."""

_MINUTE_S: Final = 60
_HOUR_S: Final = 3_600
_DAY_S: Final = 86_400
_FEW: Final = 2


class Timekeeper:
    """Compares the clock with the time that really passed, also while the computer slept.

    `passed` gives seconds since any moment, by a clock that nobody can set.
    """

    def __init__(self, clock: Clock, feed: Feed, passed: Callable[[], float]) -> None:
        self._clock = clock
        self._feed = feed
        self._passed = passed
        self._since = clock.now() - passed()
        self._off_s = 0.0
        self._set_at: float | None = None

    def is_steady(self) -> bool:
        """Whether deadlines may end by this clock: not for a while after it was set.

        Customers who were shown a price go by the time that really passes.
        """
        passed = self._passed()
        off_s = self._clock.now() - passed - self._since
        if abs(off_s - self._off_s) >= SET_S:
            self._off_s, self._set_at = off_s, passed
        return self._set_at is None or passed - self._set_at >= GRACE_S

    async def mind(self) -> None:
        """Tell when the clock was set, and when it is right again; for ever."""
        while True:
            self.is_steady()
            self._feed.warn(CLOCK, clock_text(round(self._off_s)))
            await self._clock.sleep(BEAT_S)


def clock_text(off_s: int) -> str:
    """What to say of a clock that was set by so many seconds since the till was opened."""
    if abs(off_s) < SET_S:
        return ""
    told = _span(abs(off_s))
    if off_s > 0:
        return (
            f"The computer's clock was set forward by {told}. See that it is right: no open"
            " payment ends by it for half an hour (florin doctor compares it with others)."
        )
    return (
        f"The computer's clock was set back by {told}. See that it is right: no open"
        " payment ends by it for half an hour (florin doctor compares it with others)."
    )


def _span(seconds: int) -> str:
    """Roughly, so that the words change seldom."""
    minutes, hours, days = seconds // _MINUTE_S, seconds // _HOUR_S, seconds // _DAY_S
    if days >= _FEW:
        return f"{days} days"
    if hours >= _FEW:
        return f"{hours} hours"
    if minutes >= _FEW:
        return f"{minutes} minutes"
    return f"{seconds} seconds"
