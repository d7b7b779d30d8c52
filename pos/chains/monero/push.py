"""News that a node publishes over ZeroMQ: it wakes the watcher early and is never relied upon.

A subscription is heard by a thread, because ZeroMQ's own asyncio is slow, and troubled on Windows.
"""

import asyncio
from contextlib import suppress
from threading import Thread
from typing import Final

import zmq

from pos.domain.errors import Refused

TOPICS: Final = (b"json-minimal-txpool_add", b"json-minimal-chain_main")
THREAD: Final = "monero-push"
LONGEST_REST_MS: Final = 30_000


class Push:
    """A subscription to new blocks and pending payments; a connection that is lost comes back."""

    def __init__(self, address: str) -> None:
        """Raises Refused for an address that ZeroMQ does not take."""
        self._address = address
        self._news = asyncio.Event()
        self._context = zmq.Context()
        try:
            self._socket = self._connected()
        except zmq.ZMQError as why:
            self._context.destroy(linger=0)
            raise Refused(
                "invalid_address", "A node's news come from an address like tcp://127.0.0.1:18083"
            ) from why
        self._thread: Thread | None = None

    async def wait(self, most_s: float) -> None:
        """Return at the next news, at the latest after this many seconds."""
        if self._thread is None:
            loop = asyncio.get_running_loop()
            self._thread = Thread(target=self._listen, args=(loop,), name=THREAD, daemon=True)
            self._thread.start()
        with suppress(TimeoutError):
            async with asyncio.timeout(most_s):
                await self._news.wait()
        self._news.clear()

    async def close(self) -> None:
        """End the thread; the subscription cannot be used again."""
        if self._thread is None:
            self._socket.close(linger=0)
        await asyncio.to_thread(self._context.term)  # wakes the thread, and waits for its socket
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def _connected(self) -> "zmq.Socket[bytes]":
        socket = self._context.socket(zmq.SUB)
        try:
            socket.setsockopt(zmq.LINGER, 0)
            socket.setsockopt(zmq.RECONNECT_IVL_MAX, LONGEST_REST_MS)
            for topic in TOPICS:
                socket.setsockopt(zmq.SUBSCRIBE, topic)
            socket.connect(self._address)
        except zmq.ZMQError:
            socket.close()
            raise
        return socket

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._socket as socket, suppress(zmq.ContextTerminated, RuntimeError):
            while True:  # ends when the context ends, or the loop is gone before it
                socket.recv()
                loop.call_soon_threadsafe(self._news.set)
