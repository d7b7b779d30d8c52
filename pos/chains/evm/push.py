"""News pushed by a node over WebSocket: it wakes the watcher early and is never relied upon.

Imported only when a WebSocket is configured, because it brings web3 along.
"""

import asyncio
from contextlib import suppress
from typing import Any, Final

from web3 import AsyncWeb3
from web3.exceptions import Web3Exception
from web3.providers.persistent import WebSocketProvider
from web3.utils.subscriptions import EthSubscription, NewHeadsSubscription, PendingTxSubscription
from websockets.exceptions import WebSocketException

CONNECT_S: Final = 3.0
LONGEST_REST_S: Final = 60.0
_ACCIDENTS: Final = (Web3Exception, WebSocketException, OSError)


class Push:
    """A subscription to new blocks, and to pending transactions if wanted.

    Whatever happens to the connection costs the caller nothing but the news: it is opened again
    with growing pauses, and every wait ends in time.
    """

    def __init__(self, url: str, *, with_pool: bool) -> None:
        self._url = url
        self._with_pool = with_pool
        self._w3: AsyncWeb3[WebSocketProvider] | None = None
        self._rest_s = 1.0
        self._rests_until = 0.0

    async def wait(self, most_s: float) -> None:
        """Return at the next news, at the latest after this many seconds.

        Opening the connection counts as news, as something may have happened before.
        """
        if self._w3 is None and await self._connected():
            _heed_cancelling()
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(most_s):
                await self._news()
        _heed_cancelling()

    async def close(self) -> None:
        """Let go of the connection; it may be opened again by the next wait."""
        w3, self._w3 = self._w3, None
        if w3 is None:
            return
        try:
            await w3.provider.disconnect()
        except _ACCIDENTS:
            return  # it is gone, which is what was wanted

    async def _connected(self) -> bool:
        if asyncio.get_running_loop().time() < self._rests_until:
            return False
        provider = WebSocketProvider(
            self._url,
            max_connection_retries=1,
            request_timeout=CONNECT_S,
            subscription_response_queue_size=0,  # a full one would block, and fail to close
        )
        self._w3 = AsyncWeb3(provider)
        try:
            async with asyncio.timeout(CONNECT_S):
                await provider.connect()
                await self._w3.subscription_manager.subscribe(self._subscriptions())
        except _ACCIDENTS:
            await self._rest()
            return False
        self._rest_s = 1.0
        return True

    def _subscriptions(self) -> list[EthSubscription[Any]]:
        heads = NewHeadsSubscription()
        return [heads, PendingTxSubscription()] if self._with_pool else [heads]

    async def _news(self) -> None:
        """Wait for one message, and take those that came with it."""
        if self._w3 is None:
            await asyncio.Event().wait()  # no connection now: until the caller's time is over
            return
        stream = self._w3.socket.process_subscriptions()
        try:
            first = await anext(stream, None)
        except _ACCIDENTS:
            first = None
        if first is None:  # how web3 says that the connection is gone
            await self._rest()
            return
        with suppress(*_ACCIDENTS):  # a TimeoutError, which ends the taking, is an OSError
            async with asyncio.timeout(0):
                while await anext(stream, None):
                    pass

    async def _rest(self) -> None:
        await self.close()
        self._rests_until = asyncio.get_running_loop().time() + self._rest_s
        self._rest_s = min(self._rest_s * 2, LONGEST_REST_S)


def _heed_cancelling() -> None:
    """End where this task was cancelled inside web3, which takes that for a lost connection."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
