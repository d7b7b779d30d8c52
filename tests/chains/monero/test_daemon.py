"""Nodes that answer in good form and say things that cannot be."""

from pathlib import Path

import pytest

from pos.chains.monero.daemon import Daemon, Daemons
from pos.chains.monero.settings import REGTEST
from pos.domain.errors import Trouble
from tests.chains.monero.fakes import FakeDaemon, Fault, World
from tests.chains.monero.watcher import Minutes, Watcher
from tests.nodes.anvil import free_port


async def test_a_node_without_the_blocks_it_has_told_of_is_not_believed(
    world: World, daemon: FakeDaemon, watcher: Watcher
) -> None:
    await watcher.look()
    world.mine(3)
    daemon.claims = 10

    with pytest.raises(Trouble, match="does not have the blocks 11 to 13"):
        await watcher.look()


async def test_a_transaction_that_cannot_be_read_is_trouble(
    world: World, daemon: FakeDaemon, watcher: Watcher
) -> None:
    first = world.pay((1, 5))
    world.pay((1, 6))
    daemon.garbles.add(first.txid)

    with pytest.raises(Trouble, match="cannot be read"):
        await watcher.look()


async def test_more_transactions_than_one_answer_holds_are_asked_for_in_parts(
    world: World, daemon: FakeDaemon
) -> None:
    txids = [world.pay((1, 5)).txid for _ in range(250)]
    node = Daemon(daemon.url, 5.0)

    known = await node.transactions(txids)
    await node.door.close()

    assert [*known] == txids


async def test_keys_of_old_transactions_have_no_view_tag(world: World, daemon: FakeDaemon) -> None:
    tx = world.pay((1, 5), keys=("one",))
    daemon.is_old = True
    node = Daemon(daemon.url, 5.0)

    keys = await node.output_keys([tx.txid])
    await node.door.close()

    assert keys == {tx.txid: frozenset({"one"})}


async def test_one_node_of_several_is_enough_to_begin(daemon: FakeDaemon) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    nodes = Daemons([nobody, daemon.url], 5.0, Minutes())

    await nodes.verify(REGTEST)

    daemon.fault = Fault.BROKEN
    with pytest.raises(Trouble, match="cannot be reached"):
        await nodes.verify(REGTEST)
    await nodes.close()


async def test_without_pushed_news_the_next_look_is_a_poll_away(
    watcher: Watcher, tmp_path: Path
) -> None:
    before = watcher.account.clock.now()

    await watcher.chain.changed()

    assert watcher.account.clock.now() - before == int(watcher.settings.poll_s)
