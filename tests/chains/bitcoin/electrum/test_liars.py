"""Servers that say what cannot be, contradict each other or serve something else."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.electrum.council import GRACE_S
from pos.chains.bitcoin.electrum.crew import LIAR_REST_S
from pos.chains.bitcoin.electrum.questions import scripthash_of
from pos.chains.bitcoin.electrum.study import MOST
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, BITCOIN_REGTEST, Network
from pos.domain.errors import Distrust, Refused, Trouble
from pos.domain.payment.deposit import Caution
from pos.domain.ports.chain import Glance
from tests.chains.bitcoin.electrum.conftest import Serve, Watch
from tests.chains.bitcoin.electrum.watcher import (
    SteadyClock,
    Watcher,
    cautions,
    heights,
    paying,
    settings,
    somebody,
    units,
)
from tests.fakes.electrum_server import (
    CASH_478559,
    GENESIS,
    FakeChain,
    FakeElectrum,
    payment,
    txid_of,
)

Lying = Callable[[FakeElectrum, FakeChain, str, bytes], None]


def _hides(server: FakeElectrum, chain: FakeChain, ours: str, raw: bytes) -> None:
    server.hidden = {txid_of(raw)}


def _says_another_height(server: FakeElectrum, chain: FakeChain, ours: str, raw: bytes) -> None:
    server.false_heights = {txid_of(raw): 5}


def _spoils_the_proof(server: FakeElectrum, chain: FakeChain, ours: str, raw: bytes) -> None:
    server.spoilt = {txid_of(raw)}


def _invents_a_payment(server: FakeElectrum, chain: FakeChain, ours: str, raw: bytes) -> None:
    theirs = paying(ours, 99_000)
    server.false_raw = {txid_of(theirs): theirs}
    name = scripthash_of(script_of(ours, BITCOIN_REGTEST))
    server.invented = {name: [(txid_of(theirs), chain.height)]}


def _tells_of_a_strange_payment(
    server: FakeElectrum, chain: FakeChain, ours: str, raw: bytes
) -> None:
    theirs = paying(somebody(), 99_000)
    server.false_raw = {txid_of(theirs): theirs}
    name = scripthash_of(script_of(ours, BITCOIN_REGTEST))
    server.invented = {name: [(txid_of(theirs), 0)]}


def _gives_another_transaction(
    server: FakeElectrum, chain: FakeChain, ours: str, raw: bytes
) -> None:
    theirs = txid_of(paying(ours, 88_000))
    server.false_raw = {theirs: paying(ours, 99_000)}
    name = scripthash_of(script_of(ours, BITCOIN_REGTEST))
    server.invented = {name: [(theirs, 0)]}


LIES = [
    (_hides, "it hides"),
    (_says_another_height, "is not in block 5"),
    (_invents_a_payment, "is not in block"),
    (_tells_of_a_strange_payment, "has nothing to do with"),
    (_gives_another_transaction, "passes"),
]


@pytest.mark.parametrize(("lie", "words"), LIES)
async def test_a_liar_is_put_aside_while_two_others_carry_on(
    serve: Serve, watch: Watch, lie: Lying, words: str
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    await watcher.until_whole()
    raw = paying(ours)
    lie(servers[0], chain, ours, raw)

    chain.send(raw)
    height = chain.mine()

    source = await watcher.until_source(lambda source: words in source.trouble)
    assert (source.name, source.is_connected) == (servers[0].name, False)
    glance = await watcher.until(lambda glance: heights(glance) == [height])
    assert units(glance) == [1_000]


@pytest.mark.parametrize(("lie", "words"), LIES)
async def test_with_one_of_two_servers_lying_nothing_is_believed(
    serve: Serve, watch: Watch, lie: Lying, words: str
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    await watcher.until_whole()
    raw = paying(ours)
    lie(servers[0], chain, ours, raw)
    chain.send(raw)
    chain.mine()

    why = await watcher.until_trouble()

    assert isinstance(why, Distrust)
    assert words in str(why)


async def test_a_server_whose_proofs_do_not_fit_is_put_aside_where_it_must_prove(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain)
    raw = paying(ours)
    for server in servers:
        server.spoilt = {txid_of(raw)}
    chain.send(raw)
    chain.mine()
    watcher = watch(settings(*(server.url for server in servers)), [ours])

    why = await watcher.until_trouble()

    assert isinstance(why, Distrust)
    assert watcher.glance is None or heights(watcher.glance) in ([], [None])


async def test_a_liar_may_come_back_after_a_long_rest(serve: Serve, watch: Watch) -> None:
    chain, ours, clock = FakeChain(), somebody(), SteadyClock()
    servers = await serve(chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours], clock=clock)
    await watcher.until_whole()
    raw = paying(ours)
    servers[0].hidden = {txid_of(raw)}
    chain.send(raw)
    height = chain.mine()
    await watcher.until_trouble()

    servers[0].hidden = set()
    clock.ahead_s = LIAR_REST_S

    await watcher.until(lambda glance: heights(glance) == [height] and glance.with_pool)


async def test_a_fee_is_low_though_one_server_says_that_the_payment_is_in_a_block(
    serve: Serve, watch: Watch
) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    raw = paying(ours)
    servers[0].false_heights = {txid_of(raw): chain.height + 1}
    chain.send(raw, fee=1)

    await watcher.until(lambda glance: cautions(glance) == [Caution.LOW_FEE])
    assert await _tell(watcher, servers) == [(1_000, (Caution.LOW_FEE,))]


async def test_one_server_cannot_replace_a_payment_that_enough_others_have(
    serve: Serve, watch: Watch
) -> None:
    chain, ours, coin = FakeChain(), somebody(), "ab" * 32
    servers = await serve(chain, chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    raw, rival = paying(ours, spends=coin), paying(ours, 1, spends=coin)
    chain.send(raw)
    await watcher.until(lambda glance: units(glance) == [1_000] and not cautions(glance))
    await _tell(watcher, servers)

    servers[0].hidden = {txid_of(raw)}
    servers[0].false_raw = {txid_of(rival): rival}
    name = scripthash_of(script_of(ours, BITCOIN_REGTEST))
    servers[0].invented = {name: [(txid_of(rival), 0)]}
    chain.tell()

    glance = await watcher.until(lambda glance: Caution.DOUBLE_SPENT in cautions(glance))
    assert 1_000 in units(glance)


async def test_a_history_without_end_blinds_nobody_for_other_addresses(
    serve: Serve, watch: Watch
) -> None:
    chain, flooded, ours = FakeChain(), somebody(), somebody()
    servers = await serve(chain, chain)
    name = scripthash_of(script_of(flooded, BITCOIN_REGTEST))
    endless = [(f"{number:064x}", 0) for number in range(MOST + 1)]
    servers[0].invented = {name: endless}
    watcher = watch(settings(*(server.url for server in servers)), [flooded, ours])
    chain.send(paying(ours))
    chain.send(paying(flooded, 7))

    await watcher.until(
        lambda glance: (
            {(one.amount.units, one.cautions) for one in glance.sightings}
            == {(1_000, ()), (7, (Caution.UNPROVEN,))}
        )
    )


async def test_headers_without_the_work_they_claim_are_a_lie(serve: Serve, watch: Watch) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [somebody()])
    await watcher.until_whole()

    last = bytearray(chain.next_header())
    last[75] = 0x10  # claims a far smaller target
    servers[0].false_tip = (chain.height + 1, bytes(last))
    chain.tell()

    source = await watcher.until_source(lambda source: "work" in source.trouble)
    assert source.name == servers[0].name


async def test_headers_that_do_not_continue_are_a_lie(serve: Serve, watch: Watch) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    servers[0].false_tip = (10, chain.blocks[3].header)
    watcher = watch(settings(*(server.url for server in servers)), [somebody()])

    source = await watcher.until_source(lambda source: "continue" in source.trouble)

    assert source.name == servers[0].name


async def test_long_branches_of_two_servers_are_distrusted_after_a_grace(
    serve: Serve, watch: Watch
) -> None:
    here, clock = FakeChain(), SteadyClock()
    there = here.copy()
    (one,), (other,) = await serve(here), await serve(there)
    watcher = watch(settings(one.url, other.url), [somebody()], clock=clock)
    await watcher.until_whole()

    here.mine(4)
    there.mine(4, late_s=601)
    why = await watcher.until_trouble()
    assert not isinstance(why, Distrust)
    assert "different branches" in str(why)

    clock.ahead_s = GRACE_S
    assert isinstance(await watcher.until_trouble(), Distrust)

    there.blocks = here.blocks
    here.mine()
    there.tell()
    await watcher.until(lambda glance: glance.height == here.height)


async def test_a_server_on_a_branch_with_less_work_is_outvoted(serve: Serve, watch: Watch) -> None:
    here = FakeChain()
    there = here.copy()
    one, other = await serve(here, here)
    (third,) = await serve(there)
    watcher = watch(settings(one.url, other.url, third.url), [somebody()])
    await watcher.until_whole()

    there.mine(4, late_s=601)
    here.mine(6)

    await watcher.until(lambda glance: glance.height == here.height)
    source = await watcher.until_source(
        lambda source: (source.name, source.height) == (third.name, there.height)
    )
    assert source.trouble == f"on another branch since block {there.height - 3}"


async def test_a_server_alone_on_a_branch_with_more_work_is_not_outvoted(
    serve: Serve, watch: Watch
) -> None:
    here = FakeChain()
    there = here.copy()
    one, other = await serve(here, here)
    (third,) = await serve(there)
    watcher = watch(settings(one.url, other.url, third.url), [somebody()])
    await watcher.until_whole()

    here.mine(4)
    there.mine(6, late_s=601)

    assert third.name in str(await watcher.until_trouble())


async def test_a_block_that_one_server_has_first_counts_when_enough_have_it(
    serve: Serve, watch: Watch
) -> None:
    here, ours = FakeChain(), somebody()
    there = here.copy()
    (one,), (other,) = await serve(here), await serve(there)
    watcher = watch(settings(one.url, other.url), [ours])
    here.send(paying(ours))
    there.pool = dict(here.pool)
    there.tell()
    await watcher.until(lambda glance: heights(glance) == [None] and not cautions(glance))

    here.mine()
    await watcher.until_source(lambda source: source.height == here.height)
    assert watcher.glance is not None
    assert (watcher.glance.height, heights(watcher.glance)) == (there.height, [None])
    assert cautions(watcher.glance) == []

    there.blocks, there.pool = here.blocks, {}
    there.tell()
    await watcher.until(lambda glance: heights(glance) == [here.height])


async def test_a_server_of_another_chain_is_named_and_not_used(serve: Serve, watch: Watch) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    servers[1].genesis = "00" * 32
    watcher = watch(settings(*(server.url for server in servers)), [somebody()])

    await watcher.until_whole()

    source = await watcher.until_source(lambda source: "another chain" in source.trouble)
    assert source.name == servers[1].name
    with pytest.raises(Refused, match=servers[1].name):
        await watcher.chain.verify()


@pytest.mark.parametrize(
    ("network", "header", "is_right"),
    [
        (BITCOIN, CASH_478559, False),
        (BITCOIN, GENESIS, True),
        (BITCOIN_CASH, CASH_478559, True),
        (BITCOIN_CASH, GENESIS, False),
    ],
    ids=["bitcoin-cash", "bitcoin-other", "cash-cash", "cash-other"],
)
async def test_bitcoin_and_bitcoin_cash_are_told_apart_though_their_first_block_is_one(
    serve: Serve, watch: Watch, network: Network, header: bytes, is_right: bool
) -> None:
    (server,) = await serve(FakeChain())
    server.genesis = BITCOIN.genesis
    server.singles = {478_559: header}
    watcher = watch(settings(server.url, least=1), (), network)

    with nullcontext() if is_right else pytest.raises(Refused, match=network.title):
        await watcher.chain.verify()


async def test_a_chain_without_what_was_read_before_is_distrusted(
    serve: Serve, watch: Watch
) -> None:
    here, there = FakeChain(100), FakeChain(105)
    before_servers, after_servers = await serve(here, here), await serve(there, there)
    before = watch(settings(*(server.url for server in before_servers)))
    await before.until_whole()

    after = watch(settings(*(server.url for server in after_servers)), cursor=before.cursor)

    why = await after.until_trouble()
    assert isinstance(why, Distrust)
    assert "do not know block" in str(why)


async def test_servers_that_are_behind_what_was_read_before_are_waited_for(
    serve: Serve, watch: Watch
) -> None:
    chain = FakeChain(20)
    servers = await serve(chain, chain)
    before = watch(settings(*(server.url for server in servers)))
    chain.mine(70)
    await before.until(lambda glance: glance.height == chain.height)
    await before.chain.close()

    whole = chain.blocks
    chain.blocks = whole[:10]
    after = watch(settings(*(server.url for server in servers)), cursor=before.cursor)
    why = await after.until_trouble()
    assert (type(why), str(why)) == (Trouble, "the servers are only at block 9")

    chain.blocks = whole
    chain.tell()
    await after.until_whole()


async def test_the_place_of_long_ago_is_found_below_the_kept_headers(
    serve: Serve, watch: Watch
) -> None:
    chain = FakeChain(20)
    servers = await serve(chain, chain)
    before = watch(settings(*(server.url for server in servers)))
    await before.until_whole()
    await before.chain.close()

    chain.mine(2_500, late_s=60)
    after = watch(settings(*(server.url for server in servers)), cursor=before.cursor)

    glance = await after.until_whole()
    assert glance.height == chain.height


async def test_a_spent_payment_of_ours_is_no_lie(serve: Serve, watch: Watch) -> None:
    chain, ours = FakeChain(), somebody()
    servers = await serve(chain, chain)
    watcher = watch(settings(*(server.url for server in servers)), [ours])
    txid = chain.send(paying(ours))
    height = chain.mine()
    await watcher.until(lambda glance: heights(glance) == [height])

    spending = payment((b"\x6a", 1), spends=txid)
    name = scripthash_of(script_of(ours, BITCOIN_REGTEST))
    chain.send(spending)
    for server in servers:
        server.invented = {name: [(txid_of(spending), 0)]}
    chain.tell()

    await _asks_for(watcher, servers[0], spending)
    assert all(source.is_connected for source in watcher.chain.sources())


async def _tell(
    watcher: Watcher, servers: list[FakeElectrum]
) -> list[tuple[int, tuple[Caution, ...]]]:
    """What is said of each payment once every server was asked about its address."""
    method = "blockchain.scripthash.get_history"
    enough = [server.asked.count(method) + 2 for server in servers]

    def has_asked(_: Glance) -> bool:
        counts = [server.asked.count(method) for server in servers]
        return all(count >= least for count, least in zip(counts, enough, strict=True))

    await watcher.until(has_asked)
    return [(one.amount.units, one.cautions) for one in await watcher.look()]


async def _asks_for(watcher: Watcher, server: FakeElectrum, raw: bytes) -> None:
    """Follow the chain until the server was asked for a transaction, and once more."""
    before = server.asked.count("blockchain.transaction.get")
    await watcher.until(lambda glance: server.asked.count("blockchain.transaction.get") >= before)
    await watcher.chain.changed()
    await watcher.look()
