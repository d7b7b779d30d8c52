"""What all services say: each asked in the background, in its own time, and remembered.

One that is slow, broken or asked too often rests alone; the others go on as if it were not there.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from pos.domain.errors import Trouble
from pos.domain.money import Reading
from pos.domain.ports.clock import Clock
from pos.domain.ports.rates import RateSource
from pos.rates.source import Pair, Source, Told
from pos.rates.web import TooOften

ROUND_S: Final = 15
"""The longest all answers of one service may take together."""

TROUBLE_S: Final = 10
LONGEST_TROUBLE_S: Final = 300
MOST_DOUBLINGS: Final = 5
"""How soon a service that failed is asked again: first, and after it failed many times."""

STEP_S: Final = 60
"""A clock may be put back by so much between two answers."""

_log = logging.getLogger(__name__)


class Line:
    """One service: what it said last, how it is, and when to ask it again."""

    def __init__(self, source: Source, pairs: Sequence[Pair], clock: Clock, round_s: float) -> None:
        self.source = source
        self.pairs = pairs
        self.told: Told = {}
        self.told_at: int | None = None
        self.trouble = ""
        self.was_heard = False
        self.pause_s: float = source.pause_s
        self._clock = clock
        self._round_s = round_s
        self._failures = 0
        self._missing: frozenset[Pair] = frozenset()

    async def ask(self) -> None:
        """One round of questions; what goes wrong is kept in `trouble`.

        An answer takes the place of all it said before. Without one its last words stay, until
        they are too old for anybody.
        """
        pairs = [pair for pair in self.pairs if self.source.knows(pair)]
        try:
            async with asyncio.timeout(self._round_s):
                told = await self.source.told(pairs) if pairs else {}
        except TimeoutError:
            self._fail(Trouble(f"{self.source.name} is too slow"))
        except Trouble as why:
            self._fail(why)
        else:
            self._take(told, pairs)
        self.was_heard = True

    def _take(self, told: Told, pairs: Collection[Pair]) -> None:
        if self.trouble:
            _log.info("%s answers again", self.source.name)
        missing = frozenset(pairs) - told.keys()
        if missing - self._missing:
            words = ", ".join(f"{code}/{currency}" for code, currency in sorted(missing))
            _log.info("%s has no believable price of %s", self.source.name, words)
        self.told, self.told_at, self._missing = told, self._clock.now(), missing
        self.trouble, self._failures, self.pause_s = "", 0, self.source.pause_s

    def _fail(self, why: Trouble) -> None:
        if str(why) != self.trouble:
            _log.warning("rates: %s", why)
        self.trouble = str(why)
        pause_s = min(LONGEST_TROUBLE_S, TROUBLE_S * 2 ** min(self._failures, MOST_DOUBLINGS))
        self._failures += 1
        self.pause_s = max(pause_s, why.wait_s) if isinstance(why, TooOften) else pause_s


class Market:
    """Every service that can be asked for any of the pairs."""

    def __init__(
        self,
        sources: Iterable[Source],
        pairs: Iterable[Pair],
        clock: Clock,
        round_s: float = ROUND_S,
    ) -> None:
        self._clock = clock
        wanted = tuple(pairs)
        known = ((source, tuple(filter(source.knows, wanted))) for source in sources)
        self._lines = tuple(Line(s, pairs, clock, round_s) for s, pairs in known if pairs)
        self._hear: Callable[[Iterable[Pair]], None] = _nobody

    def subscribe(self, hear: Callable[[Iterable[Pair]], None]) -> None:
        """Call this after each answer, with the pairs that it may change."""
        self._hear = hear

    def readings(self, pair: Pair, since: int) -> list[Reading]:
        """What each service said last, if it was true at `since` or later.

        Nothing of a clock that was far ahead then: nobody knows how old that is.
        """
        told = (line.told.get(pair) for line in self._lines)
        until = self._clock.now() + STEP_S
        return [reading for reading in told if reading is not None and since <= reading.at <= until]

    def all_heard(self, pair: Pair) -> bool:
        """Whether every service that knows the pair answered or failed since the start."""
        return all(line.was_heard for line in self._lines if pair in line.pairs)

    def sources(self, fresh_s: int) -> Sequence[RateSource]:
        """How each service was found last; one whose newest price is older counts as troubled."""
        return [
            RateSource(
                name=line.source.name,
                told_at=line.told_at,
                trouble=line.trouble or self._staleness(line, fresh_s),
            )
            for line in self._lines
        ]

    async def refresh(self) -> None:
        """Ask all of them once, side by side."""
        await asyncio.gather(*(self._ask(line) for line in self._lines))

    async def keep_fresh(self) -> None:
        """Ask each of them again and again, for ever; without any there is nothing to do."""
        async with asyncio.TaskGroup() as group:
            for line in self._lines:
                group.create_task(self._follow(line))

    async def _follow(self, line: Line) -> None:
        while True:
            await self._ask(line)
            await self._clock.sleep(line.pause_s)

    async def _ask(self, line: Line) -> None:
        await line.ask()
        self._hear(line.pairs)

    def _staleness(self, line: Line, fresh_s: int) -> str:
        if line.told_at is None:
            return ""  # not asked yet
        if not line.told:
            return f"{line.source.name} has no believable price"
        age_s = self._clock.now() - max(reading.at for reading in line.told.values())
        old = f"the newest price of {line.source.name} is {age_s // 60} minutes old"
        return old if age_s > fresh_s else ""


def _nobody(_: Iterable[Pair]) -> None:
    """Nobody listens yet."""
