from collections.abc import AsyncIterator
from decimal import Decimal

import pytest

from tests.fakes.clocks import SetClock
from tests.fakes.rate_server import RateServer, open_rate_server

PRICES = {
    ("BTC", "EUR"): Decimal("80000.5"),
    ("BTC", "USD"): Decimal(88000),
    ("ETH", "EUR"): Decimal(2800),
    ("XMR", "EUR"): Decimal(280),
    ("0xBTC", "EUR"): Decimal("0.08123456789"),
}


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def server() -> AsyncIterator[RateServer]:
    async with open_rate_server(PRICES) as opened:
        yield opened
