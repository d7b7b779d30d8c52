"""Somebody who looks at an Electrum chain as the engine does: again and again, from its cursor."""

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from pos.chains.bitcoin.address import address_of, script_of
from pos.chains.bitcoin.electrum.chain import ElectrumChain
from pos.chains.bitcoin.electrum.panel import ElectrumSettings
from pos.chains.bitcoin.network import BITCOIN_REGTEST, Network
from pos.domain.errors import Trouble
from pos.domain.ids import ChainId
from pos.domain.money import Asset
from pos.domain.payment.deposit import Caution, Sighting
from pos.domain.ports.chain import Glance, Source
from pos.domain.ports.clock import Clock
from tests.fakes.electrum_server import payment
from tests.fakes.watched import WatchedSet

PATIENCE_S: Final = 20.0


class SteadyClock:
    """The wall clock, and as much more as a test lets pass."""

    def __init__(self) -> None:
        self.ahead_s = 0

    def now(self) -> int:
        return int(time.time()) + self.ahead_s

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def asset_of(network: Network) -> Asset:
    """The chain's own coin."""
    return Asset(code=network.title, decimals=8, chain=ChainId(network.id))


def settings(*servers: str, least: int = 2, poll_s: float = 0.2) -> ElectrumSettings:
    """Settings with short pauses; certificates are held to for one run."""
    return ElectrumSettings(servers=servers, pins=None, least=least, poll_s=poll_s, timeout_s=2.0)


class Watcher:
    """`glance` is what the last look brought; `cursor` where the next goes on."""

    def __init__(
        self,
        chosen: ElectrumSettings,
        addresses: Sequence[str] = (),
        network: Network = BITCOIN_REGTEST,
        cursor: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.clock = clock or SteadyClock()
        self.chain = ElectrumChain(network, asset_of(network), chosen, self.clock)
        self.watched = WatchedSet(addresses)
        self.watched.oldest = self.clock.now() - 60
        self.cursor = cursor
        self.glance: Glance | None = None

    async def look(self) -> tuple[Sighting, ...]:
        """One look; raises Trouble as the chain does, and then goes nowhere."""
        self.glance = await self.chain.look(self.cursor, self.watched)
        self.cursor = self.glance.cursor
        return self.glance.sightings

    async def until(self, claim: Callable[[Glance], bool]) -> Glance:
        """Follow the chain until a claim about a look is true; Trouble on the way is waited out."""
        deadline = time.monotonic() + PATIENCE_S
        last: object = None
        while time.monotonic() < deadline:
            try:
                await self.look()
            except Trouble as why:
                last = why
                await asyncio.sleep(0.05)
                continue
            assert self.glance is not None
            if claim(self.glance):
                return self.glance
            last = self.glance.sightings
            await self.chain.changed()
        raise AssertionError(f"it did not come to that: {last}, {self.chain.sources()}")

    async def until_whole(self) -> Glance:
        """Follow the chain until nothing is left to catch up with."""
        return await self.until(lambda glance: not glance.is_behind)

    async def until_trouble(self) -> Trouble:
        """Follow the chain until it cannot be read."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                await self.look()
            except Trouble as why:
                return why
            await self.chain.changed()
        raise AssertionError("nothing went wrong")

    async def until_source(self, claim: Callable[[Source], bool]) -> Source:
        """Follow the chain until a claim about one of its servers is true."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                await self.look()
            except Trouble:
                await asyncio.sleep(0.05)
            for source in self.chain.sources():
                if claim(source):
                    return source
            await self.chain.changed()
        raise AssertionError(f"no server came to that: {self.chain.sources()}")


def heights(glance: Glance) -> list[int | None]:
    """Where the payments are."""
    return [sighting.height for sighting in glance.sightings]


def units(glance: Glance) -> list[int]:
    """How much was paid, in the order told."""
    return [sighting.amount.units for sighting in glance.sightings]


def cautions(glance: Glance) -> list[Caution]:
    """What is said against the payments."""
    return [caution for sighting in glance.sightings for caution in sighting.cautions]


def somebody() -> str:
    """An address nobody else has."""
    address = address_of(b"\x00\x14" + os.urandom(20), BITCOIN_REGTEST)
    assert address is not None
    return address


def paying(address: str, units: int = 1_000, **how: Any) -> bytes:  # noqa: ANN401 - as `payment`
    """A transaction to an address, as `payment` makes them."""
    return payment((script_of(address, BITCOIN_REGTEST), units), **how)
