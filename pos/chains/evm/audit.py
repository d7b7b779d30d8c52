"""Whether the nodes of one chain agree: each of them is asked now and then, read from or not."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from pos.chains.evm.ancestry import DEEP, checked
from pos.chains.evm.endpoints import Endpoints
from pos.chains.evm.transport import Endpoint
from pos.chains.evm.wire import Header, block_call
from pos.domain.errors import Distrust, Trouble
from pos.domain.ports.clock import Clock

EVERY_S: Final = 60
IDLE_S: Final = 180
"""A node whose newest block is so much older than that of another stands still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What one node says: its newest block, and the hash of the block that all are asked for."""

    endpoint: Endpoint
    newest: Header
    hash: str


class Audit:
    """Compares a block that is too deep to be taken back on all nodes of a chain.

    It runs beside the looks in a task of its own, which `close` ends: a node that hangs must not
    hold up the one that works.
    """

    def __init__(
        self, endpoints: Endpoints, identify: Callable[[Endpoint], Awaitable[None]], clock: Clock
    ) -> None:
        """`identify` raises Trouble for a node of another chain."""
        self._endpoints = endpoints
        self._identify = identify
        self._clock = clock
        self._due_at = 0
        self._running: asyncio.Task[None] | None = None
        self._head = 0
        self._contradiction = ""
        self._at_odds: frozenset[Endpoint] = frozenset()

    def looked(self, endpoint: Endpoint, head: int) -> None:
        """After a look at this node, which has a head so high: compare, if it is time to."""
        self._head = head
        if self._running is not None and self._running.done():
            self._running.result()  # where a bug in it comes to light
            self._running = None
        is_due = len(self._endpoints.all) > 1 and self._clock.now() >= self._due_at
        if is_due and self._running is None:
            self._due_at = self._clock.now() + EVERY_S
            self._running = asyncio.create_task(self._compare(endpoint))

    async def check(self) -> None:
        """Before a look: raises Distrust while nodes contradict each other, having asked again.

        Only both of them can end that: one that falls silent does not prove the other right.
        """
        if self._contradiction:
            await self._compare(None)
        if self._contradiction:
            raise Distrust(self._contradiction)

    async def close(self) -> None:
        """End what runs."""
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            await asyncio.wait({running})

    async def _compare(self, looked_at: Endpoint | None) -> None:
        at = max(0, self._head - DEEP)
        asked = self._endpoints.awake()
        answers = await asyncio.gather(*(self._word(each, at, looked_at) for each in asked))
        words = [word for word in answers if word is not None]
        odds = _odds(words)
        if odds:
            self._at_odds = frozenset(word.endpoint for word in odds)
            self._contradiction = _contradiction(odds, at)
        elif self._at_odds <= {word.endpoint for word in words}:
            self._at_odds, self._contradiction = frozenset(), ""
            self._pass_over_idle(words)
        if self._contradiction:
            for word in words:
                self._endpoints.suspected(word.endpoint, self._contradiction)

    async def _word(self, endpoint: Endpoint, at: int, looked_at: Endpoint | None) -> _Word | None:
        """None if this node is no use now; of the one that is read from the looks tell that."""
        try:
            await self._identify(endpoint)
            calls = [block_call("latest", full=False), block_call(at, full=False)]
            latest, there = await endpoint.ask(calls)
            newest, header = latest.read(Header), there.read_or_none(Header)
            if header is None:
                raise Trouble(f"{endpoint.name}: the node is behind: at block {newest.height}")
            (header,) = checked(endpoint, [at], [header])
        except Trouble as why:
            if endpoint is not looked_at:
                self._endpoints.failed(endpoint, why)
            return None
        self._endpoints.told(endpoint, newest.height)
        return _Word(endpoint=endpoint, newest=newest, hash=header.hash)

    def _pass_over_idle(self, words: list[_Word]) -> None:
        """Let a node rest that stands still while others of the same chain go on."""
        if not words:
            return
        ahead = max((word.newest for word in words), key=lambda newest: newest.time)
        for word in words:
            if ahead.time - word.newest.time > IDLE_S:
                why = f"stands still at block {word.newest.height}, another is at {ahead.height}"
                self._endpoints.failed(word.endpoint, Trouble(f"{word.endpoint.name}: {why}"))


def _odds(words: list[_Word]) -> tuple[_Word, _Word] | None:
    """The first, and who says otherwise; None if nobody does."""
    return next(((words[0], word) for word in words if word.hash != words[0].hash), None)


def _contradiction(odds: tuple[_Word, _Word], at: int) -> str:
    """In words, who says otherwise than whom."""
    one, other = odds
    return (
        f"{one.endpoint.name} and {other.endpoint.name} contradict each other: "
        f"they have different blocks {at}"
    )
