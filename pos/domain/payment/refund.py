"""Money on its way back to a customer."""

from dataclasses import dataclass, field
from enum import StrEnum

from pos.domain.money import Amount
from pos.domain.payment.deposit import DepositKey


class RefundStage(StrEnum):
    """Where a refund stands. Only PLANNED can still be withdrawn: after SIGNED it may be out."""

    PLANNED = "planned"
    SIGNED = "signed"
    CONFIRMED = "confirmed"
    UNREFUNDABLE = "unrefundable"
    """The network fee would eat all of it."""
    FAILED = "failed"
    """The chain says that it can never arrive; a person decides what now."""
    WITHDRAWN = "withdrawn"


class RefundReason(StrEnum):
    """Why money goes back."""

    LATE = "late"
    SHORT = "short"
    SURPLUS = "surplus"
    WRONG_COIN = "wrong_coin"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedTx:
    """A signed transaction that pays a refund, kept before its first broadcast.

    `fee` is what was taken off the refund, in its own asset; `cost` what the network takes, in the
    chain's own coin. `spends` names what makes two transactions exclude each other: the inputs
    ("txid:vout", a key image) or the account's nonce ("0xaddress:5"). `raw` is the chain's own
    text of it, enough to broadcast it again after a crash.
    """

    txid: str
    raw: str = field(repr=False)
    fee: Amount
    cost: Amount
    spends: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """One payment back. `amount` is what leaves the shop's hands, fee included.

    `covers` says how many units of which deposits it returns. `versions` are all transactions that
    were signed for it, each replacing the one before by spending the same: at most one of them can
    ever be in the chain. `txid` is the one that is, once that is final. `approved_by` is who let it
    go, "" while nobody had to; `failure` why it FAILED. With `handed_to` the owner's own wallet was
    asked to pay it, `handed_units` of it: nothing here may sign it any more. `sent_by` and
    `sent_at` are of one that another wallet paid: who said so, and when.
    """

    id: str
    amount: Amount
    to: str
    stage: RefundStage
    reasons: tuple[RefundReason, ...] = ()
    covers: tuple[tuple[DepositKey, int], ...] = ()
    is_to_sender: bool = False
    planned_at: int = 0
    approved_by: str = ""
    handed_to: str = ""
    handed_units: int = 0
    versions: tuple[SignedTx, ...] = ()
    txid: str | None = None
    sent_by: str = ""
    sent_at: int = 0
    failure: str = ""

    @property
    def latest(self) -> SignedTx | None:
        """The version that was broadcast last."""
        return self.versions[-1] if self.versions else None

    @property
    def fee(self) -> Amount | None:
        """What was taken off for the network, as far as known."""
        final = next((tx for tx in self.versions if tx.txid == self.txid), self.latest)
        return final.fee if final else None
