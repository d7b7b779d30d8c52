import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import formatdate

import msgspec
import pytest
from aiohttp import web

from pos.app.doctor.times import clock_finding, places_to_ask, skews
from pos.app.settings import Settings
from pos.gui.backoffice import Severity


@asynccontextmanager
async def clock_at(off_s: float) -> AsyncIterator[str]:
    """A server whose clock differs from ours."""

    async def answer(request: web.Request) -> web.Response:
        assert not request.query_string
        return web.Response(headers={"Date": formatdate(time.time() + off_s, usegmt=True)})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def test_a_clock_is_held_against_those_of_others_and_one_liar_is_outvoted() -> None:
    async with clock_at(0) as first, clock_at(2) as second, clock_at(9_000) as liar:
        told = await skews([first, second, liar, "http://127.0.0.1:9/"])

    assert len(told) == 3
    assert clock_finding(told).severity is Severity.WELL


@pytest.mark.parametrize(
    ("off_s", "words", "severity"),
    [
        (60, "60 seconds behind", Severity.WARNING),
        (-7_500, "2 hours ahead", Severity.BAD),
        (9 * 86_400, "9 days behind", Severity.BAD),
        (-300, "5 minutes ahead", Severity.BAD),
    ],
)
async def test_a_wrong_clock_is_told_with_way_and_amount(
    off_s: float, words: str, severity: Severity
) -> None:
    async with clock_at(off_s) as url:
        finding = clock_finding([round(each) for each in await skews([url])])

    amount, way = words.rsplit(" ", 1)
    assert amount.split()[1] in finding.problem
    assert way in finding.problem
    assert finding.severity is severity
    assert finding.remedy


def test_with_nobody_to_ask_the_clock_is_not_judged() -> None:
    assert clock_finding([]).severity is Severity.NOTE


def test_only_the_roots_of_others_are_asked_and_no_secret_goes_there() -> None:
    tables = {
        "rates": dict.fromkeys(("coingecko", "coinbase", "bitstamp", "cryptocompare"), False),
        "chains": {
            "ETH": {"http": ["https://me:pw@node.example:8545/v3/KEY?token=x", "http://127.0.0.1"]},
            "XMR": {"daemon": "http://[2001:db8::1]:18081"},
            "BTC": {"rpc": "http://localhost:8332"},
        },
    }

    asked = places_to_ask(msgspec.convert(tables, Settings))

    assert asked == [
        "https://api.kraken.com/",
        "https://node.example:8545/",
        "http://[2001:db8::1]:18081/",
    ]
