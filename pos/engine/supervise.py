"""Keeping a long-running task alive through the world's troubles, and through nothing else."""

from collections.abc import Awaitable, Callable

from pos.domain.errors import Trouble
from pos.domain.ports.clock import Clock

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0

Chance = Callable[[], float]
"""A random number from 0 up to 1."""


async def keep_alive(
    make: Callable[[], Awaitable[None]],
    clock: Clock,
    chance: Chance,
    longest_pause_s: float = LONGEST_PAUSE_S,
) -> None:
    """Run it again after every Trouble, with jittered growing pauses; anything else is a bug.

    A run that lasted longer than the longest pause starts the pauses anew.
    """
    pause_s = FIRST_PAUSE_S
    while True:
        began_at, is_troubled = clock.now(), False
        try:
            await make()
        except* Trouble:  # also out of a task group
            is_troubled = True
        if not is_troubled:
            return
        if clock.now() - began_at > longest_pause_s:
            pause_s = FIRST_PAUSE_S
        await clock.sleep(pause_s * (0.5 + chance()))
        pause_s = min(longest_pause_s, pause_s * 2)
