"""The nodes that money is sent by: asked one after the other, or all where one might mislead."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from pos.chains.evm.chain import EvmSettings
from pos.chains.evm.endpoints import Endpoints
from pos.chains.evm.identity import identify
from pos.chains.evm.match import scope_of
from pos.chains.evm.names import names_of
from pos.chains.evm.transport import Endpoint
from pos.domain.errors import Refused, Trouble
from pos.domain.ports.clock import Clock

ENOUGH: Final = 2
"""So many nodes must say what only a liar would say alone, where the shop has as many."""

_Found = TypeVar("_Found")


class Nodes:
    """Connections of their own, so that paying and watching do not wait for each other."""

    def __init__(self, settings: EvmSettings, clock: Clock) -> None:
        named = zip(settings.urls, names_of(settings.urls), strict=True)
        self._endpoints = Endpoints(
            [Endpoint(url, name, settings.timeout_s, clock) for url, name in named], clock
        )
        self._scope = scope_of(settings.chain, ())
        self._identified: set[Endpoint] = set()
        self.quorum = min(ENOUGH, len(settings.urls))

    async def first(self, use: Callable[[Endpoint], Awaitable[_Found]]) -> _Found:
        """What the first node that works gives; raises Trouble if none does."""
        return await self._endpoints.first_able(lambda endpoint: self._used(endpoint, use))

    async def every(self, use: Callable[[Endpoint], Awaitable[_Found]]) -> list[_Found]:
        """What each node gives that works, at least one; raises Trouble if none does."""
        asked = self._endpoints.awake()
        if not asked:
            return [await self.first(use)]
        answers = await asyncio.gather(*(self._tried(each, use) for each in asked))
        found = [answer[0] for answer in answers if isinstance(answer, tuple)]
        troubles = [answer for answer in answers if isinstance(answer, Trouble)]
        if not found:
            raise troubles[0]
        return found

    async def close(self) -> None:
        """Let go of all connections."""
        await self._endpoints.close()

    async def _tried(
        self, endpoint: Endpoint, use: Callable[[Endpoint], Awaitable[_Found]]
    ) -> tuple[_Found] | Trouble:
        try:
            return (await self._used(endpoint, use),)
        except Trouble as why:
            self._endpoints.failed(endpoint, why)
            return why

    async def _used(
        self, endpoint: Endpoint, use: Callable[[Endpoint], Awaitable[_Found]]
    ) -> _Found:
        await self._identify(endpoint)
        found = await use(endpoint)
        self._endpoints.worked(endpoint)
        return found

    async def _identify(self, endpoint: Endpoint) -> None:
        """Once per node and run. Raises Trouble for a node of another chain: another may serve."""
        if endpoint in self._identified:
            return
        try:
            await identify(endpoint, self._scope)
        except Refused as why:
            raise Trouble(why.text) from why
        self._identified.add(endpoint)
