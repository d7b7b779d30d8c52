"""The chain read from a real Bitcoin node: every way money comes, vanishes and comes back."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from pos.chains.bitcoin.address import address_of, script_of
from pos.chains.bitcoin.network import BITCOIN_CASH, BITCOIN_REGTEST, DOGECOIN, Network
from pos.domain.errors import Trouble
from pos.domain.money import Amount
from pos.domain.payment.deposit import Caution
from tests.chains.bitcoin.core.watcher import Watcher, asset_of, chain_at, somebody
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import LOW_FEE, Payer

COIN = 10**8
BTC = asset_of(BITCOIN_REGTEST)


@pytest.fixture
def ours() -> str:
    return somebody()


@pytest.fixture
async def watcher(knots: BitcoinNode, ours: str) -> AsyncIterator[Watcher]:
    """Watches one address on the shared chain, from its head on."""
    made = Watcher(chain_at(knots), [ours])
    await made.look()
    yield made
    await made.chain.close()


@pytest.fixture
async def own(own_knots: BitcoinNode, ours: str) -> AsyncIterator[Watcher]:
    """Watches one address on a chain that the test may reorganise."""
    made = Watcher(chain_at(own_knots), [ours])
    await made.look()
    yield made
    await made.chain.close()


async def test_an_exact_payment_is_seen_and_mined_under_one_key(
    knots: BitcoinNode, knots_payer: Payer, watcher: Watcher, ours: str
) -> None:
    tx = knots_payer.pay([(ours, COIN)])
    (pending,) = await watcher.look()
    height = knots.mine()
    (mined,) = await watcher.look()

    assert (pending.txid, pending.amount, pending.height) == (tx, Amount(COIN, BTC), None)
    assert (pending.key, pending.cautions) == (mined.key, ())
    assert (mined.height, mined.amount) == (height, Amount(COIN, BTC))


async def test_every_output_of_a_transaction_counts_on_its_own(
    knots: BitcoinNode, knots_payer: Payer, watcher: Watcher, ours: str
) -> None:
    other = somebody()
    watcher.watch(other)
    knots_payer.pay([(ours, 70_000), (other, 50_000), (ours, 30_000)])
    pending = await watcher.look()
    knots.mine()
    mined = await watcher.look()

    for seen in pending, mined:
        found = sorted((s.index, s.address, s.amount.units) for s in seen)
        assert found == [("0", ours, 70_000), ("1", other, 50_000), ("2", ours, 30_000)]


async def test_an_address_shown_a_moment_ago_is_watched(
    knots_payer: Payer, watcher: Watcher
) -> None:
    young = somebody()
    watcher.watch(young)
    knots_payer.pay([(young, COIN)])
    await watcher.chain.changed()

    (seen,) = await watcher.look()

    assert seen.address == young


async def test_a_payment_that_says_it_may_be_replaced_has_a_caution(
    knots_payer: Payer, watcher: Watcher, ours: str
) -> None:
    knots_payer.pay([(ours, COIN)], replaceable=True)

    (seen,) = await watcher.look()

    assert seen.cautions == (Caution.REPLACEABLE,)


async def test_a_payment_of_a_low_fee_has_a_caution(
    knots_payer: Payer, watcher: Watcher, ours: str
) -> None:
    knots_payer.pay([(ours, COIN)], fee_rate=LOW_FEE)

    (seen,) = await watcher.look()

    assert seen.cautions == (Caution.LOW_FEE,)


async def test_a_payment_out_of_an_unmined_one_has_a_caution_until_that_is_mined(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    parent = payer.pay([])
    payer.pay_out_of(parent, [(ours, COIN)])
    (before,) = await own.look()
    own_knots.mine_only(parent)
    (after,) = await own.look()

    assert before.cautions == (Caution.UNCONFIRMED_PARENT,)
    assert (after.height, after.cautions) == (None, ())


async def test_a_replaced_payment_is_gone_within_one_look(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    tx = payer.pay([(ours, COIN)], replaceable=True)
    assert await own.look()

    payer.replace(tx)

    assert await own.look() == ()
    assert own.is_pool_told


async def test_a_replacement_that_pays_the_same_is_told_instead_of_the_old_one(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    tx = payer.pay([(ours, COIN)], replaceable=True)
    await own.look()

    better = payer.replace(tx, [(ours, COIN)])
    seen = await own.look()

    assert [s.txid for s in seen] == [better]


async def test_a_payment_whose_money_is_mined_elsewhere_is_gone(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    tx = payer.pay([(ours, COIN)])
    assert await own.look()

    own_knots.mine_only(payer.conflict(tx))

    assert await own.look() == ()
    assert own.is_pool_told


async def test_a_reorganisation_takes_a_payment_back_to_the_pool_and_into_another_block(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    tx = payer.pay([(ours, COIN)])
    height = own_knots.mine()
    (mined,) = await own.look()

    own_knots.reorg(1)
    (waiting,) = await own.look()
    again = own_knots.mine()
    (back,) = await own.look()

    assert (mined.txid, mined.height) == (tx, height)
    assert (waiting.key, waiting.height) == (mined.key, None)
    assert (back.key, back.height) == (mined.key, again)


async def test_a_reorganisation_is_read_from_the_block_it_began_with(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    payer.pay([(ours, COIN)])
    height = own_knots.mine()
    own_knots.mine(3)
    await own.look()

    own_knots.reorg(4)
    await own.look()

    assert own.window == (height, height + 4)


async def test_a_payment_that_a_reorganisation_makes_impossible_is_gone(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    tx = payer.pay([(ours, COIN)])
    own_knots.mine()
    assert await own.look()

    own_knots.reorg(1, [payer.conflict(tx)])

    assert await own.look() == ()
    assert own.is_pool_told


async def test_a_payment_made_while_nobody_looked_is_found_in_its_block(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    await own.chain.close()
    payer.pay([(ours, COIN)])
    height = own_knots.mine()
    own_knots.mine(7)

    later = Watcher(chain_at(own_knots), [ours])
    later.cursor = own.cursor
    found = await later.catch_up()
    await later.chain.close()

    assert [(s.height, s.amount.units) for s in found] == [(height, COIN)]


async def test_a_payment_that_waited_before_the_start_is_found_in_the_pool(
    own_knots: BitcoinNode, ours: str
) -> None:
    Payer(own_knots).pay([(ours, COIN)])

    watcher = Watcher(chain_at(own_knots), [ours])
    (seen,) = await watcher.look()
    await watcher.chain.close()

    assert (seen.height, watcher.is_pool_told) == (None, True)


async def test_a_node_that_stops_and_starts_is_read_on(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    payer.pay([(ours, COIN)])
    (before,) = await own.look()
    own_knots.stop()
    with pytest.raises(Trouble):
        await own.look()

    own_knots.start()
    (after,) = await own.look()

    assert (after.key, after.height) == (before.key, None)


async def test_a_payment_the_node_forgot_is_gone(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    Payer(own_knots).pay([(ours, COIN)])
    assert await own.look()

    own_knots.forget_pool()

    assert (await own.look(), own.is_pool_told) == ((), True)


async def test_hundreds_of_blocks_are_caught_up_with_in_chunks(
    own_knots: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_knots)
    payer.pay([(ours, 10_000)])
    first = own_knots.mine()
    own_knots.mine(250)
    payer.pay([(ours, 20_000)])
    second = own_knots.mine()
    await own.look()
    glance = own.glance
    assert glance is not None

    rest = await own.catch_up()

    assert (glance.is_behind, glance.head, glance.sightings[0].height) == (True, second, first)
    assert [(s.height, s.amount.units) for s in rest] == [(second, 20_000)]


# ---- chains of which there is no node here: their addresses, read by the same protocol


@pytest.mark.parametrize("network", [DOGECOIN, BITCOIN_CASH], ids=lambda network: network.title)
async def test_addresses_of_another_kin_are_watched_by_their_scripts(
    knots: BitcoinNode, knots_payer: Payer, network: Network
) -> None:
    here = replace(network, id=BITCOIN_REGTEST.id, genesis=BITCOIN_REGTEST.genesis)
    ours = somebody(here)
    same_script = address_of(script_of(ours, here), BITCOIN_REGTEST)
    assert same_script is not None
    watcher = Watcher(chain_at(knots, here), [ours])
    await watcher.look()

    knots_payer.pay([(same_script, COIN)])
    (pending,) = await watcher.look()
    height = knots.mine()
    (mined,) = await watcher.look()
    await watcher.chain.close()

    assert (pending.address, pending.height) == (ours, None)
    assert (mined.address, mined.height) == (ours, height)
