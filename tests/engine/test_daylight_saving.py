"""Nights in which the clock on the wall leaves out an hour or tells it twice."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

import pytest

from pos.domain.money import Fiat
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import DEFAULT_EXPIRY_S, Order
from tests.engine.conftest import House

ORDER: Final = Order(
    origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC"
)
LEFT_OUT: Final = int(datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp())
TOLD_TWICE: Final = int(datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp())
HALF_AN_HOUR: Final = DEFAULT_EXPIRY_S // 60
BEFORE_S: Final = 10 * 60


@pytest.fixture
def berlin() -> Iterator[None]:
    usual = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    yield
    del os.environ["TZ"]
    if usual is not None:
        os.environ["TZ"] = usual
    time.tzset()


def wall(at: int) -> int:
    """The minute of the day that the clock on the wall shows."""
    shown = time.localtime(at)
    return shown.tm_hour * 60 + shown.tm_min


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("change", "shown"), [(LEFT_OUT, HALF_AN_HOUR + 60), (TOLD_TWICE, HALF_AN_HOUR - 60)]
)
async def test_a_price_holds_as_long_as_promised_whatever_hour_it_is(
    house: House, change: int, shown: int
) -> None:
    await house.clock.pass_time(change - BEFORE_S - house.clock.now())
    began = house.clock.now()
    invoice = await house.desk.charge(ORDER)
    await house.clock.pass_time(DEFAULT_EXPIRY_S - 1)
    await house.watch.look_once()
    last_moment = stage_of(await house.records.invoice(invoice.id))
    await house.clock.pass_time(2)
    await house.watch.look_once()

    assert wall(house.clock.now()) - wall(began) == shown
    assert last_moment is Stage.WAITING
    assert stage_of(await house.records.invoice(invoice.id)) is Stage.EXPIRED
