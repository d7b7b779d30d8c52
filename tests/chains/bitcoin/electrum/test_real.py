"""The chain read from two real Electrum servers over real nodes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST, Network
from pos.domain.payment.deposit import Caution
from pos.domain.ports.chain import Glance
from tests.chains.bitcoin.electrum.conftest import Watch
from tests.chains.bitcoin.electrum.watcher import heights, settings, units
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.electrum import ElectrumServer
from tests.nodes.payer import Payer

COIN = 10**8


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A node of one's own, two servers over it, and somebody who pays."""

    network: Network
    node: BitcoinNode
    payer: Payer
    servers: tuple[ElectrumServer, ElectrumServer]

    @property
    def urls(self) -> tuple[str, str]:
        one, other = self.servers
        return f"ws://127.0.0.1:{one.ws_port}", f"ws://127.0.0.1:{other.ws_port}"

    def address(self) -> str:
        return self.node.address()


@pytest.fixture(params=["knots", "litecoin"])
def scene(
    request: pytest.FixtureRequest, electrum_over: Callable[[BitcoinNode], ElectrumServer]
) -> Scene:
    node: BitcoinNode = request.getfixturevalue(f"own_{request.param}")
    network = BITCOIN_REGTEST if request.param == "knots" else LITECOIN_REGTEST
    return Scene(
        network=network,
        node=node,
        payer=Payer(node),
        servers=(electrum_over(node), electrum_over(node)),
    )


async def test_a_payment_is_seen_and_then_proven_in_its_block(scene: Scene, watch: Watch) -> None:
    address = scene.address()
    watcher = watch(settings(*scene.urls), [address], scene.network)
    await watcher.until_whole()

    txid = await asyncio.to_thread(scene.payer.pay, [(address, COIN)])
    glance = await watcher.until(lambda glance: bool(glance.sightings))
    assert (glance.sightings[0].txid, glance.sightings[0].height) == (txid, None)
    glance = await watcher.until(lambda glance: glance.sightings[0].cautions == ())

    height = await asyncio.to_thread(scene.node.mine)
    glance = await watcher.until(lambda glance: heights(glance) == [height])
    assert units(glance) == [COIN]
    assert glance.sightings[0].block_time == glance.block_time


async def test_parts_outputs_and_invoices_each_count_on_their_own(
    scene: Scene, watch: Watch
) -> None:
    one, other = scene.address(), scene.address()
    watcher = watch(settings(*scene.urls), [one, other], scene.network)
    await watcher.until_whole()

    await asyncio.to_thread(scene.payer.pay, [(one, 30_000), (other, 50_000), (one, 20_000)])
    await asyncio.to_thread(scene.payer.pay, [(one, 10_000)])
    glance = await watcher.until(lambda glance: len(glance.sightings) == 4)

    told = sorted((s.address, s.index, s.amount.units) for s in glance.sightings)
    assert told == sorted(
        [(one, "0", 30_000), (other, "1", 50_000), (one, "2", 20_000), (one, "0", 10_000)]
    )


async def test_a_payment_that_may_be_replaced_says_so_and_goes_when_it_is(
    scene: Scene, watch: Watch
) -> None:
    address = scene.address()
    watcher = watch(settings(*scene.urls), [address], scene.network)
    await watcher.until_whole()
    txid = await asyncio.to_thread(scene.payer.pay, [(address, COIN)], replaceable=True)
    await watcher.until(lambda glance: _cautions(glance) == [Caution.REPLACEABLE])

    await asyncio.to_thread(scene.payer.replace, txid)

    glance = await watcher.until(lambda glance: not glance.sightings)
    assert glance.with_pool


async def test_a_fee_bump_that_pays_the_same_takes_the_place_of_the_old_payment(
    scene: Scene, watch: Watch
) -> None:
    address = scene.address()
    watcher = watch(settings(*scene.urls), [address], scene.network)
    await watcher.until_whole()
    txid = await asyncio.to_thread(scene.payer.pay, [(address, COIN)], replaceable=True)
    await watcher.until(lambda glance: _cautions(glance) == [Caution.REPLACEABLE])

    bumped = await asyncio.to_thread(scene.payer.replace, txid, [(address, COIN)])

    seen: list[frozenset[str]] = []

    def has_moved(glance: Glance) -> bool:
        seen.append(frozenset(sighting.txid for sighting in glance.sightings))
        return seen[-1] == {bumped} and _cautions(glance) == [Caution.REPLACEABLE]

    await watcher.until(has_moved)
    assert set(seen) <= {frozenset({txid}), frozenset({bumped})}


async def test_low_fees_and_unconfirmed_parents_are_said(scene: Scene, watch: Watch) -> None:
    one, other = scene.address(), scene.address()
    watcher = watch(settings(*scene.urls), [one, other], scene.network)
    await watcher.until_whole()
    low = 1 if scene.network.low_fee_per_kvb > 1_000 else None

    parent = await asyncio.to_thread(scene.payer.pay, [], fee_rate=low or 20)
    await asyncio.to_thread(scene.payer.pay_out_of, parent, [(one, COIN)], fee_rate=low or 20)

    wanted = [Caution.UNCONFIRMED_PARENT]
    await watcher.until(
        lambda glance: _cautions(glance) == ([Caution.LOW_FEE, *wanted] if low else wanted)
    )


async def test_a_reorganised_payment_moves_to_its_new_block(scene: Scene, watch: Watch) -> None:
    address = scene.address()
    watcher = watch(settings(*scene.urls), [address], scene.network)
    txid = await asyncio.to_thread(scene.payer.pay, [(address, COIN)])
    height = await asyncio.to_thread(scene.node.mine, 2)
    await watcher.until(lambda glance: heights(glance) == [height - 1])

    await asyncio.to_thread(scene.node.reorg, 2)
    await watcher.until(lambda glance: heights(glance) == [None])
    height = await asyncio.to_thread(scene.node.mine)

    glance = await watcher.until(lambda glance: heights(glance) == [height])
    assert glance.sightings[0].txid == txid


async def test_a_payment_in_another_block_of_the_same_height_is_proven_again(
    scene: Scene, watch: Watch
) -> None:
    address = scene.address()
    watcher = watch(settings(*scene.urls), [address], scene.network)
    txid = await asyncio.to_thread(scene.payer.pay, [(address, COIN)])
    height = await asyncio.to_thread(scene.node.mine)
    await watcher.until(lambda glance: heights(glance) == [height])

    await asyncio.to_thread(scene.node.reorg, 1, [txid])

    glance = await watcher.until(lambda glance: glance.height == height + 1)
    glance = await watcher.until(lambda glance: heights(glance) == [height])
    assert glance.from_height <= height


async def test_a_payment_that_was_reorganised_away_is_gone(scene: Scene, watch: Watch) -> None:
    address = scene.address()
    watcher = watch(settings(*scene.urls), [address], scene.network)
    txid = await asyncio.to_thread(scene.payer.pay, [(address, COIN)])
    height = await asyncio.to_thread(scene.node.mine)
    await watcher.until(lambda glance: heights(glance) == [height])

    conflict = await asyncio.to_thread(scene.payer.conflict, txid)
    await asyncio.to_thread(scene.node.reorg, 1, [conflict])

    glance = await watcher.until(lambda glance: glance.height > height and not glance.sightings)
    assert glance.with_pool
    assert glance.from_height <= height


async def test_with_a_server_down_nothing_is_concluded_until_it_is_back(
    scene: Scene, watch: Watch
) -> None:
    one, other = scene.address(), scene.address()
    watcher = watch(settings(*scene.urls), [one, other], scene.network)
    await watcher.until_whole()
    await asyncio.to_thread(scene.servers[1].stop)
    assert "1 of the 2 servers" in str(await watcher.until_trouble())

    await asyncio.to_thread(scene.payer.pay, [(one, COIN)])
    await asyncio.to_thread(scene.servers[1].start)

    await watcher.until(lambda glance: units(glance) == [COIN] and not glance.is_behind)


async def test_where_one_is_enough_the_other_carries_on(scene: Scene, watch: Watch) -> None:
    address = scene.address()
    watcher = watch(settings(*scene.urls, least=1), [address], scene.network)
    await watcher.until_whole()

    await asyncio.to_thread(scene.servers[0].stop)
    await asyncio.to_thread(scene.payer.pay, [(address, COIN)])

    await watcher.until(lambda glance: _cautions(glance) == [] and bool(glance.sightings))


async def test_what_was_paid_and_mined_while_the_program_was_off_is_found(
    scene: Scene, watch: Watch
) -> None:
    one, other, third = scene.address(), scene.address(), scene.address()
    before = watch(settings(*scene.urls), [one, other, third], scene.network)
    await before.until_whole()
    await before.chain.close()

    await asyncio.to_thread(scene.payer.pay, [(one, COIN)])
    height = await asyncio.to_thread(scene.node.mine, 200)
    await asyncio.to_thread(scene.payer.pay, [(other, COIN)])

    after = watch(settings(*scene.urls), [one, other, third], scene.network, before.cursor)
    wanted = {one: height - 199, other: None}  # once the servers have read the new blocks, too
    await after.until(lambda glance: {s.address: s.height for s in glance.sightings} == wanted)


async def test_a_self_signed_certificate_is_believed_once_and_held_to(
    scene: Scene, watch: Watch, tmp_path: Path
) -> None:
    address = scene.address()
    urls = [f"ssl://127.0.0.1:{server.ssl_port}" for server in scene.servers]
    chosen = replace(settings(*urls), pins=tmp_path / "pins.json")
    watcher = watch(chosen, [address], scene.network)
    await asyncio.to_thread(scene.payer.pay, [(address, COIN)])
    await watcher.until(lambda glance: units(glance) == [COIN] and not glance.is_behind)

    await asyncio.to_thread(scene.servers[0].stop)
    await asyncio.to_thread(scene.servers[0].renew_certificate)
    await asyncio.to_thread(scene.servers[0].start)

    name = f"127.0.0.1:{scene.servers[0].ssl_port}"
    source = await watcher.until_source(lambda source: "certificate" in source.trouble)
    assert (source.name, source.is_connected) == (name, False)
    assert f"the certificate of {name} changed" in source.trouble


def _cautions(glance: Glance) -> list[Caution]:
    return [caution for sighting in glance.sightings for caution in sighting.cautions]
