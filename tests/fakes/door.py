"""A door before a server, at which everything can go wrong that goes wrong on the way to one."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import Final

HTML: Final = b"<html><body><h1>Bad gateway</h1></body></html>"
DEEP: Final = b'{"jsonrpc":"2.0","id":1,"result":%s%s}' % (b"[" * 20_000, b"]" * 20_000)
"""JSON that overruns the stack of whoever reads it without a limit."""


class Fault(Enum):
    """What is wrong at the door."""

    NONE = auto()
    SHUT = auto()
    """Nobody listens, and who was inside is thrown out."""
    HUNG = auto()
    """It takes what one says and never answers."""
    HTML = auto()
    """It answers everything with a web page."""
    DEEP = auto()
    """It answers everything with JSON that is nested beyond all reason."""
    SLOW = auto()
    """Each answer takes a good second longer."""


class Door:
    """Passes connections on to a port on loopback, as faultily as it is told to."""

    def __init__(self, port: int) -> None:
        self.visits = 0
        """Connections and questions that came since the last fault was set."""
        self.port = 0
        self._behind = port
        self._fault = Fault.NONE
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        """Listen, always on the same port."""
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Listen no more; everybody goes."""
        server, self._server = self._server, None
        if server is None:
            return
        for listening in server.sockets:
            asyncio.get_running_loop().remove_reader(listening.fileno())
        for _ in range(5):  # asyncio loses, and never closes, who is on the doorstep at a close
            await asyncio.sleep(0)
        server.close()
        self._throw_out()
        await server.wait_closed()

    async def become(self, fault: Fault) -> None:
        """Let another thing be wrong from now on, with those inside, too."""
        self.visits, self._fault = 0, fault
        self._throw_out()
        if fault is Fault.SHUT:
            await self.close()
        elif self._server is None:
            await self.open()

    def _throw_out(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        self._open.add(writer)
        with suppress(OSError):
            await self._served(reader, writer)
        writer.transport.abort()
        self._open.discard(writer)

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        match self._fault:
            case Fault.HUNG:
                while await reader.read(65_536):
                    self.visits += 1
            case Fault.HTML | Fault.DEEP:
                answer = _page(HTML if self._fault is Fault.HTML else DEEP)
                while await reader.read(65_536):
                    self.visits += 1
                    writer.write(answer)
                    await writer.drain()
            case _:
                await self._joined(reader, writer)

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Both ways at once, until either end has enough."""
        inner, inward = await asyncio.open_connection("127.0.0.1", self._behind)
        self._open.add(inward)
        late_s = 1.2 if self._fault is Fault.SLOW else 0.0
        ways = [
            asyncio.create_task(_pump(reader, inward, 0.0)),
            asyncio.create_task(_pump(inner, writer, late_s)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            inward.transport.abort()
            self._open.discard(inward)


def _page(body: bytes) -> bytes:
    kind = b"text/html" if body is HTML else b"application/json"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
    return head % (kind, len(body)) + b"Connection: close\r\n\r\n" + body


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, late_s: float) -> None:
    with suppress(OSError):
        while piece := await reader.read(65_536):
            await asyncio.sleep(late_s)
            writer.write(piece)
            await writer.drain()


class Doors:
    """One door before each port that is asked for."""

    def __init__(self) -> None:
        self.all: dict[int, Door] = {}

    async def via(self, ports: tuple[int, ...]) -> Callable[[int], int]:
        """Open a door before each of these ports; what says where it is."""
        for port in ports:
            self.all[port] = Door(port)
            await self.all[port].open()
        return lambda port: self.all[port].port

    async def become(self, fault: Fault) -> None:
        """Let this be wrong at every door."""
        for door in self.all.values():
            await door.become(fault)

    async def close(self) -> None:
        for door in self.all.values():
            await door.close()

    @property
    def visits(self) -> int:
        """How often anybody came since the last fault was set."""
        return sum(door.visits for door in self.all.values())
