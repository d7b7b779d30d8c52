"""Pushed news wake the watcher; losing them costs nothing but time."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from pos.chains.evm.push import Push
from pos.domain.errors import Trouble
from pos.domain.ids import ChainId
from tests.chains.evm.watcher import CHAIN, ETH, Watcher, somebody, watcher_of
from tests.nodes.anvil import Anvil, free_port
from tests.nodes.customer import Customer, customers

LONG_S = 20.0


@pytest.fixture
async def watcher(anvil: Anvil) -> AsyncIterator[Watcher]:
    """Polls so rarely that only pushed news can be quick."""
    made = watcher_of([anvil.url], [ETH], [somebody()], ws_url=anvil.ws_url, poll_s=LONG_S)
    await made.look()
    await made.chain.changed()  # opening the connection is news itself
    yield made
    await made.chain.close()


async def woken(watcher: Watcher, within_s: float = 5.0) -> bool:
    started = time.monotonic()
    await watcher.chain.changed()
    return time.monotonic() - started < within_s


async def test_a_pending_transaction_wakes_the_watcher(
    anvil: Anvil, customer: Customer, watcher: Watcher
) -> None:
    waiting = asyncio.create_task(woken(watcher))
    await asyncio.sleep(0.05)

    await asyncio.to_thread(customer.pay, somebody(), 1)

    assert await waiting
    anvil.mine()


async def test_a_new_block_wakes_the_watcher(anvil: Anvil, watcher: Watcher) -> None:
    waiting = asyncio.create_task(woken(watcher))
    await asyncio.sleep(0.05)

    await asyncio.to_thread(anvil.mine)

    assert await waiting


async def test_many_news_wake_the_watcher_few_times(anvil: Anvil) -> None:
    watcher = watcher_of([anvil.url], [ETH], [], ws_url=anvil.ws_url, poll_s=1)
    while not watcher.chain.sources()[-1].is_connected:
        await watcher.chain.changed()

    await asyncio.to_thread(anvil.mine, 300)
    wakes = 0
    while await woken(watcher, within_s=0.9):
        wakes += 1
    await watcher.chain.close()

    assert 0 < wakes < 150


async def test_without_a_connection_the_poll_goes_on(anvil: Anvil) -> None:
    nobody = f"ws://127.0.0.1:{free_port()}"
    watcher = watcher_of([anvil.url], [ETH], [], ws_url=nobody, poll_s=0.05)

    for _ in range(3):
        assert await woken(watcher)
        await watcher.look()
    await watcher.chain.close()


async def test_a_lost_connection_is_opened_again(own_anvil: Anvil) -> None:
    url, ws_url = own_anvil.url, own_anvil.ws_url
    watcher = watcher_of([url], [ETH], [somebody()], ws_url=ws_url, poll_s=0.2)
    await watcher.look()
    await watcher.chain.changed()
    own_anvil.stop()
    await watcher.chain.changed()
    own_anvil.start()

    await asyncio.sleep(1.0)  # the pause after the first loss
    await watcher.chain.changed()
    waiting = asyncio.create_task(woken(watcher, within_s=0.15))
    await asyncio.sleep(0.01)
    await asyncio.to_thread(customers(own_anvil)[0].pay, somebody(), 1)

    assert await waiting
    await watcher.chain.close()


async def test_the_connection_is_a_source_of_its_own(own_anvil: Anvil) -> None:
    watcher = watcher_of([own_anvil.url], [ETH], [], ws_url=own_anvil.ws_url, poll_s=0.2)
    unused = watcher.chain.sources()[-1]
    await watcher.chain.changed()
    height = await asyncio.to_thread(own_anvil.mine)
    await watcher.chain.changed()
    used = watcher.chain.sources()[-1]
    await asyncio.to_thread(own_anvil.stop)
    await watcher.chain.changed()
    lost = watcher.chain.sources()[-1]
    await watcher.chain.close()

    assert unused.name == f"127.0.0.1:{own_anvil.port} (WebSocket)"
    assert [each.is_connected for each in (unused, used, lost)] == [False, True, False]
    assert used.height == height
    assert "the connection was lost" in lost.trouble


async def test_a_connection_to_another_chain_is_named_and_not_used(anvil: Anvil) -> None:
    push = Push(anvil.ws_url, ChainId("eip155:1"), with_pool=True)

    await push.wait(0)

    assert not push.source.is_connected
    assert "serves chain eip155:31337, not eip155:1" in push.source.trouble


async def test_a_payment_replaced_in_the_pool_is_pushed(
    anvil: Anvil, customer: Customer, watcher: Watcher
) -> None:
    tx = customer.pay(next(iter(watcher.watched.addresses)), 1)
    await watcher.chain.changed()
    seen = await watcher.look()

    await asyncio.to_thread(lambda: customer.replace(tx, to=somebody(), wei=1))

    assert await woken(watcher)
    assert len(seen) == 1
    assert await watcher.look() == ()
    anvil.mine()


async def test_nothing_piles_up_while_the_chain_is_in_trouble(own_anvil: Anvil) -> None:
    dead = f"http://127.0.0.1:{free_port()}"
    watcher = watcher_of([dead], [ETH], [], ws_url=own_anvil.ws_url, poll_s=LONG_S)
    await watcher.chain.changed()

    with pytest.raises(Trouble, match="cannot be reached"):
        await watcher.look()

    assert await woken(watcher)  # opened anew
    await watcher.chain.close()


async def test_a_cancelled_watcher_ends_at_whatever_moment_it_is_cancelled(anvil: Anvil) -> None:
    async def watch(push: Push) -> None:
        while True:
            await push.wait(1)

    for milliseconds in range(0, 40, 2):
        push = Push(anvil.ws_url, CHAIN, with_pool=True)
        watching = asyncio.ensure_future(watch(push))
        await asyncio.sleep(milliseconds / 1000)
        watching.cancel()
        await asyncio.wait({watching}, timeout=2)
        assert watching.cancelled(), f"after {milliseconds} ms"
        await push.close()
