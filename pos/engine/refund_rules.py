"""Whether a refund may go now: the shop's rule for its coin, held against what went back today."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pos.domain.money import Amount, Fiat, format_amount, format_fiat
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.payer import PayerState
from pos.engine.hints import Hint

USUAL_LIMIT: Final = Decimal(200)


class Mode(StrEnum):
    """Who lets a refund go."""

    AUTOMATIC = "automatic"
    """Nobody has to, up to the daily limit."""
    APPROVAL = "approval"
    MANUAL = "manual"
    """The owner pays by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRule:
    """The shop's rule for one coin. `daily_limit` is in the shop's currency, for 24 hours."""

    mode: Mode = Mode.AUTOMATIC
    daily_limit: Decimal = USUAL_LIMIT


class Why(StrEnum):
    """What a refund waits for."""

    APPROVAL = "approval"
    LIMIT = "limit"
    NO_RATE = "no_rate"
    LOCKED = "locked"
    NO_FUNDS = "no_funds"
    BY_HAND = "by_hand"
    NO_WALLET = "no_wallet"
    TROUBLE = "trouble"
    REFUSED = "refused"
    RESTORED = "restored"
    """It came out of a backup: the lost machine may have paid it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """It may go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """It is out: see what becomes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitFor:
    """It stays, in words for the shop's people."""

    why: Why
    text: str


Verdict = Sign | Follow | WaitFor

IN_DOUBT: Final = WaitFor(
    why=Why.RESTORED,
    text=(
        "This shop was restored from a backup: look whether the lost machine sent it already,"
        " then approve it"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a refund is worth, and what went back in its coin unasked in the last 24 hours.

    Both in the shop's currency; None where no rate tells.
    """

    worth: Fiat | None
    sent: Fiat | None


def in_doubt(refund: Refund, hint: Hint | None) -> WaitFor:
    """Why a refund from a backup waits, with what looks like its payment on the chain."""
    if hint is None:
        return IN_DOUBT
    paid = Amount(hint.units, refund.amount.asset)
    words = f"{format_amount(paid)} {paid.asset.code}"
    text = (
        f"This shop was restored from a backup, and the lost machine has probably sent it: {words}"
        f" went to this address in {hint.txid}. Approved it is sent once more"
    )
    return WaitFor(why=Why.RESTORED, text=text)


def is_by_hand(rule: RefundRule, state: PayerState | None) -> bool:
    """Whether nothing here may sign it. `state` is None where there is no wallet at all."""
    return rule.mode is Mode.MANUAL or state is None or state is PayerState.BY_HAND


def decide(refund: Refund, rule: RefundRule, state: PayerState | None, day: Day) -> Verdict:
    """What to do with a refund that is planned, signed or failed."""
    if refund.stage is not RefundStage.PLANNED:
        if state is None:
            text = "The wallet that sent it is not set up any more: look it up by hand"
            return WaitFor(why=Why.NO_WALLET, text=text)
        return Follow()
    if refund.handed_to or is_by_hand(rule, state):
        return WaitFor(why=Why.BY_HAND, text="The owner's own wallet has to pay it")
    waiting = None if refund.approved_by else _unapproved(rule, day)
    if waiting is not None:
        return waiting
    if state is PayerState.LOCKED:
        return WaitFor(why=Why.LOCKED, text="The refund wallet is locked: give its passphrase")
    return Sign()


def _unapproved(rule: RefundRule, day: Day) -> WaitFor | None:
    """Why nobody may let it go unasked, if so."""
    if rule.mode is Mode.APPROVAL:
        return WaitFor(why=Why.APPROVAL, text="Somebody has to approve it")
    if day.worth is None or day.sent is None:
        text = "No price is known to hold it against the daily limit: somebody has to approve it"
        return WaitFor(why=Why.NO_RATE, text=text)
    if (day.sent + day.worth).value <= rule.daily_limit:
        return None
    limit = Fiat(rule.daily_limit, day.worth.currency)
    words = f"{format_fiat(limit)} {limit.currency}"
    text = f"It goes beyond the limit of {words} in 24 hours: somebody has to approve it"
    return WaitFor(why=Why.LIMIT, text=text)
