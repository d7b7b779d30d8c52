"""Money that goes back: who signs it, sends it and follows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos.domain.ids import ChainId
from pos.domain.money import Amount, Rate
from pos.domain.payment.deposit import Deposit
from pos.domain.payment.refund import SignedTx


@dataclass(frozen=True, slots=True, kw_only=True)
class PayBack:
    """One refund, as a payer is asked to sign it.

    `amount` is what leaves the shop's hands: the fee is taken off it. `rates` are the invoice's
    own, in one currency, for a fee that is paid in another coin. `id` is the refund's.
    """

    id: str
    amount: Amount
    to: str
    rates: tuple[Rate, ...] = ()


class PayerState(StrEnum):
    """Whether a payer can sign now."""

    READY = "ready"
    LOCKED = "locked"
    """Somebody has to give the passphrase."""
    BY_HAND = "by_hand"
    """The owner's own wallet signs; nothing here can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """What a payer has to spend, and where it can be filled up. `known_at` in UNIX seconds."""

    address: str
    balances: tuple[Amount, ...]
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """None of a refund's transactions is in a block; `is_known` says that a node has one."""

    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mined:
    """One is in a block, `confirmations` deep; carried out, unless it `has_failed` there."""

    txid: str
    confirmations: int
    has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """None can ever arrive: what they spend was spent elsewhere, and that is final. In words."""

    why: str


Fate = Pending | Mined | Lost


class Payer(Protocol):
    """A wallet of the shop's that sends money back on one chain.

    Only one call of `sign` or `bump` is under way at a time, and what it gave is committed before
    the next: the caller sees to that.
    """

    @property
    def chain(self) -> ChainId:
        """CAIP-2 name of the chain it pays on."""

    @property
    def state(self) -> PayerState:
        """Whether it can sign now. Never waits."""

    async def unlock(self, passphrase: str) -> None:
        """Open the keystore for this run. Raises Refused("wrong_passphrase")."""

    async def purse(self) -> Purse:
        """What there is to spend. Raises Trouble, or Refused("locked")."""

    async def is_plain(self, address: str) -> bool:
        """Whether whoever sent from this address can take money back there: no contract's code."""

    async def sign(self, order: PayBack, reserved: Collection[str]) -> SignedTx:
        """Sign a payment of the amount less its fee; nothing is broadcast.

        `reserved` names what payments that are signed and not final yet spend: it must not be spent
        again. Raises Refused: "eaten" if the fee would leave nothing worth sending, "no_funds",
        "no_rate", "locked"; Trouble if the chain does not answer.
        """

    async def bump(self, order: PayBack, versions: Sequence[SignedTx]) -> SignedTx | None:
        """Another version with a higher fee that spends the same; None if none is called for.

        Raises like `sign`.
        """

    async def send(self, tx: SignedTx) -> None:
        """Broadcast; one that is known already, in the pool or a block, is no error.

        Raises Trouble when it is not known whether it went out, Refused("rejected") when the chain
        says no: `fate` tells what that means.
        """

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """What became of a refund's transactions. Raises Trouble, never guesses."""

    async def close(self) -> None:
        """Forget the keys and let go of connections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMoney:
    """Money that came to an address of the owner's wallet, which has this number there."""

    deposit: Deposit
    key_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """A payment for the owner's own wallet to sign; the customer gets `pays` of it."""

    raw: bytes
    pays: Amount


class Psbts(Protocol):
    """Writes payments that the owner's own wallet signs, on chains that know such files."""

    async def psbt(self, order: PayBack, money: Sequence[OwnMoney]) -> Unsigned:
        """The payment of the amount less its fee out of all this money, unsigned (BIP174).

        Raises Refused: "eaten", "no_funds", "no_change", "no_psbt"; Trouble if the chain does not
        answer.
        """

    async def close(self) -> None:
        """Let go of connections."""
