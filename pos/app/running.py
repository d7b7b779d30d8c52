"""Running a shop from open doors to closed ones, the same with a window and without."""

import asyncio
import contextlib
import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from pos.api.server import WebFace, serve
from pos.app.build import House, Plan, built
from pos.app.chronicle import Chronicle
from pos.app.config import host_and_port
from pos.domain.errors import Corrupt, Refused

_SWEEPS: Final = (10_000, 5, 100)
"""How many new objects make the garbage collector look at the youngest, the middle-aged, the old.

Invoices that wait make no garbage, but with Python's own figures everybody would wait for a walk
through thousands of them several times a second.
"""

_TURN_S: Final = 0.000_1
"""How long a busy thread may keep Python from the others. The database writer needs it for moments
only, between two steps of a batch for which many wait.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A running shop, and where its door for online shops is ("" if it could not be opened)."""

    plan: Plan
    house: House
    url: str
    problem: str = ""


async def run(
    plan: Plan,
    listen: str,
    stop: asyncio.Event,
    opened: Callable[[Opened], None],
    *,
    needs_door: bool,
) -> None:
    """Open, tell that it is open, work until told to stop, then close everything in order.

    The doors close first, then the engine's tasks, then the chains, then the store. With
    `needs_door` a taken port is Refused; else the counter sells on and says so.
    """
    async with built(plan) as house, contextlib.AsyncExitStack() as stack:
        stack.callback(house.shop.feed.subscribe(Chronicle().hear))
        engine = asyncio.ensure_future(house.shop.run())
        stack.push_async_callback(_ended, engine)
        places = (listen, plan.settings.librepay.listen)
        url, problems = await _open_doors(house, stack, places)
        if needs_door and problems:
            raise problems[0]
        _tune_python()
        told = "; ".join(problem.text for problem in problems)
        opened(Opened(plan=plan, house=house, url=url, problem=told))
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({engine, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if engine.done():
            _tell_end(engine)


async def _open_doors(
    house: House, stack: contextlib.AsyncExitStack, places: tuple[str, str]
) -> tuple[str, list[Refused]]:
    """Open the door for shops, and the one for LibrePay alone where a place is named for it.

    The answer is where the first one is ("" if it cannot be opened), and what went wrong.
    """
    face = WebFace(house.doors)
    urls: list[str] = []
    problems: list[Refused] = []
    for make, place in zip((face.app, face.librepay_app), places, strict=True):
        try:
            urls.append(await _opened_door(make(), place, stack) if place else "")
        except Refused as why:
            urls.append("")
            problems.append(why)
    return urls[0], problems


async def _opened_door(app: web.Application, place: str, stack: contextlib.AsyncExitStack) -> str:
    """Where an application is served from now on. Raises Refused."""
    serving = await serve(app, *host_and_port(place))
    stack.push_async_callback(serving.close)
    return serving.url


def _tune_python() -> None:
    """Make Python itself quick under load; called once everything is here that is here to stay."""
    gc.freeze()
    gc.set_threshold(*_SWEEPS)
    sys.setswitchinterval(_TURN_S)


def _tell_end(engine: "asyncio.Future[None]") -> None:
    """Raise why the engine stopped: Corrupt in its own words; else a bug, with all of its trace."""
    try:
        engine.result()
    except BaseExceptionGroup as group:
        corrupt, rest = group.split(Corrupt)
        if corrupt is None or rest is not None:
            raise
        raise _first(corrupt) from group


def _first(group: BaseExceptionGroup[Corrupt]) -> Corrupt:
    found = group.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found


async def _ended(engine: "asyncio.Future[None]") -> None:
    engine.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.wait({engine})
