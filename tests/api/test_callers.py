"""Guessing secrets: every wrong one waits, and only so many wait at once."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from pos.api.callers import MAX_WAITING, Callers
from pos.api.doors import Doors, Settings
from pos.api.gate import Gate, TooMany
from pos.api.metrics import Metrics
from pos.domain.errors import Refused
from pos.domain.ports.shops import Scope
from tests.fakes.desk import engine
from tests.fakes.office import office_of
from tests.fakes.world import FakeClock, settle


def callers(clock: FakeClock) -> Callers:
    behind = engine()
    doors = Doors(
        desk=behind.desk,
        records=behind.records,
        feed=behind.feed,
        clock=clock,
        settings=Settings(coin="0xBTC"),
        access=office_of(behind).access,
    )
    return Callers(doors, Gate(doors.settings, clock, Metrics(behind.feed, clock)))


def guess() -> web.Request:
    return make_mocked_request("GET", "/invoice/", headers={"token": "flo_1_guess"})


async def test_a_wrong_guess_is_answered_only_after_a_while() -> None:
    clock = FakeClock()
    asked = asyncio.create_task(callers(clock).key_for(guess(), Scope.READ))
    await settle()
    assert not asked.done()

    await clock.pass_time(2)

    with pytest.raises(Refused) as refused:
        await asked
    assert refused.value.code == "wrong_secret"


async def test_beyond_a_number_of_guesses_the_next_is_sent_away_at_once() -> None:
    clock = FakeClock()
    door = callers(clock)
    waiting = [asyncio.create_task(door.key_for(guess(), Scope.READ)) for _ in range(MAX_WAITING)]
    await settle()

    with pytest.raises(TooMany) as refused:
        await door.key_for(guess(), Scope.READ)

    assert refused.value.wait_s == 2
    await clock.pass_time(2)
    await asyncio.gather(*waiting, return_exceptions=True)
