"""A chain of Bitcoin's kind as the engine watches it, read from one node of the shop's own."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pos.chains.bitcoin.blocks import Block, pays
from pos.chains.bitcoin.core.identity import identify
from pos.chains.bitcoin.core.pool import Judged, Now, Pool
from pos.chains.bitcoin.core.push import WANTED, InvalidAddress, News, Push, Topics, topics_of
from pos.chains.bitcoin.core.reading import blocks_of, mined, start_of, walked
from pos.chains.bitcoin.core.rpc import UNKNOWN_METHOD, Call, Declined, Login, Rpc, WrongLogin
from pos.chains.bitcoin.core.scripts import Scripts
from pos.chains.bitcoin.core.window import Ask
from pos.chains.bitcoin.core.wire import ChainInfo, HeaderInfo, Offer, PoolInfo, Tip
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.tx import Malformed
from pos.chains.trail import Trail, format_trail, parse_trail
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Asset
from pos.domain.ports.chain import Glance, Source, Watched
from pos.domain.ports.clock import Clock

AHEAD: Final = 2
"""So many headers may come before their blocks without the node being behind."""
ASK_S: Final = 0.25
"""How often a node that does not push is asked whether its pool is still the same."""
_MANY_TXS: Final = 200
"""From here on pushed transactions are compared in a thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreSettings:
    """How to reach a node: its RPC address, and user and password or the cookie file.

    `zmq` holds the addresses where the node publishes `rawtx`, `sequence` or `hashblock`, with
    commas between them; if empty, the node is asked. `poll_s` is the longest pause between looks.
    """

    url: str = field(repr=False)  # it may hold a password
    user: str = ""
    password: str = field(default="", repr=False)
    cookie: Path | None = None
    zmq: str = ""
    poll_s: float = 1.0
    timeout_s: float = 10.0


class CoreChain:
    """The `Chain` port for one node. Belongs to the engine's loop."""

    def __init__(
        self, network: Network, asset: Asset, settings: CoreSettings, clock: Clock
    ) -> None:
        """Raises Refused for a node's address that is none."""
        self.id = network.id
        self._network = network
        self._asset = asset
        self._settings = settings
        self._clock = clock
        login = Login(user=settings.user, password=settings.password, cookie=settings.cookie)
        self._rpc = Rpc(settings.url, login, settings.timeout_s)
        self._scripts = Scripts(network)
        self._pool = Pool(self._rpc, network, asset, self._scripts)
        self._push: Push | None = None
        self._is_known = False
        self._has_more = False
        self._waits_for_blocks = True
        self._pool_info: PoolInfo | None = None
        self._head = "", 0  # hash and time of the newest block that was read
        self._source = Source(name=self._rpc.name, is_connected=False)

    async def verify(self) -> None:
        """Check that the node serves the configured chain and lets the shop in.

        Raises Refused with what to correct; Trouble if the node cannot be reached.
        """
        try:
            await identify(self._rpc, self._network)
        except WrongLogin as why:
            raise Refused("wrong_login", str(why)) from why
        try:
            await self._listen(await self._topics())
        except InvalidAddress as why:
            raise Refused("invalid_zmq", str(why)) from why

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        """Read everything since the cursor. Raises Trouble, having concluded nothing."""
        try:
            glance = await self._looked(
                parse_trail(cursor) if cursor is not None else None, watched
            )
        except Trouble as why:
            self._is_known = False  # it may come back as another one
            self._source = replace(self._source, is_connected=False, trouble=str(why))
            raise
        self._source = replace(self._source, is_connected=True, trouble="")
        return glance

    async def changed(self) -> None:
        """Return at pushed news, at the latest after `poll_s`; at once while there is more."""
        if self._has_more:
            return
        if self._push is None:
            await self._asked()
            return
        now = asyncio.get_running_loop().time
        until = now() + self._settings.poll_s
        while now() < until:
            try:
                async with asyncio.timeout_at(until):
                    news = await self._push.news()
            except TimeoutError:
                return
            if await self._has_heard(news):
                return

    def sources(self) -> Sequence[Source]:
        """How the node was found at the last look."""
        return (self._source,)

    async def close(self) -> None:
        """Let go of all connections."""
        await self._rpc.close()
        await self._hush()

    async def _looked(self, trail: Trail | None, watched: Watched) -> Glance:
        await self._meet()
        head, pool = await self._told()
        is_ready = pool.loaded and not self._is_syncing(head)
        self._scripts.follow(watched)
        await self._scripts.refresh()
        first, below = await start_of(self._rpc, trail, head, watched)
        ask = Ask(
            first=first,
            last=head.blocks,
            below=below,
            scripts=self._scripts.known,
            network=self._network,
        )
        blocks = await blocks_of(self._rpc, head, ask)
        last = first + len(blocks) - 1
        if trail is not None and first <= trail.last.height:
            self._pool.mistrust()  # what was in the blocks left behind is there again
        now = Now(head=head.bestblockhash, pool=pool, is_ready=is_ready)
        judged = await self._pooled(blocks, now)
        self._has_more = last < head.blocks or not self._pool.is_whole
        return Glance(
            height=last,
            from_height=first,
            with_pool=judged.is_sure and not self._has_more,
            sightings=(*mined(self._asset, first, blocks), *judged.sightings),
            cursor=format_trail(walked(trail, first, blocks)),
            block_time=await self._time(blocks, head),
            is_behind=self._has_more or not is_ready,
            head=max(head.blocks, head.headers),
        )

    async def _told(self) -> tuple[ChainInfo, PoolInfo]:
        """What the node says of its blocks and of its pool."""
        replies = await self._rpc.ask([Call("getblockchaininfo"), Call("getmempoolinfo")])
        head, pool = replies[0].read(ChainInfo), replies[1].read(PoolInfo)
        if self._pool_info is not None and not self._pool_info.loaded:
            self._pool.mistrust()  # when it was listed, a part of it was not there yet
        self._pool_info = pool
        self._source = replace(self._source, height=head.blocks)
        return head, pool

    async def _meet(self) -> None:
        """Once, and again after each trouble: see that it is the right node, and what it tells."""
        if self._is_known:
            return
        try:
            await identify(self._rpc, self._network)
        except Refused as why:
            raise Trouble(why.text) from why
        await self._listen(await self._topics())
        self._is_known = True

    async def _topics(self) -> Topics:
        if self._settings.zmq:
            addresses = [address.strip() for address in self._settings.zmq.split(",")]
            return {address: frozenset(WANTED) for address in addresses}
        try:
            offers = await self._rpc.ask_one("getzmqnotifications", shape=list[Offer])
        except Declined:
            return {}  # compiled without, or too old to say
        return topics_of(offers, self._rpc.host)

    async def _listen(self, topics: Topics) -> None:
        if self._push is not None and self._push.topics == topics:
            return
        await self._hush()
        if topics:
            self._push = Push(topics)

    async def _hush(self) -> None:
        push, self._push = self._push, None
        if push is not None:
            await push.close()

    async def _pooled(self, blocks: Sequence[Block], now: Now) -> Judged:
        """What waits in the pool now and is not in these blocks."""
        if self._push is not None:
            await self._has_heard(self._push.taken())
        self._pool.leave(paid.txid for block in blocks for paid in block.paid)
        has_news = self._push is not None and self._push.has_txs
        await self._pool.refill(has_news=has_news)
        return await self._pool.judged(now)

    async def _has_heard(self, news: News) -> bool:
        """Take in pushed news; whether it is worth a look now.

        A gap is filled by the next look and calls for none, or a source of gaps would never rest.
        """
        await self._scripts.refresh()
        try:
            is_many = len(news.txs) > _MANY_TXS
            ours = await asyncio.to_thread(self._ours, news) if is_many else self._ours(news)
            self._pool.take_in(ours)
        except Malformed:
            news.has_gap = True
            ours = []
        if news.has_gap:
            self._pool.mistrust()
        is_removed = any(txid in self._pool for txid in news.removed)
        return bool(ours) or is_removed or news.has_block

    def _ours(self, news: News) -> list[bytes]:
        return [raw for raw in news.txs if pays(raw, self._scripts.known, self._network)]

    async def _asked(self) -> None:
        """Ask a node that does not push now and then, and no longer than `poll_s`, what is new."""
        now = asyncio.get_running_loop().time
        until = now() + self._settings.poll_s
        while (left := until - now()) > 0:
            if await self._has_block(min(ASK_S, left)):
                return
            with suppress(Trouble):  # the next look will say so
                pool = await self._rpc.ask_one("getmempoolinfo", shape=PoolInfo)
                if pool != self._pool_info:
                    return

    async def _has_block(self, within_s: float) -> bool:
        """Wait so long, or until the next block where the node can tell of it."""
        now = asyncio.get_running_loop().time
        until = now() + within_s
        most_ms = max(1, int(within_s * 1000))
        try:
            if self._waits_for_blocks:
                tip = await self._rpc.ask_one(
                    "waitfornewblock", most_ms, shape=Tip, longer_s=within_s
                )
                if tip.hash != self._head[0]:
                    return True
        except Declined as why:
            self._waits_for_blocks = why.code != UNKNOWN_METHOD
        except Trouble:
            pass  # the next look will say so
        await self._clock.sleep(max(0.0, until - now()))
        return False

    async def _time(self, blocks: Sequence[Block], head: ChainInfo) -> int:
        """When the newest block that was read was made."""
        if blocks:
            self._head = blocks[-1].hash, blocks[-1].time
        elif self._head[0] != head.bestblockhash:
            header = await self._rpc.ask_one("getblockheader", head.bestblockhash, shape=HeaderInfo)
            self._head = head.bestblockhash, header.time
        return self._head[1]

    def _is_syncing(self, head: ChainInfo) -> bool:
        """Whether the node itself knows that there are more blocks than it has.

        A test chain at rest calls itself so, too, when its newest block is of yesterday.
        """
        is_loading = head.initialblockdownload and not self._network.is_test
        return is_loading or head.headers - head.blocks > AHEAD
