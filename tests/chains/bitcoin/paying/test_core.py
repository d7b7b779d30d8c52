"""Nodes that cannot do everything, and chains that change their mind."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from pos.chains.bitcoin.core.chain import CoreSettings
from pos.chains.bitcoin.network import (
    BITCOIN_CASH,
    BITCOIN_REGTEST,
    DOGECOIN,
    Network,
)
from pos.chains.bitcoin.paying.core import CoreReach
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount, Asset
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Lost, Mined
from tests.chains.bitcoin.core.fake_node import LOGIN, Declined, FakeNode
from tests.chains.bitcoin.paying.shop import COIN, FINAL, UNKNOWN, WAITS, Shop, mined
from tests.fakes.electrum_server import payment, txid_of
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import Payer as Customer

_Thing = TypeVar("_Thing")
SCRIPT = b"\x00\x14" + bytes(20)
RAW = payment((SCRIPT, 10_000), spends="ab" * 32)
TX = SignedTx(
    txid=txid_of(RAW),
    raw=RAW.hex(),
    fee=Amount(100, Asset(code="BTC", decimals=8, chain=BITCOIN_REGTEST.id)),
    cost=Amount(100, Asset(code="BTC", decimals=8, chain=BITCOIN_REGTEST.id)),
    spends=(f"{'ab' * 32}:0",),
    at=1_700_000_000,
)


@dataclass
class SendingNode(FakeNode):
    """A node that answers payments and searches as it is told."""

    no: tuple[int, str] = (0, "")
    plain_fee: float = 0.0

    def _sendrawtransaction(self, raw: str) -> str:
        if self.no[0]:
            raise Declined(*self.no)
        return txid_of(bytes.fromhex(raw))

    def _scantxoutset(self, action: str, wanted: list[str]) -> dict[str, Any]:
        raise Declined(*self.no)

    def _estimatefee(self) -> float:
        return self.plain_fee


@dataclass
class TokenNode(SendingNode):
    """A node that finds these outputs of one transaction."""

    coins: list[dict[str, Any]] = field(default_factory=list)

    def _scantxoutset(self, action: str, wanted: list[str]) -> dict[str, Any]:
        return {"unspents": [{"txid": "ab" * 32, "vout": at} for at in range(len(self.coins))]}

    def _gettxout(self, txid: str, vout: int, with_pool: bool) -> dict[str, Any]:
        return self.coins[vout]


@pytest.fixture
async def node() -> AsyncIterator[SendingNode]:
    async with SendingNode() as started:
        started.mine(3)
        yield started


async def test_what_the_node_has_already_is_no_error(node: SendingNode) -> None:
    for no in (
        (-27, "Transaction already in block chain"),
        (-27, "Transaction outputs already in utxo set"),
        (-26, "txn-already-in-mempool"),
    ):
        node.no = no
        await _asked(node, lambda reach: reach.send(TX))


async def test_what_the_next_block_mends_is_tried_again(node: SendingNode) -> None:
    node.no = (-26, "too-long-mempool-chain, too many unconfirmed ancestors [limit: 25]")
    with pytest.raises(Trouble, match="too-long"):
        await _asked(node, lambda reach: reach.send(TX))


async def test_what_the_node_does_not_take_is_refused_in_its_words(node: SendingNode) -> None:
    node.no = (-25, "bad-txns-inputs-missingorspent")
    with pytest.raises(Refused, match="missingorspent") as why:
        await _asked(node, lambda reach: reach.send(TX))
    assert why.value.code == "rejected"


async def test_a_node_that_cannot_search_is_told_so(node: SendingNode) -> None:
    node.lacks.add("scantxoutset")
    with pytest.raises(Refused) as why:
        await _asked(node, lambda reach: reach.unspent({SCRIPT}))
    assert why.value.code == "no_scan"


async def test_a_search_of_somebody_elses_is_waited_for(node: SendingNode) -> None:
    node.no = (-8, 'Scan already in progress, use action "abort" or "status"')
    with pytest.raises(Trouble, match="somebody else"):
        await _asked(node, lambda reach: reach.unspent({SCRIPT}))


async def test_a_node_that_cannot_try_a_replacement_takes_none(node: SendingNode) -> None:
    assert not await _asked(node, lambda reach: reach.takes(TX.raw))


@pytest.mark.parametrize(
    ("estimate", "rate"),
    [("0.0001", 10_000), ("-1", 2_000), ("0.00000001", 2_000), ("1", 500_000)],
)
async def test_the_fee_is_the_nodes_within_what_is_sensible(
    node: SendingNode, estimate: str, rate: int
) -> None:
    node.estimate = estimate
    assert await _asked(node, lambda reach: reach.fee_rate()) == rate


async def test_bitcoin_cashs_nodes_are_asked_in_their_own_way() -> None:
    async with SendingNode(network=BITCOIN_CASH, plain_fee=0.00002) as node:
        node.lacks.add("estimatesmartfee")
        assert await _asked(node, lambda reach: reach.fee_rate(), BITCOIN_CASH) == 2_000


async def test_money_that_carries_tokens_is_left_alone() -> None:
    plain = {"confirmations": 3, "value": 0.5, "scriptPubKey": {"hex": SCRIPT.hex()}}
    tokens = {**plain, "tokenData": {"category": "ee" * 32, "amount": "1"}}
    async with TokenNode(network=BITCOIN_CASH, coins=[plain, tokens]) as node:
        unspent = await _asked(node, lambda reach: reach.unspent({SCRIPT}), BITCOIN_CASH)

    assert [(one.vout, one.value) for one in unspent] == [(0, 50_000_000)]


async def test_dogecoins_fee_has_its_own_measure() -> None:
    async with SendingNode(network=DOGECOIN, estimate="0.02") as node:
        assert await _asked(node, lambda reach: reach.fee_rate(), DOGECOIN) == 2_000_000


async def test_another_chains_node_is_not_believed(node: SendingNode) -> None:
    with pytest.raises(Trouble, match="serves Bitcoin regtest"):
        await _asked(node, lambda reach: reach.send(TX), DOGECOIN)


async def test_old_kinds_of_addresses_pay_as_well(
    knots: BitcoinNode, knots_payer: Customer, tmp_path: Path
) -> None:
    old = replace(BITCOIN_REGTEST, hrp=None)
    shop = Shop(node=knots, network=old, folder=tmp_path, customer=knots_payer)
    await shop.open()
    await shop.fill_up(60_000_000, 50_000_000)
    customer = _legacy(knots)

    tx = await shop.signed(COIN, customer)
    await shop.payer.send(tx)
    await shop.mine()
    await shop.until(mined(tx), tx)

    assert shop.received(customer) == COIN - tx.fee.units
    await shop.until_held(10_000_000)
    await shop.payer.close()


async def test_a_refund_that_its_block_left_waits_again(
    own_knots: BitcoinNode, tmp_path: Path
) -> None:
    shop = await _own(own_knots, tmp_path)
    tx = await shop.signed(30_000_000, own_knots.address())
    await shop.payer.send(tx)
    await shop.mine(2)
    await shop.until(mined(tx, 2), tx)

    await asyncio.to_thread(own_knots.reorg, 2)
    await shop.until(WAITS, tx)
    assert await shop.held() == 70_000_000
    await asyncio.to_thread(own_knots.forget_pool)
    await shop.until(UNKNOWN, tx)
    await shop.payer.send(tx)
    await shop.mine()

    await shop.until(mined(tx), tx)
    await shop.payer.close()


async def test_what_stands_on_a_payment_that_was_replaced_is_lost_with_it(
    own_knots: BitcoinNode, tmp_path: Path
) -> None:
    shop = await _own(own_knots, tmp_path)
    first = await shop.signed(30_000_000, own_knots.address())
    rival = await shop.signed(40_000_000, own_knots.address(), number="rival")
    await shop.payer.send(first)
    second = await shop.signed(20_000_000, own_knots.address(), first.spends, "2")
    await shop.payer.send(second)
    await shop.until(WAITS, second)

    await asyncio.to_thread(own_knots.mine_only, rival.raw)
    await shop.mine(FINAL - 2)
    await shop.until(UNKNOWN, second)
    await shop.mine()

    await shop.until(Lost(why="The payment whose change it spends was replaced"), second)
    await shop.until(Mined(txid=rival.txid, confirmations=FINAL), rival)
    await shop.payer.close()


async def test_money_that_moved_to_another_block_is_still_known(
    own_knots: BitcoinNode, tmp_path: Path
) -> None:
    shop = await _own(own_knots, tmp_path)
    await asyncio.to_thread(shop.customer.pay, [(shop.address, COIN)])
    await shop.mine()
    await shop.until_held(2 * COIN)

    await asyncio.to_thread(own_knots.reorg, 1)
    await shop.until_held(COIN)
    await shop.mine()

    await shop.until_held(2 * COIN)
    await shop.payer.close()


def _legacy(node: BitcoinNode) -> str:
    address: str = node.wallet_rpc("getnewaddress", "", "legacy")
    return address


async def _own(node: BitcoinNode, folder: Path) -> Shop:
    """A shop with one coin on a chain of its own."""
    shop = Shop(node=node, network=BITCOIN_REGTEST, folder=folder, customer=Customer(node))
    await shop.open()
    await shop.fill_up(COIN)
    return shop


async def _asked(
    node: SendingNode,
    question: Callable[[CoreReach], Awaitable[_Thing]],
    network: Network = BITCOIN_REGTEST,
) -> _Thing:
    user, password = LOGIN.split(":")
    settings = CoreSettings(url=node.url, user=user, password=password, timeout_s=2.0)
    reach = CoreReach(network, settings, FINAL)
    try:
        return await question(reach)
    finally:
        await reach.close()
