"""Programs that hang, lie, lag or are another's: nothing is concluded, and the words name them."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pos.domain.errors import Refused, Trouble
from tests.chains.monero.fakes import FakeDaemon, FakeWalletRpc, Fault, World
from tests.chains.monero.watcher import PRIMARY, VIEW_KEY, Minutes, Watcher, settings_of

WORDS = {
    Fault.HUNG: "no answer within 0.3 s",
    Fault.HTML: "not what Monero's programs say",
    Fault.BROKEN: "HTTP 502",
    Fault.NONSENSE: "not what Monero's programs say",
    Fault.DENIED: "wants another user name or password",
}


@pytest.mark.parametrize("fault", Fault)
async def test_a_troubled_node_is_named_and_nothing_is_concluded(
    daemon: FakeDaemon, watcher: Watcher, fault: Fault
) -> None:
    before = watcher.cursor
    daemon.fault = fault

    with pytest.raises(Trouble, match=WORDS[fault]) as trouble:
        await watcher.look()

    assert f"monerod {urlsplit(daemon.url).netloc}" in str(trouble.value)
    assert watcher.cursor == before
    daemon.fault = None
    await watcher.look()


@pytest.mark.parametrize("fault", Fault)
async def test_a_troubled_wallet_rpc_is_named_and_nothing_is_concluded(
    wallet_rpc: FakeWalletRpc, watcher: Watcher, fault: Fault
) -> None:
    wallet_rpc.fault = fault

    with pytest.raises(Trouble, match=WORDS[fault]) as trouble:
        await watcher.look()

    assert f"monero-wallet-rpc {urlsplit(wallet_rpc.url).netloc}" in str(trouble.value)
    wallet_rpc.fault = None
    await watcher.look()


async def test_a_node_that_fails_in_the_middle_of_a_look_is_named_among_the_sources(
    world: World, daemon: FakeDaemon, watcher: Watcher
) -> None:
    world.pay((1, 500))
    daemon.breaks_at = "get_transactions"
    with pytest.raises(Trouble):
        await watcher.look()
    node, wallet = watcher.chain.sources()
    daemon.breaks_at = ""
    await watcher.look()

    assert (node.is_connected, wallet.is_connected) == (False, True)
    assert "HTTP 502" in node.trouble
    assert all(source.is_connected for source in watcher.chain.sources())


async def test_a_wallet_that_fails_in_the_middle_of_a_look_is_named_among_the_sources(
    world: World, wallet_rpc: FakeWalletRpc, watcher: Watcher
) -> None:
    world.pay((1, 500))
    wallet_rpc.breaks_at = "get_transfers"
    with pytest.raises(Trouble):
        await watcher.look()
    node, wallet = watcher.chain.sources()
    wallet_rpc.breaks_at = ""
    await watcher.look()

    assert (node.is_connected, wallet.is_connected) == (True, False)
    assert "HTTP 502" in wallet.trouble
    assert all(source.is_connected for source in watcher.chain.sources())


async def test_sources_say_which_of_the_two_is_troubled(
    daemon: FakeDaemon, wallet_rpc: FakeWalletRpc, watcher: Watcher
) -> None:
    wallet_rpc.fault = Fault.HTML
    with pytest.raises(Trouble):
        await watcher.look()

    node, wallet = watcher.chain.sources()

    assert (node.is_connected, node.height, node.trouble) == (True, 10, "")
    assert not wallet.is_connected
    assert "monero-wallet-rpc" in wallet.trouble


async def test_a_login_is_never_repeated(tmp_path: Path, daemon: FakeDaemon) -> None:
    daemon.fault = Fault.DENIED
    where = urlsplit(daemon.url).netloc
    secret = settings_of(tmp_path, f"http://me:pass%2Fword@{where}", f"http://me:pass@{where}")
    watcher = Watcher(secret, Minutes())

    with pytest.raises(Trouble) as trouble:
        await watcher.look()
    await watcher.chain.close()

    told = f"{trouble.value} {secret!r} {watcher.chain.sources()}"
    assert "pass" not in told.replace("password", "")
    assert VIEW_KEY not in told


@pytest.mark.parametrize(
    "url",
    [
        *("", "127.0.0.1:18081", "ftp://host:1", "http://host", "http://[:1"),
        *("http://host..org:1", f"http://{'a' * 64}.org:1", "http://user%3Aname:pw@host:1"),
    ],
)
def test_an_address_that_is_none_is_refused_without_being_repeated(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(Refused, match="http://host:18081"):
        Watcher(settings_of(tmp_path, url, "http://127.0.0.1:1"), Minutes())


async def test_a_node_that_fetches_the_chain_is_of_no_use_yet(
    daemon: FakeDaemon, watcher: Watcher
) -> None:
    daemon.synchronized, daemon.target = False, 3_500_001

    with pytest.raises(Trouble, match="still fetches the chain, block 10 of 3,500,000"):
        await watcher.look()


async def test_a_busy_node_is_of_no_use_now(daemon: FakeDaemon, watcher: Watcher) -> None:
    daemon.status = "BUSY"

    with pytest.raises(Trouble, match="says BUSY"):
        await watcher.look()


async def test_a_node_of_another_chain_is_refused(daemon: FakeDaemon, watcher: Watcher) -> None:
    fresh = Watcher(watcher.settings, Minutes())
    daemon.nettype = "mainnet"

    with pytest.raises(Refused, match="serves monero:418015bb9ae982a1975da7d79277c270"):
        await fresh.chain.verify()
    with pytest.raises(Trouble, match="instead of monero:regtest"):
        await fresh.look()
    await fresh.chain.close()


async def test_what_is_well_is_verified(watcher: Watcher) -> None:
    await watcher.chain.verify()


async def test_another_wallet_that_is_open_is_left_alone(
    wallet_rpc: FakeWalletRpc, watcher: Watcher
) -> None:
    wallet_rpc.file.address = "4somebodyelse"
    asked = len(wallet_rpc.asked)

    with pytest.raises(Trouble, match="has another wallet open"):
        await watcher.look()

    assert wallet_rpc.asked[asked:] == ["get_address"]


async def test_node_and_wallet_that_disagree_are_not_believed(
    world: World, wallet_rpc: FakeWalletRpc, watcher: Watcher
) -> None:
    world.pay((1, 500))
    world.mine(3)
    wallet_rpc.misplaces = 1

    with pytest.raises(Trouble, match="disagree about transaction"):
        await watcher.look()

    wallet_rpc.misplaces = 0
    (seen,) = await watcher.look()
    assert seen.height == 11


@pytest.fixture
async def second(world: World) -> AsyncIterator[FakeDaemon]:
    async with FakeDaemon(world) as started:
        yield started


@pytest.fixture
async def watcher_of_two(
    daemon: FakeDaemon, second: FakeDaemon, wallet_rpc: FakeWalletRpc, tmp_path: Path
) -> AsyncIterator[Watcher]:
    settings = settings_of(tmp_path, daemon.url, wallet_rpc.url, second.url, timeout_s=0.3)
    made = Watcher(settings, Minutes())
    await made.look()
    await made.shown(2)
    yield made
    await made.chain.close()


async def test_another_node_takes_over_from_one_that_fails(
    daemon: FakeDaemon, watcher_of_two: Watcher
) -> None:
    daemon.fault = Fault.BROKEN

    await watcher_of_two.look()

    first, second, _ = watcher_of_two.chain.sources()
    assert (first.is_connected, second.is_connected) == (False, True)


async def test_a_payment_is_not_gone_because_another_node_has_not_heard_of_it(
    world: World, daemon: FakeDaemon, second: FakeDaemon, *, watcher_of_two: Watcher
) -> None:
    tx = world.pay((1, 500))
    await watcher_of_two.look()
    daemon.fault = Fault.BROKEN
    second.hides.add(tx.txid)

    seen = await watcher_of_two.look()
    assert watcher_of_two.glance is not None
    can_tell = watcher_of_two.glance.with_pool
    later = await watcher_of_two.look()

    assert [each.txid for each in seen] == [tx.txid]
    assert not can_tell
    assert (later, watcher_of_two.glance.with_pool) == ((), True)


async def test_what_is_in_blocks_that_another_node_does_not_have_yet_is_not_gone(
    world: World, daemon: FakeDaemon, second: FakeDaemon, *, watcher_of_two: Watcher
) -> None:
    world.pay((1, 500))
    world.mine(2)
    await watcher_of_two.look()
    late = World()
    late.blocks = world.blocks[:-2]
    daemon.fault, second.world = Fault.BROKEN, late

    for _ in range(2):
        with pytest.raises(Trouble, match="at block 10, and block 12 was read already"):
            await watcher_of_two.look()
    second.world = world
    await watcher_of_two.account.clock.sleep(31)

    assert await watcher_of_two.look() == ()
    assert watcher_of_two.glance is not None
    assert watcher_of_two.glance.from_height > 12


async def test_a_node_that_failed_rests_and_is_asked_again(
    daemon: FakeDaemon, watcher_of_two: Watcher
) -> None:
    daemon.fault = Fault.BROKEN
    await watcher_of_two.look()
    daemon.fault, asked = None, len(daemon.asked)
    await watcher_of_two.look()
    rested = len(daemon.asked) == asked
    await watcher_of_two.account.clock.sleep(31)

    await watcher_of_two.look()

    assert rested
    assert watcher_of_two.chain.sources()[0].is_connected


def test_a_shop_without_a_node_is_refused(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "http://127.0.0.1:1", "http://127.0.0.1:1", daemons=())

    with pytest.raises(Refused, match="at least one Monero node"):
        Watcher(settings, Minutes())


def test_settings_never_show_the_view_key(tmp_path: Path) -> None:
    shown = repr(settings_of(tmp_path, "http://127.0.0.1:1", None))

    assert PRIMARY in shown
    assert VIEW_KEY not in shown
