"""Servers that are broken, slow, away, or not who they were."""

import asyncio
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve as websocket_server

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.electrum.chain import ElectrumChain
from pos.chains.bitcoin.electrum.panel import ElectrumSettings
from pos.chains.bitcoin.electrum.pins import VOUCHED, Pins
from pos.chains.bitcoin.electrum.questions import scripthash_of
from pos.chains.bitcoin.network import BITCOIN_REGTEST
from pos.domain.errors import Corrupt, Refused, Trouble
from tests.chains.bitcoin.electrum.conftest import Serve, Watch
from tests.chains.bitcoin.electrum.watcher import (
    PATIENCE_S,
    SteadyClock,
    asset_of,
    cautions,
    paying,
    settings,
    somebody,
    units,
)
from tests.fakes.clocks import SetClock
from tests.fakes.electrum_server import FakeChain, FakeElectrum, Fault

FAULTS = [
    (Fault.HUNG, "no answer within"),
    (Fault.HTML, "no Electrum server"),
    (Fault.NONSENSE, "nonsense"),
    (Fault.BUSY, "has had enough"),
]


@pytest.mark.parametrize(("fault", "words"), FAULTS)
async def test_a_broken_server_rests_while_the_others_carry_on(
    serve: Serve, watch: Watch, fault: Fault, words: str
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    await watcher.until_whole()

    servers[0].fault = fault
    chain.send(paying(ours))

    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))
    source = await watcher.until_source(lambda source: words in source.trouble)
    assert (source.name, source.is_connected) == (servers[0].name, False)


@pytest.mark.parametrize(("fault", "words"), FAULTS)
async def test_with_too_few_servers_the_trouble_names_the_fault_and_ends_with_it(
    serve: Serve, watch: Watch, fault: Fault, words: str
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain)
    servers[0].fault = fault
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    assert words in str(await watcher.until_trouble())

    servers[0].fault = None
    chain.send(paying(ours))

    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"[" * 100_000 + b"\n",
        b'{"jsonrpc": "2.0", "id": 0, "error": {"code": [], "message": "\\ud800"}}\n',
        b'{"jsonrpc": "2.0", "id": 0, "result": ["\\ud800", {}]}\n',
        b'{"jsonrpc": "2.0", "id": 77, "result": 1}\n',
        b"\xff\xfe\n",
        b"",
    ],
    ids=["http", "ssh", "deep", "odd-error", "odd-result", "unasked", "binary", "nothing"],
)
@pytest.mark.parametrize("scheme", ["tcp", "ws", "ssl", "wss"])
async def test_whatever_answers_in_the_place_of_a_server_is_only_trouble(
    watch: Watch, scheme: str, said: bytes
) -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.read(4096)
            writer.write(said)
            if said:
                await reader.read()
        except ConnectionError:
            pass  # the client has had enough
        finally:
            writer.transport.abort()

    stranger = await asyncio.start_server(babble, "127.0.0.1", 0)
    port = stranger.sockets[0].getsockname()[1]
    watcher = watch(replace(settings(f"{scheme}://127.0.0.1:{port}", least=1), timeout_s=0.3))

    why = await watcher.until_trouble()

    assert str(why).isascii()
    assert f"127.0.0.1:{port}: " in str(why)
    await watcher.chain.close()
    stranger.close()
    await stranger.wait_closed()


async def test_a_server_that_never_stops_talking_is_only_listened_to_now_and_then(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    await watcher.until_whole()

    for _ in range(20_000):
        servers[0].babble()
    chain.send(paying(ours))

    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))


async def test_an_address_that_no_server_tells_of_blinds_nobody_for_the_others(
    serve: Serve, watch: Watch
) -> None:
    chain, ours, theirs = FakeChain(), somebody(), somebody()
    servers = await serve(chain, chain)
    name = scripthash_of(script_of(theirs, BITCOIN_REGTEST))
    watcher = watch(settings(*(server.url for server in servers)), [ours, theirs])
    chain.send(paying(theirs, 5_000))
    await watcher.until(lambda glance: units(glance) == [5_000] and not cautions(glance))

    for server in servers:
        server.declined = {name}
        server.hang_up()
    chain.send(paying(ours))

    glance = await watcher.until(
        lambda glance: 1_000 in units(glance) and not cautions(glance) and glance.with_pool
    )
    assert sorted(units(glance)) == [1_000, 5_000]


async def test_a_slow_server_is_waited_for(serve: Serve, watch: Watch) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain)
    servers[0].late_s = 0.1
    watcher = watch(settings(*(server.url for server in servers)), [ours])

    chain.send(paying(ours))

    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))


async def test_a_server_in_reserve_takes_the_place_of_one_that_went_away(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain, chain)
    chosen = replace(settings(*(server.url for server in servers)), at_once=2)
    watcher = watch(chosen, [ours])
    await watcher.until_whole()
    assert not servers[2].asked

    await servers[0].stop()
    chain.send(paying(ours))

    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))
    assert servers[2].asked


async def test_a_lost_connection_is_opened_again_and_nothing_is_missed(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    await watcher.until_whole()

    for server in servers:
        server.is_mute = True
        server.hang_up()
    chain.send(paying(ours))
    for server in servers:
        server.is_mute = False

    await watcher.until(lambda glance: units(glance) == [1_000] and glance.with_pool)


async def test_a_server_that_stays_broken_is_asked_ever_more_rarely(
    serve: Serve, watch: Watch
) -> None:
    clock = SetClock()
    (server,) = await serve(FakeChain())
    server.fault = Fault.NONSENSE
    watcher = watch(settings(server.url, least=1), clock=clock)
    await watcher.until_trouble()

    pauses = []
    for _ in range(3):
        before, began = server.asked.count("server.version"), clock.at
        while server.asked.count("server.version") == before:
            clock.at += 1
            await asyncio.sleep(0.6)  # longer than a place stays unfilled
        pauses.append(clock.at - began)

    assert pauses == [1, 2, 4]


async def test_whoever_an_authority_vouched_for_cannot_do_without_one_later(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, chain, ours = trustme.CA(), FakeChain(), somebody()
    authority.cert_pem.write_to_path(str(tmp_path / "authorities.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authorities.pem"))
    pins = tmp_path / "pins.json"
    chain.send(paying(ours))

    async with FakeElectrum(chain, _certified(authority)) as server:
        watcher = watch(replace(settings(server.url, least=1), pins=pins), [ours])
        await watcher.until(lambda glance: units(glance) == [1_000])
        await server.stop()
        server.tls = _certified(trustme.CA())
        await server.start()

        source = await watcher.until_source(lambda source: "changed" in source.trouble)
        assert not source.is_connected


async def test_whoever_an_authority_vouches_for_may_change_the_certificate(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, chain, ours = trustme.CA(), FakeChain(), somebody()
    authority.cert_pem.write_to_path(str(tmp_path / "authorities.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authorities.pem"))
    chain.send(paying(ours))

    async with FakeElectrum(chain, _certified(authority)) as server:
        watcher = watch(settings(server.url, least=1), [ours])
        await watcher.until(lambda glance: units(glance) == [1_000])
        await server.stop()
        server.tls = _certified(authority)
        await server.start()

        await watcher.until_trouble()
        await watcher.until(lambda glance: units(glance) == [1_000])


async def test_a_lost_connection_is_noticed_before_the_next_poll(
    serve: Serve, watch: Watch
) -> None:
    (server,) = await serve(FakeChain())
    watcher = watch(settings(server.url, least=1, poll_s=3_600), [somebody()])
    await watcher.until_whole()

    await server.stop()

    async with asyncio.timeout(PATIENCE_S):
        await watcher.until_trouble()


async def test_a_changed_certificate_is_refused_until_its_pin_is_removed(
    watch: Watch, tmp_path: Path
) -> None:
    chain, ours, clock = FakeChain(), somebody(), SteadyClock()
    pins = tmp_path / "pins.json"
    chain.send(paying(ours))
    async with FakeElectrum(chain, _certified(trustme.CA())) as server:
        watcher = watch(replace(settings(server.url, least=1), pins=pins), [ours], clock=clock)
        await watcher.until(lambda glance: units(glance) == [1_000])
        await server.stop()
        server.tls = _certified(trustme.CA())
        await server.start()

        source = await watcher.until_source(lambda source: "changed" in source.trouble)
        assert f"the certificate of {server.name} changed" in source.trouble
        with pytest.raises(Refused, match="changed"):
            await watcher.chain.verify()

        Pins(pins).forget(server.name)
        clock.ahead_s = 3_600
        await watcher.until(lambda glance: units(glance) == [1_000])


async def test_another_certificate_with_an_authority_behind_it_replaces_a_pinned_one(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, chain, ours = trustme.CA(), FakeChain(), somebody()
    authority.cert_pem.write_to_path(str(tmp_path / "authorities.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authorities.pem"))
    pins = tmp_path / "pins.json"
    chain.send(paying(ours))
    async with FakeElectrum(chain, _certified(trustme.CA())) as server:
        watcher = watch(replace(settings(server.url, least=1), pins=pins), [ours])
        await watcher.until(lambda glance: units(glance) == [1_000])
        assert Pins(pins).known(server.name) is not None

        await server.stop()
        server.tls = _certified(authority)
        await server.start()
        await watcher.until_trouble()
        await watcher.until(lambda glance: units(glance) == [1_000])

        assert Pins(pins).known(server.name) == VOUCHED


def test_a_file_of_pins_that_is_none_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "pins.json").write_text("[1]")

    with pytest.raises(Corrupt, match=r"pins\.json"):
        Pins(tmp_path / "pins.json").known("host:1")


async def test_verifying_names_the_server_that_cannot_be_reached(
    serve: Serve, watch: Watch
) -> None:
    chain = FakeChain()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url))
    await watcher.chain.verify()

    await other.stop()

    with pytest.raises(Trouble, match=other.name):
        await watcher.chain.verify()


@pytest.mark.parametrize(
    ("servers", "words"),
    [
        (("http://a:1", "ssl://b:2"), "ssl://host:port"),
        (("ssl://a", "ssl://b:2"), "ssl://host:port"),
        (("ssl://user:secret@a:1", "ssl://b:2"), "takes no password"),
        (("ssl://a:1",), "2 Electrum servers must agree, and 1"),
        (("ssl://a:1", "ssl://a:1"), "2 Electrum servers must agree, and 1"),
    ],
)
def test_servers_that_cannot_be_meant_are_refused(servers: tuple[str, ...], words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        ElectrumChain(
            BITCOIN_REGTEST,
            asset_of(BITCOIN_REGTEST),
            ElectrumSettings(servers=servers, pins=None),
            SteadyClock(),
        )

    assert "secret" not in refused.value.text


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:9050", "socks5://127.0.0.1", "a:b:c"])
def test_a_proxy_that_is_none_is_refused(proxy: str) -> None:
    with pytest.raises(Refused, match="socks5://host:port"):
        ElectrumChain(
            BITCOIN_REGTEST,
            asset_of(BITCOIN_REGTEST),
            ElectrumSettings(servers=("ssl://a:1", "ssl://b:1"), pins=None, proxy=proxy),
            SteadyClock(),
        )


async def test_servers_are_reached_through_a_proxy(serve: Serve, watch: Watch) -> None:
    chain, ours = FakeChain(), somebody()
    (server,) = await serve(chain)
    chain.send(paying(ours))
    proxied: list[bytes] = []

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """As much of SOCKS 5 (RFC 1928) as it takes to be asked for one connection by name."""
        await reader.readexactly(3)
        writer.write(b"\5\0")
        length = (await reader.readexactly(5))[4]
        proxied.append((await reader.readexactly(length + 2))[:length])
        writer.write(b"\5\0\0\1" + bytes(6))
        far_reader, far = await asyncio.open_connection("127.0.0.1", server.port)
        await asyncio.gather(_copy(reader, far), _copy(far_reader, writer))

    proxy = await asyncio.start_server(forward, "127.0.0.1", 0)
    port = proxy.sockets[0].getsockname()[1]
    chosen = replace(
        settings(f"tcp://hidden.onion:{server.port}", least=1), proxy=f"socks5://127.0.0.1:{port}"
    )
    watcher = watch(chosen, [ours])

    await watcher.until(lambda glance: units(glance) == [1_000])

    assert proxied == [b"hidden.onion"]
    await watcher.chain.close()
    proxy.close()
    await proxy.wait_closed()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while some := await reader.read(4096):
            writer.write(some)
    except ConnectionError:
        pass  # the client ended it
    finally:
        writer.transport.abort()


def _certified(authority: trustme.CA) -> ssl.SSLContext:
    """A server's side of TLS with a certificate for this machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.mark.parametrize(
    "said",
    [
        "no JSON",
        "[" * 100_000,
        '{"jsonrpc": "2.0", "id": 0, "error": {"code": [], "message": "\\ud800"}}',
        '{"jsonrpc": "2.0", "id": 0, "result": ["\\ud800", {}]}',
        "",
    ],
    ids=["text", "deep", "odd-error", "odd-result", "close"],
)
async def test_a_websocket_that_speaks_something_else_is_only_trouble(
    watch: Watch, said: str
) -> None:
    async def babble(socket: ServerConnection) -> None:
        await socket.recv()
        if said:
            await socket.send(said)
            await socket.wait_closed()

    async with websocket_server(babble, "127.0.0.1", 0) as stranger:
        port = next(iter(stranger.sockets)).getsockname()[1]
        watcher = watch(replace(settings(f"ws://127.0.0.1:{port}", least=1), timeout_s=0.3))

        why = await watcher.until_trouble()

        assert f"127.0.0.1:{port}: " in str(why)
        await watcher.chain.close()


async def test_after_a_night_of_sleep_servers_are_asked_anew_before_anything_is_concluded(
    serve: Serve, watch: Watch
) -> None:
    chain, ours, clock = FakeChain(), somebody(), SteadyClock()
    servers = await serve(chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours], clock=clock)
    await watcher.until_whole()

    for server in servers:
        server.fault = Fault.HUNG  # the connections died, and nobody was told
    clock.ahead_s += 9 * 3_600
    asleep = str(await watcher.until_trouble())
    for server in servers:
        server.fault = None
    chain.send(paying(ours))

    await watcher.until(lambda glance: units(glance) == [1_000] and not glance.is_behind)
    assert "must agree" in asleep


def test_certificates_that_cannot_be_read_or_noted_are_trouble(tmp_path: Path) -> None:
    (tmp_path / "pins.json.new").mkdir()

    with pytest.raises(Trouble, match="cannot be read"):
        Pins(tmp_path).known("host:1")
    with pytest.raises(Trouble, match="cannot be noted"):
        Pins(tmp_path / "pins.json").forget("host:1")
