"""Shops on loopback that take postbacks the way real ones do: well, badly, or not at all."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

HANG: Final = "hang"
"""Take the request and never answer."""

DROP: Final = "drop"
"""Take the request and hang up."""

ENDLESS: Final = "endless"
"""Accept, and then talk without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request as it came, headers by lower-case name."""

    line: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Shop:
    """Behaves as its plan says, one step for each request; the last step is kept up.

    A step is an HTTP status, a redirect's target, HANG, DROP or ENDLESS.
    """

    plan: list[int | str]
    url: str = ""
    received: list[Received] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request and do what comes next."""
        try:
            self.received.append(await _read(reader))
            await self._react(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def _react(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        step = self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]
        match step:
            case "hang":
                await reader.read()  # until the other side gives up
            case "drop":
                return
            case "endless":
                writer.write(_answer(200, "Content-Length: 1000000000\r\n"))
                while not writer.is_closing():
                    writer.write(b"x" * 1024)
                    await writer.drain()
                    await asyncio.sleep(0.01)
            case str(target):
                writer.write(_answer(302, f"Location: {target}\r\nContent-Length: 0\r\n"))
            case 204 | 304:
                writer.write(_answer(step, ""))  # these have no body
            case status:
                writer.write(_answer(status, "Content-Length: 2\r\n") + b"ok")
        await writer.drain()


@asynccontextmanager
async def open_shop(plan: Iterable[int | str]) -> AsyncIterator[Shop]:
    """A shop that listens on loopback while it is used."""
    shop = Shop(plan=list(plan))
    server = await asyncio.start_server(shop.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    shop.url = f"http://127.0.0.1:{port}/payment_complete?x=1"
    try:
        yield shop
    finally:
        server.close()


async def _read(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *pairs = head.split("\r\n")
    headers = {
        name.lower(): value.strip()
        for name, found, value in (pair.partition(":") for pair in pairs)
        if found
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(line=line, headers=headers, body=body)


def _answer(status: int, headers: str) -> bytes:
    return f"HTTP/1.1 {status} X\r\nConnection: close\r\n{headers}\r\n".encode()
