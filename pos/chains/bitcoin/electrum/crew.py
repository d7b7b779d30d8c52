"""Several servers at work at once: whoever fails rests for a while, and another takes the place."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.electrum.council import Agreed, standing
from pos.chains.bitcoin.electrum.reader import Lie, WrongChain
from pos.chains.bitcoin.electrum.server import Server
from pos.chains.bitcoin.electrum.trust import CertificateChanged
from pos.domain.errors import Distrust, Trouble
from pos.domain.ports.chain import Source
from pos.domain.ports.clock import Clock

FIRST_REST_S: Final = 1
LONGEST_REST_S: Final = 60
STEADY_S: Final = 30
"""Who stayed for so long can be relied on: its failures of before do not count any more."""
LIAR_REST_S: Final = 600
"""Who lied may have been broken, and mended since; so long nobody asks."""
_IDLE_S: Final = 0.5


@dataclass(slots=True, kw_only=True)
class _Record:
    """How one server has behaved."""

    failures: int = 0
    rests_until: int = 0
    trouble: str = ""
    is_liar: bool = False
    is_at_work: bool = False

    def rests(self, now: int) -> bool:
        """Whether it is left alone; for longer only by a clock that was ahead."""
        return now < self.rests_until <= now + LIAR_REST_S


class Crew:
    """All servers of a chain, of which `at_once` are at work. Owns their tasks until `close`."""

    def __init__(
        self, servers: Sequence[Server], at_once: int, clock: Clock, news: Callable[[], None]
    ) -> None:
        self.servers = tuple(servers)
        self._places = min(at_once, len(self.servers))
        self._clock = clock
        self._news = news
        self._records = {server: _Record() for server in self.servers}
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Put servers to work if none are yet; raises what a bug ended one of them with."""
        for task in self._tasks:
            if task.done():
                task.result()
        if not self._tasks:
            self._tasks = [asyncio.ensure_future(self._fill()) for _ in range(self._places)]
            for task in self._tasks:
                task.add_done_callback(lambda _: self._news())

    async def close(self) -> None:
        """Let all of them go."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def connected(self) -> list[Server]:
        """Those that are there now."""
        return [server for server in self.servers if server.is_connected]

    @property
    def is_trying(self) -> bool:
        """Whether another one may be there in a moment."""
        now = self._clock.now()
        return any(
            not server.is_connected and (record.is_at_work or not record.rests(now))
            for server, record in self._records.items()
        )

    def check(self, least: int) -> None:
        """Raise Trouble where fewer are there than must agree; Distrust where one of them lied."""
        count = len(self.connected)
        if count >= least:
            return
        records = [self._records[one] for one in self.servers if not one.is_connected]
        liars = [record for record in records if record.is_liar]
        text = next((record.trouble for record in (*liars, *records) if record.trouble), "")
        raise (Distrust if liars else Trouble)(
            f"{count} of the {least} servers that must agree: {text or 'connecting'}"
        )

    def wake(self) -> None:
        """There is something new to ask all of them."""
        for server in self.connected:
            server.wake()

    def sources(self, agreed: Agreed | None) -> list[Source]:
        """How each was found last."""
        return [self._source(server, agreed) for server in self.servers]

    def _source(self, server: Server, agreed: Agreed | None) -> Source:
        branch, trouble = server.branch, self._records[server].trouble
        if server.is_connected and branch is not None and agreed is not None:
            trouble = standing(branch, agreed)
        return Source(
            name=server.name,
            is_connected=server.is_connected,
            height=branch.height if branch is not None else None,
            trouble=trouble,
        )

    async def _fill(self) -> None:
        """Keep one place filled, for ever."""
        while True:
            server = self._next()
            if server is None:
                await asyncio.sleep(_IDLE_S)
                continue
            await self._employ(server, self._records[server])

    async def _employ(self, server: Server, record: _Record) -> None:
        record.is_at_work = True
        began_at = self._clock.now()
        try:
            await server.serve()
        except Trouble as why:
            if self._clock.now() - began_at > STEADY_S:
                record.failures = 0
            record.failures += 1
            record.trouble = str(why)
            record.is_liar = isinstance(why, Lie)
            record.rests_until = self._clock.now() + _rest_s(why, record.failures)
        finally:
            record.is_at_work = False
            self._news()

    def _next(self) -> Server | None:
        """The one with the fewest failures of those that neither work nor rest."""
        now = self._clock.now()
        free = [
            server
            for server, record in self._records.items()
            if not record.is_at_work and not record.rests(now)
        ]
        return min(free, key=lambda server: self._records[server].failures, default=None)


def _rest_s(why: Trouble, failures: int) -> int:
    if isinstance(why, Lie | WrongChain):
        return LIAR_REST_S
    if isinstance(why, CertificateChanged):
        return LONGEST_REST_S
    return min(FIRST_REST_S << min(failures - 1, 10), LONGEST_REST_S)
