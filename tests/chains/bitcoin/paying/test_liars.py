"""Electrum servers that lie about a refund wallet's money, or about what became of a refund."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.electrum.panel import ElectrumSettings
from pos.chains.bitcoin.electrum.questions import scripthash_of
from pos.chains.bitcoin.network import BITCOIN_REGTEST
from pos.chains.bitcoin.paying.electrum import ElectrumReach
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Lost, Mined, PayBack, Pending
from tests.chains.bitcoin.electrum.watcher import paying, somebody
from tests.chains.bitcoin.paying.conftest import ASSET, PayerOver, Serve, Wallet
from tests.chains.bitcoin.paying.shop import FINAL
from tests.fakes.clocks import RealClock
from tests.fakes.electrum_server import FakeChain, FakeElectrum, payment, txid_of

COIN = 10**8
_Thing = TypeVar("_Thing")


async def test_a_server_that_hides_money_hides_it_from_nobody(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    wallet = await payer_over(*servers)
    servers[0].hidden = {_fill_up(chain, wallet)}

    assert await _held(wallet) == COIN
    assert (await _signed(wallet)).spends


async def test_one_servers_word_does_not_make_money_spent(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    wallet = await payer_over(*servers)
    filled = _fill_up(chain, wallet)
    _tell(servers[0], wallet, _spending(filled), 0)

    assert await _held(wallet) == COIN
    assert (await _signed(wallet)).spends == (f"{filled}:0",)


async def test_one_servers_word_does_not_make_money_there(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    wallet = await payer_over(*servers)
    _fill_up(chain, wallet)
    _tell(servers[0], wallet, paying(wallet.address, 5 * COIN), 7)

    assert await _held(wallet) == COIN


async def test_a_payment_is_mined_only_where_that_is_proven(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    wallet = await payer_over(*servers)
    _fill_up(chain, wallet)
    tx = await _signed(wallet)
    _tell(servers[0], wallet, bytes.fromhex(tx.raw), 9)

    assert isinstance(await wallet.payer.fate([tx]), Pending)
    await wallet.payer.send(tx)
    chain.mine()

    await _until(wallet, Mined(txid=tx.txid, confirmations=1), tx)


async def test_a_refund_is_not_lost_because_one_server_says_so(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    wallet = await payer_over(*servers)
    filled = _fill_up(chain, wallet)
    tx = await _signed(wallet)
    chain.mine(FINAL)
    _tell(servers[0], wallet, _spending(filled), chain.height - FINAL + 1)

    for _ in range(5):
        assert await wallet.payer.fate([tx]) == Pending(is_known=False)
        chain.mine()


async def test_a_refund_is_lost_once_a_proven_rival_is_deep(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    wallet = await payer_over(*servers)
    filled = _fill_up(chain, wallet)
    tx = await _signed(wallet)
    rival = chain.send(_spending(filled, script_of(wallet.address, BITCOIN_REGTEST)))
    chain.mine(FINAL - 1)
    assert await _held(wallet, besides=COIN) == COIN - 1_000
    assert isinstance(await wallet.payer.fate([tx]), Pending)
    chain.mine()

    await _until(wallet, Lost(why=f"Its money was spent by {rival}"), tx)


async def test_the_change_of_a_payment_that_can_never_arrive_is_lost_with_it(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    wallet = await payer_over(*servers)
    filled = _fill_up(chain, wallet)
    first = await _signed(wallet)
    await wallet.payer.send(first)
    second = await _signed(wallet, first.spends)
    assert second.spends == (f"{first.txid}:1",)

    rival = chain.send(_spending(filled, script_of(wallet.address, BITCOIN_REGTEST)))
    chain.mine(FINAL)

    await _until(wallet, Lost(why=f"Its money was spent by {rival}"), second)


async def test_a_server_that_keeps_a_payment_to_itself_keeps_it_from_nobody(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    servers[0].is_swallowing = True
    wallet = await payer_over(*servers)
    _fill_up(chain, wallet)
    tx = await _signed(wallet)

    await wallet.payer.send(tx)

    await _until(wallet, Pending(is_known=True), tx)


async def test_a_payment_that_only_a_liar_took_is_known_to_be_unknown(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    for server in servers:
        server.is_swallowing = True
    wallet = await payer_over(*servers)
    _fill_up(chain, wallet)
    tx = await _signed(wallet)

    await wallet.payer.send(tx)

    await _until(wallet, Pending(is_known=False), tx)


async def test_one_servers_no_is_not_the_networks(serve: Serve, payer_over: PayerOver) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    wallet = await payer_over(*servers)
    _fill_up(chain, wallet)
    tx = await _signed(wallet)
    servers[0].no = "bad-txns-inputs-missingorspent"

    await wallet.payer.send(tx)

    servers[1].no = "missing-inputs"
    with pytest.raises(Refused) as why:
        await wallet.payer.send(tx)
    assert why.value.code == "rejected"


@pytest.mark.parametrize(
    "no",
    [
        "the transaction was rejected: transaction already in block chain",
        "Transaction outputs already in utxo set",
        "txn-already-in-mempool",
    ],
)
async def test_a_payment_that_is_there_already_is_no_error(
    serve: Serve, payer_over: PayerOver, no: str
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    wallet = await payer_over(*servers)
    _fill_up(chain, wallet)
    tx = await _signed(wallet)
    for server in servers:
        server.no = no

    await wallet.payer.send(tx)


async def test_what_the_next_block_mends_is_tried_again(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    wallet = await payer_over(*servers)
    _fill_up(chain, wallet)
    tx = await _signed(wallet)
    for server in servers:
        server.no = "too-long-mempool-chain, too many unconfirmed ancestors"

    with pytest.raises(Trouble, match="too-long-mempool-chain"):
        await wallet.payer.send(tx)


async def test_a_fee_that_one_server_makes_up_is_not_paid(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    servers[0].estimate, servers[1].estimate, servers[2].estimate = 0.5, 0.0001, 0.00012
    wallet = await payer_over(*servers)

    assert await wallet.reach.fee_rate() in {10_000, 12_000}


async def test_a_fee_that_only_one_server_tells_of_is_not_paid(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain, chain)
    servers[0].estimate = 0.5
    wallet = await payer_over(*servers)

    assert await wallet.reach.fee_rate() == BITCOIN_REGTEST.low_fee_per_kvb


async def test_a_fee_that_all_servers_make_up_has_an_end(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    for server in servers:
        server.estimate = 0.5
    wallet = await payer_over(*servers)

    assert await wallet.reach.fee_rate() == BITCOIN_REGTEST.most_fee_per_kvb


async def test_servers_that_know_no_fee_make_it_the_lowest(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    wallet = await payer_over(*servers)

    assert await wallet.reach.fee_rate() == BITCOIN_REGTEST.low_fee_per_kvb


async def test_money_that_carries_tokens_is_left_alone(serve: Serve) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    script = script_of(somebody(), BITCOIN_REGTEST)
    tokens = b"\xef" + b"t" * 32 + b"\x10\x01"
    txid = chain.send(payment((script, COIN), (tokens + script, 3 * COIN)))
    chain.mine()
    settings = ElectrumSettings(servers=tuple(each.url for each in servers), pins=None, least=2)
    network = replace(BITCOIN_REGTEST, has_tokens=True)
    reach = ElectrumReach(network, settings, RealClock(), FINAL)

    unspent = await reach.unspent({script})
    await reach.close()

    assert [one.name for one in unspent] == [f"{txid}:0"]


async def test_with_one_server_left_nothing_is_concluded(
    serve: Serve, payer_over: PayerOver
) -> None:
    chain = FakeChain()
    servers = await serve(chain, chain)
    wallet = await payer_over(*servers)
    _fill_up(chain, wallet)
    tx = await _signed(wallet)
    await servers[1].stop()

    for question in (
        lambda: wallet.payer.fate([tx]),
        lambda: wallet.payer.send(tx),
        wallet.payer.purse,
    ):
        with pytest.raises(Trouble):
            await _until_trouble(question)


def _fill_up(chain: FakeChain, wallet: Wallet) -> str:
    txid = chain.send(paying(wallet.address, COIN))
    chain.mine()
    return txid


def _spending(txid: str, to: bytes | None = None) -> bytes:
    """A transaction that spends output 0 of another, as nobody but the wallet could."""
    return payment((to or script_of(somebody(), BITCOIN_REGTEST), COIN - 1_000), spends=txid)


def _tell(server: FakeElectrum, wallet: Wallet, raw: bytes, height: int) -> None:
    """Have a server tell of a transaction at the wallet's address, in a block or not."""
    txid = txid_of(raw)
    server.false_raw = {txid: raw}
    name = scripthash_of(script_of(wallet.address, BITCOIN_REGTEST))
    server.invented = {name: [(txid, height)]}
    server.push()


async def _held(wallet: Wallet, besides: int = 0) -> int:
    """What the wallet has, once it is not nothing and not what it had before."""

    async def held() -> int:
        (balance,) = (await wallet.payer.purse()).balances
        return balance.units

    return await _eventually(held, lambda units: units not in {0, besides})


async def _signed(wallet: Wallet, reserved: tuple[str, ...] = ()) -> SignedTx:
    order = PayBack(id="1", amount=Amount(10_000_000, ASSET), to=somebody())

    async def sign() -> SignedTx | None:
        try:
            return await wallet.payer.sign(order, reserved)
        except (Trouble, Refused):
            return None  # the servers do not tell of it yet

    tx = await _eventually(sign, lambda tx: tx is not None)
    assert tx is not None
    return tx


async def _until(wallet: Wallet, fate: object, tx: SignedTx) -> None:
    await _eventually(lambda: wallet.payer.fate([tx]), lambda now: now == fate)


async def _until_trouble(question: Callable[[], Awaitable[object]]) -> None:
    for _ in range(200):
        await question()
        await asyncio.sleep(0.02)


async def _eventually(
    question: Callable[[], Awaitable[_Thing]], claim: Callable[[_Thing], bool]
) -> _Thing:
    answer: object = None
    for _ in range(400):
        try:
            answer = found = await question()
        except Trouble as why:
            answer = why
        else:
            if claim(found):
                return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"it did not come to that: {answer}")
