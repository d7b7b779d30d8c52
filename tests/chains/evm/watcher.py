"""A watcher of an EVM chain that goes on where its last look ended, as the engine does."""

import asyncio
import hashlib
import itertools
import time
from collections.abc import Iterable
from typing import Final

from pos.chains.evm.chain import EvmChain, EvmSettings
from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Sighting
from pos.domain.ports import Clock, Glance
from tests.fakes.watched import WatchedSet

CHAIN: Final = ChainId("eip155:31337")
ETH: Final = Asset(code="ETH", decimals=18, chain=CHAIN)
_NUMBERS: Final = itertools.count()


CONTRACT: Final = "0x" + "c" * 40
OURS: Final = "0x" + "a" * 40
OTHER: Final = "0x" + "b" * 40


def token_at(contract: str, decimals: int = 8) -> Asset:
    """The token of the tests."""
    return Asset(code="0xBTC", decimals=decimals, chain=CHAIN, contract=contract.lower())


TOKEN: Final = token_at(CONTRACT)


class RealClock:
    """The wall clock."""

    def now(self) -> int:
        return int(time.time())

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Minutes:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1_700_000_000

    def now(self) -> int:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += int(seconds)


class Watcher:
    """`glance` is what the last look brought."""

    def __init__(self, chain: EvmChain, addresses: Iterable[str] = ()) -> None:
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

    def suspect(self, address: str, wei: int = 0) -> None:
        """Let the next looks compare the balance of an address, of which so much is known."""
        self.watched.accounted[address] = Amount(wei, ETH)


def watcher_of(
    urls: Iterable[str],
    assets: Iterable[Asset],
    ours: Iterable[str],
    *,
    also: Iterable[Asset] = (),
    clock: Clock | None = None,
    **settings: object,
) -> Watcher:
    """A watcher whose chain asks these nodes for these coins, `also` being those not on offer."""
    whole = EvmSettings(chain=CHAIN, urls=tuple(urls), **settings)  # type: ignore[arg-type]
    return Watcher(EvmChain(whole, assets, clock or RealClock(), also=also), ours)


def somebody() -> str:
    """An address that nobody has used."""
    seed = f"{next(_NUMBERS)} {time.monotonic_ns()}"
    return "0x" + hashlib.sha256(seed.encode()).hexdigest()[:40]
