"""Servers with blocks of their own making, which cost them nothing."""

import pytest

from pos.chains.bitcoin.electrum.branch import KEPT, begun
from pos.chains.bitcoin.headers import Implausible
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, LITECOIN, Network
from pos.domain.ports.chain import Glance
from tests.chains.bitcoin.electrum.conftest import Serve, Watch
from tests.chains.bitcoin.electrum.watcher import heights, paying, settings, somebody
from tests.fakes.electrum_server import GENESIS, FakeChain, FakeElectrum, mined_header

FAR_BELOW = KEPT + 200
FAR_ABOVE = FAR_BELOW + KEPT + 50


async def test_a_payment_in_a_forged_block_far_below_the_real_ones_is_no_payment(
    serve: Serve, watch: Watch
) -> None:
    honest, forged, ours = FakeChain(FAR_ABOVE), FakeChain(FAR_BELOW), somebody()
    servers = await serve(honest, honest, forged)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    await watcher.until_whole()

    forged.send(paying(ours, 99_000))
    forged.mine()
    told: list[int | None] = [None]
    await watcher.until(lambda glance: bool(_noted(told, glance)) and _has_proven(servers[2]))
    honest.send(paying(ours, 1_000))
    height = honest.mine()

    await watcher.until(lambda glance: height in _noted(told, glance))
    assert set(told) == {None, height}


async def test_a_server_with_false_old_headers_does_not_keep_the_shop_from_going_on(
    serve: Serve, watch: Watch
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    before = watch(settings(*(server.url for server in servers)))
    await before.until_whole()
    await before.chain.close()
    servers[0].singles = {chain.height: GENESIS}
    chain.mine(FAR_BELOW)

    after = watch(settings(*(server.url for server in servers)), cursor=before.cursor)

    assert (await after.until_whole()).height == chain.height


async def test_one_server_on_blocks_far_above_all_others_stops_nothing(
    serve: Serve, watch: Watch
) -> None:
    honest, forged, ours = FakeChain(), FakeChain(FAR_BELOW), somebody()
    servers = await serve(honest, honest, forged)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    await watcher.until_source(
        lambda source: source.name == servers[2].name and source.is_connected
    )

    honest.send(paying(ours))
    height = honest.mine()

    glance = await watcher.until(lambda glance: heights(glance) == [height])
    assert glance.height == height
    source = await watcher.until_source(lambda source: source.name == servers[2].name)
    assert "another branch" in source.trouble


@pytest.mark.parametrize("network", [BITCOIN, LITECOIN, BITCOIN_CASH], ids=lambda one: one.title)
def test_a_chain_cannot_begin_with_less_work_than_it_had_for_years(network: Network) -> None:
    easy = mined_header(GENESIS, bytes(32), 1_700_000_000)

    with pytest.raises(Implausible):
        begun(network, 800_000, [easy])


def _noted(told: list[int | None], glance: Glance) -> list[int | None]:
    """All that was told so far: what is deep is told only once."""
    told += heights(glance)
    return told


def _has_proven(server: FakeElectrum) -> bool:
    return "blockchain.transaction.get_merkle" in server.asked
