"""Gathering the money that came to many addresses of the shop at one address of its owner's.

Some of it needs gas first: a token cannot pay for its own way.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate


class MoveStage(StrEnum):
    """Where one transaction of a sweep stands. SIGNED may be on its way already."""

    SIGNED = "signed"
    DONE = "done"
    FAILED = "failed"
    """It is in a block, and moved nothing."""
    LOST = "lost"
    """Another transaction took its place, and that is final."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A transaction to sign: so much, from one of our addresses to another.

    `gas` units may be used, at `price` units of the chain's own coin each. `is_all` says that
    nothing is to be left of the chain's own coin: the whole price is paid, not only what is asked.
    """

    source: str
    to: str
    amount: Amount
    gas: int
    price: int
    is_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One transaction of a sweep, kept before it is broadcast. `is_gas`: brought for tokens."""

    source: str
    to: str
    amount: Amount
    is_gas: bool
    tx: SignedTx
    stage: MoveStage = MoveStage.SIGNED


class Sweeps(Protocol):
    """The store of moves."""

    async def save(self, move: Move) -> None:
        """Keep a move, or its new stage; durable when this returns."""

    async def unfinished(self, chain: ChainId) -> Sequence[Move]:
        """Every move on a chain that is signed and not final yet, oldest first."""

    async def brought(self, chain: ChainId) -> Sequence[Move]:
        """Every move of gas on a chain that may have arrived, oldest first."""


class Mover(Protocol):
    """How money is moved on one chain; its keys are there for as long as it is."""

    async def holdings(
        self, addresses: Sequence[str], assets: Sequence[Asset]
    ) -> Sequence[tuple[Amount, ...]]:
        """What each address has of each asset. Raises Trouble."""

    async def price(self) -> int:
        """What a unit of gas may cost now, in units of the chain's own coin. Raises Trouble."""

    async def gas(self, order: Order) -> int:
        """The gas to allow for an order, whatever its own says.

        Raises Refused if it would fail, Trouble.
        """

    async def sign(self, order: Order, reserved: Collection[str]) -> SignedTx:
        """Sign without broadcasting, spending nothing that is reserved. Raises Trouble."""

    async def send(self, tx: SignedTx) -> None:
        """Broadcast, as `Payer.send`."""

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """As `Payer.fate`."""
