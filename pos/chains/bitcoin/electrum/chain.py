"""A chain of Bitcoin's kind as the engine watches it, read from several Electrum servers."""

import asyncio
from collections.abc import Sequence
from typing import Final

from pos.chains.bitcoin.electrum.book import Book
from pos.chains.bitcoin.electrum.council import Agreed
from pos.chains.bitcoin.electrum.judge import Bench
from pos.chains.bitcoin.electrum.panel import TICK_S, ElectrumSettings, Panel, within
from pos.chains.bitcoin.electrum.reader import WrongChain
from pos.chains.bitcoin.electrum.telling import Moment, Telling
from pos.chains.bitcoin.electrum.trust import CertificateChanged
from pos.chains.bitcoin.headers import Header
from pos.chains.bitcoin.network import Network
from pos.domain.errors import Distrust, Refused, Trouble
from pos.domain.money import Asset
from pos.domain.ports.chain import Glance, Source, Watched
from pos.domain.ports.clock import Clock

COMPLETE_S: Final = 2.0
"""So long a look waits for servers to answer about new addresses."""

SLEPT_S: Final = 30
"""Nothing here waits for so much longer than a server may take: this computer was asleep."""

_TAKEN_AT_ONCE: Final = 200
_DAY_S: Final = 86_400


class ElectrumChain:
    """The `Chain` port without a node. Belongs to the engine's loop; `close` ends its tasks."""

    def __init__(
        self, network: Network, asset: Asset, settings: ElectrumSettings, clock: Clock
    ) -> None:
        """Raises Refused for addresses of servers that are none, and for fewer than must agree."""
        self.id = network.id
        self._network = network
        self._asset = asset
        self._settings = settings
        self._clock = clock
        self._book = Book(network)
        self._panel = Panel(self._book, settings, clock)
        self._telling = Telling(self._book)
        self._watched: Watched | None = None
        self._taken = 0
        self._is_on_trail = False
        self._retire_at = clock.now() + _DAY_S
        self._awake_at: int | None = None
        self._longest_s = settings.timeout_s + SLEPT_S

    async def verify(self) -> None:
        """Check that every server that can be reached serves the configured chain.

        Raises Refused with what to correct; Trouble if too few can be reached.
        """
        troubles: list[Trouble] = []
        for server in self._panel.crew.servers:
            try:
                await server.verify()
            except WrongChain as why:
                raise Refused("wrong_chain", str(why)) from why
            except CertificateChanged as why:
                raise Refused("certificate_changed", str(why)) from why
            except Trouble as why:
                troubles.append(why)
        if len(self._panel.crew.servers) - len(troubles) < self._settings.least:
            raise troubles[0]

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        """What enough servers say now, and what any of them proves.

        Raises Trouble where too few can be asked, and Distrust where they contradict each other.
        While not all live addresses are known from enough servers the glance is behind: it tells of
        money, and never that any is missing.
        """
        await self._heed_sleep()
        await self._go_on(cursor, watched)
        self._awake_at = self._clock.now()  # after a start there may be much to take in
        await self._panel.ready()
        await self._stay_on_trail(self._panel.agree())
        await self._panel.wait(lambda: self._panel.is_complete, COMPLETE_S)
        self._panel.crew.check(self._settings.least)
        if await self._heed_sleep():
            raise Trouble("this computer was asleep: the servers are asked anew")
        return self._glance(self._panel.agree())

    async def changed(self) -> None:
        """Return at news from a server, at the latest after `poll_s`."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._settings.poll_s
        while not self._panel.news.is_set() and (left := until - loop.time()) > 0:
            await self._heed_sleep()
            await self._take_addresses()
            await within(self._panel.news, min(left, TICK_S))
        self._panel.news.clear()

    def sources(self) -> Sequence[Source]:
        """How each server was found last."""
        return self._panel.crew.sources(self._panel.agreed)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._panel.close()

    async def _heed_sleep(self) -> bool:
        """Whether this computer slept; then connections are opened anew, as they may be dead.

        What servers said before they were cut off must not pass for what they say now: they would
        seem to deny what was paid meanwhile.
        """
        now, before = self._clock.now(), self._awake_at
        self._awake_at = now
        if before is None or now - before <= self._longest_s:
            return False
        await self._panel.close()
        return True

    async def _go_on(self, cursor: str | None, watched: Watched) -> None:
        self._telling.go_on(cursor)
        place, is_first = self._telling.place, self._watched is None
        if is_first and place is not None:
            self._book.go_on(place.told_live, place.told_old, place.warm)
        self._watched = watched
        await self._take_addresses()
        if self._clock.now() >= self._retire_at:
            self._retire_at = self._clock.now() + _DAY_S
            self._book.retire(self._clock.now(), self._telling.busy)

    async def _take_addresses(self) -> None:
        """Have servers asked about addresses that were shown since."""
        if self._watched is None:
            return
        fresh = self._watched.since(self._taken)
        self._taken += len(fresh)
        for number, (address, born_at) in enumerate(fresh, start=1):
            self._book.take(address, born_at, self._clock.now())
            if number % _TAKEN_AT_ONCE == 0:
                await asyncio.sleep(0)  # after a start there may be a hundred thousand
        if fresh:
            self._panel.crew.wake()

    async def _stay_on_trail(self, agreed: Agreed) -> None:
        """Once after a start: the servers' chain must go on from what was read before.

        Raises Distrust if it does not, and Trouble while the servers are not that far.
        """
        place = self._telling.place
        if self._is_on_trail or place is None:
            self._is_on_trail = True
            return
        steps = [step for step in place.steps if step.height <= agreed.height]
        if not steps:
            raise Trouble(f"the servers are only at block {agreed.height}")
        for step in reversed(steps):
            header = agreed.branch.at(step.height) or await self._ancestor(agreed, step.height)
            if header.id == step.hash:
                self._is_on_trail = True
                return
        raise Distrust(f"the servers do not know block {steps[-1].hash}, which was read before")

    async def _ancestor(self, agreed: Agreed, height: int) -> Header:
        """A header far below what is kept, from whichever server can prove it."""
        trouble = Trouble("the servers went away")
        for server in self._panel.connected:
            if server.branch is not None and server.branch.holds(agreed.height, agreed.header.hash):
                try:
                    return await server.ancestor(height)
                except Trouble as why:
                    trouble = why
        raise trouble

    def _glance(self, agreed: Agreed) -> Glance:
        servers = [server for server in self._panel.connected if server.branch is not None]
        estimates = [server.low_fee for server in servers if server.low_fee is not None]
        swept = sorted((server.swept_to for server in self._panel.crew.servers), reverse=True)
        bench = Bench(
            book=self._book,
            asset=self._asset,
            servers=servers,
            agreed=agreed,
            least=self._settings.least,
            # the lowest of them, so that one server alone cannot make every fee look low
            low_fee=max(self._network.low_fee_per_kvb, min(estimates, default=0)),
        )
        return self._telling.glance(
            Moment(
                bench=bench,
                swept_to=swept[self._settings.least - 1],
                is_complete=self._panel.is_complete,
                now=self._clock.now(),
            )
        )
