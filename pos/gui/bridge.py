"""The one meeting point of the window's thread and the engine's thread.

Commands cross as awaitables, news crosses as frozen values: however many there are, the window is
woken once and hears them in one piece, at most thirty times a second.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from time import monotonic
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from pos.domain.errors import Trouble
from pos.engine.feed import (
    Alarmed,
    ChainSeen,
    DeliveryMoved,
    GapGrew,
    InvoiceMoved,
    News,
    RefundWaits,
    Warned,
)
from pos.gui.backoffice import Reach
from pos.gui.shopfront import ShopFacts, Shopfront

PAUSE_MS: Final = 33
"""The shortest time between two lots of news: people do not see more."""

T = TypeVar("T")


class Bridge(QObject):
    """Asks the engine for the window, and brings its news.

    Signals: invoices_moved(list[Invoice], newest version of each, in order), alarmed(list[Alarm]),
    chains_seen(list[ChainSeen], the last of each chain), deliveries_moved(list[Delivery]),
    gaps_grew(list[GapGrew], the last of each wallet), refunds_waited(list[RefundWaits]),
    warned(list[Warned], the last of each topic).
    """

    invoices_moved = Signal(list)
    alarmed = Signal(list)
    chains_seen = Signal(list)
    deliveries_moved = Signal(list)
    gaps_grew = Signal(list)
    warned = Signal(list)
    refunds_waited = Signal(list)
    _woken = Signal()

    def __init__(self, loop: asyncio.AbstractEventLoop, shopfront: Shopfront) -> None:
        super().__init__()
        self._loop = loop
        self._front = shopfront
        self._news: deque[News] = deque()
        self._is_waking = False
        self._flushed_at = 0.0
        self._unsubscribe: Callable[[], None] | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._flush)
        self._woken.connect(self._hurry, Qt.ConnectionType.QueuedConnection)

    @property
    def facts(self) -> ShopFacts:
        """What never changes; safe to read from any thread."""
        return self._front.facts

    @property
    def reach(self) -> Reach | None:
        """Where the shop answers; it never changes, either."""
        return self._front.reach

    def has(self, door: Callable[[Shopfront], object | None]) -> bool:
        """Whether the shop has a door at all, which never changes: any thread may ask."""
        return door(self._front) is not None

    async def ask(self, wish: Callable[[Shopfront], Awaitable[T]]) -> T:
        """Run a wish in the engine's thread and wait for its answer here.

        Refused and Trouble cross over as they are; Trouble, too, if the engine has just ended.
        """
        return await self._crossed(_granted(wish, self._front))

    async def read(self, glance: Callable[[Shopfront], T]) -> T:
        """Read something that does not wait, in the engine's thread."""
        return await self._crossed(_seen(glance, self._front))

    async def _crossed(self, errand: Coroutine[Any, Any, T]) -> T:
        try:
            run = asyncio.run_coroutine_threadsafe(errand, self._loop)
        except RuntimeError as why:  # its loop is closed
            errand.close()
            raise Trouble("The shop is closed") from why
        return await asyncio.wrap_future(run)

    @property
    def is_alive(self) -> bool:
        """Whether there is an engine to ask."""
        return self._loop.is_running()

    async def open(self) -> None:
        """Begin to bring news."""
        self._unsubscribe = await self.read(lambda front: front.feed.subscribe(self._hear))

    def close(self) -> None:
        """Bring no more news; the engine may already have ended."""
        self._pause.stop()
        if self._unsubscribe is not None and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._unsubscribe)
        self._unsubscribe = None

    def _hear(self, news: News) -> None:
        """Take news in the engine's thread.

        The order of the lines makes a lock needless: news that finds a wake-up pending is in the
        queue before the window empties it.
        """
        self._news.append(news)
        if not self._is_waking:
            self._is_waking = True
            self._woken.emit()

    def _hurry(self) -> None:
        since_ms = int((monotonic() - self._flushed_at) * 1000)
        if since_ms >= PAUSE_MS:
            self._flush()
        else:
            self._pause.start(PAUSE_MS - since_ms)

    def _flush(self) -> None:
        self._flushed_at = monotonic()
        self._is_waking = False
        lot = [self._news.popleft() for _ in range(len(self._news))]
        invoices = {n.invoice.id: n.invoice for n in lot if isinstance(n, InvoiceMoved)}
        alarms = [n.alarm for n in lot if isinstance(n, Alarmed)]
        chains = {n.chain: n for n in lot if isinstance(n, ChainSeen)}
        deliveries = [n.delivery for n in lot if isinstance(n, DeliveryMoved)]
        if invoices:
            self.invoices_moved.emit(list(invoices.values()))
        if alarms:
            self.alarmed.emit(alarms)
        if chains:
            self.chains_seen.emit(list(chains.values()))
        if deliveries:
            self.deliveries_moved.emit(deliveries)
        gaps = {n.wallet: n for n in lot if isinstance(n, GapGrew)}
        if gaps:
            self.gaps_grew.emit(list(gaps.values()))
        waiting = [n for n in lot if isinstance(n, RefundWaits)]
        if waiting:
            self.refunds_waited.emit(waiting)
        warnings = {n.topic: n for n in lot if isinstance(n, Warned)}
        if warnings:
            self.warned.emit(list(warnings.values()))


async def _granted(wish: Callable[[Shopfront], Awaitable[T]], front: Shopfront) -> T:
    return await wish(front)


async def _seen(glance: Callable[[Shopfront], T], front: Shopfront) -> T:
    return glance(front)
