"""An invoice's timeline in words: what changed by a fact, one line for each thing that matters."""

from collections.abc import Iterator
from typing import assert_never

from pos.domain.money import format_amount
from pos.domain.payment.deposit import Caution, Deposit
from pos.domain.payment.facts import (
    AcceptedAnyway,
    Cancelled,
    DeadlinePassed,
    Fact,
    MethodChosen,
    Observed,
    RefundApproved,
    RefundClaimed,
    RefundConfirmed,
    RefundEaten,
    RefundFact,
    RefundFailed,
    RefundHandedOver,
    RefundRetried,
    RefundSent,
    RefundSigned,
    SenderUnsafe,
)
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.ports.payments import Entry

_REACHED = {
    Stage.SEEN: "The full amount has been seen",
    Stage.PAID: "Paid",
    Stage.EXPIRED: "The time is over",
    Stage.WAITING: "Waiting for payment again",
    Stage.PARTIAL: "A part is paid",
}


def opening(at: int, text: str) -> Entry:
    """The first line of every journal."""
    return Entry(at=at, kind="opened", text=text)


def entries_of(before: Invoice, after: Invoice, fact: Fact) -> tuple[Entry, ...]:
    """What a person reads about this fact later; nothing for a look that only deepens."""
    match fact:
        case Observed():
            at = fact.look.at
            said = (*_told(before, after), *_reached(before, after))
        case DeadlinePassed():
            at, said = fact.at, tuple(_reached(before, after))
        case _:
            at, said = fact.at, (_said(fact),)
    return tuple(Entry(at=at, kind=kind, text=text) for kind, text in said)


def _told(before: Invoice, after: Invoice) -> Iterator[tuple[str, str]]:
    known = {deposit.key: deposit for deposit in before.deposits}
    for deposit in after.deposits:
        was = known.get(deposit.key)
        kind = _change(was, deposit)
        if kind:
            yield kind, _CHANGES[kind].format(payment=_payment(deposit))


def _change(was: Deposit | None, now: Deposit) -> str:
    if was is None:
        return "seen" if now.height is None else "mined"
    if now.is_spent_twice and not was.is_spent_twice:
        return "double_spent"
    if was.gone != now.gone:
        return "gone" if now.gone else "returned"
    if was.height != now.height and now.height is not None:
        return "mined"
    return ""


_CHANGES = {
    "seen": "Payment seen: {payment}",
    "mined": "Payment in a block: {payment}",
    "gone": "Payment is gone: {payment}",
    "returned": "Payment is back: {payment}",
    "double_spent": "The money of a payment is being spent elsewhere, too: {payment}",
}

_DOUBTS = {
    Caution.REPLACEABLE: "replaceable by its sender",
    Caution.LOW_FEE: "low fee",
    Caution.UNCONFIRMED_PARENT: "spends unconfirmed money",
    Caution.NO_RECEIPT: "not carried out yet",
    Caution.UNPROVEN: "told by one source only",
    Caution.DOUBLE_SPENT: "spent twice",
    Caution.LOCKED: "locked by its sender, not counted",
    Caution.BURNT: "burnt, not counted",
}


def _payment(deposit: Deposit) -> str:
    amount = f"{format_amount(deposit.amount)} {deposit.amount.asset.code}"
    told = [f"{amount} in an internal transfer"]
    if deposit.tx_hash:
        told = [f"{amount} in transaction {deposit.tx_hash}"]
    if deposit.height is not None:
        told.append(f"block {deposit.height}")
    return ", ".join((*told, *(_DOUBTS[caution] for caution in deposit.cautions)))


def _reached(before: Invoice, after: Invoice) -> Iterator[tuple[str, str]]:
    stage = stage_of(after)
    if stage is not stage_of(before) and stage in _REACHED:
        yield stage.value, _REACHED[stage]


def _said(fact: MethodChosen | Cancelled | AcceptedAnyway | RefundFact) -> tuple[str, str]:
    match fact:
        case MethodChosen(prompt=prompt):
            due = f"{format_amount(prompt.due)} {prompt.due.asset.code}"
            return "method", f"Asked for {due} to {prompt.address}"
        case Cancelled(by=by):
            return "cancelled", f"Cancelled by {by}"
        case AcceptedAnyway(by=by):
            return "accepted", f"Accepted as full payment by {by}"
        case _:
            return _said_of_refund(fact)


def _said_of_refund(fact: RefundFact) -> tuple[str, str]:  # noqa: C901, PLR0911 - one line per fact
    match fact:
        case RefundClaimed(to=to, by=by):
            return "claimed", f"Money goes back to {to}, said {by or 'the customer'}"
        case SenderUnsafe(refund_id=refund_id):
            return "sender_unsafe", f"Refund {refund_id} waits: its sender is no plain account"
        case RefundApproved(refund_id=refund_id, by=by):
            return "refund_approved", f"Refund {refund_id} approved by {by}"
        case RefundHandedOver(refund_id=refund_id, by=by):
            return "refund_handed", f"Refund {refund_id} left to the owner's wallet by {by}"
        case RefundSigned(refund_id=refund_id, tx=tx):
            return "refund_signed", f"Refund {refund_id} signed: {tx.txid}"
        case RefundConfirmed(refund_id=refund_id, txid=txid):
            return "refund_confirmed", f"Refund {refund_id} confirmed: {txid}"
        case RefundSent(refund_id=refund_id, txid=txid, by=by):
            whose = f"said {by}" if by else "found on the chain"
            return "refund_sent", f"Refund {refund_id} paid by hand: {txid}, {whose}"
        case RefundEaten(refund_id=refund_id):
            return "refund_eaten", f"Refund {refund_id} is smaller than its fee and was not sent"
        case RefundFailed(refund_id=refund_id, why=why):
            return "refund_failed", f"Refund {refund_id} did not arrive: {why}"
        case RefundRetried(refund_id=refund_id, by=by):
            return "refund_retried", f"Refund {refund_id} planned anew by {by}"
        case _:
            assert_never(fact)
