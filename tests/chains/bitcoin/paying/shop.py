"""A shop with a refund wallet of its own on a real chain, and customers who get money back."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pos.chains.bitcoin.core.chain import CoreSettings
from pos.chains.bitcoin.electrum.panel import ElectrumSettings
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.chest import SeedChest
from pos.chains.bitcoin.paying.core import CoreReach
from pos.chains.bitcoin.paying.electrum import ElectrumReach
from pos.chains.bitcoin.paying.parts import Reach
from pos.chains.bitcoin.paying.payer import BitcoinPayer
from pos.chains.bitcoin.paying.seed import SeedHolder
from pos.domain.errors import Trouble
from pos.domain.money import Amount, Asset
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, Mined, PayBack, Pending
from tests.fakes.clocks import RealClock
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.payer import Payer as Customer

PASSPHRASE: Final = "a horse that is correct, with a staple"
CHEAP: Final = 1 << 10
"""scrypt's cost in tests."""
FINAL: Final = 6
"""So deep a double spend is for good, in tests."""
COIN: Final = 10**8


@dataclass(slots=True, kw_only=True)
class Shop:
    """The wallet, and everything around it. `servers` are Electrum's; without them: the node."""

    node: BitcoinNode
    network: Network
    folder: Path
    customer: Customer
    servers: tuple[str, ...] = ()
    clock: RealClock = field(default_factory=RealClock)
    payer: BitcoinPayer = field(init=False, repr=False)
    address: str = field(init=False, default="")

    async def open(self) -> None:
        """Make the wallet and unlock it."""
        self.address = (await self.chest.make(PASSPHRASE)).address
        self.payer = self.fresh()
        await self.payer.unlock(PASSPHRASE)

    def fresh(self) -> BitcoinPayer:
        """The payer of a program that was just started, still locked."""
        reach = self.reach()
        holder = SeedHolder(self.chest, reach)
        return BitcoinPayer(self.network, self.asset, holder, reach, self.clock)

    async def restart(self) -> None:
        """The program ends and starts again, and somebody gives the passphrase."""
        await self.payer.close()
        self.payer = self.fresh()
        await self.payer.unlock(PASSPHRASE)

    def reach(self) -> Reach:
        """By the node, or by servers."""
        if self.servers:
            return ElectrumReach(self.network, self.electrum, self.clock, FINAL)
        return CoreReach(self.network, self.core, FINAL)

    @property
    def chest(self) -> SeedChest:
        return SeedChest(self.folder / "BTC.json", self.network, CHEAP)

    @property
    def state(self) -> str:
        return self.payer.state.value

    @property
    def asset(self) -> Asset:
        return Asset(code="BTC", decimals=8, chain=self.network.id)

    @property
    def core(self) -> CoreSettings:
        return CoreSettings(url=self.node.url, user=self.node.user, password=self.node.password)

    @property
    def electrum(self) -> ElectrumSettings:
        return ElectrumSettings(
            servers=self.servers, pins=None, least=len(self.servers), poll_s=0.2, timeout_s=5.0
        )

    async def fill_up(self, *units: int) -> None:
        """Somebody brings money to the wallet, one output for each sum, and it is mined."""
        await asyncio.to_thread(self.customer.pay, [(self.address, each) for each in units])
        await self.mine()
        await self.until_held(sum(units))

    async def mine(self, blocks: int = 1) -> None:
        await asyncio.to_thread(self.node.mine, blocks)

    async def until_held(self, units: int) -> None:
        """Until the wallet knows of so much."""
        async with asyncio.timeout(20):
            while (await self.held()) != units:
                await asyncio.sleep(0.05)

    async def held(self) -> int:
        (balance,) = (await self.payer.purse()).balances
        return balance.units

    def order(self, units: int, to: str, number: str = "1") -> PayBack:
        return PayBack(id=f"refund-{number}", amount=Amount(units, self.asset), to=to)

    async def signed(
        self, units: int, to: str, reserved: Collection[str] = (), number: str = "1"
    ) -> SignedTx:
        """Signed as soon as the wallet's own money has come back."""
        async with asyncio.timeout(20):
            while True:
                try:
                    return await self.payer.sign(self.order(units, to, number), reserved)
                except Trouble:
                    await asyncio.sleep(0.05)

    async def until_tired(self, reserved: Collection[str]) -> None:
        """Until nothing more is signed before the next block."""
        for number in range(100):
            try:
                await self.payer.sign(self.order(1_000_000, self.node.address()), reserved)
            except Trouble:
                return
            await asyncio.sleep(0.01 * number)
        raise AssertionError("it goes on signing")

    async def until(self, fate: Fate, *versions: SignedTx) -> None:
        """Until this is what became of a refund."""
        last: object = None
        try:
            async with asyncio.timeout(20):
                while (last := await self.payer.fate(versions)) != fate:
                    await asyncio.sleep(0.05)
        except TimeoutError as why:
            raise AssertionError(f"{fate} did not come, but {last}") from why

    def received(self, address: str) -> int:
        """What the chain holds at an address, mined."""
        found = self.node.rpc("scantxoutset", "start", [f"addr({address})"])
        return int(found["total_amount"] * COIN)


def mined(tx: SignedTx, confirmations: int = 1) -> Mined:
    return Mined(txid=tx.txid, confirmations=confirmations)


WAITS = Pending(is_known=True)
UNKNOWN = Pending(is_known=False)
