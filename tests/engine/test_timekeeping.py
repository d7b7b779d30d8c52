"""What the till says of a clock that somebody set, and of one that merely slept."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from pos.engine.feed import Feed, News, Warned
from pos.engine.timekeeping import BEAT_S, CLOCK, GRACE_S, Timekeeper, clock_text
from tests.fakes.world import settle


@dataclass
class Wall:
    """A clock on the wall that may be set, beside the time that really passes."""

    shown: int = 1_000
    passed: float = 500.0
    feed: Feed = field(default_factory=Feed)
    news: list[News] = field(default_factory=list)
    beats: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    def __post_init__(self) -> None:
        self.feed.subscribe(self.news.append)

    def now(self) -> int:
        return self.shown

    async def sleep(self, seconds: float) -> None:
        assert seconds == BEAT_S
        await self.beats.acquire()

    async def pass_time(self, seconds: int, *, set_by: int = 0) -> None:
        self.passed += seconds
        self.shown += seconds + set_by
        self.beats.release()
        await settle()

    def keeper(self) -> Timekeeper:
        return Timekeeper(clock=self, feed=self.feed, passed=lambda: self.passed)

    @contextmanager
    def minded(self) -> Iterator[None]:
        keeper = self.keeper()
        task = asyncio.ensure_future(keeper.mind())
        try:
            yield
        finally:
            task.cancel()

    def told(self) -> list[str]:
        return [one.text for one in self.news if isinstance(one, Warned)]


async def test_a_night_of_sleep_is_no_news() -> None:
    wall = Wall()

    with wall.minded():
        await settle()
        await wall.pass_time(9 * 3_600)

    assert wall.told() == []


@pytest.mark.parametrize(
    ("set_by", "words"), [(-3 * 3_600, "back by 3 hours"), (400 * 86_400, "forward by 400 days")]
)
async def test_a_clock_that_was_set_is_told_once_and_so_is_that_it_is_right_again(
    set_by: int, words: str
) -> None:
    wall = Wall()

    with wall.minded():
        await settle()
        await wall.pass_time(5, set_by=set_by)
        await wall.pass_time(5)
        during = wall.feed.warning(CLOCK)
        await wall.pass_time(5, set_by=-set_by)

    assert words in during
    assert wall.told() == [during, ""]


def test_what_the_network_puts_right_is_nothing_to_speak_of() -> None:
    assert clock_text(29) == clock_text(-29) == ""
    assert "45 seconds" in clock_text(45)
    assert "2 minutes" in clock_text(-170)


async def test_no_deadline_ends_by_a_clock_that_was_just_set_however_it_was_set() -> None:
    wall = Wall()
    keeper = wall.keeper()
    steady = [keeper.is_steady()]

    for set_by in (3_600, -3_600):
        await wall.pass_time(1, set_by=set_by)
        steady.append(keeper.is_steady())
        await wall.pass_time(GRACE_S - 1)
        steady.append(keeper.is_steady())
        await wall.pass_time(1)
        steady.append(keeper.is_steady())

    assert steady == [True, False, False, True, False, False, True]


async def test_deadlines_go_on_after_a_night_of_sleep() -> None:
    wall = Wall()
    keeper = wall.keeper()

    await wall.pass_time(9 * 3_600)

    assert keeper.is_steady()
