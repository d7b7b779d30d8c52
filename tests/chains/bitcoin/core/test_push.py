"""Pushed news: from a publisher of the test, and from a real node that goes and comes back."""

import asyncio
from typing import Final

import pytest

from pos.chains.bitcoin.core.push import InvalidAddress, News, Push, topics_of
from pos.chains.bitcoin.core.wire import Offer
from tests.chains.bitcoin.core.publisher import WAIT_S, Publisher
from tests.chains.bitcoin.core.watcher import Watcher, chain_at, somebody
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import Payer

COIN: Final = 10**8
TXID: Final = "ab" * 32


async def listening(publisher: Publisher, *topics: str) -> Push:
    push = Push({publisher.address: frozenset(topics)})
    await asyncio.to_thread(publisher.wait_for_listeners, len(topics))
    return push


async def told(push: Push) -> News:
    """The next news, after which the push is closed."""
    try:
        return await asyncio.wait_for(push.news(), WAIT_S)
    finally:
        await push.close()


async def test_a_transaction_is_news(publisher: Publisher) -> None:
    push = await listening(publisher, "rawtx")
    publisher.say("rawtx", b"a transaction", 7)

    assert await told(push) == News(txs=[b"a transaction"])


async def test_a_block_is_news(publisher: Publisher) -> None:
    push = await listening(publisher, "hashblock")
    publisher.say("hashblock", bytes(32), 0)

    assert await told(push) == News(has_block=True)


@pytest.mark.parametrize("label", [b"C", b"D"])
async def test_a_block_in_a_sequence_is_news(publisher: Publisher, label: bytes) -> None:
    push = await listening(publisher, "sequence")
    publisher.say("sequence", bytes(32) + label, 0)

    assert await told(push) == News(has_block=True)


async def test_only_what_was_heard_counts_as_telling_of_transactions(publisher: Publisher) -> None:
    push = await listening(publisher, "rawtx")
    before = push.has_txs
    publisher.say("rawtx", b"a transaction", 7)
    await told(push)

    assert (before, push.has_txs) == (False, True)


async def test_a_publisher_with_an_address_of_the_newer_kind_is_heard() -> None:
    publisher = Publisher("[::1]")
    push = await listening(publisher, "rawtx")
    publisher.say("rawtx", b"a transaction", 7)

    assert await told(push) == News(txs=[b"a transaction"])
    publisher.close()


async def test_what_the_pool_dropped_is_news_and_what_it_took_is_not(publisher: Publisher) -> None:
    push = await listening(publisher, "sequence")
    publisher.say("sequence", bytes(32) + b"A" + bytes(8), 0)
    publisher.say("sequence", bytes.fromhex(TXID) + b"R" + bytes(8), 1)

    assert await told(push) == News(removed=[TXID])


async def test_a_missing_message_is_a_gap(publisher: Publisher) -> None:
    push = await listening(publisher, "sequence")
    publisher.say("sequence", bytes(32) + b"A" + bytes(8), 5)
    publisher.say("sequence", bytes(32) + b"A" + bytes(8), 7)

    assert await told(push) == News(has_gap=True)


async def test_each_topic_is_counted_by_itself(publisher: Publisher) -> None:
    push = await listening(publisher, "sequence", "rawtx")
    publisher.say("sequence", bytes(32) + b"A" + bytes(8), 0xFFFFFFFF)
    publisher.say("rawtx", b"one", 41)
    publisher.say("sequence", bytes(32) + b"A" + bytes(8), 0)
    publisher.say("rawtx", b"two", 42)
    publisher.say("sequence", bytes(32) + b"C", 1)

    news = News()
    while not news.has_block:
        more = await asyncio.wait_for(push.news(), WAIT_S)
        news = News(
            txs=news.txs + more.txs,
            has_block=more.has_block,
            has_gap=news.has_gap or more.has_gap,
        )
    await push.close()

    assert news == News(txs=[b"one", b"two"], has_block=True)


@pytest.mark.parametrize("frames", [(b"rawtx",), (b"rawtx", b"x", b"y"), (b"rawtx",) * 4])
async def test_a_message_of_another_form_is_a_gap(
    publisher: Publisher, frames: tuple[bytes, ...]
) -> None:
    push = await listening(publisher, "rawtx")
    publisher.send(*frames)

    assert await told(push) == News(has_gap=True)


async def test_text_that_is_no_address_is_refused() -> None:
    with pytest.raises(InvalidAddress):
        Push({"127.0.0.1:28332": frozenset({"rawtx"})})


@pytest.mark.parametrize(
    ("address", "host", "expected"),
    [
        ("tcp://127.0.0.1:28332", "127.0.0.1", "tcp://127.0.0.1:28332"),
        ("tcp://127.0.0.1:28332", "node.lan", None),
        ("tcp://0.0.0.0:28332", "node.lan", "tcp://node.lan:28332"),
        ("tcp://*:28332", "::1", "tcp://[::1]:28332"),
        ("tcp://10.0.0.7:28332", "node.lan", "tcp://10.0.0.7:28332"),
        ("ipc:///run/zmq", "localhost", "ipc:///run/zmq"),
        ("ipc:///run/zmq", "node.lan", None),
        ("nonsense", "127.0.0.1", None),
    ],
)
def test_where_to_listen_follows_from_where_the_node_is(
    address: str, host: str, expected: str | None
) -> None:
    topics = topics_of([Offer(type="pubrawtx", address=address)], host)

    assert topics == ({expected: frozenset({"rawtx"})} if expected else {})


def test_only_what_is_of_use_is_subscribed_to() -> None:
    offers = [
        Offer(type="pubrawtx", address="tcp://127.0.0.1:1"),
        Offer(type="pubrawblock", address="tcp://127.0.0.1:1"),
        Offer(type="pubsequence", address="tcp://127.0.0.1:2"),
    ]

    assert topics_of(offers, "127.0.0.1") == {
        "tcp://127.0.0.1:1": frozenset({"rawtx"}),
        "tcp://127.0.0.1:2": frozenset({"sequence"}),
    }


# ---- with a node


async def woken(watcher: Watcher) -> None:
    """Wait until the chain says that a look is worth it; the poll alone would take a minute."""
    await asyncio.wait_for(watcher.chain.changed(), WAIT_S)


async def subscribed(watcher: Watcher, node: BitcoinNode) -> None:
    """Wait until the node's news arrive: blocks are mined until one is told of."""
    await watcher.look()
    while True:
        node.mine()
        try:
            await asyncio.wait_for(watcher.chain.changed(), 0.2)
        except TimeoutError:
            continue
        await watcher.look()
        return


async def test_payment_block_and_replacement_wake_the_watcher(own_knots: BitcoinNode) -> None:
    payer, ours = Payer(own_knots), somebody()
    watcher = Watcher(chain_at(own_knots, poll_s=60), [ours])
    await subscribed(watcher, own_knots)

    tx = payer.pay([(ours, COIN)], replaceable=True)
    await woken(watcher)
    pending = await watcher.look()
    payer.replace(tx)
    await woken(watcher)
    replaced = await watcher.look()
    again = payer.pay([(ours, COIN)])
    await woken(watcher)
    await watcher.look()
    own_knots.mine()
    await woken(watcher)
    mined = await watcher.look()
    await watcher.chain.close()

    assert [s.txid for s in pending] == [tx]
    assert replaced == ()
    assert [(s.txid, s.height) for s in mined] == [(again, own_knots.height())]


async def test_payments_to_others_do_not_wake_it(own_knots: BitcoinNode) -> None:
    payer = Payer(own_knots)
    watcher = Watcher(chain_at(own_knots, poll_s=60), [somebody()])
    await subscribed(watcher, own_knots)
    await watcher.look()

    waiting = asyncio.ensure_future(watcher.chain.changed())
    for _ in range(5):
        payer.pay([(somebody(), COIN)])
    done, _ = await asyncio.wait([waiting], timeout=0.3)
    waiting.cancel()
    await watcher.chain.close()

    assert not done


async def test_a_node_that_was_restarted_is_heard_again(own_knots: BitcoinNode) -> None:
    payer, ours = Payer(own_knots), somebody()
    watcher = Watcher(chain_at(own_knots, poll_s=60), [ours])
    await subscribed(watcher, own_knots)

    own_knots.stop()
    own_knots.start()
    await subscribed(watcher, own_knots)
    tx = payer.pay([(ours, COIN)])
    await woken(watcher)
    seen = await watcher.look()
    await watcher.chain.close()

    assert [s.txid for s in seen] == [tx]


async def test_what_was_not_pushed_is_found_by_looking(own_knots: BitcoinNode) -> None:
    """The address given is one where nobody publishes: as if every message were lost."""
    payer, ours = Payer(own_knots), somebody()
    watcher = Watcher(chain_at(own_knots, poll_s=0.05, zmq="tcp://127.0.0.1:1"), [ours])
    await watcher.look()

    tx = payer.pay([(ours, COIN)])
    while not (seen := await watcher.look()):
        await watcher.chain.changed()
    await watcher.chain.close()

    assert [s.txid for s in seen] == [tx]
