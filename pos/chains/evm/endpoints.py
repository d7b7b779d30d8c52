"""Several nodes for one chain: the first that works is used, one that failed rests for a while."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

from pos.chains.evm.transport import Endpoint
from pos.domain.errors import Trouble
from pos.domain.ports import Clock, Source

FIRST_REST_S: Final = 1
LONGEST_REST_S: Final = 60

_Found = TypeVar("_Found")


class Endpoints:
    """Nodes in order of preference, and until when each rests after a failure."""

    def __init__(self, endpoints: Sequence[Endpoint], clock: Clock) -> None:
        self.all = tuple(endpoints)
        self._clock = clock
        self._failures: dict[Endpoint, int] = {}
        self._rests_until: dict[Endpoint, int] = {}
        self._troubles: dict[Endpoint, str] = {}  # "" after a success; no word: never asked

    async def first_able(self, use: Callable[[Endpoint], Awaitable[_Found]]) -> _Found:
        """What the first working node gives; raises the last Trouble if none of them works."""
        trouble = Trouble("No node is configured for this chain")
        for endpoint in self._ready():
            try:
                found = await use(endpoint)
            except Trouble as why:
                trouble = why
                self._troubles[endpoint] = str(why)
                self._rest(endpoint)
            else:
                self._failures.pop(endpoint, None)
                self._troubles[endpoint] = ""
                return found
        raise trouble

    def sources(self) -> Sequence[Source]:
        """How each node was found when it was asked last."""
        return [
            Source(
                name=endpoint.name,
                is_connected=self._troubles.get(endpoint) == "",
                trouble=self._troubles.get(endpoint, ""),
            )
            for endpoint in self.all
        ]

    async def close(self) -> None:
        """Let go of all connections."""
        for endpoint in self.all:
            await endpoint.close()

    def _ready(self) -> list[Endpoint]:
        """Those that do not rest; if all do, the one that has rested most, rather than nobody."""
        now = self._clock.now()
        ready = [each for each in self.all if self._rests_until.get(each, 0) <= now]
        return ready or sorted(self.all, key=lambda each: self._rests_until.get(each, 0))[:1]

    def _rest(self, endpoint: Endpoint) -> None:
        failures = self._failures[endpoint] = self._failures.get(endpoint, 0) + 1
        rest_s = min(FIRST_REST_S << min(failures - 1, 10), LONGEST_REST_S)
        self._rests_until[endpoint] = self._clock.now() + rest_s
