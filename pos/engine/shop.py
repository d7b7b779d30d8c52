"""Start order and shutdown of the whole engine: one TaskGroup owns every long-running task."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from pos.domain.ports.clock import Clock
from pos.domain.ports.payments import Payments
from pos.engine.desk import Desk
from pos.engine.feed import Feed
from pos.engine.gaps import Gaps
from pos.engine.lapse import Lapse
from pos.engine.ledger import Ledger
from pos.engine.outbox import Carrier
from pos.engine.records import Records
from pos.engine.refunder import Refunder
from pos.engine.supervise import Chance, keep_alive
from pos.engine.watch import Watch

WATCH_PAUSE_S = 5.0
"""A chain that does not answer is tried again at least this often: a customer may be waiting."""

REMIND_AFTER_S = 10.0
"""What an earlier run left is told only now: the window opens after the shop."""

Errand = Callable[[], Awaitable[None]]
"""A long-running task of an adapter, such as keeping rates fresh. It ends only by Trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """The engine, assembled. `open` it, then `run` it; cancelling the run closes it in order."""

    desk: Desk
    records: Records
    feed: Feed
    ledger: Ledger
    payments: Payments
    watches: Sequence[Watch]
    carrier: Carrier
    lapse: Lapse
    clock: Clock
    chance: Chance
    gaps: Gaps
    errands: Sequence[Errand] = ()
    refunder: Refunder | None = None

    async def open(self) -> None:
        """Remember everything an earlier run left open. No network is touched.

        Listeners come before the doors: nothing may be committed that a watch does not hear of.
        """
        for watch in self.watches:
            await watch.start()
        self.feed.subscribe(self.lapse.hear)
        await self.gaps.start()
        if self.refunder is not None:
            await self.refunder.start()
        for invoice in await self.payments.unsettled():
            self.ledger.adopt(invoice)
            self.lapse.follow(invoice)
            for watch in self.watches:
                watch.track.follow(invoice)

    async def run(self) -> None:
        """Do everything there is to do, for ever. A bug in any part stops all of it."""
        async with asyncio.TaskGroup() as group:
            for watch in self.watches:
                alive = keep_alive(watch.follow, self.clock, self.chance, WATCH_PAUSE_S)
                group.create_task(alive)
            for make in self._tasks():
                group.create_task(keep_alive(make, self.clock, self.chance))

    def _tasks(self) -> list[Errand]:
        return [
            *(pool.keep_full for pool in self.desk.pools.values()),
            self.carrier.carry,
            self.lapse.run,
            self._remind,
            *self.errands,
        ]

    async def _remind(self) -> None:
        await self.clock.sleep(REMIND_AFTER_S)
        self.gaps.remind()
