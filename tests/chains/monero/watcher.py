"""A watcher of Monero that goes on where its last look ended, as the engine does."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from pos.chains.monero.account import Account
from pos.chains.monero.chain import MoneroChain, MoneroWallet
from pos.chains.monero.settings import REGTEST, MoneroSettings
from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Glance
from pos.domain.ports.clock import Clock
from tests.fakes.watched import WatchedSet

XMR: Final = Asset(code="XMR", decimals=12, chain=REGTEST)

# A wallet made for these tests; its spend key was thrown away.
PRIMARY: Final = (
    "42UiYVDwiuRKaw1WwHr4V5X54jvVvGeS4MPVTtYHQjR6"
    "iFEsaBcmQ6ogi7eNyfA775i1Jboj8KM76Hg2A4vwPuSQCMYV4Mw"
)
VIEW_KEY: Final = "b6f4542c208ea93c75480a6adc78900609fc1804aa70e8e900a4b92701085f00"
FIRST: Final = (
    "82emMngXGxuBZ1wRmyfQAserkXp4nzg2sAno3tyP47hm"
    "MQwvxrEiVxCCgZcbBcRiRJg2JUNubqz6oHsLyqUWnN1G1GEtx7v"
)
"""Subaddress 1 of that wallet, as monero-wallet-rpc says."""


class RealClock:
    """The wall clock."""

    def now(self) -> int:
        return int(time.time())

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Minutes:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1_700_100_000

    def now(self) -> int:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += int(seconds)


class Watcher:
    """`glance` is what the last look brought."""

    def __init__(self, settings: MoneroSettings, clock: Clock) -> None:
        self.settings = settings
        self.account = Account(settings, clock)
        self.chain = MoneroChain(settings, XMR, self.account)
        self.wallet = MoneroWallet(self.account)
        self.watched = WatchedSet()
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
            await self.chain.changed()
            found += await self.look()
        return found

    async def shown(self, count: int = 1, first: int = 0) -> Sequence[str]:
        """Addresses of ours, watched from now on."""
        addresses = await self.wallet.addresses(first, count)
        self.watch(addresses)
        return addresses

    def watch(self, addresses: Iterable[str]) -> None:
        """Watch addresses that an earlier run has shown."""
        self.watched.addresses |= dict.fromkeys(addresses)


def settings_of(
    folder: Path, daemon: str, wallet_rpc: str | None, *others: str, **more: object
) -> MoneroSettings:
    """The tests' wallet on these programs; `others` are further nodes."""
    plain: dict[str, object] = {
        "address": PRIMARY,
        "view_key": VIEW_KEY,
        "daemons": (daemon, *others),
        "folder": folder,
        "chain": REGTEST,
        "wallet_rpc": wallet_rpc,
    }
    return MoneroSettings(**{**plain, **more})  # type: ignore[arg-type]


def xmr(units: int) -> Amount:
    """So many atomic units."""
    return Amount(units, XMR)
