"""A world for the engine: a clock that is told the time, a chain that is told what happened."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from pos.domain.errors import Distrust, Refused, Trouble
from pos.domain.ids import ChainId, WalletId
from pos.domain.money import Amount, Asset, Rate
from pos.domain.payment.coin import Coin
from pos.domain.payment.deposit import Sighting
from pos.domain.payment.policy import Policy, Tier
from pos.domain.ports.chain import Glance, Method, Source, Suspect, Wallet, Watched
from pos.domain.ports.outbox import Delivered, Delivery, Outcome
from tests.fakes.invoices import CHAIN, ETH, OTHER_CHAIN, POL, TOKEN


class FakeClock:
    """Stands still until it is told to go on; sleepers wake when their time has come."""

    def __init__(self, now: int = 1_000) -> None:
        self._now = now
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []
        self.naps: list[float] = []

    def now(self) -> int:
        return self._now

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._now + seconds, waking))
        await waking

    def set_to(self, now: int) -> None:
        """Somebody sets the clock; nobody who sleeps notices."""
        self._now = now

    async def pass_time(self, seconds: int) -> None:
        """Move on, wake who slept long enough, and let everybody act on it."""
        self._now += seconds
        for entry in [e for e in self._sleepers if e[0] <= self._now]:
            self._sleepers.remove(entry)
            if not entry[1].done():
                entry[1].set_result(None)
        await settle()


async def settle() -> None:
    """Let every task that can run, run."""
    for _ in range(60):
        await asyncio.sleep(0)


@dataclass
class FakeWallet:
    """Numbers its addresses; `asked` tells which were derived."""

    name: str = "wallet"
    asked: list[tuple[int, int]] = field(default_factory=list)
    is_down: bool = False

    @property
    def id(self) -> WalletId:
        return WalletId(self.name)

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        await asyncio.sleep(0)
        if self.is_down:
            raise Trouble("the wallet does not answer")
        self.asked.append((first, count))
        return [f"{self.name}-{index:05}" for index in range(first, first + count)]


class FakeScribe:
    def qr(self, due: Amount, address: str) -> str:
        return address

    def uri(self, due: Amount, address: str) -> str:
        return f"pay:{address}?units={due.units}"

    def address(self, text: str) -> str:
        if not text.startswith("0x"):
            raise Refused("invalid_address", f"“{text}” is not an address")
        return text.lower()


@dataclass
class FakeRates:
    """Every listed coin at its price in EUR."""

    prices: dict[str, str] = field(default_factory=lambda: {"0xBTC": "0.5", "ETH": "2000"})

    def rate(self, code: str, currency: str) -> Rate:
        if code not in self.prices or currency != "EUR":
            raise Refused("no_rate", f"No current rate for {code}")
        per_coin = Fraction(self.prices[code])
        return Rate(per_coin=per_coin, code=code, currency=currency, sources=("fixed",), at=1)


class FakeChain:
    """A chain with a pool and blocks, read the way the port promises."""

    def __init__(self, id: ChainId = CHAIN) -> None:
        self._id = id
        self.height = 10
        self.blocks: dict[int, list[Sighting]] = {}
        self.pool: list[Sighting] = []
        self.is_dark = False
        self.is_lied_to = False
        self.stops_at: int | None = None
        self.reread_from: int | None = None
        self.looks = 0
        self.suspects: Sequence[Suspect] = ()
        self._news = asyncio.Event()

    @property
    def id(self) -> ChainId:
        return self._id

    def mine(self, *sightings: Sighting, blocks: int = 1) -> None:
        """Add blocks; the payments are in the first of them and leave the pool."""
        self.blocks[self.height + 1] = list(sightings)
        mined = {sighting.key for sighting in sightings}
        self.pool = [s for s in self.pool if s.key not in mined]
        self.height += blocks

    def reorganise(self, from_height: int) -> None:
        """Forget the payments of these blocks; the next look reads them again."""
        for height in range(from_height, self.height + 1):
            self.blocks.pop(height, None)
        self.reread_from = from_height

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        await asyncio.sleep(0)
        self.looks += 1
        if self.is_dark:
            raise Trouble("node does not answer")
        if self.is_lied_to:
            raise Distrust("fake:1 and fake:2 contradict each other")
        known = self.height if cursor is None else int(cursor)
        start = known + 1 if self.reread_from is None else self.reread_from
        self.reread_from = None
        head = min(self.height, self.stops_at or self.height)
        found = [s for h in range(start, head + 1) for s in self._placed(h) if s.address in watched]
        pool = [s for s in self.pool if s.address in watched]
        return Glance(
            height=head,
            from_height=start,
            with_pool=True,
            sightings=(*found, *pool),
            cursor=str(head),
            block_time=900 + head,
            is_behind=head < self.height,
            head=self.height,
        )

    def _placed(self, height: int) -> list[Sighting]:
        return [
            replace(s, height=height, block_time=s.block_time or 900 + height)
            for s in self.blocks.get(height, ())
        ]

    def news(self) -> None:
        self._news.set()

    async def changed(self) -> None:
        await self._news.wait()
        self._news.clear()

    def sources(self) -> Sequence[Source]:
        return [Source(name="fake:1", is_connected=not self.is_dark, height=self.height)]

    async def close(self) -> None:
        self.is_dark = True


class FakePostman:
    """Answers what it was told to; by default it delivers."""

    def __init__(self) -> None:
        self.answers: list[Outcome] = []
        self.carried: list[Delivery] = []
        self.gate: asyncio.Event | None = None

    async def deliver(self, delivery: Delivery) -> Outcome:
        self.carried.append(delivery)
        if self.gate is not None:
            await self.gate.wait()
        return self.answers.pop(0) if self.answers else Delivered(note="200")


def coin(asset: Asset, *, confirmations: int = 2, max_units: int | None = None) -> Coin:
    return Coin(
        asset=asset,
        title=asset.code,
        network="Test network",
        policy=Policy(
            currency="EUR",
            tiers=(
                Tier(up_to=Decimal(1_000), confirmations=confirmations),
                Tier(up_to=None, confirmations=confirmations + 10),
            ),
        ),
        final_depth=20,
        max_units=max_units,
        fee_coin="ETH" if asset.contract else "",
    )


def method(asset: Asset, wallet: Wallet, **known: int) -> Method:
    return Method(coin=coin(asset, **known), chain=asset.chain, wallet=wallet, scribe=FakeScribe())


def methods(wallet: Wallet | None = None) -> tuple[Method, ...]:
    """A token and the chain's own coin from one wallet, and a coin of another chain."""
    shared = wallet or FakeWallet()
    return (
        method(TOKEN, shared, max_units=10**15),
        method(ETH, shared),
        method(POL, FakeWallet("other")),
    )


CHAINS = (CHAIN, OTHER_CHAIN)
