"""A whole engine in memory, to be asked through its doors."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest

from pos.domain.payment.effects import Webhook
from pos.domain.payment.event import Event
from pos.engine.desk import Desk
from pos.engine.feed import Feed, News
from pos.engine.gaps import Gaps
from pos.engine.lapse import Lapse
from pos.engine.ledger import Ledger
from pos.engine.outbox import Carrier
from pos.engine.quoting import Quoting
from pos.engine.records import Records
from pos.engine.shop import Shop
from pos.engine.track import Track
from pos.engine.watch import Watch
from pos.engine.watchlist import Watchlist
from tests.fakes.stores import MemoryStore
from tests.fakes.world import (
    CHAINS,
    FakeChain,
    FakeClock,
    FakePostman,
    FakeRates,
    FakeWallet,
    methods,
)


@dataclass
class House:
    """The engine and the world around it."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FakeClock = field(default_factory=FakeClock)
    wallet: FakeWallet = field(default_factory=FakeWallet)
    rates: FakeRates = field(default_factory=FakeRates)
    postman: FakePostman = field(default_factory=FakePostman)
    chains: tuple[FakeChain, ...] = field(
        default_factory=lambda: tuple(FakeChain(id) for id in CHAINS)
    )
    news: list[News] = field(default_factory=list)
    next_id: Callable[[], str] = field(
        default_factory=lambda: (f"{n:016x}" for n in itertools.count(1)).__next__
    )

    hooks: Callable[[Iterable[Event]], tuple[Webhook, ...]] = lambda _: ()

    def __post_init__(self) -> None:
        self.feed = Feed()
        self.ledger = Ledger(self.store.payments, self.feed, self.hooks)
        self.refunds_woken = 0
        self.desk = Desk(
            ledger=self.ledger,
            payments=self.store.payments,
            quoting=Quoting(self.rates, "EUR"),
            methods=methods(self.wallet),
            clock=self.clock,
            new_id=self.next_id,
            sees=self.feed.sees,
        )
        self.records = Records(self.ledger, self.store.journal, self.store.outbox, self.clock)
        self.watches = tuple(self._watch(chain) for chain in self.chains)
        self.carrier = Carrier(
            outbox=self.store.outbox,
            postman=self.postman,
            feed=self.feed,
            clock=self.clock,
            chance=lambda: 0.5,
            wake=self.ledger.has_effects,
            wake_refunds=self._wake_refunds,
        )
        self.lapse = Lapse(self.ledger, self.clock)
        self.shop = Shop(
            desk=self.desk,
            records=self.records,
            feed=self.feed,
            ledger=self.ledger,
            payments=self.store.payments,
            watches=self.watches,
            carrier=self.carrier,
            lapse=self.lapse,
            clock=self.clock,
            chance=lambda: 0.5,
            gaps=Gaps(self.store.payments, self.feed, {self.wallet.id: "ETH"}),
        )
        self.feed.subscribe(self.news.append)

    @property
    def chain(self) -> FakeChain:
        return self.chains[0]

    @property
    def watch(self) -> Watch:
        return self.watches[0]

    def after_a_crash(self) -> "House":
        """A new engine over what is on disk, in the same world."""
        return House(
            store=MemoryStore(self.store.shelves),
            clock=self.clock,
            wallet=self.wallet,
            postman=self.postman,
            chains=self.chains,
            next_id=self.next_id,
        )

    def _wake_refunds(self) -> None:
        self.refunds_woken += 1

    def _watch(self, chain: FakeChain) -> Watch:
        return Watch(
            chain=chain,
            ledger=self.ledger,
            journal=self.store.journal,
            track=Track(chain.id, Watchlist(self.clock), final_depth=20),
            feed=self.feed,
            clock=self.clock,
        )


@pytest.fixture
async def house() -> House:
    house = House()
    await house.shop.open()
    return house
