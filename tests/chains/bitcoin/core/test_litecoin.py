"""The chain read from a real Litecoin node, which is compiled without push and is asked instead."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from pos.chains.bitcoin.network import LITECOIN_REGTEST
from pos.domain.money import Amount
from pos.domain.payment.deposit import Caution
from tests.chains.bitcoin.core.watcher import Watcher, asset_of, chain_at, somebody
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import Payer

COIN = 10**8
LTC = asset_of(LITECOIN_REGTEST)


@pytest.fixture
def ours() -> str:
    return somebody(LITECOIN_REGTEST)


@pytest.fixture
async def watcher(litecoin: BitcoinNode, ours: str) -> AsyncIterator[Watcher]:
    """Watches one address on the shared chain, from its head on."""
    made = Watcher(chain_at(litecoin, LITECOIN_REGTEST, poll_s=0.1), [ours])
    await made.look()
    yield made
    await made.chain.close()


@pytest.fixture
async def own(own_litecoin: BitcoinNode, ours: str) -> AsyncIterator[Watcher]:
    """Watches one address on a chain that the test may reorganise."""
    made = Watcher(chain_at(own_litecoin, LITECOIN_REGTEST, poll_s=0.1), [ours])
    await made.look()
    yield made
    await made.chain.close()


async def seen_soon(watcher: Watcher) -> tuple[str, ...]:
    """The transactions of the first look that tells of any."""
    while not (seen := await watcher.look()):
        await asyncio.wait_for(watcher.chain.changed(), 10)
    return tuple(sighting.txid for sighting in seen)


async def test_a_payment_is_seen_by_asking_and_mined_under_the_same_key(
    litecoin: BitcoinNode, litecoin_payer: Payer, watcher: Watcher, ours: str
) -> None:
    tx = litecoin_payer.pay([(ours, COIN)])
    pending = await seen_soon(watcher)
    height = litecoin.mine()
    (mined,) = await watcher.look()

    assert pending == (tx,)
    assert (mined.txid, mined.height, mined.amount) == (tx, height, Amount(COIN, LTC))


async def test_every_output_of_a_transaction_counts_on_its_own(
    litecoin: BitcoinNode, litecoin_payer: Payer, watcher: Watcher, ours: str
) -> None:
    other = somebody(LITECOIN_REGTEST)
    watcher.watch(other)
    litecoin_payer.pay([(ours, 70_000), (other, 50_000), (ours, 30_000)])
    litecoin.mine()

    mined = await watcher.look()

    found = [(s.index, s.address, s.amount.units) for s in mined]
    assert found == [("0", ours, 70_000), ("1", other, 50_000), ("2", ours, 30_000)]


async def test_a_replaced_payment_is_gone(
    own_litecoin: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_litecoin)
    tx = payer.pay([(ours, COIN)], replaceable=True)
    await seen_soon(own)
    (pending,) = await own.look()

    payer.replace(tx)

    assert pending.cautions == (Caution.REPLACEABLE,)
    assert (await own.look(), own.is_pool_told) == ((), True)


async def test_a_reorganisation_takes_a_payment_back_to_the_pool_and_into_another_block(
    own_litecoin: BitcoinNode, own: Watcher, ours: str
) -> None:
    payer = Payer(own_litecoin)
    payer.pay([(ours, COIN)])
    own_litecoin.mine()
    (mined,) = await own.look()

    own_litecoin.reorg(1)
    (waiting,) = await own.look()
    again = own_litecoin.mine()
    (back,) = await own.look()

    assert (waiting.key, waiting.height) == (mined.key, None)
    assert (back.key, back.height) == (mined.key, again)


async def test_a_block_is_waited_for(litecoin: BitcoinNode, ours: str) -> None:
    watcher = Watcher(chain_at(litecoin, LITECOIN_REGTEST, poll_s=30), [ours])
    await watcher.look()
    waiting = asyncio.ensure_future(watcher.chain.changed())
    while not waiting.done():  # the question may not have come to the node before a block did
        await asyncio.to_thread(litecoin.mine)
        await asyncio.wait([waiting], timeout=0.5)
    height = litecoin.height()

    await watcher.look()
    await watcher.chain.close()

    assert watcher.window[1] == height


async def test_a_payment_is_noticed_long_before_the_next_look_is_due(
    own_litecoin: BitcoinNode, ours: str
) -> None:
    payer = Payer(own_litecoin)
    watcher = Watcher(chain_at(own_litecoin, LITECOIN_REGTEST, poll_s=60), [ours])
    await watcher.look()

    tx = payer.pay([(ours, COIN)])
    await asyncio.wait_for(watcher.chain.changed(), 10)
    (seen,) = await watcher.look()
    await watcher.chain.close()

    assert seen.txid == tx
