"""An EVM chain as the engine watches it: several nodes, one truth checked by block hashes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from pos.chains.evm.audit import Audit
from pos.chains.evm.cursor import Place, parse_place
from pos.chains.evm.endpoints import Endpoints
from pos.chains.evm.identity import identify
from pos.chains.evm.late import push_class
from pos.chains.evm.match import scope_of
from pos.chains.evm.names import names_of, push_name_of
from pos.chains.evm.reading import Reading, Seen, read
from pos.chains.evm.span import Span
from pos.chains.evm.tokens import TooMuch
from pos.chains.evm.transport import Endpoint
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.money import Asset
from pos.domain.ports.chain import Glance, Source, Watched
from pos.domain.ports.clock import Clock

SPAN: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EvmSettings:
    """How to reach a chain: HTTP addresses in order of preference, and one for pushed news.

    `poll_s` is the longest pause between looks, 1 for a node nearby, 5 to 10 for a public one;
    `span` is how many blocks a provider reads at once for logs, found out by trying if less.
    """

    chain: ChainId
    urls: tuple[str, ...]
    ws_url: str | None = None
    poll_s: float = 1.0
    timeout_s: float = 10.0
    with_pool: bool = True
    span: int = SPAN


class EvmChain:
    """The `Chain` port for Ethereum and its like. Belongs to the engine's loop."""

    def __init__(
        self,
        settings: EvmSettings,
        assets: Iterable[Asset],
        clock: Clock,
        also: Iterable[Asset] = (),
    ) -> None:
        """`assets` are the coins on offer on this chain, its own coin and tokens.

        Payments in `also` are told as well, of coins that were on offer once or may come by
        mistake; whether they exist on this chain is not checked.
        """
        offered = tuple(assets)
        self.id = settings.chain
        self._settings = settings
        self._offered = scope_of(settings.chain, offered)
        self._scope = scope_of(settings.chain, (*also, *offered))  # later ones win
        self._clock = clock
        named = zip(settings.urls, names_of(settings.urls), strict=True)
        self._endpoints = Endpoints(
            [Endpoint(url, name, settings.timeout_s, clock) for url, name in named], clock
        )
        self._audit = Audit(self._endpoints, self._known_right, clock)
        self._identified: set[Endpoint] = set()
        self._spans = {endpoint: Span(settings.span) for endpoint in self._endpoints.all}
        self._is_behind = False
        self._balances_at: str | None = None
        self._asked_last: Endpoint | None = None
        self._heard: frozenset[str] = frozenset()
        self._push: Any = None  # evm.push.Push, whose module must not be imported before need

    async def verify(self) -> None:
        """Check that every reachable node serves the configured chain and tokens.

        Raises Refused with what to correct; Trouble if no node can be reached.
        """
        troubles = []
        for endpoint in self._endpoints.all:
            try:
                await self._identify(endpoint)
            except Trouble as why:
                troubles.append(why)
        if len(troubles) == len(self._endpoints.all):
            raise troubles[0] if troubles else Trouble("No node is configured for this chain")

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        """Read everything since the cursor from the first node that works.

        Raises Trouble if none does, also where none serves what is configured; Distrust while
        two nodes contradict each other.
        """
        place = parse_place(cursor) if cursor is not None else None

        async def look_at(endpoint: Endpoint) -> Seen:
            return await self._look_at(endpoint, place, watched)

        try:
            await self._audit.check()
            seen = await self._endpoints.first_able(look_at)
        except Trouble:
            if self._push is not None:
                await self._push.close()  # nobody listens now, and news would pile up
            raise
        self._is_behind = seen.glance.is_behind
        self._balances_at = seen.balances_at
        return seen.glance

    async def changed(self) -> None:
        """Return at pushed news, at the latest after `poll_s`; at once while there is more."""
        if self._is_behind:
            return
        if self._settings.ws_url is None:
            await self._clock.sleep(self._settings.poll_s)
            return
        push = await self._pushed(self._settings.ws_url)
        await push.wait(self._settings.poll_s)

    def sources(self) -> Sequence[Source]:
        """How each node was found when it was asked last, the WebSocket after all others."""
        nodes, url = self._endpoints.sources(), self._settings.ws_url
        if url is None:
            return nodes
        idle = Source(name=push_name_of(url), is_connected=False)
        return [*nodes, self._push.source if self._push is not None else idle]

    async def close(self) -> None:
        """Let go of all connections."""
        await self._audit.close()
        await self._endpoints.close()
        if self._push is not None:
            await self._push.close()

    async def _look_at(self, endpoint: Endpoint, place: Place | None, watched: Watched) -> Seen:
        await self._known_right(endpoint)
        span = self._spans[endpoint]
        known_blocks = span.blocks
        while True:
            reading = Reading(
                endpoint=endpoint,
                scope=self._scope,
                place=place,
                watched=watched,
                span=span.blocks,
                with_pool=self._settings.with_pool,
                balances_at=self._balances_at,
                asked_last=self._asked_last,
                heard=self._heard,
            )
            try:
                seen = await read(reading)
            except TooMuch:
                span.refused()  # ends: small windows are read by hash and raise no TooMuch
            except Trouble:
                span.blocks = known_blocks  # what it refused was not the size
                raise
            else:
                if seen.is_whole_span:
                    span.succeeded()
                self._endpoints.told(endpoint, seen.head)
                self._asked_last, self._heard = endpoint, seen.heard
                self._audit.looked(endpoint, seen.head)
                return seen

    async def _known_right(self, endpoint: Endpoint) -> None:
        """Raises Trouble for a node that does not serve what is configured: another may."""
        try:
            await self._identify(endpoint)
        except Refused as why:
            raise Trouble(why.text) from why

    async def _identify(self, endpoint: Endpoint) -> None:
        """Once per node and run; a node that failed is asked again."""
        if endpoint not in self._identified:
            await identify(endpoint, self._offered)
            self._identified.add(endpoint)

    async def _pushed(self, url: str) -> Any:  # noqa: ANN401 - see _push
        if self._push is None:
            push = await push_class()
            with_pool = self._settings.with_pool and _is_near(url)
            self._push = push(url, self.id, with_pool=with_pool)
        return self._push


def _is_near(url: str) -> bool:
    """Whether the node is on this machine or network, where each pending transaction may wake us.

    A public node pushes hundreds a second; there the pool is read at each poll instead.
    """
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost"
