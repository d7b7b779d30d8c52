"""Refunds out of the wallet of the shop's own node."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.core.chain import CoreSettings
from pos.chains.bitcoin.network import DOGECOIN, LITECOIN
from pos.chains.bitcoin.paying.account import Account
from pos.chains.bitcoin.paying.core import CoreReach
from pos.chains.bitcoin.paying.node import LABEL, NodeHolder
from pos.chains.bitcoin.paying.payer import BitcoinPayer
from pos.domain.errors import Refused
from pos.domain.money import Amount, Asset
from pos.domain.ports.payer import PayBack
from tests.chains.bitcoin.core.fake_node import LOGIN, FakeNode
from tests.chains.bitcoin.owner import MNEMONIC
from tests.chains.bitcoin.paying.conftest import NETWORKS
from tests.chains.bitcoin.paying.shop import COIN, FINAL, UNKNOWN, WAITS, Shop, mined
from tests.fakes.clocks import RealClock
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import Payer as Customer
from tests.nodes.rpc import Rpc

PASSPHRASE = "the node's own passphrase"


@dataclass(slots=True, kw_only=True)
class NodeShop(Shop):
    """A shop that pays out of a wallet of its node."""

    wallet: str
    passphrase: str = ""

    async def open(self) -> None:
        self.node.rpc("createwallet", self.wallet, False, False, self.passphrase)
        self.payer = self.fresh()
        self.address = (await self.payer.purse()).address

    def fresh(self) -> BitcoinPayer:
        holder = NodeHolder(self.network, self.core, self.wallet)
        return BitcoinPayer(self.network, self.asset, holder, self.reach(), self.clock)

    @property
    def rpc(self) -> Rpc:
        login = f"{self.node.user}:{self.node.password}"
        return Rpc(f"{self.node.url}/wallet/{self.wallet}", login)


@pytest.fixture(params=["knots", "litecoin"])
async def shop(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[NodeShop]:
    """A wallet without passphrase and without money, on the chain shared by the whole run."""
    made = _shop(request, request.param, tmp_path)
    await made.open()
    yield made
    await made.payer.close()
    made.node.rpc("unloadwallet", made.wallet)


@pytest.fixture(params=["knots", "litecoin"])
async def locked(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[NodeShop]:
    """The same with a passphrase."""
    made = _shop(request, request.param, tmp_path, PASSPHRASE)
    await made.open()
    yield made
    await made.payer.close()
    made.node.rpc("unloadwallet", made.wallet)


async def test_the_amount_less_the_fee_goes_back_and_the_rest_stays(shop: NodeShop) -> None:
    await shop.fill_up(COIN)
    customer = shop.node.address()

    tx = await shop.signed(30_000_000, customer)
    await shop.until(UNKNOWN, tx)
    await shop.payer.send(tx)
    await shop.until(WAITS, tx)
    await shop.mine()
    await shop.until(mined(tx), tx)

    assert shop.received(customer) == 30_000_000 - tx.fee.units
    await shop.until_held(70_000_000)


async def test_what_is_reserved_is_not_spent_again(shop: NodeShop) -> None:
    await shop.fill_up(COIN, COIN)

    first = await shop.signed(COIN // 2, shop.node.address())
    second = await shop.signed(COIN // 2, shop.node.address(), first.spends, "2")

    assert set(first.spends).isdisjoint(second.spends)


async def test_its_own_change_is_spent_while_it_waits(shop: NodeShop) -> None:
    await shop.fill_up(COIN)
    first = await shop.signed(30_000_000, shop.node.address())
    await shop.payer.send(first)

    second = await shop.signed(20_000_000, shop.node.address(), first.spends, "2")

    assert second.spends == (f"{first.txid}:1",)
    await shop.payer.send(second)
    await shop.mine()
    await shop.until(mined(second), second)
    await shop.until_held(50_000_000)


async def test_a_higher_fee_replaces_the_payment(shop: NodeShop) -> None:
    await shop.fill_up(60_000_000, 50_000_000)
    customer = shop.node.address()
    first = await shop.signed(COIN, customer)
    await shop.payer.send(first)
    await shop.until(WAITS, first)
    shop.clock.ahead_s += 6 * shop.network.block_s

    second = await shop.payer.bump(shop.order(COIN, customer), [first])

    assert second is not None
    assert len(second.spends) == 2
    assert second.spends == first.spends
    await shop.payer.send(second)
    await shop.mine()
    await shop.until(mined(second), first, second)
    assert shop.received(customer) == COIN - second.fee.units
    await shop.until_held(10_000_000)


async def test_a_wallet_with_a_passphrase_is_open_only_while_it_signs(locked: NodeShop) -> None:
    assert locked.state == "locked"
    await locked.fill_up(COIN)
    with pytest.raises(Refused) as why:
        await locked.payer.sign(locked.order(COIN // 2, locked.node.address()), ())
    assert why.value.code == "locked"
    with pytest.raises(Refused) as why:
        await locked.payer.unlock("something else")
    assert why.value.code == "wrong_passphrase"

    await locked.payer.unlock(PASSPHRASE)
    assert locked.state == "ready"
    tx = await locked.signed(COIN // 2, locked.node.address())

    assert locked.rpc("getwalletinfo")["unlocked_until"] == 0
    await locked.payer.send(tx)
    await locked.until(WAITS, tx)


async def test_a_wallet_without_passphrase_takes_any(shop: NodeShop) -> None:
    await shop.payer.unlock("whatever")
    assert shop.state == "ready"


async def test_a_name_of_no_wallet_is_refused(knots: BitcoinNode, tmp_path: Path) -> None:
    shop = NodeShop(
        node=knots,
        network=NETWORKS["knots"],
        folder=tmp_path,
        customer=Customer(knots),
        wallet="nobody's",
    )
    payer = shop.fresh()

    with pytest.raises(Refused) as why:
        await payer.purse()
    await payer.close()

    assert why.value.code == "no_wallet"


@dataclass
class OldNode(FakeNode):
    """Dogecoin's, which descends from a Bitcoin Core of long ago."""

    change: str = ""
    lines: list[dict[str, Any]] = field(default_factory=list)

    def _getwalletinfo(self) -> dict[str, Any]:
        return {"walletversion": 130000}

    def _getaccountaddress(self, account: str) -> str:
        return self.change if account == LABEL else ""

    def _getrawchangeaddress(self) -> str:
        return self.change

    def _listunspent(self, least: int) -> list[dict[str, Any]]:
        return self.lines

    def _signrawtransaction(self, raw: str, spent: list[dict[str, Any]]) -> dict[str, Any]:
        assert [each["amount"] for each in spent] == ["12.50000001"]
        return {"hex": raw, "complete": True}


async def test_dogecoins_node_signs_in_its_own_way() -> None:
    account = Account(MNEMONIC, DOGECOIN)
    script = script_of(account.address, DOGECOIN)
    line = {"vout": 1, "amount": 12.50000001, "scriptPubKey": script.hex(), "spendable": True}
    mined_line = {"txid": "ab" * 32, "confirmations": 3, **line}
    waiting_line = {"txid": "cd" * 32, "confirmations": 0, **line}
    async with OldNode(network=DOGECOIN, change=account.address) as node:
        node.lines = [mined_line, waiting_line]
        user, password = LOGIN.split(":")
        settings = CoreSettings(url=node.url, user=user, password=password)
        reach = CoreReach(DOGECOIN, settings, FINAL)
        asset = Asset(code="DOGE", decimals=8, chain=DOGECOIN.id)
        holder = NodeHolder(DOGECOIN, settings, "")
        payer = BitcoinPayer(DOGECOIN, asset, holder, reach, RealClock())

        purse = await payer.purse()
        order = PayBack(id="1", amount=Amount(10 * COIN, asset), to=account.address)
        tx = await payer.sign(order, ())
        await payer.close()

    assert (purse.address, purse.balances[0].units) == (account.address, 1_250_000_001)
    assert tx.spends == (f"{'ab' * 32}:1",)
    assert tx.fee.units == 226_000  # a hundredth of a coin for a thousand bytes


async def test_money_inside_of_litecoins_extension_does_not_hide_the_rest() -> None:
    inside = {"txid": "ef" * 32, "amount": 3.5, "confirmations": 9, "spendable": True}
    outside = {**inside, "txid": "ab" * 32, "vout": 1, "scriptPubKey": "0014" + "00" * 20}
    async with OldNode(lines=[inside, outside]) as node:
        user, password = LOGIN.split(":")
        settings = CoreSettings(url=node.url, user=user, password=password)
        holder = NodeHolder(LITECOIN, settings, "")

        unspent = await holder.unspent()
        await holder.close()

    assert [(one.name, one.value) for one in unspent] == [(f"{'ab' * 32}:1", 350_000_000)]


def _shop(
    request: pytest.FixtureRequest, name: str, folder: Path, passphrase: str = ""
) -> NodeShop:
    node: BitcoinNode = request.getfixturevalue(name)
    return NodeShop(
        node=node,
        network=NETWORKS[name],
        folder=folder,
        customer=request.getfixturevalue(f"{name}_payer"),
        wallet=f"refunds-{secrets.token_hex(4)}",
        passphrase=passphrase,
    )
