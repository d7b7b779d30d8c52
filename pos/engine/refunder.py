"""Owner of all refunds under way: hears of them and hands each to the paymaster of its chain."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Final

from pos.domain.ids import ChainId
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.clock import Clock
from pos.domain.ports.journal import Journal, Returns, Search
from pos.engine.feed import ChainSeen, Feed, InvoiceMoved, News
from pos.engine.paymaster import Paymaster
from pos.engine.refund_rules import WaitFor
from pos.engine.refund_values import KEPT_S, DaySums
from pos.engine.supervise import Chance, keep_alive

UNDER_WAY: Final = (Returns.PLANNED, Returns.SIGNED, Returns.FAILED)
ALL: Final = 1_000_000


class Refunder:
    """One paymaster for each chain, so that one that stands still holds up no other."""

    def __init__(
        self,
        paymasters: Iterable[Paymaster],
        sums: DaySums,
        journal: Journal,
        feed: Feed,
        clock: Clock,
    ) -> None:
        self._paymasters: Mapping[ChainId, Paymaster] = {each.chain: each for each in paymasters}
        self._sums = sums
        self._journal = journal
        self._feed = feed
        self._clock = clock

    async def start(self) -> None:
        """Remember what an earlier run left, and listen from now on. No network is touched."""
        for invoice in await self._journal.sent_back_since(self._clock.now() - KEPT_S):
            self._sums.follow(invoice)
        for invoice in await self._journal.search(Search(returns=UNDER_WAY, limit=ALL)):
            self._follow(invoice)
        self._feed.subscribe(self.hear)

    def hear(self, news: News) -> None:
        """Take in a committed invoice, or that a chain has grown."""
        match news:
            case InvoiceMoved(invoice=invoice):
                self._follow(invoice)
            case ChainSeen() if news.chain in self._paymasters:
                self._paymasters[news.chain].agenda.see(news.height)
            case _:
                pass

    def wake(self) -> None:
        """Judge again what waits: a wallet was opened, or a rule has changed."""
        for paymaster in self._paymasters.values():
            paymaster.wake()

    def waits_for(self, refund_id: str) -> WaitFor | None:
        """Why a refund does not go; None if nothing is known to hold it up."""
        found = (each.waits.get(refund_id) for each in self._paymasters.values())
        return next((waits for waits in found if waits is not None), None)

    async def run(self, chance: Chance) -> None:
        """Send back what is to go, for ever."""
        async with asyncio.TaskGroup() as group:
            for paymaster in self._paymasters.values():
                group.create_task(keep_alive(paymaster.run, self._clock, chance))

    def _follow(self, invoice: Invoice) -> None:
        if invoice.refunds:
            self._sums.follow(invoice)
            for paymaster in self._paymasters.values():
                paymaster.follow(invoice)
