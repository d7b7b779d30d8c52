import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from pos.app.doctor.finding import Finding
from pos.app.doctor.openings import holder_of, opening_findings
from pos.app.settings import Settings
from pos.gui.backoffice import Severity
from tests.nodes.anvil import free_port


@asynccontextmanager
async def taken() -> AsyncIterator[int]:
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


async def doors(port: int, *, answers: bool | None) -> list[Finding]:
    settings = msgspec.convert({"server": {"listen": f"127.0.0.1:{port}"}}, Settings)
    return [finding async for finding in opening_findings(settings, answers=answers)]


async def test_a_free_door_is_well() -> None:
    (finding,) = await doors(free_port(), answers=None)

    assert finding.severity is Severity.WELL


async def test_a_taken_door_names_who_has_it_and_the_setting_to_change() -> None:
    async with taken() as port:
        (finding,) = await doors(port, answers=None)
        by = holder_of(port)

    assert f"127.0.0.1:{port}" in finding.problem
    assert "server.listen" in finding.remedy
    if sys.platform.startswith("linux"):
        assert "process" in by
        assert by in finding.problem


async def test_the_door_of_an_open_till_is_its_own() -> None:
    async with taken() as port:
        (own,) = await doors(port, answers=True)
        (others,) = await doors(port, answers=False)

    assert (own.severity, others.severity) == (Severity.WELL, Severity.WARNING)


async def test_an_open_till_that_listens_elsewhere_is_only_noted() -> None:
    (finding,) = await doors(free_port(), answers=False)

    assert finding.severity is Severity.NOTE
