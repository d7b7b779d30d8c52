"""A node that is dead, slow, wrong or lying: nothing is concluded, and it may come back."""

import asyncio
from pathlib import Path

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.core.chain import CoreChain, CoreSettings
from pos.chains.bitcoin.core.rpc import Login, Rpc
from pos.chains.bitcoin.network import BITCOIN_REGTEST
from pos.domain.errors import Corrupt, Distrust, Trouble
from tests.chains.bitcoin.core.conftest import WatcherOf
from tests.chains.bitcoin.core.fake_node import FakeNode, Fault
from tests.chains.bitcoin.core.watcher import Watcher, asset_of, somebody
from tests.fakes.clocks import RealClock

WORDS = {
    Fault.HUNG: "no answer within",
    Fault.HTML: "not JSON-RPC",
    Fault.GARBAGE: "not JSON-RPC",
    Fault.CUT_SHORT: "not JSON-RPC",
    Fault.BUSY: "too busy",
    Fault.STARTING: "still starting",
    Fault.FORBIDDEN: "does not let this computer in",
    Fault.REDIRECTING: "not JSON-RPC",
    Fault.OTHER_ANSWERS: "other questions",
    Fault.FEWER_ANSWERS: "other questions",
    Fault.NO_HEX: "not hexadecimal",
    Fault.TRUNCATED_BLOCKS: "its transactions end at",
}


@pytest.mark.parametrize("fault", WORDS)
async def test_a_broken_node_is_trouble_in_plain_words_and_may_recover(
    node: FakeNode, watcher: Watcher, fault: Fault
) -> None:
    node.fault = fault
    with pytest.raises(Trouble, match=WORDS[fault]):
        await watcher.look()
    (broken,) = watcher.chain.sources()
    node.fault = None
    await watcher.look()
    (well,) = watcher.chain.sources()

    assert (broken.is_connected, WORDS[fault] in broken.trouble) == (False, True)
    assert (well.is_connected, well.height, well.trouble) == (True, node.height, "")


async def test_a_node_that_goes_away_is_trouble_and_may_come_back(
    node: FakeNode, watcher: Watcher
) -> None:
    await watcher.look()
    await node.__aexit__(None, None, None)
    with pytest.raises(Trouble, match="cannot be reached"):
        await watcher.look()

    await node.__aenter__()
    node.mine()

    await watcher.look()
    assert watcher.window[1] == node.height


async def test_a_node_that_cuts_kept_connections_is_asked_again_at_once() -> None:
    answer = b'HTTP/1.1 200 OK\r\nContent-Length: 35\r\n\r\n{"result": 7, "error": null,"id":0}'

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"}")
        writer.write(answer)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer_once, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        rpc = Rpc(f"http://127.0.0.1:{port}", Login(), timeout_s=5)
        answers = [await rpc.ask_one("getblockcount", shape=int) for _ in range(10)]
        await rpc.close()

    assert answers == [7] * 10


async def test_a_slow_node_is_waited_for(node: FakeNode, watcher: Watcher) -> None:
    node.delay_s = 0.1

    await watcher.look()

    assert watcher.window[1] == node.height


async def test_another_block_than_asked_for_is_distrusted(node: FakeNode, watcher: Watcher) -> None:
    node.fault = Fault.OTHER_BLOCKS

    with pytest.raises(Distrust):
        await watcher.look()


async def test_troubles_name_the_node_and_no_secret(node: FakeNode) -> None:
    url = f"http://florin:geheim@127.0.0.1:{node.port}"
    settings = CoreSettings(url=url, timeout_s=0.3)
    chain = CoreChain(BITCOIN_REGTEST, asset_of(BITCOIN_REGTEST), settings, RealClock())
    watcher = Watcher(chain)
    await watcher.look()
    node.fault = Fault.HTML
    with pytest.raises(Trouble) as told:
        await watcher.look()
    await chain.close()

    assert f"127.0.0.1:{node.port}" in str(told.value)
    for text in (
        str(told.value),
        repr(told.value.__cause__),
        repr(settings),
        repr(chain.sources()),
    ):
        assert "geheim" not in text


async def test_a_new_cookie_is_read_when_the_old_one_is_not_accepted(
    node: FakeNode, tmp_path: Path
) -> None:
    cookie = tmp_path / ".cookie"
    cookie.write_text("__cookie__:first")
    node.login = "__cookie__:first"
    settings = CoreSettings(url=node.url, cookie=cookie, timeout_s=0.3)
    chain = CoreChain(BITCOIN_REGTEST, asset_of(BITCOIN_REGTEST), settings, RealClock())
    watcher = Watcher(chain)
    await watcher.look()

    cookie.write_text("__cookie__:second")
    node.login = "__cookie__:second"
    node.mine()
    await watcher.look()
    await chain.close()

    assert watcher.window[1] == node.height


async def test_a_missing_cookie_is_trouble_until_the_node_writes_it(
    node: FakeNode, tmp_path: Path
) -> None:
    cookie = tmp_path / ".cookie"
    settings = CoreSettings(url=node.url, cookie=cookie, timeout_s=0.3)
    chain = CoreChain(BITCOIN_REGTEST, asset_of(BITCOIN_REGTEST), settings, RealClock())
    watcher = Watcher(chain)
    with pytest.raises(Trouble, match="cookie"):
        await watcher.look()

    cookie.write_text(node.login)
    await watcher.look()
    await chain.close()


async def test_a_node_that_is_behind_what_was_read_is_trouble(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(3)
    await watcher.look()
    del node.blocks[-2:]

    with pytest.raises(Trouble, match="behind"):
        await watcher.look()


async def test_a_node_that_is_still_loading_blocks_is_behind(
    node: FakeNode, watcher: Watcher
) -> None:
    node.info = {"headers": 900}

    await watcher.look()

    assert watcher.glance is not None
    assert (watcher.glance.is_behind, watcher.glance.head) == (True, 900)


async def test_blocks_thrown_away_by_the_node_are_trouble_only_if_they_were_not_read(
    node: FakeNode, watcher: Watcher
) -> None:
    node.mine(10)
    node.info = {"pruned": True, "pruneheight": 9}
    watcher.watched.oldest = 1_600_000_000
    with pytest.raises(Trouble, match="thrown away"):
        await watcher.look()

    watcher.watched.oldest = None
    await watcher.look()

    assert watcher.window[1] == node.height


async def test_an_address_of_another_chain_among_the_watched_ones_stops_the_look(
    watcher: Watcher,
) -> None:
    watcher.watch("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")

    with pytest.raises(Corrupt):
        await watcher.look()


async def test_a_node_that_does_not_wait_for_blocks_is_polled(
    node: FakeNode, watcher: Watcher
) -> None:
    node.lacks.add("waitfornewblock")
    await watcher.look()
    await watcher.chain.changed()
    await watcher.chain.changed()

    assert node.asked.count("waitfornewblock") == 1


async def test_a_transaction_that_leaves_the_pool_while_it_is_read_does_no_harm(
    node: FakeNode, watcher: Watcher
) -> None:
    ours = somebody()
    watcher.watch(ours)
    fleeting = node.pay((script_of(ours, BITCOIN_REGTEST), 5))
    staying = node.pay((script_of(ours, BITCOIN_REGTEST), 6))
    node.before["getrawtransaction"] = lambda: node.forget(fleeting)

    assert [s.txid for s in await watcher.look()] == [staying]


async def test_two_watchers_of_one_node_do_not_disturb_each_other(
    node: FakeNode, watcher_of: WatcherOf
) -> None:
    ours = somebody()
    node.pay((script_of(ours, BITCOIN_REGTEST), 5))
    for watcher in (watcher_of(node), watcher_of(node)):
        watcher.watch(ours)
        assert len(await watcher.look()) == 1
