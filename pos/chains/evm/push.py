"""News pushed by a node over WebSocket: it wakes the watcher early and is never relied upon.

Imported only when a WebSocket is configured, because it brings web3 along.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from web3 import AsyncWeb3
from web3.exceptions import Web3Exception
from web3.providers.persistent import WebSocketProvider
from web3.utils.subscriptions import EthSubscription, NewHeadsSubscription, PendingTxSubscription
from websockets.exceptions import WebSocketException

from pos.chains.evm.names import push_name_of
from pos.domain.ids import ChainId
from pos.domain.ports.chain import Source

CONNECT_S: Final = 3.0
LONGEST_REST_S: Final = 60.0
_ACCIDENTS: Final = (Web3Exception, WebSocketException, OSError, RecursionError)


class Push:
    """A subscription to new blocks, and to pending transactions if wanted.

    Whatever happens to the connection costs the caller nothing but the news: it is opened again
    with growing pauses, and every wait ends in time. `source` is how it was found last.
    """

    def __init__(self, url: str, chain: ChainId, *, with_pool: bool) -> None:
        self.source = Source(name=push_name_of(url), is_connected=False)
        self._url = url
        self._chain = chain
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
        self.source = replace(self.source, is_connected=False, trouble="")
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
                served = f"eip155:{await self._w3.eth.chain_id}"
                await self._w3.subscription_manager.subscribe(self._subscriptions())
        except _ACCIDENTS as why:
            await self._rest(f"cannot be reached ({type(why).__name__})")
            return False
        if served != self._chain:
            await self._rest(f"serves chain {served}, not {self._chain}")
            return False
        self._rest_s = 1.0
        self.source = replace(self.source, is_connected=True, trouble="")
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
            await self._rest("the connection was lost")
            return
        self._note(first)
        with suppress(*_ACCIDENTS):  # a TimeoutError, which ends the taking, is an OSError
            async with asyncio.timeout(0):
                while more := await anext(stream, None):
                    self._note(more)

    def _note(self, message: Any) -> None:  # noqa: ANN401 - web3 tells apart no kinds of message
        """Keep how high the newest block is, if this is about one."""
        height = getattr(message["result"], "number", None)
        if height is not None:
            self.source = replace(self.source, height=height)

    async def _rest(self, trouble: str) -> None:
        await self.close()
        self.source = replace(self.source, trouble=f"{self.source.name}: {trouble}")
        self._rests_until = asyncio.get_running_loop().time() + self._rest_s
        self._rest_s = min(self._rest_s * 2, LONGEST_REST_S)


def _heed_cancelling() -> None:
    """End where this task was cancelled inside web3, which takes that for a lost connection."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
