"""Server-sent events: whoever follows an invoice is told of each change of it.

One subscription of the feed serves all listeners; one who waits costs nothing but memory and a
comment now and then. What is told is made once for all who follow the same invoice alike, and is
written straight to their connections: no task wakes, so the last of thousands waits for little.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from aiohttp import HttpVersion11, hdrs, web

from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.engine.feed import Feed, InvoiceMoved, News

KEEP_ALIVE_S: Final = 15.0
"""Proxies and phones let go of a connection on which nothing comes for a minute."""

MAX_LISTENERS: Final = 10_000
MAX_OF_ONE: Final = 200
"""So many connections one strange address may hold open: many phones share one."""
MAX_UNREAD_BYTES: Final = 64 * 1024
"""Whoever is so far behind does not read; EventSource comes back by itself."""

_RETRY_AFTER_S: Final = "10"
_HEADERS: Final = {
    hdrs.CONTENT_TYPE: "text/event-stream",
    hdrs.CACHE_CONTROL: "no-store",
    hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*",
    hdrs.SERVER: "Florin",
    "X-Accel-Buffering": "no",  # nginx would keep events back
}


class Frame(NamedTuple):
    """One event. `id` is what the browser names when it comes back (Last-Event-ID)."""

    event: str
    data: str
    id: str = ""


Tell = Callable[[Invoice | None, Invoice], Iterable[Frame]]
"""What the step from one version of an invoice to a newer one is told as; often nothing.

The same function for all listeners of a kind: it is asked once for all of them.
"""


class _Text(NamedTuple):
    """Events as they go over the wire: plain, and as a chunk of HTTP/1.1 (RFC 9112)."""

    plain: bytes
    chunk: bytes


@dataclass(slots=True, eq=False)
class _Listener:
    """One open connection. What is told before its head went out waits in `early`."""

    request: web.Request
    early: list[_Text] = field(default_factory=list)
    is_open: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def open(self) -> None:
        self.is_open = True
        for text in self.early:
            self.give(text)

    def give(self, text: _Text) -> None:
        """Write at once, without waking anybody; cut off whoever does not read."""
        transport = self.request.transport
        if not self.is_open:
            self.early.append(text)
        elif transport is None or transport.is_closing():
            self.over.set()
        elif transport.get_write_buffer_size() > MAX_UNREAD_BYTES:
            transport.abort()
            self.over.set()
        else:
            is_chunked = self.request.version >= HttpVersion11
            transport.write(text.chunk if is_chunked else text.plain)


@dataclass(slots=True, eq=False)
class _Channel:
    """All who follow one invoice in the same way, and the version they were told of last."""

    told: Invoice
    listeners: set[_Listener] = field(default_factory=set)


class Listeners:
    """Everybody who follows an invoice on an open connection."""

    def __init__(
        self,
        feed: Feed,
        client_of: Callable[[web.Request], str] = lambda _: "",
        *,
        keep_alive_s: float = KEEP_ALIVE_S,
    ) -> None:
        """`client_of` names the stranger who asks, "" for those who may ask without limit."""
        self._client_of = client_of
        self._keep_alive_s = keep_alive_s
        self._clients: Counter[str] = Counter()
        self._channels: dict[InvoiceId, dict[Tell, _Channel]] = {}
        self._count = 0
        self._is_open = True
        self.stop_hearing = feed.subscribe(self._hear)
        """Call it once, when the server is closed."""

    def __len__(self) -> int:
        return self._count

    async def stream(
        self, request: web.Request, invoice: Invoice, frames: Tell, first: Iterable[Frame]
    ) -> web.StreamResponse:
        """Send `first` at once, and afterwards what `frames` makes of each change, until they go.

        `invoice` is the newest version, loaded without a wait since.
        """
        client = self._client_of(request)
        if not self._has_room(client):
            return web.Response(status=503, headers={hdrs.RETRY_AFTER: _RETRY_AFTER_S})
        listener, response = _Listener(request), web.StreamResponse(headers=_HEADERS)
        self._join(listener, invoice, frames)
        self._clients[client] += 1
        try:
            await response.prepare(request)
            if request.method != hdrs.METH_HEAD:
                await response.write(_plain(first) or _KEEP_ALIVE.plain)
                listener.open()
                await self._stay(listener)
        except ConnectionError:
            pass  # they went
        finally:
            self._leave(listener, invoice.id, frames)
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]
        return response

    def close(self) -> None:
        """Let everybody go and take nobody in; the server closes."""
        self._is_open = False
        for channels in self._channels.values():
            for channel in channels.values():
                for listener in channel.listeners:
                    listener.over.set()

    def _has_room(self, client: str) -> bool:
        is_greedy = bool(client) and self._clients[client] >= MAX_OF_ONE
        return self._is_open and self._count < MAX_LISTENERS and not is_greedy

    async def _stay(self, listener: _Listener) -> None:
        """Keep the connection until one side ends it."""
        while not listener.over.is_set():
            try:
                async with asyncio.timeout(self._keep_alive_s):
                    await listener.over.wait()
            except TimeoutError:
                listener.give(_KEEP_ALIVE)

    def _hear(self, news: News) -> None:
        if not isinstance(news, InvoiceMoved):
            return
        for frames, channel in self._channels.get(news.invoice.id, {}).items():
            _tell(channel, frames, news.invoice)

    def _join(self, listener: _Listener, invoice: Invoice, frames: Tell) -> None:
        channels = self._channels.setdefault(invoice.id, {})
        channel = channels.setdefault(frames, _Channel(told=invoice))
        channel.listeners.add(listener)
        self._count += 1

    def _leave(self, listener: _Listener, id: InvoiceId, frames: Tell) -> None:
        channel = self._channels[id][frames]
        channel.listeners.remove(listener)
        self._count -= 1
        if channel.listeners:
            return
        del self._channels[id][frames]
        if not self._channels[id]:
            del self._channels[id]


def _tell(channel: _Channel, frames: Tell, invoice: Invoice) -> None:
    """Give everybody what is new; an older version that comes late is no news."""
    if invoice.version <= channel.told.version:
        return
    plain = _plain(frames(channel.told, invoice))
    channel.told = invoice
    if plain:
        text = _text(plain)
        for listener in channel.listeners:
            listener.give(text)


def _plain(frames: Iterable[Frame]) -> bytes:
    """Events as text (WHATWG HTML, server-sent events)."""
    return "".join(map(_event, frames)).encode()


def _event(frame: Frame) -> str:
    lines = [f"event: {frame.event}", *(f"data: {line}" for line in frame.data.split("\n"))]
    if frame.id:
        lines.append(f"id: {frame.id}")
    return "\n".join(lines) + "\n\n"


def _text(plain: bytes) -> _Text:
    return _Text(plain, f"{len(plain):x}\r\n".encode() + plain + b"\r\n")


_KEEP_ALIVE: Final = _text(b": still here\n\n")
