"""Somebody who follows a chain as the engine does: each look goes on where the last one ended."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Chain, Glance
from tests.fakes.watched import WatchedSet

C = TypeVar("C", bound=Chain)


class Follower(Generic[C]):
    """`glance` is what the last look brought."""

    def __init__(self, chain: C, addresses: Iterable[str] = ()) -> None:
        self.chain = chain
        self.watched = WatchedSet(addresses)
        self.cursor: str | None = None
        self.glance: Glance | None = None

    async def look(self) -> tuple[Sighting, ...]:
        """One look; raises Trouble as the chain does, and then goes nowhere."""
        self.glance = await self.chain.look(self.cursor, self.watched)
        self.cursor = self.glance.cursor
        return self.glance.sightings

    async def catch_up(self) -> list[Sighting]:
        """Looks until there is nothing left to read; returns all they brought."""
        found = [*await self.look()]
        while self.glance is not None and self.glance.is_behind:
            found += await self.look()
        return found

    @property
    def window(self) -> tuple[int, int]:
        """The blocks that the last look read."""
        assert self.glance is not None
        return self.glance.from_height, self.glance.height
