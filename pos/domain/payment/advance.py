"""The one function that moves an invoice, and with it every rule about money.

Pure: `(invoice, fact) -> (invoice, effects)`. The same fact twice changes nothing. Latches are set
once and PAID is final. See `received` for what counts, `owed` for what goes back.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from pos.domain.errors import Refused
from pos.domain.payment.effects import Effect
from pos.domain.payment.event import Event
from pos.domain.payment.events import events_of
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
    at_of,
)
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.notices import callbacks_of, notices_of, postback_of
from pos.domain.payment.observe import merge
from pos.domain.payment.received import is_right_coin
from pos.domain.payment.refunding import (
    approve_refund,
    claim,
    confirm_refund,
    fail_refund,
    give_up_refund,
    hand_over,
    note_sent,
    plan_refunds,
    reject_sender,
    retry_refund,
    sign_refund,
    withdraw_planned,
)
from pos.domain.payment.settle import settle
from pos.domain.payment.stage import Stage, stage_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An invoice after a fact, what must be done because of it, and what to tell of it."""

    invoice: Invoice
    effects: tuple[Effect, ...]
    events: tuple[Event, ...] = ()


def advance(invoice: Invoice, fact: Fact) -> Step:
    """What the invoice is once the fact is known. Raises Refused for a fact that cannot be."""
    told = _take_in(invoice, fact)
    planned, refunds = plan_refunds(told, at_of(fact))
    alarms = tuple(notices_of(invoice, told, fact))
    effects: tuple[Effect, ...] = (
        *postback_of(invoice, told),
        *callbacks_of(invoice, told),
        *alarms,
        *refunds,
    )
    events = tuple(events_of(invoice, planned, alarms, at_of(fact)))
    return Step(invoice=planned, effects=effects, events=events)


def _take_in(invoice: Invoice, fact: Fact) -> Invoice:
    match fact:
        case Observed():
            return settle(merge(invoice, fact), fact.look)
        case MethodChosen():
            return _choose(invoice, fact)
        case DeadlinePassed():
            return _lapse(invoice, fact)
        case Cancelled():
            return _cancel(invoice, fact)
        case AcceptedAnyway():
            return _accept(invoice, fact)
        case _:
            return _move_refund(invoice, fact)


def _move_refund(invoice: Invoice, fact: RefundFact) -> Invoice:  # noqa: C901, PLR0911 - one line per fact
    match fact:
        case RefundClaimed():
            return claim(invoice, fact)
        case SenderUnsafe():
            return reject_sender(invoice, fact)
        case RefundApproved():
            return approve_refund(invoice, fact)
        case RefundHandedOver():
            return hand_over(invoice, fact)
        case RefundSigned():
            return sign_refund(invoice, fact)
        case RefundConfirmed():
            return confirm_refund(invoice, fact)
        case RefundSent():
            return note_sent(invoice, fact)
        case RefundEaten():
            return give_up_refund(invoice, fact.refund_id)
        case RefundFailed():
            return fail_refund(invoice, fact)
        case RefundRetried():
            return retry_refund(invoice, fact)
        case _:
            assert_never(fact)


def _choose(invoice: Invoice, fact: MethodChosen) -> Invoice:
    """Show another prompt. One that was shown before comes back as it was."""
    if invoice.prompts and invoice.prompts[-1] == fact.prompt:
        return invoice
    if stage_of(invoice) not in {Stage.CHOOSING, Stage.WAITING}:
        raise Refused("closed", "The coin can be changed only before any money was seen")
    if invoice.deadline is not None and fact.at > invoice.deadline:
        raise Refused("closed", "The time of this invoice is over")
    others = tuple(p for p in invoice.prompts if p.address != fact.prompt.address)
    return replace(invoice, prompts=(*others, fact.prompt))


def _lapse(invoice: Invoice, fact: DeadlinePassed) -> Invoice:
    """Only an invoice without an address may end by the clock alone: nobody can have paid it."""
    is_over = invoice.deadline is not None and fact.at > invoice.deadline
    if not is_over or stage_of(invoice) is not Stage.CHOOSING:
        return invoice
    return replace(invoice, expired_at=fact.at)


def _cancel(invoice: Invoice, fact: Cancelled) -> Invoice:
    """Only while nothing came: a coin nobody asked for is money, too."""
    if invoice.cancelled_at is None and any(d.is_money for d in invoice.deposits):
        raise Refused("received", "Money was already received: it must be sent back instead")
    match stage_of(invoice):
        case Stage.CHOOSING | Stage.WAITING:
            return replace(invoice, cancelled_at=fact.at, cancelled_by=fact.by)
        case Stage.CANCELLED:
            return invoice
        case Stage.EXPIRED:
            raise Refused("closed", "This invoice has already expired")
        case Stage.PARTIAL | Stage.SEEN | Stage.PAID:
            raise Refused("received", "Money was already received: it must be sent back instead")
        case stage:
            assert_never(stage)


def _accept(invoice: Invoice, fact: AcceptedAnyway) -> Invoice:
    """Book what is there as full payment, unless it may already be on its way back."""
    if invoice.paid_at is not None:
        return invoice
    there = [d for d in invoice.deposits if d.is_money and is_right_coin(invoice, d)]
    if not there:
        raise Refused("nothing_received", "Nothing was received for this invoice yet")
    kept = withdraw_planned(invoice)
    newest = max(there, key=lambda d: (d.address == prompt_of(invoice).address, d.first_seen_at))
    return replace(
        kept,
        paid_at=fact.at,
        paid_tx=newest.tx_hash,
        paid_address=newest.address,
        accepted_by=fact.by,
    )
