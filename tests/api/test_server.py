"""The doors as an open network sees them."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.api.doors import Doors, Settings
from pos.api.jsonrpc import MAX_BODY_BYTES
from pos.api.server import WebFace, serve
from pos.domain.errors import Corrupt, Refused
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.journal import Search
from tests.api.conftest import Door, Opener
from tests.fakes.desk import engine
from tests.fakes.office import office_of

ASK = b'{"jsonrpc":"2.0","id":1,"method":"start_payment","params":{"amount":"1"}}'
BEHIND_PROXY = Settings(
    coin="0xBTC", trusted_proxies=("127.0.0.1",), public_per_s=1, public_burst=3
)


@dataclass(frozen=True)
class BrokenRecords:
    """Records with a bug."""

    def recent(self, id: str) -> Invoice | None:
        raise KeyError("a secret of the program")

    async def invoice(self, id: str) -> Invoice:
        raise KeyError("a secret of the program")

    async def by_selector(self, selector: str) -> Invoice:
        raise KeyError("a secret of the program")

    async def search(self, search: Search) -> Sequence[Invoice]:
        raise KeyError("a secret of the program")

    async def deliver_again(self, delivery_id: str) -> None:
        raise KeyError("a secret of the program")


@dataclass(frozen=True)
class DamagedRecords(BrokenRecords):
    """Records that contradict themselves."""

    async def search(self, search: Search) -> Sequence[Invoice]:
        raise Corrupt("The database is damaged")

    async def invoice(self, id: str) -> Invoice:
        raise Corrupt("The database is damaged")

    def recent(self, id: str) -> Invoice | None:
        return None


async def raw(door: Door, request: bytes) -> bytes:
    """What comes back for these very bytes until the server is done."""
    host, port = door.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("forwarded", ["8.8.8.8", "8.8.8.8, 10.0.0.1", "127.0.0.1"])
async def test_a_forwarded_stranger_gets_403_and_an_empty_body(door: Door, forwarded: str) -> None:
    status, headers, body = await door.send("POST", "/", ASK, {"X-Forwarded-For": forwarded})

    assert (status, body) == (403, b"")
    assert headers["Content-Type"] == "text/html"
    assert not door.engine.store.shelves.invoices


async def test_a_header_split_in_two_does_not_hide_the_stranger(door_with: Opener) -> None:
    allowed = Settings(coin="0xBTC", allow=("5.5.5.5",), trusted_proxies=("127.0.0.1",))
    request = (
        b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"X-Forwarded-For: 5.5.5.5\r\nX-Forwarded-For: 9.9.9.9\r\n"
        b"Content-Length: " + str(len(ASK)).encode() + b"\r\n\r\n" + ASK
    )

    async with door_with(allowed) as door:
        answer = await raw(door, request)

    assert answer.startswith(b"HTTP/1.1 403 ")


async def test_a_web_page_on_the_merchant_s_machine_cannot_make_a_payment(door: Door) -> None:
    origin = {"Origin": "https://evil.example", "Content-Type": "text/plain"}

    status, headers, body = await door.send("POST", "/", ASK, origin)

    assert (status, body) == (403, b"")
    assert "Access-Control-Allow-Origin" not in headers
    assert not door.engine.store.shelves.invoices


@pytest.mark.parametrize("path", ["/", "/health", "/metrics"])
async def test_a_rebound_name_opens_no_private_door(door: Door, path: str) -> None:
    method = "POST" if path == "/" else "GET"

    status, _, body = await door.send(method, path, ASK, {"Host": "evil.example"})

    assert (status, body) == (403, b"")


async def test_an_answer_to_a_shop_s_server_is_for_no_page(door: Door) -> None:
    _, headers, _ = await door.send("POST", "/", ASK)

    assert "Access-Control-Allow-Origin" not in headers


async def test_a_status_is_public_under_any_name(door: Door) -> None:
    status, _, _ = await door.get("/ffffffffffffffff/status.json", Host="pay.shop.example")

    assert status == 404


async def test_a_flood_of_polls_is_told_when_to_come_back(door_with: Opener) -> None:
    async with door_with(BEHIND_PROXY) as door:
        answers = [
            await door.get("/ffffffffffffffff/status.json", X_Forwarded_For="8.8.8.8")
            for _ in range(4)
        ]
        other = await door.get("/ffffffffffffffff/status.json", X_Forwarded_For="9.9.9.9")

    assert [status for status, _, _ in answers] == [404, 404, 404, 429]
    assert answers[-1][1]["Retry-After"] == "1"
    assert other[0] == 404


async def test_the_shop_s_own_machine_may_poll_as_fast_as_it_likes(door_with: Opener) -> None:
    async with door_with(Settings(coin="0xBTC", public_per_s=1, public_burst=1)) as door:
        answers = {(await door.get("/ffffffffffffffff/status.json"))[0] for _ in range(20)}

    assert answers == {404}


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/favicon.ico"), ("PUT", "/"), ("OPTIONS", "/"), ("POST", "/health")],
)
async def test_every_other_path_is_not_found(door: Door, method: str, path: str) -> None:
    status, headers, body = await door.send(method, path)

    assert (status, body) == (404, b"not found")
    assert "Access-Control-Allow-Origin" not in headers


async def test_there_is_no_practice_door_in_a_real_shop(door: Door) -> None:
    assert (await door.send("POST", "/practice/mine", b'{"blocks":1}'))[0] == 404


async def answered(records: BrokenRecords) -> bytes:
    """What somebody who asks for a payment gets from such a shop."""
    behind = engine()
    doors = Doors(
        desk=behind.desk,
        records=records,
        feed=behind.feed,
        clock=behind.clock,
        settings=Settings(coin="0xBTC"),
    )
    serving = await serve(WebFace(doors).app(), "127.0.0.1", 0)
    door = Door(
        url=serving.url,
        engine=behind,
        session=None,  # type: ignore[arg-type]
        office=office_of(behind),
        second_url="",
    )
    try:
        return await raw(
            door,
            b"GET /ffffffffffffffff/status.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        )
    finally:
        await serving.close()


async def test_a_bug_is_logged_and_its_caller_learns_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await answered(BrokenRecords())

    assert answer.startswith(b"HTTP/1.1 500 ")
    assert answer.endswith(b"\r\n\r\nerror")
    assert "a secret of the program" in caplog.text


async def test_damaged_records_are_told_in_one_line_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await answered(DamagedRecords())

    (record,) = caplog.records
    assert answer.startswith(b"HTTP/1.1 500 ")
    assert b"damaged" not in answer
    assert "The database is damaged" in record.getMessage()
    assert record.exc_info is None


async def test_a_poll_while_the_store_is_away_is_told_to_try_again(door: Door) -> None:
    door.engine.store.shelves.is_down = True

    status, _, body = await door.get("/ffffffffffffffff/status.json")

    assert (status, body) == (503, b"try again")


async def test_a_taken_port_is_refused_in_clear_words(door: Door) -> None:
    port = int(door.url.rpartition(":")[2])
    behind = engine()
    doors = Doors(
        desk=behind.desk,
        records=behind.records,
        feed=behind.feed,
        clock=behind.clock,
        settings=Settings(coin="0xBTC"),
    )

    with pytest.raises(Refused) as refused:
        await serve(WebFace(doors).app(), "127.0.0.1", port)

    assert (refused.value.code, str(port) in refused.value.text) == ("port_taken", True)


async def test_an_address_that_is_not_ours_is_refused_in_clear_words() -> None:
    behind = engine()
    doors = Doors(
        desk=behind.desk,
        records=behind.records,
        feed=behind.feed,
        clock=behind.clock,
        settings=Settings(coin="0xBTC"),
    )

    with pytest.raises(Refused) as refused:
        await serve(WebFace(doors).app(), "192.0.2.1", 0)

    assert refused.value.code == "no_such_address"


async def test_a_body_is_read_no_further_than_its_limit(door: Door) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"8000\r\n" + b" " * 0x8000 + b"\r\n"

    answer = await raw(door, head + chunk * (4 * MAX_BODY_BYTES // 0x8000) + b"0\r\n\r\n")

    assert b"request is larger than 64 KiB" in answer


@pytest.mark.parametrize(
    "request_text",
    [
        b"POST /invoice/?secret=hush\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /invoice/?secret=hush \x01 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST http://[::1/invoice/?secret=hush HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /invoice/?secret=hush" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /invoice/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer hush\0\r\n\r\n",
        b"GET /invoice/ HTTP/1.1\r\nHost: x\r\ntoken: hush" + b"a" * 9_000 + b"\r\n\r\n",
    ],
)
async def test_bytes_that_are_no_http_leave_no_secret_in_the_log(
    door: Door, request_text: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await raw(door, request_text)

    assert answer.startswith(b"HTTP/1.0 400 ")
    assert not [record for record in caplog.records if record.name != "asyncio"]


async def test_a_body_packed_wrongly_is_a_parse_error(door: Door) -> None:
    answer = await door.post(b"not gzip at all", Content_Encoding="gzip")

    assert b"Parse error" in answer


async def test_no_bytes_to_the_shop_door_go_without_an_answer(door: Door) -> None:
    loop = asyncio.get_running_loop()

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.binary(max_size=400) | st.from_regex(rb'\{"jsonrpc":"2\.0","id":.{0,80}\}'))
    def answered(body: bytes) -> None:
        sent = asyncio.run_coroutine_threadsafe(door.send("POST", "/", body), loop)
        status, _, answer = sent.result(10)
        assert status == 200
        assert answer.startswith(b'{"jsonrpc":"2.0","')

    await loop.run_in_executor(None, answered)
