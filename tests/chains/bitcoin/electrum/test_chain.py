"""What is believed of several servers, when all of them are honest and reachable."""

import asyncio
from dataclasses import replace

from pos.chains.bitcoin.electrum.questions import scripthash_of
from pos.chains.bitcoin.network import BITCOIN_REGTEST, Work
from pos.chains.trail import Step, Trail, format_trail, parse_trail
from pos.domain.payment.deposit import Caution
from tests.chains.bitcoin.electrum.conftest import Serve, Watch
from tests.chains.bitcoin.electrum.watcher import (
    SteadyClock,
    cautions,
    heights,
    paying,
    settings,
    somebody,
    units,
)
from tests.fakes.electrum_server import FakeChain, txid_of

DAY_S = 86_400


async def test_a_payment_told_by_one_server_is_unproven_until_a_second_tells_it(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [ours])
    await watcher.until_whole()

    raw = paying(ours)
    other.hidden = {txid_of(raw)}
    chain.send(raw)
    glance = await watcher.until(lambda glance: bool(glance.sightings))
    assert cautions(glance) == [Caution.UNPROVEN]

    other.hidden = set()
    chain.tell()
    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))


async def test_a_payment_that_one_server_lost_stays_and_goes_when_both_did(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [ours])
    txid = chain.send(paying(ours))
    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))

    one.hidden = {txid}
    chain.tell()
    glance = await watcher.until(lambda glance: cautions(glance) == [Caution.UNPROVEN])
    assert units(glance) == [1_000]

    other.hidden = {txid}
    chain.tell()
    glance = await watcher.until(lambda glance: not glance.sightings)
    assert glance.with_pool


async def test_two_of_three_servers_that_lost_a_payment_are_enough(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    one, other, third = await serve(chain, chain, chain)
    watcher = watch(settings(one.url, other.url, third.url), [ours])
    txid = chain.send(paying(ours))
    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))

    one.hidden = other.hidden = {txid}
    chain.tell()

    await watcher.until(lambda glance: not glance.sightings)


async def test_servers_that_tell_of_two_payments_with_the_same_money_prove_a_double_spend(
    serve: Serve, watch: Watch
) -> None:
    here, ours, theirs = FakeChain(), somebody(), somebody()
    there = here.copy()
    (one,), (other,) = await serve(here), await serve(there)
    watcher = watch(settings(one.url, other.url), [ours, theirs])
    await watcher.until_whole()

    coin = "ab" * 32
    here.send(paying(ours, spends=coin))
    there.send(paying(theirs, spends=coin))

    glance = await watcher.until(lambda glance: len(glance.sightings) == 2)
    wanted = (Caution.DOUBLE_SPENT, Caution.UNPROVEN)
    assert [sighting.cautions for sighting in glance.sightings] == [wanted, wanted]


async def test_a_double_spend_in_a_block_ends_the_payment_at_once(
    serve: Serve, watch: Watch
) -> None:
    here, ours, theirs = FakeChain(), somebody(), somebody()
    there = here.copy()
    (one,), (other,) = await serve(here), await serve(there)
    watcher = watch(settings(one.url, other.url), [ours, theirs])
    coin = "ab" * 32
    here.send(paying(ours, spends=coin))
    await watcher.until(lambda glance: heights(glance) == [None])

    there.send(paying(theirs, spends=coin))
    there.mine()
    here.blocks, here.pool = there.blocks, {}
    here.tell()

    glance = await watcher.until(lambda glance: heights(glance) == [there.height])
    assert [sighting.address for sighting in glance.sightings] == [theirs]


async def test_fees_are_low_below_the_lowest_estimate(serve: Serve, watch: Watch) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    one.estimate, other.estimate = 0.0005, 0.0002
    watcher = watch(settings(one.url, other.url), [ours])
    await watcher.until_whole()

    chain.send(paying(ours, 1_000), fee=82 * 19)
    chain.send(paying(ours, 2_000), fee=82 * 20)

    glance = await watcher.until(lambda glance: len(glance.sightings) == 2)
    glance = await watcher.until(lambda glance: Caution.UNPROVEN not in cautions(glance))
    told = {sighting.amount.units: sighting.cautions for sighting in glance.sightings}
    assert told == {1_000: (Caution.LOW_FEE,), 2_000: ()}


async def test_a_mute_server_is_asked_by_and_by(serve: Serve, watch: Watch) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [ours])
    await watcher.until_whole()
    one.is_mute = other.is_mute = True

    chain.send(paying(ours))
    height = chain.mine()

    await watcher.until(lambda glance: heights(glance) == [height])


async def test_an_address_shown_while_waiting_is_asked_about_without_a_look(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url, poll_s=10.0), [somebody()])
    await watcher.until_whole()
    await watcher.chain.changed()
    chain.send(paying(ours))

    watcher.watched.addresses[ours] = None
    await asyncio.wait_for(watcher.chain.changed(), 5)

    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))


async def test_a_deep_payment_is_told_until_it_was_taken_and_never_again(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    chain.send(paying(ours))
    height = chain.mine()
    chain.mine(500)
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [ours])
    watcher.watched.oldest = watcher.clock.now() - 20 * DAY_S

    first = await watcher.until(lambda glance: heights(glance) == [height])
    watcher.cursor = None  # the engine could not write it down
    again = await watcher.chain.look(None, watcher.watched)
    await watcher.look()
    taken = await watcher.look()

    assert first.from_height > height
    assert heights(again) == [height]
    assert taken == ()


async def test_a_payment_below_the_kept_headers_is_proven_by_the_way_down(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(50), somebody()
    chain.send(paying(ours))
    height = chain.mine()
    chain.mine(2_500, late_s=60)
    one, other = await serve(chain, chain)
    one.most_headers = 100
    watcher = watch(settings(one.url, other.url), [ours])
    watcher.watched.oldest = watcher.clock.now() - 20 * DAY_S

    await watcher.until(lambda glance: heights(glance) == [height])


async def test_what_an_earlier_owner_of_an_address_was_paid_does_not_count(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(100), somebody()
    chain.send(paying(ours))
    chain.mine()
    chain.mine(100)
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [ours])
    watcher.watched.oldest = watcher.clock.now() + 3 * DAY_S

    glance = await watcher.until_whole()

    assert glance.sightings == ()


async def test_the_headers_of_an_earlier_owners_time_are_not_even_asked_for(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(50), somebody()
    chain.send(paying(ours))
    chain.mine()
    chain.mine(6_000, late_s=1)
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [ours])

    glance = await watcher.until_whole()

    assert glance.sightings == ()
    assert one.asked.count("blockchain.block.headers") == 2  # what is kept, in two answers


async def test_an_old_address_is_gone_through_and_watched_again_when_it_is_paid(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [ours])
    watcher.watched.oldest = watcher.clock.now() - 40 * DAY_S
    await watcher.until_whole()
    assert one.asked.count("blockchain.scripthash.subscribe") == 0

    clock = watcher.clock
    assert isinstance(clock, SteadyClock)
    chain.send(paying(ours))
    clock.ahead_s = DAY_S + 1

    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))
    assert "blockchain.scripthash.subscribe" in one.asked


async def test_a_pending_payment_to_an_old_address_is_remembered_over_a_restart(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    chain.send(paying(ours))
    before = watch(settings(one.url, other.url), [ours])
    before.watched.oldest = before.clock.now() - 40 * DAY_S
    await before.until(lambda glance: units(glance) == [1_000])
    await before.chain.close()

    after = watch(settings(one.url, other.url), [], cursor=before.cursor)
    glance = await after.until_whole()

    assert units(glance) == [1_000]


async def test_an_address_of_another_chain_ends_nothing(serve: Serve, watch: Watch) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), ["0xdeadbeef", ours])

    chain.send(paying(ours))

    await watcher.until(lambda glance: units(glance) == [1_000])


async def test_a_thousand_waiting_addresses_ask_for_a_handful_of_answers_at_each_poll(
    serve: Serve, watch: Watch
) -> None:
    chain = FakeChain()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [somebody() for _ in range(1_000)])
    await watcher.until_whole()
    one.asked.clear()

    for _ in range(3):
        await watcher.until(lambda glance: len(one.asked) >= 12)
        assert len(one.asked) < 30
        one.asked.clear()


async def test_a_closed_chain_can_be_looked_at_again(serve: Serve, watch: Watch) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    watcher = watch(settings(one.url, other.url), [ours])
    await watcher.until_whole()
    await watcher.chain.close()
    assert [source.is_connected for source in watcher.chain.sources()] == [False, False]

    chain.send(paying(ours))

    await watcher.until(lambda glance: units(glance) == [1_000])


async def test_merged_mined_headers_are_read_without_what_they_carry(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain)
    for server in servers:
        server.is_merged = True
    merged = replace(BITCOIN_REGTEST, work=Work.MERGED)
    watcher = watch(settings(*(server.url for server in servers)), [ours], merged)
    chain.send(paying(ours))
    await watcher.until(lambda glance: units(glance) == [1_000])

    height = chain.mine(3) - 2

    await watcher.until(lambda glance: heights(glance) == [height])


async def test_the_place_where_a_node_ended_is_gone_on_from_and_the_other_way_round(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    one, other = await serve(chain, chain)
    last = Step(height=chain.height, hash=txid_of(chain.blocks[-1].header))
    chain.send(paying(ours))
    height = chain.mine(3) - 2

    cursor = format_trail(Trail(steps=(last,)))
    watcher = watch(settings(one.url, other.url), [ours], cursor=cursor)
    glance = await watcher.until(lambda glance: heights(glance) == [height])

    assert parse_trail(glance.cursor).last.height == chain.height


def test_the_protocol_names_a_script_by_its_reversed_hash() -> None:
    genesis = "76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac"

    name = scripthash_of(bytes.fromhex(genesis))

    assert name == "8b01df4e368ea28f8dc0423bcf7a4923e3a12d307c875e47a0cfbf90b5c39161"
