"""What is read out of a change to be found again: dates, prices, words, whether it is settled."""

from collections.abc import Iterator, Mapping
from typing import Final

from pos.domain.ids import ChainId
from pos.domain.money import format_fiat
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refunds_due
from pos.domain.payment.refund import RefundStage
from pos.domain.payment.stage import is_open
from pos.domain.ports.journal import Returns
from pos.domain.ports.payments import Change

FINAL_DEPTH: Final = 64
"""Confirmations that are enough on a chain of which nothing else was said."""

Depths = Mapping[ChainId, int]
"""For each chain, the confirmations after which its deposits are not looked at again."""

_UNDECIDED: Final = (
    (RefundStage.FAILED, Returns.FAILED),
    (RefundStage.SIGNED, Returns.SIGNED),
    (RefundStage.PLANNED, Returns.PLANNED),
)
"""What keeps an invoice from being done with; what asks for most care comes first."""


def is_settled(invoice: Invoice, depths: Depths) -> bool:
    """Whether nothing is left to wait for: closed, all its money deep or gone, refunds done.

    It is judged at each commit. What comes later, such as money that was gone and is back, still
    finds its way by the address.
    """
    if is_open(invoice):
        return False
    stages = {refund.stage for refund in invoice.refunds}
    if any(stage in stages for stage, _ in _UNDECIDED):
        return False
    return all(
        deposit.gone or deposit.confirmations >= depths.get(deposit.chain, FINAL_DEPTH)
        for deposit in invoice.deposits
    )


def returns_of(invoice: Invoice) -> Returns:
    """Where its money that goes back stands."""
    if not invoice.deposits and not invoice.refunds:
        return Returns.NOTHING
    stages = {refund.stage for refund in invoice.refunds}
    undecided = next((returns for stage, returns in _UNDECIDED if stage in stages), None)
    if undecided is not None:
        return undecided
    if not is_open(invoice) and refunds_due(invoice):
        return Returns.OWED
    return Returns.NOTHING if stages <= {RefundStage.WITHDRAWN} else Returns.DONE


def returned_at(invoice: Invoice) -> int:
    """When money was last signed or sent back, in UNIX seconds; 0 if it never was."""
    if not invoice.refunds:
        return 0
    signed = (tx.at for refund in invoice.refunds for tx in refund.versions)
    return max((*signed, *(refund.sent_at for refund in invoice.refunds)))


def code_of(invoice: Invoice) -> str:
    """The coin shown last, "" before one was chosen."""
    prompt = invoice.prompt
    return prompt.due.asset.code if prompt else ""


def price_of(invoice: Invoice) -> tuple[str, str]:
    """What it costs, as the code of a currency or coin, and a text that sorts as the price does.

    The text has the number of digits before the digits, so that no price is too big for it.
    """
    price = invoice.terms.price
    if price is not None:
        return price.currency, _sortable(int(format_fiat(price).replace(".", "")))
    if not invoice.quotes:
        return "", ""
    due = invoice.quotes[0].due
    return due.asset.code, _sortable(due.units)


def changed_at(change: Change) -> int:
    """When a change was decided: the store has no clock and takes it from what the change says."""
    if change.entries:
        return max(entry.at for entry in change.entries)
    return max(_times(change.invoice))


def search_text(invoice: Invoice) -> str:
    """Everything an invoice can be found by, in lower case."""
    words = [invoice.id, invoice.selector, invoice.origin.reference]
    words += [line.title for line in invoice.lines]
    words += [prompt.address for prompt in invoice.prompts]
    words += [deposit.txid for deposit in invoice.deposits]
    words += [refund.txid or "" for refund in invoice.refunds]
    return "\n".join(words).lower()


def _sortable(units: int) -> str:
    digits = str(units)
    return f"{len(digits):02d}{digits}"


def _times(invoice: Invoice) -> Iterator[int]:
    yield invoice.created_at
    for latch in (invoice.seen_at, invoice.paid_at, invoice.expired_at, invoice.cancelled_at):
        yield latch or 0
    for deposit in invoice.deposits:
        yield deposit.first_seen_at
