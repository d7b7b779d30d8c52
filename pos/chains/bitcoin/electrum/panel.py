"""Several servers as one: enough of them connected, agreed on the chain, and with all told."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos.chains.bitcoin.electrum.book import Book
from pos.chains.bitcoin.electrum.council import Agreed, Council
from pos.chains.bitcoin.electrum.crew import Crew
from pos.chains.bitcoin.electrum.pins import Pins
from pos.chains.bitcoin.electrum.server import Server, Surroundings
from pos.chains.bitcoin.electrum.site import Site, site_of
from pos.chains.bitcoin.electrum.trust import Trust
from pos.domain.errors import Refused, Trouble
from pos.domain.ports.clock import Clock

TICK_S: Final = 1.0
"""So often what is waited for is looked at, told or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectrumSettings:
    """Which servers to ask (`ssl://host:port` and the like), in order of preference.

    `at_once` of them are asked and `least` must agree: 1 is for the shop's own server. `pins` is
    the file of certificates that no authority vouches for, None to forget them at the end;
    `poll_s` the longest pause between looks; `proxy` `socks5://host:port`, "" for none.
    """

    servers: tuple[str, ...]
    pins: Path | None
    at_once: int = 3
    least: int = 2
    poll_s: float = 10.0
    timeout_s: float = 10.0
    proxy: str = ""


class Panel:
    """The servers that a book is filled from. Its tasks begin when asked first, `close` ends them.

    `news` is set whenever a server said something new.
    """

    def __init__(self, book: Book, settings: ElectrumSettings, clock: Clock) -> None:
        """Raises Refused for addresses of servers that are none, and for fewer than must agree."""
        self.news = asyncio.Event()
        self.agreed: Agreed | None = None
        self._settings = settings
        self._clock = clock
        around = Surroundings(
            book=book,
            trust=Trust(Pins(settings.pins), settings.proxy),
            poll_s=settings.poll_s,
            timeout_s=settings.timeout_s,
            now=clock.now,
            news=self.news.set,
        )
        servers = [Server(site, around) for site in _sites(settings)]
        self.crew = Crew(servers, max(settings.at_once, settings.least), clock, self.news.set)
        self._council = Council(settings.least)

    @property
    def connected(self) -> Sequence[Server]:
        """Those that are there now."""
        return self.crew.connected

    @property
    def is_complete(self) -> bool:
        """Whether enough of them have told all of every address in the book."""
        return sum(server.is_current for server in self.connected) >= self._settings.least

    async def ready(self) -> None:
        """Wait until enough are there. Raises Trouble if they do not come."""
        self.crew.start()
        await self.wait(self._has_enough, self._settings.timeout_s + TICK_S)
        self.crew.check(self._settings.least)

    async def complete(self, most_s: float) -> Agreed:
        """Wait until enough have told everything; the chain they stand on. Raises Trouble."""
        await self.ready()
        self.crew.wake()
        await self.wait(lambda: self.is_complete, most_s)
        self.crew.check(self._settings.least)
        if not self.is_complete:
            raise Trouble("The servers have not told everything yet")
        return self.agree()

    def agree(self) -> Agreed:
        """The chain that enough of them stand on. Raises Trouble and Distrust, see `Council`."""
        branches = {
            server.name: server.branch for server in self.connected if server.branch is not None
        }
        self.agreed = self._council.agree(branches, self._clock.now())
        return self.agreed

    async def wait(self, claim: Callable[[], bool], most_s: float) -> None:
        """Until a claim about servers is true, at the latest after so long."""
        loop = asyncio.get_running_loop()
        until = loop.time() + most_s
        while not claim() and (left := until - loop.time()) > 0:
            self.news.clear()
            await within(self.news, min(left, TICK_S))

    async def close(self) -> None:
        """Let all of them go."""
        await self.crew.close()

    def _has_enough(self) -> bool:
        return len(self.connected) >= self._settings.least or not self.crew.is_trying


async def within(event: asyncio.Event, most_s: float) -> None:
    """Wait for it, but not longer."""
    try:
        async with asyncio.timeout(most_s):
            await event.wait()
    except TimeoutError:
        return


def _sites(settings: ElectrumSettings) -> list[Site]:
    sites = {site.name: site for site in map(site_of, settings.servers)}
    if not 1 <= settings.least <= len(sites):
        raise Refused(
            "electrum_servers",
            f"{settings.least} Electrum servers must agree, and {len(sites)} are named",
        )
    return list(sites.values())
