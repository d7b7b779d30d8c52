"""Many who listen on open connections: what they cost, and what becomes of who does not read."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import aiohttp
from aiohttp import web

from pos.api.events import MAX_OF_ONE, Frame, Listeners
from pos.domain.payment.invoice import Invoice
from pos.engine.feed import Feed, InvoiceMoved
from tests.fakes.invoices import waiting
from tests.soon import eventually

WITHIN_S = 5.0


@dataclass
class Hall:
    """A server with one page of events, about one invoice; it counts how often it is asked."""

    feed: Feed
    listeners: Listeners
    url: str
    session: aiohttp.ClientSession
    invoice: Invoice = field(default_factory=waiting)
    asked: int = 0
    data: str = "x"
    is_moving_early: bool = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        first = [Frame("first", "1", "0")]
        return await self.listeners.stream(request, self.invoice, self.frames, first)

    async def prepare(self, *_: object) -> None:
        """The head is about to go out; other parts of a server may take their time here."""
        if self.is_moving_early:
            self.move()

    def frames(self, before: Invoice | None, after: Invoice) -> Iterator[Frame]:
        self.asked += 1
        yield Frame("moved", self.data, str(after.version))

    def move(self, to: int | None = None) -> None:
        """The invoice gets another version."""
        version = self.invoice.version + 1 if to is None else to
        moved = replace(self.invoice, version=version)
        self.invoice = max(self.invoice, moved, key=lambda i: i.version)
        self.feed.publish(InvoiceMoved(invoice=moved))

    async def listen(self) -> aiohttp.ClientResponse:
        """One more connection, which has been told the first event."""
        answer = await self.session.get(self.url)
        assert await line(answer) == b"event: first\n"
        return answer


async def line(answer: aiohttp.ClientResponse) -> bytes:
    async with asyncio.timeout(WITHIN_S):
        return await answer.content.readline()


async def until(claim: Callable[[], bool]) -> bool:
    async def asked() -> bool:
        return claim()

    waited: Awaitable[bool] = eventually(asked, WITHIN_S)
    return await waited


@asynccontextmanager
async def hall(client: str = "", keep_alive_s: float = 15.0) -> AsyncIterator[Hall]:
    feed = Feed()
    listeners = Listeners(feed, lambda _: client, keep_alive_s=keep_alive_s)
    app = web.Application()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        here = Hall(feed, listeners, "", session)
        app.add_routes([web.get("/", here.serve)])
        app.on_response_prepare.append(here.prepare)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        here.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        try:
            yield here
        finally:
            listeners.close()
            await runner.cleanup()


async def test_what_is_told_is_made_once_for_all_who_listen() -> None:
    async with hall() as here:
        answers = [await here.listen() for _ in range(20)]
        here.move()
        for answer in answers:
            while await line(answer) != b"event: moved\n":
                pass

        assert here.asked == 1


async def test_an_older_version_that_comes_late_is_no_news() -> None:
    async with hall() as here:
        answer = await here.listen()
        here.move(to=7)
        here.move(to=6)
        here.move(to=8)
        ids: list[bytes] = []
        while len(ids) < 3:
            told = await line(answer)
            if told.startswith(b"id: "):
                ids.append(told)

    assert ids == [b"id: 0\n", b"id: 7\n", b"id: 8\n"]


async def test_text_of_several_lines_arrives_as_it_was() -> None:
    async with hall() as here:
        here.data = "a\nb"
        answer = await here.listen()
        here.move()
        while await line(answer) != b"event: moved\n":
            pass

        assert [await line(answer) for _ in range(2)] == [b"data: a\n", b"data: b\n"]


async def test_an_old_proxy_gets_the_events_without_chunks() -> None:
    async with hall() as here:
        host, port = here.url.removeprefix("http://").rstrip("/").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        async with asyncio.timeout(WITHIN_S):
            await reader.readuntil(b"id: 0\n\n")
            here.move()
            told = await reader.readuntil(b"\n\n")
        writer.close()

    assert told == b"event: moved\ndata: x\nid: 2\n\n"


async def test_what_happens_while_the_head_goes_out_is_told_after_it() -> None:
    async with hall() as here:
        here.is_moving_early = True
        answer = await here.listen()
        told = [await line(answer) for _ in range(4)]

    assert told == [b"data: 1\n", b"id: 0\n", b"\n", b"event: moved\n"]


async def test_who_waits_for_long_gets_a_sign_of_life() -> None:
    async with hall(keep_alive_s=0.01) as here:
        answer = await here.listen()
        while await line(answer) != b": still here\n":
            pass


async def test_who_goes_is_forgotten() -> None:
    async with hall(keep_alive_s=0.01) as here:
        answer = await here.listen()
        assert len(here.listeners) == 1

        answer.close()

        assert await until(lambda: len(here.listeners) == 0)


async def test_who_does_not_read_is_cut_off_and_harms_nobody() -> None:
    async with hall() as here:
        here.data = "x" * 300_000
        idle, awake = await here.listen(), await here.listen()

        async def read_on() -> None:
            while await awake.content.readany():
                pass

        reading = asyncio.create_task(read_on())
        for _ in range(200):
            here.move()
            await asyncio.sleep(0.001)

        assert await until(lambda: len(here.listeners) <= 1)
        reading.cancel()
        idle.close()


async def test_a_stranger_may_hold_only_so_many_connections() -> None:
    async with hall(client="8.8.8.8") as here:
        answers = [await here.listen() for _ in range(MAX_OF_ONE)]
        more = await here.session.get(here.url)
        answers[0].close()

        def has_room() -> bool:
            here.move()
            return len(here.listeners) < MAX_OF_ONE

        assert (more.status, more.headers["Retry-After"]) == (503, "10")
        assert await until(has_room)
        assert (await here.session.get(here.url)).status == 200


async def test_at_closing_time_everybody_is_let_go_and_nobody_comes_in() -> None:
    async with hall() as here:
        answer = await here.listen()
        here.listeners.close()
        async with asyncio.timeout(WITHIN_S):
            while await answer.content.readany():
                pass
        late = await here.session.get(here.url)

    assert late.status == 503
