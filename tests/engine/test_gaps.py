"""How far a wallet's addresses run ahead of its payments, and when that is told."""

import asyncio

import pytest

from pos.domain.money import Amount
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import Order
from pos.engine.feed import GapGrew
from pos.engine.gaps import gap_limit
from tests.engine.conftest import House
from tests.fakes.invoices import ETH, payment
from tests.fakes.world import settle


async def charge(house: House, times: int) -> str:
    """Show so many customers an address each; the last one."""
    address = ""
    for _ in range(times):
        origin = Origin(door=Door.TILL)
        order = Order(origin=origin, amount=Amount(100, ETH), code="ETH")
        invoice = await house.desk.charge(order)
        assert invoice.prompt is not None
        address = invoice.prompt.address
    return address


def gaps(house: House) -> list[tuple[int, int]]:
    return [(news.unpaid, news.gap_limit) for news in house.news if isinstance(news, GapGrew)]


async def test_fourteen_unpaid_addresses_are_no_news(house: House) -> None:
    await charge(house, 14)

    assert gaps(house) == []


async def test_fifteen_in_a_row_are_told_and_then_whenever_the_limit_gets_short(
    house: House,
) -> None:
    await charge(house, 36)

    assert gaps(house) == [(15, 40), (35, 80)]


async def test_a_payment_ends_the_run(house: House) -> None:
    paid_at = await charge(house, 12)
    house.chain.pool = [payment(address=paid_at, asset=ETH)]
    await house.watch.look_once()

    await charge(house, 14)

    assert gaps(house) == []


async def test_a_payment_that_was_replaced_ends_no_run(house: House) -> None:
    paid_at = await charge(house, 12)
    house.chain.pool = [payment(address=paid_at, asset=ETH)]
    await house.watch.look_once()
    house.chain.pool = []
    await house.watch.look_once()

    await charge(house, 3)

    assert gaps(house) == [(15, 40)]


async def test_a_restart_tells_a_long_run_again(house: House) -> None:
    await charge(house, 16)

    again = house.after_a_crash()
    await again.shop.open()
    told_too_soon = gaps(again)
    running = asyncio.ensure_future(again.shop.run())
    await settle()
    await again.clock.pass_time(10)
    running.cancel()
    await settle()

    assert told_too_soon == []  # the window opens after the shop
    assert gaps(again) == [(16, 40)]


@pytest.mark.parametrize(
    ("shown", "paid", "limit"),
    [
        (0, [], 20),
        (14, [], 20),
        (16, [], 40),
        (40, [0, 39], 80),
        (40, list(range(40)), 20),
    ],
)
def test_the_gap_limit_covers_the_longest_run_with_room_to_spare(
    shown: int, paid: list[int], limit: int
) -> None:
    assert gap_limit(shown, paid) == limit
