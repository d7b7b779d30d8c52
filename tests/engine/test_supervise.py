import asyncio

import pytest

from pos.domain.errors import Trouble
from pos.engine.supervise import LONGEST_PAUSE_S, keep_alive
from tests.fakes.world import FakeClock, settle


async def test_troubles_are_retried_with_growing_pauses_up_to_a_longest_one() -> None:
    clock = FakeClock()

    async def troubled() -> None:
        raise Trouble("node does not answer")

    task = asyncio.ensure_future(keep_alive(troubled, clock, lambda: 0.5))
    for _ in range(12):
        await clock.pass_time(60)
    task.cancel()

    assert clock.naps[:4] == [0.5, 1.0, 2.0, 4.0]
    assert max(clock.naps) == LONGEST_PAUSE_S


async def test_a_good_while_starts_the_pauses_anew() -> None:
    clock = FakeClock()

    async def lasting() -> None:
        await clock.sleep(100)
        raise Trouble("node went away")

    task = asyncio.ensure_future(keep_alive(lasting, clock, lambda: 0.5))
    for _ in range(6):
        await clock.pass_time(100)
    task.cancel()

    assert set(clock.naps) == {100, 0.5}


async def test_troubles_inside_a_group_are_troubles_too() -> None:
    clock, runs = FakeClock(), list[int]()

    async def grouped() -> None:
        runs.append(1)
        async with asyncio.TaskGroup() as group:
            group.create_task(_trouble())

    task = asyncio.ensure_future(keep_alive(grouped, clock, lambda: 0.5))
    await settle()
    await clock.pass_time(60)
    task.cancel()

    assert len(runs) == 2


async def _trouble() -> None:
    raise Trouble("disk is full")


async def test_a_bug_is_not_survived() -> None:
    async def broken() -> None:
        raise KeyError("a bug")

    with pytest.raises(ExceptionGroup) as caught:
        async with asyncio.TaskGroup() as group:
            group.create_task(keep_alive(broken, FakeClock(), lambda: 0.5))

    assert caught.group_contains(KeyError)


async def test_what_ends_by_itself_is_done() -> None:
    async def done() -> None:
        return

    await keep_alive(done, FakeClock(), lambda: 0.5)
