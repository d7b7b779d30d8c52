"""A watcher of an EVM chain that goes on where its last look ended, as the engine does."""

import hashlib
import itertools
import time
from collections.abc import Iterable
from typing import Final

from pos.chains.evm.chain import EvmChain, EvmSettings
from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset
from pos.domain.ports.clock import Clock
from tests.chains.follower import Follower
from tests.fakes.clocks import RealClock

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


class Watcher(Follower[EvmChain]):
    """Follows an EVM chain, and doubts balances."""

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
