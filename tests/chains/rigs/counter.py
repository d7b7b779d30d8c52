"""A shop with one coin over a rig: the real engine and the real store, looked at step by step."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

from pos.domain.errors import Trouble
from pos.domain.ids import WalletId
from pos.domain.money import Amount
from pos.domain.payment.effects import Alarm, Notice
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.domain.ports.chain import Wallet
from pos.engine.desk import Desk, Order
from pos.engine.feed import ChainSeen, Feed
from pos.engine.ledger import Ledger
from pos.engine.quoting import Quoting
from pos.engine.records import Records
from pos.engine.shop import WATCH_PAUSE_S
from pos.engine.supervise import keep_alive
from pos.engine.track import Track
from pos.engine.watch import Watch
from pos.engine.watchlist import Watchlist
from pos.storage.store import open_store
from tests.chains.rigs.rig import Rig
from tests.fakes.clocks import RealClock
from tests.fakes.world import FakeRates

PATIENCE_S: Final = 30.0
EXPIRY_S: Final = 600
ADDRESSES_EACH: Final = 40
"""So many addresses of the rig's wallet are kept for one test."""

_ids = count(1)

T = TypeVar("T")


@dataclass(frozen=True)
class LaterAddresses:
    """A wallet from some address on, so that tests share it without sharing an address."""

    wallet: Wallet
    first: int

    @property
    def id(self) -> WalletId:
        return self.wallet.id

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        return await self.wallet.addresses(self.first + first, count)


class Counter:
    """Charges, looks and remembers. `close` and `open` again are a restart of the program."""

    def __init__(
        self, rig: Rig, folder: Path, first: int, via: Callable[[int], int] = lambda port: port
    ) -> None:
        """`first` is the first address of the rig's wallet to use; `via` as for `Rig.chain`."""
        self.rig = rig
        self._via = via
        self.clock = RealClock()
        coin = rig.method.coin
        self.due = Amount(10**coin.asset.decimals // 100, coin.asset)
        self._folder = folder
        self._wallet = LaterAddresses(rig.method.wallet, first)

    async def open(self) -> None:
        """Start the program, with all that an earlier run left."""
        method, chain = replace(self.rig.method, wallet=self._wallet), self.rig.chain(self._via)
        depth = method.coin.final_depth
        self._chain = chain
        self._store = open_store(self._folder / "florin.db", {chain.id: depth})
        self._feed = Feed()
        ledger = Ledger(self._store.payments, self._feed)
        self.desk = Desk(
            ledger=ledger,
            payments=self._store.payments,
            quoting=Quoting(FakeRates(), "EUR"),
            methods=[method],
            clock=self.clock,
            new_id=lambda: f"{next(_ids):016x}",
            expiry_s=EXPIRY_S,
            sees=self._feed.sees,
        )
        self.records = Records(ledger, self._store.journal, self._store.outbox, self.clock)
        watchlist = Watchlist(self.clock, has_balances=chain.id.startswith("eip155:"))
        self._watch = Watch(
            chain=chain,
            ledger=ledger,
            journal=self._store.journal,
            track=Track(chain.id, watchlist, final_depth=depth),
            feed=self._feed,
            clock=self.clock,
        )
        await self._watch.start()
        for invoice in await self._store.payments.unsettled():
            ledger.adopt(invoice)
            self._watch.track.follow(invoice)

    async def close(self) -> None:
        """The program ends."""
        await self._chain.close()
        self._store.close()

    async def charge(self) -> Invoice:
        """An invoice over `due` that shows an address, with ten minutes to pay it."""
        order = Order(
            origin=Origin(door=Door.TILL),
            amount=self.due,
            code=self.due.asset.code,
            expires_in_s=EXPIRY_S,
        )
        return await self.desk.charge(order)

    async def pay(self, *payments: tuple[Invoice, int]) -> str:
        """A customer pays these invoices so many units each, by one transaction; its txid."""
        outputs = [(address_of(i), Amount(units, self.due.asset)) for i, units in payments]
        return await self.do(lambda: self.rig.pay(*outputs))

    async def do(self, act: Callable[[], T]) -> T:
        """Let something happen at the node, without holding up the loop."""
        return await asyncio.to_thread(act)

    async def look(self) -> None:
        """Look until nothing is left to catch up with."""
        while (await self._look_once()).trouble:
            pass

    async def until_sighted(self) -> None:
        """Look until the chain is seen, which a source that just started may not yet show."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                await self.look()
            except Trouble:
                assert time.monotonic() < deadline, self._feed.chain(self._chain.id)
                await asyncio.sleep(0.1)
            else:
                return

    async def until(self, invoice: Invoice, is_so: Callable[[Invoice], bool]) -> Invoice:
        """Follow the chain until the invoice is so; fails after a while with how it stands."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            now = await self.records.invoice(invoice.id)
            if is_so(now):
                return now
            assert time.monotonic() < deadline, f"it stayed {stage_of(now)}: {now.deposits}"
            try:
                await self._look_once()
                if not is_so(await self.records.invoice(invoice.id)):
                    await asyncio.wait_for(self._chain.changed(), PATIENCE_S)
            except Trouble:
                await asyncio.sleep(0.1)

    async def until_stage(self, invoice: Invoice, stage: Stage) -> Invoice:
        """Follow the chain until the invoice has this stage."""
        return await self.until(invoice, lambda now: stage_of(now) is stage)

    async def follow(self) -> None:
        """Follow the chain for ever, as the running program does."""
        await keep_alive(self._watch.follow, self.clock, lambda: 0.5, WATCH_PAUSE_S)

    async def stands(self, invoice: Invoice, stage: Stage) -> bool:
        """Whether the invoice has this stage now."""
        return stage_of(await self.records.invoice(invoice.id)) is stage

    @property
    def health(self) -> ChainSeen:
        """The last word on the chain."""
        seen = self._feed.chain(self._chain.id)
        assert seen is not None
        return seen

    async def notices(self, invoice: Invoice) -> list[Notice]:
        """What the people at the till are told of this invoice, in the order it came."""
        told = [delivery.effect for delivery, _ in await self.records.deliveries(invoice.id)]
        return [effect.notice for effect in told if isinstance(effect, Alarm)]

    async def _look_once(self) -> ChainSeen:
        await self._watch.look_once()
        return self.health


def address_of(invoice: Invoice) -> str:
    """Where the customer is asked to pay."""
    assert invoice.prompt is not None
    return invoice.prompt.address
