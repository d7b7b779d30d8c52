"""Every fault of every service: never a wrong price, and never a request that waits for one."""

import asyncio
from contextlib import suppress
from fractions import Fraction

import pytest

from pos.domain.errors import Refused
from pos.rates.board import RateBoard
from pos.rates.manual import ManualRates
from pos.rates.market import Market
from tests.fakes.clocks import SetClock
from tests.fakes.rate_server import Fault, RateServer
from tests.rates.trading import NAMES, Shop, shop_of, source, wanted
from tests.soon import eventually

TRUE = Fraction("80000.5")
LYING = {Fault.SPIKE, Fault.DIP}
ENDLESS = {Fault.HANG, Fault.DRIP}
DATED = {"coingecko", "bitstamp"}
"""The services that say of when a price is; of the others a stale one cannot be told."""


MATRIX = [
    (name, fault) for name in NAMES for fault in Fault if fault is not Fault.STALE or name in DATED
]


def shop(server: RateServer, clock: SetClock, *names: str) -> Shop:
    sources = [source(name, server, clock) for name in names]
    return shop_of(wanted("BTC"), sources, clock)


async def listen(shop: Shop, server: RateServer, names: tuple[str, ...]) -> None:
    """Ask all of them once; one that never ends its answer is waited for by nobody."""
    asking = asyncio.ensure_future(shop.market.refresh())
    ending = [name for name in names if server.faults.get(name) not in ENDLESS]

    async def heard() -> bool:
        told = {one.name for one in shop.board.sources() if one.told_at or one.trouble}
        return told.issuperset(ending)

    assert await eventually(heard)
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking


def price(shop: Shop) -> Fraction | None:
    """What the board says, at once."""
    try:
        return shop.board.rate("BTC", "EUR").per_coin
    except Refused:
        return None


@pytest.mark.parametrize(("name", "fault"), MATRIX)
async def test_one_service_at_fault_changes_nothing_beside_four(
    server: RateServer, clock: SetClock, name: str, fault: Fault
) -> None:
    server.faults[name] = fault
    till = shop(server, clock, *NAMES)
    await listen(till, server, NAMES)

    assert price(till) == TRUE
    believed = till.board.rate("BTC", "EUR")
    assert name not in believed.sources
    assert len(believed.readings) == 4


@pytest.mark.parametrize(("name", "fault"), MATRIX)
async def test_beside_one_that_is_right_a_service_at_fault_is_no_danger(
    server: RateServer, clock: SetClock, name: str, fault: Fault
) -> None:
    other = NAMES[NAMES.index(name) - 1]
    server.faults[name] = fault
    till = shop(server, clock, name, other)
    await listen(till, server, (name, other))

    # while the other one may still answer, and where two contradict each other, nobody is believed
    unsure = LYING | ENDLESS
    assert price(till) == (None if fault in unsure else TRUE)


@pytest.mark.parametrize(("name", "fault"), MATRIX)
async def test_a_fault_of_the_only_service_leaves_its_last_price(
    server: RateServer, clock: SetClock, name: str, fault: Fault
) -> None:
    till = shop(server, clock, name)
    await listen(till, server, (name,))
    clock.at, server.now = clock.at + 60, server.now + 60
    server.faults[name] = fault
    with suppress(TimeoutError):
        async with asyncio.timeout(0.2 if fault in ENDLESS else None):
            await till.market.refresh()

    assert price(till) in {TRUE, TRUE * Fraction(98, 100)}
    clock.at += 600
    assert price(till) is None


@pytest.mark.parametrize("fault", sorted(set(Fault) - LYING))
async def test_with_every_service_at_fault_there_is_no_price(
    server: RateServer, clock: SetClock, fault: Fault
) -> None:
    server.faults = dict.fromkeys(NAMES if fault is not Fault.STALE else sorted(DATED), fault)
    till = shop(server, clock, *server.faults)
    await listen(till, server, tuple(server.faults))

    assert price(till) is None


async def test_four_that_hang_do_not_delay_the_fifth_nor_the_next_start(
    server: RateServer, clock: SetClock
) -> None:
    server.faults = dict.fromkeys(NAMES[1:], Fault.HANG)
    till = shop(server, clock, *NAMES)
    await listen(till, server, NAMES[:1])

    assert server.questions(NAMES[0])
    assert till.board.sources()[0].trouble == ""


async def test_one_hanging_service_is_given_up_and_the_lone_one_is_believed(
    server: RateServer, clock: SetClock
) -> None:
    server.faults["kraken"] = Fault.HANG

    sources = [source(name, server, clock) for name in ("kraken", "bitstamp")]
    what = wanted("BTC")
    market = Market(sources, what.asked(), clock, round_s=0.5)
    board = RateBoard(what, market, ManualRates(clock), clock)
    await market.refresh()

    assert board.rate("BTC", "EUR").per_coin == TRUE
    assert [one.trouble for one in board.sources()] == ["kraken is too slow", ""]
