"""Money that goes back, as the people at the till read it: what, why, how far, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos.domain.ids import ChainId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import live_refunds, refunds_due
from pos.domain.payment.refund import Refund, RefundReason, RefundStage
from pos.domain.payment.refunding import claimable
from pos.engine.refund_rules import WaitFor, Why
from pos.gui.present.figures import coin_text, listed, short_tx
from pos.gui.present.tokens import Token, Wish
from pos.gui.present.views import Picture
from pos.gui.present.words import again, later, say


class Act(StrEnum):
    """What a person may do about a refund."""

    APPROVE = "approve"
    PAY = "pay"
    RETRY = "retry"
    SENT = "sent"
    UNLOCK = "unlock"


WORD_OF_ACT: Final = {
    Act.APPROVE: later("Approve…"),
    Act.PAY: later("Pay by hand…"),
    Act.RETRY: later("Try again…"),
    Act.SENT: later("It was sent…"),
    Act.UNLOCK: later("Unlock…"),
}
"""What stands on the button."""

_REASONS: Final = {
    RefundReason.LATE: later("came late"),
    RefundReason.SHORT: later("was too little"),
    RefundReason.SURPLUS: later("was too much"),
    RefundReason.WRONG_COIN: later("was the wrong coin"),
}
_STATES: Final = {
    RefundStage.PLANNED: (Token.WAITING, later("Waiting to be sent")),
    RefundStage.SIGNED: (Token.SEEN, later("On its way")),
    RefundStage.CONFIRMED: (Token.PAID, later("Refunded")),
    RefundStage.UNREFUNDABLE: (Token.FAILED, later("Smaller than its fee, not sent")),
    RefundStage.FAILED: (Token.ATTENTION, later("Did not arrive")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRow:
    """One refund of an invoice."""

    id: str
    chain: ChainId
    amount: str
    why: str
    token: Token
    state: str
    facts: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed:
    """Money that waits for somebody to say where it goes."""

    chain: ChainId
    amount: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyBack:
    """All of it, for one invoice."""

    refunds: tuple[RefundRow, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()


def money_back(invoice: Invoice, waits: Mapping[str, WaitFor]) -> MoneyBack:
    """What goes back of an invoice; `waits` says by refund what holds it up."""
    return MoneyBack(
        refunds=tuple(_row(refund, waits.get(refund.id)) for refund in live_refunds(invoice)),
        unclaimed=tuple(
            Unclaimed(chain=a.asset.chain, amount=coin_text(a), code=a.asset.code)
            for a in claimable(invoice)
        ),
    )


def back_text(invoice: Invoice) -> str:
    """What goes or went back, in a few words for a list; empty if nothing does."""
    waiting = listed(coin_text(amount) for amount in claimable(invoice))
    refunds = listed(
        f"{say(_STATES[refund.stage][1])}: {coin_text(refund.amount)}"
        for refund in live_refunds(invoice)
    )
    return listed((say("Needs an address: {amount}", amount=waiting) if waiting else "", refunds))


def refunded(invoice: Invoice) -> Picture | None:
    """The picture of a sale that is over, all of whose money is on its way back; else None."""
    refunds = live_refunds(invoice)
    if not refunds or refunds_due(invoice):
        return None
    worst = min(refunds, key=lambda refund: _ORDER.index(refund.stage))
    token, word = _STATES[worst.stage]
    total = listed(coin_text(refund.amount) for refund in refunds)
    return Picture(
        token=token if worst.stage is not RefundStage.CONFIRMED else Token.OFFLINE,
        word=say(word),
        headline=say(_HEADLINES[worst.stage], amount=total),
        hint=_hint(worst),
        wishes=(Wish.NEW_SALE,),
        primary=Wish.NEW_SALE,
        needs_action=worst.stage is RefundStage.FAILED,
    )


_ORDER: Final = (
    RefundStage.FAILED,
    RefundStage.PLANNED,
    RefundStage.SIGNED,
    RefundStage.UNREFUNDABLE,
    RefundStage.CONFIRMED,
)
_HEADLINES: Final = {
    RefundStage.FAILED: later("Refund of {amount} did not arrive"),
    RefundStage.PLANNED: later("Refund of {amount} waiting to be sent"),
    RefundStage.SIGNED: later("Refund of {amount} is on its way"),
    RefundStage.UNREFUNDABLE: later("{amount} is too little to send back"),
    RefundStage.CONFIRMED: later("Refunded {amount}"),
}


def _hint(refund: Refund) -> str:
    if refund.stage is RefundStage.FAILED:
        return f"{again(refund.failure)}. {say('Try again under Orders.')}"
    if refund.stage is RefundStage.UNREFUNDABLE:
        return say("The network's fee would eat it. It stays with the shop, written down.")
    tx = refund.txid or (refund.latest.txid if refund.latest else None)
    return listed(
        (say("To {tx}", tx=short_tx(refund.to)), say("tx {tx}", tx=short_tx(tx)) if tx else "")
    )


def _row(refund: Refund, waits: WaitFor | None) -> RefundRow:
    token, state = _STATES[refund.stage]
    return RefundRow(
        id=refund.id,
        chain=refund.amount.asset.chain,
        amount=coin_text(refund.amount),
        why=listed(say(_REASONS[reason]) for reason in refund.reasons),
        token=token,
        state=say(state),
        facts=tuple(_facts(refund, waits)),
        acts=_acts(refund, waits),
    )


def _facts(refund: Refund, waits: WaitFor | None) -> list[tuple[str, str]]:
    facts = [
        (say("To"), say("{to} (the sender)", to=refund.to) if refund.is_to_sender else refund.to)
    ]
    if refund.fee is not None:
        facts.append((say("Fee"), say("{amount}, taken off", amount=coin_text(refund.fee))))
    tx = refund.txid or (refund.latest.txid if refund.latest else None)
    if tx is not None:
        facts.append((say("Transaction"), tx))
    if refund.handed_to and refund.txid is None:
        facts.append((say("Paid by"), say("your own wallet; try again only if it did not pay")))
    if refund.approved_by:
        facts.append((say("Approved by"), refund.approved_by))
    if refund.failure:
        facts.append((say("Why"), again(refund.failure)))
    if waits is not None and refund.stage is not RefundStage.CONFIRMED:
        facts.append((say("Waits"), again(waits.text)))
    return facts


def _acts(refund: Refund, waits: WaitFor | None) -> tuple[Act, ...]:
    if refund.stage in {RefundStage.FAILED, RefundStage.UNREFUNDABLE}:
        return (Act.RETRY,)
    is_planned = refund.stage is RefundStage.PLANNED
    if is_planned and refund.handed_to:
        return (Act.PAY, Act.RETRY)
    return _ACTS.get(waits.why, ()) if is_planned and waits is not None else ()


_ACTS: Final[Mapping[Why, tuple[Act, ...]]] = {
    Why.APPROVAL: (Act.APPROVE,),
    Why.LIMIT: (Act.APPROVE,),
    Why.NO_RATE: (Act.APPROVE,),
    Why.RESTORED: (Act.SENT, Act.APPROVE),
    Why.LOCKED: (Act.UNLOCK,),
    Why.BY_HAND: (Act.PAY,),
}
"""What helps. Nobody pays by hand what the till may send at the same moment."""
