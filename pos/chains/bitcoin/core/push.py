"""News pushed by a node over ZeroMQ: it wakes the watcher early and is never relied upon.

Source: `doc/zmq.md` of Bitcoin Core. A thread of its own waits for the messages, because asyncio's
way of doing that costs twice as much and does not work everywhere on Windows.
"""

import asyncio
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import zmq

from pos.chains.bitcoin.core.wire import Offer
from pos.domain.errors import Trouble

WANTED: Final = ("rawtx", "sequence", "hashblock")
MOST_KEPT: Final = 20_000
"""Messages kept for a reader who does not come: further ones are lost, which counts as a gap..."""
MOST_BYTES: Final = 32 << 20
"""...and so it is with further ones than fill this."""
_LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
_ANY: Final = frozenset({"0.0.0.0", "*", "[::]"})  # noqa: S104 - read, not bound
_COUNTER: Final = 4
_TXID: Final = 32


@dataclass(slots=True)
class News:
    """What came since the last reading.

    `txs` are whole transactions, of the pool and of blocks; `removed` the ids of those that the
    pool dropped; after a gap something may have been missed.
    """

    txs: list[bytes] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    has_block: bool = False
    has_gap: bool = False


Topics = Mapping[str, frozenset[str]]
"""Address to the topics that are published there."""


def topics_of(offers: Iterable[Offer], host: str) -> Topics:
    """Where to hear what, of all that a node on this host says it publishes.

    An address on the node's own loopback cannot be reached from elsewhere.
    """
    chosen: dict[str, frozenset[str]] = {}
    there = {offer.type.removeprefix("pub"): offer.address for offer in offers}
    for topic in WANTED:
        address = _reachable(there.get(topic, ""), host)
        if address is not None:
            chosen[address] = chosen.get(address, frozenset()) | {topic}
    return chosen


class InvalidAddress(Trouble):
    """No ZeroMQ address, or not of a kind that can be connected to."""


class Push:
    """Subscriptions to what a node publishes. Belongs to the loop that opened it."""

    def __init__(self, topics: Topics) -> None:
        """Begin to listen. Raises InvalidAddress for text that is none."""
        self.topics = topics
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()
        self._lock = threading.Lock()  # guards what follows, between the thread and the loop
        self._news = News()
        self._bytes = 0
        self._counters: dict[tuple[int, bytes], int] = {}
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._sockets: list[zmq.Socket[bytes]] = []
        self._stop, self._stopped = self._pair()
        try:
            for address in topics:
                self._subscribe(address, topics[address])
        except zmq.ZMQError as why:
            self._let_go()
            raise InvalidAddress(f"This is no ZeroMQ address: {', '.join(topics)}") from why
        self._thread = threading.Thread(target=self._listen, name="node push", daemon=True)
        self._thread.start()

    @property
    def has_txs(self) -> bool:
        """Whether it has told of a transaction yet: what is promised may not come through."""
        with self._lock:
            return any(topic == b"rawtx" for _, topic in self._counters)

    async def news(self) -> News:
        """What came since the last time, as soon as there is anything."""
        await self._woken.wait()
        return self.taken()

    def taken(self) -> News:
        """What came since the last time, even if it is nothing."""
        self._woken.clear()
        with self._lock:
            news, self._news = self._news, News()
            self._bytes = 0
        return news

    async def close(self) -> None:
        """End the thread and let go of the connections."""
        self._stop.send(b"")
        await asyncio.to_thread(self._end)  # to the end, also if nobody waits for it any more

    def _end(self) -> None:
        self._thread.join()
        self._let_go()

    def _let_go(self) -> None:
        for socket in (*self._sockets, self._stop, self._stopped):
            socket.close(linger=0)
        self._context.term()

    def _subscribe(self, address: str, topics: Iterable[str]) -> None:
        socket = self._context.socket(zmq.SUB)
        self._sockets.append(socket)
        socket.setsockopt(zmq.RCVHWM, MOST_KEPT)
        socket.setsockopt(zmq.RECONNECT_IVL_MAX, 5_000)
        socket.setsockopt(zmq.TCP_KEEPALIVE, 1)
        socket.setsockopt(zmq.IPV6, "[" in address)  # a name may mean both, and the older is bound
        for topic in topics:
            socket.setsockopt(zmq.SUBSCRIBE, topic.encode())
        socket.connect(address)

    def _pair(self) -> tuple["zmq.Socket[bytes]", "zmq.Socket[bytes]"]:
        """Two ends of a pipe, by which the loop stops the thread."""
        here, there = self._context.socket(zmq.PAIR), self._context.socket(zmq.PAIR)
        here.bind("inproc://stop")
        there.connect("inproc://stop")
        return here, there

    def _listen(self) -> None:
        """The thread: wait for messages until told to stop."""
        poller = zmq.Poller()
        for socket in (*self._sockets, self._stopped):
            poller.register(socket, zmq.POLLIN)
        while True:
            ready = [socket for socket, _ in poller.poll()]
            if self._stopped in ready:
                return
            is_news = False
            for number, socket in enumerate(self._sockets):
                if socket in ready:
                    is_news |= self._drain(number, socket)
            if is_news:
                self._loop.call_soon_threadsafe(self._woken.set)

    def _drain(self, number: int, socket: "zmq.Socket[bytes]") -> bool:
        is_news = False
        with suppress(zmq.Again):
            while True:
                is_news |= self._note(number, socket.recv_multipart(zmq.NOBLOCK))
        return is_news

    def _note(self, number: int, frames: list[bytes]) -> bool:
        """Take in one message; says whether the reader should know."""
        with self._lock:
            news = self._news
            if len(frames) != 3 or len(frames[2]) != _COUNTER:  # noqa: PLR2004 - as documented
                news.has_gap = True
                return True
            topic, body, counter = frames
            is_gap = self._is_gap((number, topic), int.from_bytes(counter, "little"))
            self._bytes += len(body)
            is_full = len(news.txs) + len(news.removed) >= MOST_KEPT or self._bytes > MOST_BYTES
            news.has_gap |= is_gap or is_full
            return (not is_full and _taken_in(news, topic, body)) or is_gap

    def _is_gap(self, of: tuple[int, bytes], counter: int) -> bool:
        """Whether messages are missing: each topic counts its own."""
        before = self._counters.get(of)
        self._counters[of] = counter
        return before is not None and counter != (before + 1) & 0xFFFFFFFF


def _taken_in(news: News, topic: bytes, body: bytes) -> bool:
    if topic == b"rawtx":
        news.txs.append(body)
        return True
    if topic == b"hashblock" or body[_TXID : _TXID + 1] in {b"C", b"D"}:
        news.has_block = True
        return True
    if body[_TXID : _TXID + 1] == b"R":
        news.removed.append(body[:_TXID].hex())
        return True
    return False


def _reachable(address: str, host: str) -> str | None:
    """An address as it can be reached from here; None if it cannot."""
    scheme, _, rest = address.partition("://")
    if scheme == "ipc":
        return address if host in _LOCAL else None
    at, _, port = rest.rpartition(":")
    if scheme != "tcp" or not at:
        return None
    if at in _ANY:
        return f"tcp://{f'[{host}]' if ':' in host else host}:{port}"
    return None if at in _LOCAL and host not in _LOCAL else address
