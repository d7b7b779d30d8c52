"""The meeting point of the two threads."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from pos.domain.errors import Refused, Trouble
from pos.domain.payment.invoice import Invoice
from pos.gui.bridge import Bridge
from tests.fakes.shopfront import FakeShop


@pytest.fixture
def engine_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop in a thread of its own, as the engine has."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def bridge(
    qapp: QApplication, engine_loop: asyncio.AbstractEventLoop, shop: FakeShop
) -> Iterator[Bridge]:
    made = Bridge(engine_loop, shop.front())
    yield made
    made.close()


async def in_engine() -> int:
    return threading.get_ident()


def test_a_wish_runs_in_the_engines_thread(window_loop: QEventLoop, bridge: Bridge) -> None:
    where = window_loop.run_until_complete(bridge.ask(lambda _: in_engine()))

    assert where != threading.get_ident()


def test_a_refusal_crosses_over_as_it_is(window_loop: QEventLoop, bridge: Bridge) -> None:
    with pytest.raises(Refused) as refused:
        window_loop.run_until_complete(bridge.ask(lambda f: f.records.invoice("none")))

    assert refused.value.code == "unknown_invoice"


def test_a_thousand_news_come_in_few_lots_and_each_invoice_once(
    window_loop: QEventLoop,
    bridge: Bridge,
    shop: FakeShop,
    engine_loop: asyncio.AbstractEventLoop,
) -> None:
    lots: list[list[Invoice]] = []
    heard_in: set[int] = set()
    bridge.invoices_moved.connect(lots.append)
    bridge.invoices_moved.connect(lambda _: heard_in.add(threading.get_ident()))

    async def play() -> None:
        await bridge.open()
        cart_of_one = await bridge.ask(lambda f: f.till.products())
        assert cart_of_one
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(moves(shop), engine_loop))
        await asyncio.sleep(0.2)

    window_loop.run_until_complete(play())

    assert len(lots) <= 4
    assert lots[-1][-1].version == 1000
    assert heard_in == {threading.get_ident()}


async def moves(shop: FakeShop) -> None:
    """One invoice moves a thousand times."""
    invoice = shop.open_plain()
    for _ in range(999):
        invoice = shop.take_look(invoice.id)


def test_nothing_is_heard_after_closing(
    window_loop: QEventLoop,
    bridge: Bridge,
    shop: FakeShop,
    engine_loop: asyncio.AbstractEventLoop,
) -> None:
    lots: list[list[Invoice]] = []
    bridge.invoices_moved.connect(lots.append)

    async def play() -> None:
        await bridge.open()
        bridge.close()
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(moves(shop), engine_loop))
        await asyncio.sleep(0.1)

    window_loop.run_until_complete(play())

    assert lots == []


def test_an_engine_that_has_just_ended_is_trouble_and_no_error_of_ours(
    qapp: QApplication, window_loop: QEventLoop, shop: FakeShop
) -> None:
    ended = asyncio.new_event_loop()
    ended.close()
    bridge = Bridge(ended, shop.front())

    with pytest.raises(Trouble, match="closed"):
        window_loop.run_until_complete(bridge.ask(lambda _: in_engine()))
    with pytest.raises(Trouble, match="closed"):
        window_loop.run_until_complete(bridge.read(lambda front: front.facts.name))
