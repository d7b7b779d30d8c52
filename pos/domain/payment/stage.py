"""Where an invoice stands, computed from its facts."""

from enum import StrEnum

from pos.domain.payment.invoice import Invoice
from pos.domain.payment.received import counted_at_prompt, covered_prompt


class Stage(StrEnum):
    """CHOOSING → WAITING → PARTIAL → SEEN → PAID, or EXPIRED, or CANCELLED.

    Short, too much and late are amounts (`refund_due`), not stages.
    """

    CHOOSING = "choosing"
    WAITING = "waiting"
    PARTIAL = "partial"
    SEEN = "seen"
    PAID = "paid"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


OPEN = frozenset({Stage.CHOOSING, Stage.WAITING, Stage.PARTIAL, Stage.SEEN})
"""The stages in which a sale may still be paid."""


def stage_of(invoice: Invoice) -> Stage:
    """The stage. PAID outranks all: once the goods are gone nothing takes it back."""
    if invoice.paid_at is not None:
        return Stage.PAID
    if invoice.cancelled_at is not None:
        return Stage.CANCELLED
    if invoice.expired_at is not None:
        return Stage.EXPIRED
    if not invoice.prompts:
        return Stage.CHOOSING
    if not invoice.deposits:
        return Stage.WAITING
    if covered_prompt(invoice) is not None:
        return Stage.SEEN
    if any(counted_at_prompt(invoice, prompt) for prompt in invoice.prompts):
        return Stage.PARTIAL
    return Stage.WAITING


def is_open(invoice: Invoice) -> bool:
    """Whether this invoice may still become paid without anybody's help."""
    return stage_of(invoice) in OPEN
