"""`florin serve` loses its power again and again while it sends money back; each refund once."""

import asyncio
import http.client
import random
import subprocess
import time
import urllib.error
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import pytest

from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import RefundStage
from pos.domain.ports.journal import Returns
from pos.storage.past import open_past
from pos.storage.store import open_store
from tests.journeys.coins_config import SHOP, bitcoin_by_node
from tests.journeys.florin import EXECUTABLE, Florin, config_for
from tests.journeys.libre_shop import LibreShop, refund_wallet, refunds_from_keystore
from tests.journeys.power import power_failures
from tests.nodes.anvil import Anvil
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.customer import customers
from tests.nodes.payer import UNITS_PER_COIN, Payer
from tests.nodes.token import deploy_token
from tests.soon import soon

CONFIRMATIONS: Final = 2
FINAL: Final = 64
ROUND: Final = 10
"""Sales whose money goes back at the same time."""


class World(Protocol):
    """A chain, a customer who pays too much, and what the chain says in the end."""

    code: str
    price: str
    due: int
    surplus: int

    def pay(self, address: str, units: int) -> None:
        """Pay from the customer's wallet; unmined."""

    def mine(self, blocks: int) -> None:
        """Make blocks of what is in the pool."""

    def lose_a_block(self) -> None:
        """Replace the newest block by others without its payments."""

    def address(self) -> str:
        """One that nobody was ever paid at."""

    def received(self) -> dict[str, list[int]]:
        """What each address got, payment by payment, in atomic units; what is in blocks."""


@dataclass
class Ether:
    """Ether on anvil."""

    node: Anvil
    chance: random.Random
    code: str = "ETH"
    price: str = "25"
    due: int = 10**16
    surplus: int = 10**15

    def pay(self, address: str, units: int) -> None:
        customers(self.node)[0].pay(address, units)

    def mine(self, blocks: int) -> None:
        self.node.mine(blocks)

    def lose_a_block(self) -> None:
        self.node.reorg(1)

    def address(self) -> str:
        return f"0x{self.chance.getrandbits(160):040x}"

    def received(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for height in range(self.node.height() + 1):
            for tx in self.node.rpc("eth_getBlockByNumber", hex(height), True)["transactions"]:
                found[tx["to"] or ""].append(int(tx["value"], 16))
        return found


@dataclass
class Bitcoin:
    """Bitcoin on a node of its own."""

    node: BitcoinNode
    payer: Payer
    code: str = "BTC"
    price: str = "80"
    due: int = 100_000
    surplus: int = 50_000

    def pay(self, address: str, units: int) -> None:
        self.payer.pay([(address, units)])

    def mine(self, blocks: int) -> None:
        self.node.mine(blocks)

    def lose_a_block(self) -> None:
        self.node.reorg(1)

    def address(self) -> str:
        return self.node.address()

    def received(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for height in range(121, self.node.height() + 1):
            block = self.node.rpc("getblock", self.node.rpc("getblockhash", height), 2)
            for output in (output for tx in block["tx"] for output in tx["vout"]):
                address = output["scriptPubKey"].get("address", "")
                found[address].append(int(output["value"] * UNITS_PER_COIN))
        return found


@dataclass
class Sale:
    """One sale that was paid too well, and where the surplus goes."""

    selector: str
    back: str


@dataclass
class Town:
    """Customers, miners and the till."""

    florin: Florin
    world: World
    chance: random.Random
    sales: list[Sale] = field(default_factory=list)

    def sell(self, count: int) -> None:
        """A round of sales, paid and deep enough; then blocks, of which some are lost."""
        for _ in range(count):
            self.world.pay(self._charged(), self.world.due + self.world.surplus)
        self.world.mine(CONFIRMATIONS + 1)
        for _ in range(4):
            time.sleep(self.chance.random() * 0.6)
            self.world.mine(1)
            if self.chance.random() < 0.4:
                self.world.lose_a_block()

    def all_came_back(self) -> bool:
        """Whether every customer has money again; a block is made meanwhile."""
        self.world.mine(1)
        time.sleep(0.2)
        received = self.world.received()
        return all(received.get(sale.back) for sale in self.sales)

    def _charged(self) -> str:
        """Where to pay for a new sale; one whose till died under it is begun anew."""
        shop, deadline = LibreShop(self.florin), time.monotonic() + 60
        while True:
            back = self.world.address()
            try:
                selector = shop.sell(self.world.price)
                address = shop.choose(selector, self.world.code, refundAddress=back)
            except (urllib.error.URLError, OSError, http.client.HTTPException):
                assert time.monotonic() < deadline
                time.sleep(0.05)
                continue
            self.sales.append(Sale(selector, back))
            return address


@dataclass
class Signing:
    """Looks into the till's database while it is open."""

    path: Path
    signed: int = 0

    def goes_on(self) -> bool:
        """Whether more refunds are signed than when this was last so."""
        with open_past(self.path) as past:
            invoices = past.returning((Returns.SIGNED, Returns.DONE))
        before, self.signed = self.signed, sum(len(r.versions) for i in invoices for r in i.refunds)
        return self.signed > before


def test_ether_goes_back_once_whenever_the_power_fails(
    own_anvil: Anvil, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(20261121)
    token = deploy_token(own_anvil)
    shop = config_for(own_anvil, token, confirmations=CONFIRMATIONS)
    purse = furnish(tmp_path, shop, "ETH")
    own_anvil.fund(purse, 10**19)

    money_comes_back(Ether(own_anvil, chance), tmp_path, chance, request)


def test_bitcoin_goes_back_once_whenever_the_power_fails(
    own_knots: BitcoinNode, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    payer = Payer(own_knots)
    shop = SHOP + bitcoin_by_node(own_knots, confirmations=CONFIRMATIONS)
    purse = furnish(tmp_path, shop, "BTC")
    payer.pay([(purse, 10**6)] * 20)
    own_knots.mine()

    money_comes_back(Bitcoin(own_knots, payer), tmp_path, random.Random(20261122), request)


def furnish(profile: Path, shop: str, code: str) -> str:
    """Write the settings and make a refund wallet; the answer is where to fill it up."""
    config = shop + refunds_from_keystore(profile, code) + 'daily_limit = "1000000"\n'
    (profile / "config.toml").write_text(config, encoding="utf-8")
    return refund_wallet(profile, code)


def money_comes_back(
    world: World, profile: Path, chance: random.Random, request: pytest.FixtureRequest
) -> None:
    """Sell, pay too much and cut the power; then count on the chain what came back."""
    total = request.config.getoption("--crash-refunds")
    florin = Florin(profile)
    florin.start()
    town = Town(florin, world, chance)
    signing = Signing(profile / "florin.db")
    with power_failures(florin, chance, signing.goes_on, longest_s=1.0) as failures:
        for number in range(0, total, ROUND):
            town.sell(min(ROUND, total - number))
        assert soon(town.all_came_back, within_s=120)
    florin.start()
    world.mine(FINAL)
    assert soon(lambda: nothing_under_way(profile), within_s=60)
    assert florin.stop() == 0

    assert failures.count >= 3
    invoices, received = stored(profile / "florin.db", town.sales), world.received()
    assert len(invoices) == total
    for sale in town.sales:
        (refund,) = invoices[sale.selector].refunds
        assert refund.stage is RefundStage.CONFIRMED, refund
        assert refund.fee is not None
        assert refund.amount.units == world.surplus
        assert received[sale.back] == [world.surplus - refund.fee.units], refund


def nothing_under_way(profile: Path) -> bool:
    """Whether `florin refunds list` has nothing to show, beside the open till."""
    argv = [str(EXECUTABLE), "refunds", "list", "--profile", str(profile)]
    run = subprocess.run(argv, check=True, capture_output=True, encoding="utf-8", timeout=30)
    return not run.stdout


def stored(path: Path, sales: list[Sale]) -> dict[str, Invoice]:
    """What is on disk in the end."""

    async def read() -> dict[str, Invoice]:
        store = open_store(path)
        found = {s.selector: await store.payments.by_selector(s.selector) for s in sales}
        store.close()
        return {selector: invoice for selector, invoice in found.items() if invoice}

    return asyncio.run(read())
