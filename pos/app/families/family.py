"""What the wiring of a shop asks of each family of chains."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final, Protocol

from pos.app.places import Place
from pos.app.settings import Settings
from pos.chains.newwallet import NewWallet
from pos.domain.ports.chain import Chain, Scribe, Wallet
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Payer

GENERAL_KEYS: Final = frozenset({"poll_s", "stale_after_s"})
"""Settings that every kind of chain has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every chain of a shop stands on: its settings, the folder of its data, its clock."""

    settings: Settings
    folder: Path
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A chain ready to be watched, and how to be paid there.

    `stale_after_s`: after so many seconds without a new block it counts as not seen; 0 never.
    """

    chain: Chain
    wallet: Wallet
    scribe: Scribe
    stale_after_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """The owner's wallet for a chain, for people.

    `section` is where the settings have it; `kind` says what its addresses are and where the
    first one is in the owner's own wallet. `note` is what should be looked at. `descriptor` is
    None where there are none; it tells all income, so it goes only to a file or the owner's screen.
    """

    section: str
    wallet: Wallet
    kind: str
    first: str
    note: str = ""
    descriptor: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One connection to try by itself. `attempt` raises Refused or Trouble if it does not work."""

    subject: str
    attempt: Callable[[], Awaitable[None]]


class Chest(Protocol):
    """The keystore of a refund wallet, on disk and encrypted."""

    @property
    def path(self) -> Path:
        """The file."""

    async def make(self, passphrase: str) -> NewWallet:
        """A new wallet. Raises Refused("exists") rather than to overwrite one."""

    async def restore(self, words: str, passphrase: str) -> str:
        """The wallet of these words again; the answer is its address. Raises Refused."""


class Wiring(Protocol):
    """One family of chains. Every method raises Refused with the setting to correct."""

    def way(self, place: Place, ground: Ground) -> Way:
        """Everything that is needed to sell there; nothing is connected yet."""

    async def ours(self, place: Place, ground: Ground) -> Ours:
        """The owner's wallet, without any connection."""

    def payer(self, place: Place, ground: Ground) -> Payer | None:
        """Who signs refunds there; None where only the owner's own wallet can."""

    def chest(self, place: Place, ground: Ground) -> Chest:
        """The keystore of its refund wallet."""

    def trials(self, place: Place, ground: Ground) -> list[Trial]:
        """Each of its nodes and servers alone: one that is down would hide behind the others."""


class Verifiable(Protocol):
    """A chain that can say what is wrong with its sources."""

    async def verify(self) -> None:
        """Raise Refused with what to correct, Trouble if there is no answer."""

    async def close(self) -> None:
        """Let go of connections."""


async def verified(chain: Verifiable) -> None:
    """Try a chain and let go of it."""
    try:
        await chain.verify()
    finally:
        await chain.close()


def poll_s_of(place: Place, usual: Decimal) -> float:
    """The longest pause between two looks."""
    return float(usual if place.nodes.poll_s is None else place.nodes.poll_s)


def stale_after_s_of(place: Place, usual: int) -> int:
    """After how many seconds without a new block the chain counts as not seen."""
    chosen = place.nodes.stale_after_s
    return usual if chosen is None else chosen


def refuse_foreign_keys(place: Place, known: frozenset[str], kind: str) -> None:
    """Raise Refused for a setting that means nothing for this kind of chain."""
    usual = type(place.nodes)()
    for key in place.nodes.__struct_fields__:
        is_set = getattr(place.nodes, key) != getattr(usual, key)
        if is_set and key not in known | GENERAL_KEYS:
            raise place.refuse(
                key, f"means nothing for {kind}; known are {', '.join(sorted(known))}"
            )
