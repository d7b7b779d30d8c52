"""Pushed news wake the watcher; losing them costs nothing but time."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest

from pos.chains.monero.push import THREAD, Push
from pos.domain.errors import Refused
from tests.nodes.anvil import free_port
from tests.nodes.monero import Monero
from tests.nodes.monerod import NOBODY

LONG_S = 20.0


@pytest.fixture
async def push(monero_net: Monero) -> AsyncIterator[Push]:
    """Connected: it has heard of a block."""
    made = Push(monero_net.node.zmq_url)
    for _ in range(50):
        await asyncio.to_thread(monero_net.node.mine)
        if await woken(made, 0.2):
            break
    yield made
    await made.close()


async def woken(push: Push, within_s: float = 5.0) -> bool:
    started = time.monotonic()
    await push.wait(within_s)
    return time.monotonic() - started < within_s


async def test_a_pending_payment_wakes_the_watcher(monero_net: Monero, push: Push) -> None:
    paying = asyncio.to_thread(monero_net.customer.pay, [(NOBODY, 10**9)])
    waiting = asyncio.create_task(woken(push))

    await paying

    assert await waiting


async def test_a_new_block_wakes_the_watcher(monero_net: Monero, push: Push) -> None:
    waiting = asyncio.create_task(woken(push))

    await asyncio.to_thread(monero_net.node.mine)

    assert await waiting


async def test_a_node_that_publishes_nothing_costs_only_the_wait() -> None:
    push = Push(f"tcp://127.0.0.1:{free_port()}")

    assert not await woken(push, 0.1)
    await push.close()


async def test_closing_ends_the_thread(push: Push) -> None:
    await push.close()

    assert THREAD not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("address", ["", "nowhere", "http://127.0.0.1:1"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="tcp://"):
        Push(address)
