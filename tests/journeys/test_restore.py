"""A till dies with its disk; the shop sells on from its backup: nothing is lost or paid twice."""

import asyncio
import io
import json
import shutil
import subprocess
import tarfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pyrage
import pytest
from pyrage.x25519 import Identity

from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.journal import Returns
from pos.storage.past import open_past
from pos.storage.side_door import open_side_door
from pos.storage.store import open_store
from pos.storage.totals import Totals, totals_of
from tests.journeys.florin import EXECUTABLE, Florin, config_for
from tests.journeys.libre_shop import PASSPHRASE, LibreShop, refund_wallet
from tests.journeys.shop_server import ShopServer, shop_server
from tests.nodes.anvil import Anvil
from tests.nodes.customer import Customer, customers
from tests.nodes.token import Token, deploy_token
from tests.soon import soon
from tests.storage.test_retail import sale

PRICE: Final = "1.5"
UNITS: Final = 150_000_000
ETHER_PRICE: Final = "25"
WEI: Final = 10**16
SURPLUS: Final = 10**15
BACK: Final = "0x" + "00ba" * 10
CATS: Final = "the cat wrote this down"
AIM_S: Final = 60.0
"""Five minutes is the promise; this is a small shop, and the other machine is at hand."""


@dataclass
class Town:
    """The chain, a customer, the online shop, and the till that the shop has just now."""

    chain: Anvil
    token: Token
    customer: Customer
    shop: ShopServer
    till: Florin
    shown: set[str] = field(default_factory=set)
    """Every address that any till showed to anybody."""

    def asked(self) -> tuple[str, str]:
        """A new payment: its id, and its address, which nobody was shown before."""
        result = self.till.start_payment(PRICE, postback_url=self.shop.url)
        self._note(result["address"])
        return result["id"], result["address"]

    def ordered(self) -> str:
        """An order in ether, whose surplus goes back; the answer is where to pay."""
        shop = LibreShop(self.till)
        address = shop.choose(shop.sell(ETHER_PRICE), "ETH", refundAddress=BACK)
        self._note(address)
        return address

    def pay(self, address: str, units: int = UNITS) -> None:
        self.customer.pay_token(self.token, address, units)
        self.chain.mine(3)

    def pay_ether(self, address: str, wei: int) -> None:
        self.customer.pay(address, wei)
        self.chain.mine(3)

    def is_paid(self, id: str) -> bool:
        return bool(self.till.status(id)["paid_at"])

    def tried(self) -> dict[str, set[str]]:
        """The delivery ids that each payment's messages had so far."""
        found: dict[str, set[str]] = {}
        for each in tuple(self.shop.received):
            found.setdefault(each.body["id"], set()).add(each.delivery)
        return found

    def accepted(self) -> list[str]:
        """The payments whose message the online shop took, as often as it did."""
        return sorted(each.body["id"] for each in tuple(self.shop.received) if each.answered == 200)

    def came_back(self) -> list[int]:
        """What the customer got back, payment by payment."""
        blocks = (
            self.chain.rpc("eth_getBlockByNumber", hex(height), True)
            for height in range(self.chain.height() + 1)
        )
        txs = (tx for block in blocks for tx in block["transactions"])
        return [int(tx["value"], 16) for tx in txs if tx["to"] == BACK]

    def _note(self, address: str) -> None:
        assert address.lower() not in self.shown
        self.shown.add(address.lower())


@dataclass(frozen=True)
class Lost:
    """What was true when the first machine died."""

    file: Path
    totals: Totals
    unsent: str
    open: tuple[str, str]
    partly: tuple[str, str]
    abandoned: str


@pytest.fixture
def town(own_anvil: Anvil, tmp_path: Path) -> Iterator[Town]:
    token = deploy_token(own_anvil)
    customer = customers(own_anvil)[0]
    token.give(customer.address, 10**6 * 10**8)
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    wallet = f'[refunds.ETH]\nwallet = "keystore"\npassphrase_file = "{passphrase}"\n'
    first = tmp_path / "first"
    first.mkdir()
    config = config_for(own_anvil, token, confirmations=2, more=wallet)
    (first / "config.toml").write_text(config, encoding="utf-8")
    with shop_server(lambda _tries: 500) as shop:
        town = Town(own_anvil, token, customer, shop, Florin(first))
        yield town
        assert town.till.stop() == 0


def test_the_shop_sells_on_from_its_backup_and_nothing_is_lost_or_paid_twice(
    town: Town, tmp_path: Path
) -> None:
    lost = die(town, tmp_path)
    second = tmp_path / "second"

    began = time.monotonic()
    told = florin("restore", lost.file, "--profile", second, typed=CATS)
    restored = totals_of(second / "florin.db")
    town.shop.answer = lambda _tries: 200
    town.till = Florin(second)
    town.till.start()
    fresh = [town.asked() for _ in range(20)]  # none of them was shown before
    took_s = time.monotonic() - began

    print(f"selling again after {took_s:.1f} s")
    assert took_s < AIM_S, told
    assert replace(restored, digest="") == replace(lost.totals, digest="")
    town.ordered()
    town.pay(fresh[0][1])
    waited = [lost.unsent, lost.open[0], lost.partly[0], fresh[0][0]]
    assert soon(lambda: all(town.is_paid(id) for id in waited), within_s=30)
    assert soon(lambda: town.accepted() == sorted(waited), within_s=60)
    assert {len(ids) for ids in town.tried().values()} == {1}  # each under one delivery id
    assert soon(lambda: "address of a sale that was lost" in log_of(second), within_s=30)
    assert lost.abandoned.lower() in log_of(second)

    town.chain.mine(70)
    assert soon(lambda: "why=restored" in log_of(second), within_s=30)
    (refund,) = refunds_of(second, Returns.PLANNED)
    assert refund.stage is RefundStage.PLANNED
    assert len(town.came_back()) == 1  # from the lost machine, and no second time
    assert town.accepted() == sorted(waited)
    (hint,) = hints_of(second, town.chain)
    assert town.till.stop() == 0
    florin("refunds", "sent", refund.id, hint, "--profile", second)
    assert refunds_of(second, Returns.PLANNED) == []


def die(town: Town, tmp_path: Path) -> Lost:
    """A day of the first machine: a backup in its middle, and no morning after."""
    first = town.till.profile
    sell_at_the_counter(first / "florin.db")
    purse = refund_wallet(first, "ETH")
    town.till.start()
    unsent, partly, open_ = town.asked(), town.asked(), town.asked()
    town.pay(unsent[1])
    town.pay(partly[1], UNITS // 3)
    town.pay_ether(town.ordered(), WEI + SURPLUS)  # and nothing to send it back with yet
    town.chain.mine(5)
    assert soon(lambda: town.is_paid(unsent[0]) and unsent[0] in town.tried(), within_s=30)
    assert soon(lambda: len(refunds_of(first, Returns.PLANNED)) == 1, within_s=30)

    florin("backup", "set-up", tmp_path / "stick", "--profile", first, typed=CATS)
    florin("backup", "now", "--profile", first)
    (file,) = (tmp_path / "stick").iterdir()
    seen = florin("backup", "verify", file, "--profile", tmp_path / "scratch", typed=CATS)

    later = [town.asked() for _ in range(8)]
    town.pay(open_[1])
    town.pay(partly[1], UNITS - UNITS // 3)
    assert soon(lambda: town.is_paid(open_[0]) and town.is_paid(partly[0]), within_s=30)
    assert soon(lambda: open_[0] in town.tried() and partly[0] in town.tried(), within_s=30)
    town.chain.fund(purse, 10**18)
    assert soon(lambda: mined(town) and len(town.came_back()) == 1, within_s=90)
    town.till.kill()
    totals = counted(file, tmp_path)
    assert f"sales      {totals.sales}" in seen
    shutil.rmtree(first)
    town.pay(later[3][1])
    return Lost(
        file=file,
        totals=totals,
        unsent=unsent[0],
        open=open_,
        partly=partly,
        abandoned=later[3][1],
    )


def mined(town: Town) -> bool:
    town.chain.mine()
    return True


def counted(file: Path, tmp_path: Path) -> Totals:
    """What is in a backup, opened as its README says, without Florin's own restore."""
    with zipfile.ZipFile(file) as box:
        key = pyrage.passphrase.decrypt(box.read("key.age"), CATS).decode()
        packed = pyrage.decrypt(box.read("shop.tar.gz.age"), [Identity.from_str(key)])
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extract("florin.db", tmp_path / "opened", filter="data")
    return totals_of(tmp_path / "opened" / "florin.db")


def sell_at_the_counter(path: Path) -> None:
    async def sell() -> None:
        store = open_store(path)
        for number in (1, 2, 3):
            await store.retail.add_sale(sale(number))
        store.close()

    asyncio.run(sell())


def refunds_of(profile: Path, state: Returns) -> list[Refund]:
    with open_past(profile / "florin.db") as past:
        found: list[Invoice] = list(past.returning((state,)))
    return [refund for invoice in found for refund in invoice.refunds]


def hints_of(profile: Path, chain: Anvil) -> list[str]:
    """The transactions that look like refunds of the lost machine."""

    async def kept() -> str | None:
        door = open_side_door(profile / "florin.db")
        try:
            return await door.shelf.kept(f"hints:eip155:{chain.chain_id}")
        finally:
            door.close()

    return [hint[0] for hint in json.loads(asyncio.run(kept()) or "{}").values()]


def log_of(profile: Path) -> str:
    return (profile / "florin.log").read_text(encoding="utf-8")


def florin(*words: str | Path, typed: str = "") -> str:
    """A command, which must work; the answer is what it says."""
    argv = [str(EXECUTABLE), *map(str, words)]
    run = subprocess.run(
        argv, input=f"{typed}\n", capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
