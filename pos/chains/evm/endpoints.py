"""Several nodes for one chain: the first that works is used, one that failed rests for a while."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from pos.chains.evm.transport import Endpoint
from pos.domain.errors import Distrust, Trouble
from pos.domain.ports.chain import Source
from pos.domain.ports.clock import Clock

FIRST_REST_S: Final = 1
LONGEST_REST_S: Final = 60

_Found = TypeVar("_Found")


@dataclass(slots=True)
class _Health:
    """How a node was found last."""

    is_connected: bool = False
    trouble: str = ""
    height: int | None = None
    failures: int = 0  # in a row
    rests_until: int = 0


class Endpoints:
    """Nodes in order of preference, and how well each of them is."""

    def __init__(self, endpoints: Sequence[Endpoint], clock: Clock) -> None:
        self.all = tuple(endpoints)
        self._clock = clock
        self._health = {endpoint: _Health() for endpoint in self.all}

    async def first_able(self, use: Callable[[Endpoint], Awaitable[_Found]]) -> _Found:
        """What the first working node gives.

        Raises the last Trouble if none of them works; Distrust, if any, before all other.
        """
        trouble = Trouble("No node is configured for this chain")
        for endpoint in self.awake() or self._longest_resting():
            try:
                return await use(endpoint)
            except Trouble as why:
                self.failed(endpoint, why)
                trouble = trouble if isinstance(trouble, Distrust) else why
        raise trouble

    def awake(self) -> list[Endpoint]:
        """Those that do not rest."""
        now = self._clock.now()
        return [each for each in self.all if self._health[each].rests_until <= now]

    def told(self, endpoint: Endpoint, height: int) -> None:
        """It works, and this is its newest block."""
        self._health[endpoint] = _Health(is_connected=True, height=height)

    def worked(self, endpoint: Endpoint) -> None:
        """It works; of its height nothing new is known."""
        self._health[endpoint] = _Health(is_connected=True, height=self._health[endpoint].height)

    def failed(self, endpoint: Endpoint, why: Trouble) -> None:
        """It does not work; it rests longer with each failure in a row."""
        health = self._health[endpoint]
        rest_s = min(FIRST_REST_S << min(health.failures, 10), LONGEST_REST_S)
        health.failures += 1
        health.rests_until = self._clock.now() + rest_s
        health.is_connected, health.trouble = False, str(why)

    def suspected(self, endpoint: Endpoint, words: str) -> None:
        """It answers, but may not be believed."""
        self._health[endpoint].trouble = words

    def sources(self) -> Sequence[Source]:
        """How each node was found when it was asked last."""
        return [
            Source(
                name=endpoint.name,
                is_connected=health.is_connected,
                height=health.height,
                trouble=health.trouble,
            )
            for endpoint, health in self._health.items()
        ]

    async def close(self) -> None:
        """Let go of all connections."""
        for endpoint in self.all:
            await endpoint.close()

    def _longest_resting(self) -> list[Endpoint]:
        """Rather one that rests than nobody."""
        return sorted(self.all, key=lambda each: self._health[each].rests_until)[:1]
