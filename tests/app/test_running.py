"""Opening the doors of a whole shop, and what is said of those that cannot be opened."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from pos.app.build import Plan
from pos.app.running import Opened, run
from pos.app.settings import LibrePaySettings, Settings
from pos.domain.errors import Refused
from tests.nodes.anvil import free_port


@contextmanager
def taken() -> Iterator[str]:
    """A place where another program listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield f"127.0.0.1:{other.getsockname()[1]}"


def plan(folder: Path, librepay: str) -> Plan:
    settings = Settings(librepay=LibrePaySettings(listen=librepay))
    return Plan(settings=settings, folder=folder, is_practice=True)


@asynccontextmanager
async def opened(plan: Plan, *, needs_door: bool = True) -> AsyncIterator[Opened]:
    stop, told = asyncio.Event(), asyncio.get_running_loop().create_future()
    running = asyncio.create_task(
        run(plan, "127.0.0.1:0", stop, told.set_result, needs_door=needs_door)
    )
    try:
        await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        yield told.result()
    finally:
        stop.set()
        await asyncio.gather(running, return_exceptions=True)


async def test_shops_of_librepay_may_have_a_door_of_their_own(tmp_path: Path) -> None:
    place = f"127.0.0.1:{free_port()}"

    async with opened(plan(tmp_path, place)) as shop:
        hello = await asyncio.to_thread(lambda: urlopen(f"http://{place}/").read())

        assert hello == b"OK"
        assert shop.problem == ""


async def test_a_server_whose_second_door_is_taken_says_so_and_stops(tmp_path: Path) -> None:
    with taken() as place, pytest.raises(Refused) as refused:
        async with opened(plan(tmp_path, place)):
            pass

    host, _, port = place.partition(":")
    assert refused.value.text == f"Port {port} on {host} is taken by another program"


async def test_a_till_whose_second_door_is_taken_sells_on_and_says_so(tmp_path: Path) -> None:
    with taken() as place:
        async with opened(plan(tmp_path, place), needs_door=False) as shop:
            assert shop.url.startswith("http://127.0.0.1:")
            assert place.partition(":")[2] in shop.problem
