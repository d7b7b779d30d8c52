"""What a restore from a backup does to an invoice: what the lost machine did since is not known.

It may have sent back what is only planned here, also money of which this backup never heard. So
nothing of an invoice from a backup goes back until a person has looked and let it go. A signed
refund is another matter: whoever sends it once more sends the same payment.
"""

from dataclasses import replace

from pos.domain.errors import Refused
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund, RefundStage


def restored(invoice: Invoice, at: int) -> Invoice:
    """The invoice as it comes out of a backup; what was approved must be approved once more."""
    refunds = tuple(
        replace(refund, approved_by="") if refund.stage is RefundStage.PLANNED else refund
        for refund in invoice.refunds
    )
    return replace(invoice, restored_at=at, refunds=refunds)


def is_in_doubt(invoice: Invoice, refund: Refund) -> bool:
    """Whether another machine may have paid it, and nobody has said since that it may go."""
    is_ours_to_send = refund.stage is RefundStage.PLANNED and not refund.handed_to
    return invoice.restored_at is not None and is_ours_to_send and not refund.approved_by


def refuse_in_doubt(invoice: Invoice, refund: Refund) -> None:
    """Raise Refused for a refund that must not be signed or handed over before somebody looked."""
    if is_in_doubt(invoice, refund):
        text = (
            f"Refund {refund.id} comes from a backup: the lost machine may have sent it. Look for"
            " it on the chain, then approve it"
        )
        raise Refused("in_doubt", text)
