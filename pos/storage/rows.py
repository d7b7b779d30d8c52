"""What is read out of a change to be found again: dates, search words, whether it is settled."""

from collections.abc import Iterator, Mapping
from typing import Final

from pos.domain.ids import ChainId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import RefundStage
from pos.domain.payment.stage import is_open
from pos.domain.ports import Change

FINAL_DEPTH: Final = 64
"""Confirmations that are enough on a chain of which nothing else was said."""

Depths = Mapping[ChainId, int]
"""For each chain, the confirmations after which its deposits are not looked at again."""

_ON_ITS_WAY: Final = frozenset({RefundStage.PLANNED, RefundStage.SIGNED})


def is_settled(invoice: Invoice, depths: Depths) -> bool:
    """Whether nothing is left to wait for: closed, all its money deep or gone, refunds done.

    It is judged at each commit. What comes later, such as money that was gone and is back, still
    finds its way by the address.
    """
    if is_open(invoice) or any(refund.stage in _ON_ITS_WAY for refund in invoice.refunds):
        return False
    return all(
        deposit.gone or deposit.confirmations >= depths.get(deposit.chain, FINAL_DEPTH)
        for deposit in invoice.deposits
    )


def changed_at(change: Change) -> int:
    """When a change was decided: the store has no clock and takes it from what the change says."""
    if change.entries:
        return max(entry.at for entry in change.entries)
    return max(_times(change.invoice))


def search_text(invoice: Invoice) -> str:
    """Everything an invoice can be found by, in lower case."""
    return "\n".join(_words(invoice)).lower()


def _times(invoice: Invoice) -> Iterator[int]:
    yield invoice.created_at
    for latch in (invoice.seen_at, invoice.paid_at, invoice.expired_at, invoice.cancelled_at):
        yield latch or 0
    for deposit in invoice.deposits:
        yield deposit.first_seen_at


def _words(invoice: Invoice) -> Iterator[str]:
    yield from (invoice.id, invoice.selector, invoice.origin.reference)
    yield from (line.title for line in invoice.lines)
    yield from (prompt.address for prompt in invoice.prompts)
    yield from (deposit.txid for deposit in invoice.deposits)
    yield from (refund.txid or "" for refund in invoice.refunds)
