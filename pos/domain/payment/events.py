"""Which events a step is, for the shop's webhooks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from pos.domain.payment.effects import Alarm, Notice
from pos.domain.payment.event import Event
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.received import covered_prompt, received, still_due
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.payment.stage import Stage, stage_of

_NAMES: Final = {
    RefundStage.PLANNED: "refund.planned",
    RefundStage.SIGNED: "refund.sent",
    RefundStage.CONFIRMED: "refund.confirmed",
    RefundStage.UNREFUNDABLE: "refund.unrefundable",
    RefundStage.FAILED: "refund.failed",
    RefundStage.WITHDRAWN: "refund.withdrawn",
}

EVENT_NAMES: Final = (
    "invoice.created",
    *(f"invoice.{stage}" for stage in Stage),
    *_NAMES.values(),
    *(f"alarm.{notice}" for notice in Notice),
)
"""Every event there is, by name."""


def opening_event(invoice: Invoice) -> Event:
    """The first one: the invoice was made."""
    return _event(invoice, "invoice.created", invoice.created_at, 1)


def events_of(before: Invoice, after: Invoice, alarms: Iterable[Alarm], at: int) -> Iterator[Event]:
    """Each change of the stage and of a refund, and each alarm; none for money that only deepens.

    A stage may be reached again: the version that a step makes tells the two apart.
    """
    number = before.version + 1
    if stage_of(before) is not stage_of(after):
        event = _event(after, f"invoice.{stage_of(after)}", at, number)
        yield replace(event, tx_hash=after.paid_tx)
    known = {refund.id: refund for refund in before.refunds}
    for refund in after.refunds:
        if _has_moved(known.get(refund.id), refund):
            yield _of_refund(after, refund, at, number)
    for alarm in alarms:
        event = _event(after, f"alarm.{alarm.notice}", at, number)
        yield replace(event, key=f"event:{alarm.key}", amount=alarm.amount)


def _has_moved(was: Refund | None, now: Refund) -> bool:
    return was is None or was.stage is not now.stage or len(was.versions) != len(now.versions)


def _of_refund(after: Invoice, refund: Refund, at: int, number: int) -> Event:
    event = _event(after, _NAMES[refund.stage], at, number)
    return replace(
        event,
        key=f"{event.key}:{refund.id}",
        refund_id=refund.id,
        amount=refund.amount,
        to=refund.to,
        tx_hash=refund.txid or (refund.latest.txid if refund.latest else None),
    )


def _event(invoice: Invoice, name: str, at: int, number: int) -> Event:
    settled = prompt_at(invoice, invoice.paid_address or "")
    prompt = settled or covered_prompt(invoice) or invoice.prompt
    return Event(
        key=f"event:{invoice.id}:{number}:{name}",
        name=name,
        invoice=invoice.id,
        selector=invoice.selector,
        at=at,
        stage=stage_of(invoice).value,
        door=invoice.origin.door.value,
        reference=invoice.origin.reference,
        price=invoice.terms.price,
        due=prompt.due if prompt else None,
        received=received(invoice, prompt) if prompt else None,
        missing=still_due(invoice, prompt) if prompt else None,
    )
