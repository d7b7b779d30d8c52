"""Reading what is published: from real servers, good and bad."""

import asyncio
import gzip
import ssl

import pytest
import trustme
from aiohttp import web

from pos.domain.errors import Trouble
from pos.updates.place import MOST_BYTES, Place
from tests.fakes.publisher import Answer, Publisher, drip, endless, hang

PATIENCE_S = 0.3


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


async def test_what_lies_there_is_read_and_nothing_is_told_of_the_shop(
    publisher: Publisher,
) -> None:
    async with publisher.open(b"a word") as url:
        told = await Place(url=url).fetched()

    assert told == b"a word"
    (headers,) = publisher.asked
    assert headers["User-Agent"] == "florin"
    assert set(headers) == {"Host", "User-Agent", "Accept-Encoding", "Accept"}


async def test_a_word_as_long_as_can_be_is_read(publisher: Publisher) -> None:
    async with publisher.open(b" " * MOST_BYTES) as url:
        assert len(await Place(url=url).fetched()) == MOST_BYTES


@pytest.mark.parametrize("answer", [hang, drip])
async def test_who_takes_too_long_is_left(publisher: Publisher, answer: Answer) -> None:
    async with publisher.open(answer) as url:
        with pytest.raises(Trouble, match="too slow"):
            await Place(url=url, request_s=PATIENCE_S).fetched()


async def test_a_body_without_end_is_not_read(publisher: Publisher) -> None:
    async with publisher.open(endless) as url:
        with pytest.raises(Trouble, match="without end"):
            await Place(url=url).fetched()


async def test_what_was_packed_is_not_unpacked(publisher: Publisher) -> None:
    """A few thousand bytes would become millions."""
    packed = gzip.compress(bytes(10_000_000))

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    async with publisher.open(answer) as url:
        assert await Place(url=url).fetched() == packed


@pytest.mark.parametrize("status", [204, 404, 429, 500])
async def test_any_other_status_is_trouble(publisher: Publisher, status: int) -> None:
    async with publisher.open(answering(status)) as url:
        with pytest.raises(Trouble, match=str(status)):
            await Place(url=url).fetched()


async def test_nobody_there_is_trouble(publisher: Publisher) -> None:
    async with publisher.open(b"") as url:
        pass

    with pytest.raises(Trouble, match="does not answer") as told:
        await Place(url=url).fetched()
    assert "127.0.0.1" not in str(told.value)


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:1/", "/elsewhere", "http://florin.example/", "ftp://x/", "", "http://["],
)
async def test_nobody_is_followed_to_a_place_without_tls(
    publisher: Publisher, location: str
) -> None:
    async with publisher.open(answering(302, Location=location)) as url:
        with pytest.raises(Trouble):
            await Place(url=url).fetched()
    assert len(publisher.asked) == 1


async def test_a_place_without_tls_is_not_even_asked() -> None:
    with pytest.raises(Trouble, match="https"):
        await Place(url="http://florin.example/update.json").fetched()


async def test_a_shelf_with_tls_may_point_to_another_one(publisher: Publisher) -> None:
    server, client = certificates()

    async def moved(request: web.Request) -> web.StreamResponse:
        if request.path == "/update.json":
            return web.Response(status=302, headers={"Location": "/shelf/7"})
        return web.Response(body=b"a word")

    async with publisher.open(moved, tls=server) as url:
        assert await Place(url=url, tls=client).fetched() == b"a word"


async def test_a_shelf_that_points_to_itself_is_left(publisher: Publisher) -> None:
    server, client = certificates()
    async with publisher.open(answering(302, Location="/update.json"), tls=server) as url:
        with pytest.raises(Trouble, match="circles"):
            await Place(url=url, tls=client).fetched()


async def test_a_server_that_nobody_vouches_for_is_not_read(publisher: Publisher) -> None:
    server, _ = certificates()
    async with publisher.open(b"a word", tls=server) as url:
        with pytest.raises(Trouble, match="does not answer"):
            await Place(url=url).fetched()


async def test_being_called_off_is_no_trouble(publisher: Publisher) -> None:
    async with publisher.open(hang) as url:
        asking = asyncio.ensure_future(Place(url=url).fetched())
        while not publisher.asked:
            await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking


def answering(status: int, **headers: str) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, headers=headers)

    return answer


def certificates() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Of a server on loopback, and of a client that trusts it."""
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client
