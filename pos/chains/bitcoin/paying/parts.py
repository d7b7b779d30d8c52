"""What a payer stands on: who holds the money, and how the chain is asked and told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos.chains.bitcoin.paying.draft import Draft
from pos.chains.bitcoin.paying.unspent import Unspent
from pos.chains.bitcoin.tx import Output
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, PayerState


@dataclass(frozen=True, slots=True)
class Place:
    """An output by its transaction and number."""

    txid: str
    vout: int

    def __str__(self) -> str:
        return f"{self.txid}:{self.vout}"


class Holder(Protocol):
    """Who holds the money and signs. Whoever asks while it is locked gets Refused("locked")."""

    @property
    def state(self) -> PayerState:
        """Whether it can sign now."""

    async def unlock(self, passphrase: str) -> None:
        """Let it sign for this run. Raises Refused("wrong_passphrase")."""

    async def home(self) -> str:
        """The address where money may be brought to."""

    async def unspent(self) -> Sequence[Unspent]:
        """All its money, and what of it may be spent now. Raises Trouble."""

    async def change(self, number: str) -> bytes:
        """The script for what is left of a payment, of this number where that matters."""

    async def signed(self, draft: Draft) -> bytes:
        """The signed transaction. Raises Trouble."""

    async def close(self) -> None:
        """Forget the keys and let go of connections."""


class Reach(Protocol):
    """How a chain is asked and told. Every method raises Trouble rather than to guess."""

    async def unspent(self, scripts: Collection[bytes]) -> Sequence[Unspent]:
        """What these scripts hold, in blocks and waiting, without what carries tokens, too.

        Of what waits only the change of payments is ready whose inputs are all of these scripts.
        """

    async def fee_rate(self) -> int:
        """What 1,000 virtual bytes cost that shall be in one of the next six blocks."""

    async def outputs(self, places: Sequence[Place]) -> Sequence[Output]:
        """What these outputs hold, spent by something that waits or not."""

    async def is_spent_on(self, places: Collection[Place]) -> bool:
        """Whether anything that waits spends one of these outputs."""

    async def takes(self, raw: str) -> bool:
        """Whether a replacement would be taken, as far as can be known without sending it."""

    async def send(self, tx: SignedTx) -> None:
        """As `Payer.send`."""

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """As `Payer.fate`."""

    async def transaction(self, txid: str, height: int | None) -> bytes:
        """A whole transaction, checked to be the one of this id; `height` is that of its block."""

    async def close(self) -> None:
        """Let go of connections."""
