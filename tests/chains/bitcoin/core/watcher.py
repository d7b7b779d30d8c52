"""A watcher of a chain read from a node, which goes on where its last look ended."""

import asyncio
import hashlib
import itertools
import time
from collections.abc import Iterable
from typing import Final

from pos.chains.bitcoin.address import address_of
from pos.chains.bitcoin.core.chain import CoreChain, CoreSettings
from pos.chains.bitcoin.network import BITCOIN_REGTEST, Network
from pos.domain.money import Asset
from pos.domain.payment.deposit import Sighting
from pos.domain.ports import Glance
from tests.fakes.watched import WatchedSet
from tests.nodes.bitcoin import BitcoinNode

_NUMBERS: Final = itertools.count()


class RealClock:
    """The wall clock."""

    def now(self) -> int:
        return int(time.time())

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Watcher:
    """`glance` is what the last look brought."""

    def __init__(self, chain: CoreChain, addresses: Iterable[str] = ()) -> None:
        self.chain = chain
        self.watched = WatchedSet(addresses)
        self.cursor: str | None = None
        self.glance: Glance | None = None

    def watch(self, *addresses: str) -> None:
        """Watch these from now on as well."""
        self.watched.addresses |= dict.fromkeys(addresses)

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

    @property
    def is_pool_told(self) -> bool:
        """Whether the last look told of everything that waits."""
        assert self.glance is not None
        return self.glance.with_pool


def asset_of(network: Network) -> Asset:
    """The chain's own coin."""
    return Asset(code=network.title, decimals=8, chain=network.id)


def chain_at(
    node: BitcoinNode, network: Network = BITCOIN_REGTEST, **settings: object
) -> CoreChain:
    """A chain read from this node."""
    whole = {"url": node.url, "user": node.user, "password": node.password, **settings}
    return CoreChain(
        network,
        asset_of(network),
        CoreSettings(**whole),  # type: ignore[arg-type]
        RealClock(),
    )


def somebody(network: Network = BITCOIN_REGTEST) -> str:
    """An address that nobody has used."""
    seed = f"{next(_NUMBERS)} {time.monotonic_ns()}".encode()
    hashed = hashlib.sha256(seed).digest()[:20]
    script = b"\x00\x14" + hashed if network.hrp else b"\x76\xa9\x14" + hashed + b"\x88\xac"
    address = address_of(script, network)
    assert address is not None
    return address
