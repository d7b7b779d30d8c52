"""Messages over one connection: lines over TCP or TLS, or the messages of a WebSocket.

No task stands behind it: whatever arrives is told on at once, out of the loop's callbacks.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final, cast

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import State
from websockets.uri import parse_uri

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of one message: four times the largest transaction there can be."""


class Wire(ABC, asyncio.Protocol):
    """One connection. `opened` is done once messages may be sent, `closed` when all is over.

    `opened` fails with ConnectionError if the other side does not open it as it should.
    """

    def __init__(self, hear: Callable[[bytes], None]) -> None:
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self.closed: asyncio.Future[None] = loop.create_future()
        self._hear = hear
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by its class
        self.begin()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's own name
        """The connection is gone, whoever ended it."""
        if not self.opened.done():
            self.opened.set_exception(ConnectionResetError())
            self.opened.exception()  # nobody may be waiting any more
        if not self.closed.done():
            self.closed.set_result(None)

    @abstractmethod
    def begin(self) -> None:
        """Say what has to be said before the first message."""

    @abstractmethod
    def send(self, message: bytes) -> None:
        """Send one message; it is lost where the connection is."""

    async def close(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()
            await asyncio.shield(self.closed)

    def drop(self) -> None:
        """End the connection without waiting; `closed` tells when."""
        if self._transport is not None:
            self._transport.abort()

    @property
    def certificate(self) -> bytes | None:
        """What the other side showed of itself, in DER; None without TLS."""
        tls = self._transport and self._transport.get_extra_info("ssl_object")
        return tls.getpeercert(binary_form=True) if tls else None

    def _write(self, raw: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(raw)


class Lines(Wire):
    """Messages that each end with a newline."""

    def __init__(self, hear: Callable[[bytes], None]) -> None:
        super().__init__(hear)
        self._rest = bytearray()

    def begin(self) -> None:
        """Nothing has to be said."""
        self.opened.set_result(None)

    def send(self, message: bytes) -> None:
        """Send one message."""
        self._write(message + b"\n")

    def data_received(self, data: bytes) -> None:
        """Tell every whole line; a line that does not end ends the connection."""
        self._rest += data
        if b"\n" in data:
            *lines, rest = self._rest.split(b"\n")
            self._rest = bytearray(rest)
            for line in lines:
                self._hear(bytes(line))
        if len(self._rest) > LARGEST:
            self.drop()


class Frames(Wire):
    """The messages of a WebSocket (RFC 6455)."""

    def __init__(self, hear: Callable[[bytes], None], url: str) -> None:
        super().__init__(hear)
        self._socket = ClientProtocol(parse_uri(url), max_size=LARGEST)
        self._parts = bytearray()

    def begin(self) -> None:
        """Ask for the WebSocket."""
        self._socket.send_request(self._socket.connect())
        self._flush()

    def send(self, message: bytes) -> None:
        """Send one message."""
        if self._socket.state is State.OPEN:  # else it is about to be told that it is closed
            self._socket.send_text(message)
            self._flush()

    def data_received(self, data: bytes) -> None:
        """Tell every whole message."""
        self._socket.receive_data(data)
        self._flush()
        for event in self._socket.events_received():
            if isinstance(event, Response):
                self._greeted()
            elif isinstance(event, Frame):
                self._take(event)
        if self._socket.handshake_exc is not None or self._socket.close_expected():
            self.drop()

    def _greeted(self) -> None:
        if self._socket.handshake_exc is None and not self.opened.done():
            self.opened.set_result(None)

    def _take(self, frame: Frame) -> None:
        if frame.opcode not in {Opcode.TEXT, Opcode.BINARY, Opcode.CONT}:
            return
        self._parts += frame.data
        if frame.fin:
            whole, self._parts = bytes(self._parts), bytearray()
            self._hear(whole)

    def _flush(self) -> None:
        for raw in self._socket.data_to_send():
            self._write(raw)
