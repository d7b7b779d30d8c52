"""`florin serve` loses its power again and again; no payment is lost, none is counted twice."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.storage.store import open_store
from tests.journeys.florin import Florin, config_for
from tests.journeys.power import patiently, power_failures
from tests.journeys.shop_server import DROP, ShopServer, shop_server
from tests.nodes.anvil import Anvil
from tests.nodes.customer import Customer, customers
from tests.nodes.token import Token, deploy_token
from tests.soon import soon

CONFIRMATIONS: Final = 3
ROUND: Final = 20
"""Payments that are under way at the same time."""

AMOUNT: Final = 150_000_000
WAYS: Final = {
    "exact": (AMOUNT,),
    "parts": (60_000_000, 90_000_000),
    "over": (AMOUNT + 7,),
    "short": (AMOUNT - 1,),
}


@dataclass
class Paying:
    """One customer's payment: what was asked, and the transactions that pay it."""

    id: str
    address: str
    way: str
    txs: dict[int, str] = field(default_factory=dict)


def test_every_payment_is_credited_once_and_every_postback_arrives_whenever_the_power_fails(
    own_anvil: Anvil, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    total = request.config.getoption("--crash-payments")
    chance = random.Random(20261121)
    token = deploy_token(own_anvil)
    payer = customers(own_anvil)[0]
    token.give(payer.address, 10**6 * 10**8)
    config = config_for(own_anvil, token, confirmations=CONFIRMATIONS)
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    florin = Florin(tmp_path)
    florin.start()
    town = Town(florin, own_anvil, payer, token, chance)
    with shop_server(lambda n: 200 if n > 1 else chance.choice((200, 500, DROP))) as shop:
        with power_failures(florin, chance) as failures:
            for number in range(0, total, ROUND):
                town.sell(number, min(ROUND, total - number), shop)
            assert soon(town.all_paid, within_s=60)
            assert soon(lambda: delivered(shop) == town.paid, within_s=120)
        florin.start()
        assert florin.stop() == 0

    invoices = stored(tmp_path / "florin.db", town.ids)
    assert failures.count >= 3
    for paying in town.payments:
        there = [d.amount.units for d in invoices[paying.id].deposits if not d.gone]
        assert sorted(there) == sorted(WAYS[paying.way]), paying
    deliveries = {(p.body["id"], p.delivery) for p in shop.received}
    assert {id for id, _ in deliveries} == town.paid
    assert len(deliveries) == len(town.paid)
    assert {id for id, invoice in invoices.items() if invoice.paid_at} == town.paid


@dataclass
class Town:
    """The world around the till: customers who pay, miners who change their minds."""

    florin: Florin
    chain: Anvil
    payer: Customer
    token: Token
    chance: random.Random
    payments: list[Paying] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        return {paying.id for paying in self.payments}

    @property
    def paid(self) -> set[str]:
        """Those who sent enough."""
        return {paying.id for paying in self.payments if paying.way != "short"}

    def sell(self, number: int, count: int, shop: ShopServer) -> None:
        """A round of sales: asked for, paid in the pool, reorganised, paid again, deep enough."""
        fresh = [self._charge(number + n, shop) for n in range(count)]
        for paying in fresh:
            self._pay(paying)
        self.chain.mine()
        if self.chance.random() < 0.6:
            self.chain.mine(self.chance.randint(0, 1) + 1)
            self.chain.reorg(self.chance.randint(1, CONFIRMATIONS - 1))
        for _ in range(CONFIRMATIONS + 1):
            self._pay_what_was_lost(fresh)
            self.chain.mine()
            time.sleep(self.chance.random() * 0.3)

    def all_paid(self) -> bool:
        """Whether status.json tells every shop that was paid enough that it was."""
        return all(self._status(id)["paid_at"] for id in self.paid)

    def _status(self, id: str) -> dict[str, Any]:
        return patiently(lambda: self.florin.status(id))

    def _charge(self, number: int, shop: ShopServer) -> Paying:
        key = f"order-{number}"
        result = patiently(
            lambda: self.florin.start_payment(
                "1.5", key=key, data={"order": number}, postback_url=shop.url
            )
        )
        way = self.chance.choice(tuple(WAYS))
        paying = Paying(id=result["id"], address=result["address"], way=way)
        self.payments.append(paying)
        return paying

    def _pay(self, paying: Paying) -> None:
        for part, units in enumerate(WAYS[paying.way]):
            if not self._is_there(paying.txs.get(part)):
                paying.txs[part] = self.payer.pay_token(self.token, paying.address, units)

    def _pay_what_was_lost(self, fresh: list[Paying]) -> None:
        """Wallets send again what a reorganisation threw away; this node forgets it."""
        for paying in fresh:
            self._pay(paying)

    def _is_there(self, tx: str | None) -> bool:
        return tx is not None and self.chain.rpc("eth_getTransactionByHash", tx) is not None


def delivered(shop: ShopServer) -> set[str]:
    """The payments whose postback the shop accepted."""
    return {p.body["id"] for p in tuple(shop.received) if p.answered == 200}


def stored(path: Path, ids: set[str]) -> dict[str, Invoice]:
    """What is on disk in the end."""

    async def read() -> dict[str, Invoice]:
        store = open_store(path)
        found = {id: await store.payments.invoice(InvoiceId(id)) for id in ids}
        store.close()
        return {id: invoice for id, invoice in found.items() if invoice}

    return asyncio.run(read())
