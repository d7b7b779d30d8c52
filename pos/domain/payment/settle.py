"""Latches and the timer: what an invoice's deposits mean for its stage at the time of a look."""

from dataclasses import replace

from pos.domain.payment.deposit import Look
from pos.domain.payment.invoice import Invoice, chains_of
from pos.domain.payment.owed import live_refunds
from pos.domain.payment.policy import RESUME_GRACE_S
from pos.domain.payment.received import (
    counts,
    covered_at,
    covered_prompt,
    crossing,
    is_right_coin,
    settled_prompt,
)


def settle(invoice: Invoice, look: Look) -> Invoice:
    """The invoice with every latch set that this look allows.

    Paid comes before expired, so that money in time is never called late.
    """
    seen = _time(_see(invoice, look), look)
    return _expire(_end_if_short(_pay(seen, look), look), look)


def _see(invoice: Invoice, look: Look) -> Invoice:
    """The first sign of the right money is dated once."""
    signs = any(is_right_coin(invoice, d) and d.is_money for d in invoice.deposits)
    if invoice.seen_at is not None or not signs:
        return invoice
    return replace(invoice, seen_at=look.at)


def _time(invoice: Invoice, look: Look) -> Invoice:
    """Pause the timer while the price is covered; let it go on with what was left otherwise."""
    if invoice.deadline is None or invoice.paid_at is not None:
        return invoice
    if invoice.paused_at is not None and covered_prompt(invoice) is None:
        return _pause(_resume(invoice, look))
    return _pause(invoice)


def _pause(invoice: Invoice) -> Invoice:
    prompt = covered_prompt(invoice)
    if prompt is None:
        return invoice
    return replace(invoice, paused_at=covered_at(invoice, prompt))


def _resume(invoice: Invoice, look: Look) -> Invoice:
    """The counted money fell away: the customer gets the remaining time, and at least a grace.

    A chain that was read after the old deadline has to be read again after the new one.
    """
    assert invoice.deadline is not None
    assert invoice.paused_at is not None
    shifted = invoice.deadline + max(0, look.at - invoice.paused_at)
    deadline = max(shifted, look.at + RESUME_GRACE_S)
    return replace(invoice, paused_at=None, deadline=deadline, looked_past=())


def _pay(invoice: Invoice, look: Look) -> Invoice:
    """PAID once the price is deep enough, unless the money may already be on its way back."""
    prompt = settled_prompt(invoice)
    if prompt is None or invoice.paid_at is not None or live_refunds(invoice):
        return invoice
    last = crossing(invoice, prompt)
    return replace(
        invoice,
        paid_at=look.at,
        paid_tx=last.tx_hash if last else None,
        paid_address=prompt.address,
    )


def _end_if_short(invoice: Invoice, look: Look) -> Invoice:
    """Over at once, where the terms ask for one payment and the first is too small."""
    is_closed = (invoice.paid_at, invoice.expired_at, invoice.cancelled_at) != (None, None, None)
    if not invoice.terms.one_payment or is_closed or covered_prompt(invoice) is not None:
        return invoice
    if not any(counts(invoice, deposit) for deposit in invoice.deposits):
        return invoice
    deadline = min(invoice.deadline or look.at, look.at)
    return replace(invoice, expired_at=look.at, deadline=deadline)


def _expire(invoice: Invoice, look: Look) -> Invoice:
    """Over only after every chain that could have brought the money was read past the deadline."""
    if invoice.deadline is None or invoice.paused_at is not None:
        return invoice
    if look.at <= invoice.deadline or not look.is_complete:
        return invoice
    past = tuple(sorted({*invoice.looked_past, look.chain} & chains_of(invoice)))
    invoice = replace(invoice, looked_past=past)
    is_closed = (invoice.paid_at, invoice.expired_at, invoice.cancelled_at) != (None, None, None)
    if is_closed or frozenset(past) != chains_of(invoice) or not past:
        return invoice
    return replace(invoice, expired_at=look.at)
