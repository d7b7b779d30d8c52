"""What an invoice promised about money that goes back: where to, and from which amount on."""

from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.policy import ToSender
from pos.domain.payment.refund import Refund


def needs_plain_sender(invoice: Invoice, refund: Refund) -> bool:
    """Whether it goes back whence it came, and only to a plain account."""
    covered = {key for key, _ in refund.covers}
    prompts = (prompt_at(invoice, d.address) for d in invoice.deposits if d.key in covered)
    may_be_any = all(prompt and prompt.to_sender is ToSender.ANY for prompt in prompts)
    return refund.is_to_sender and not may_be_any


def is_dust(invoice: Invoice, refund: Refund) -> bool:
    """Whether it was never worth a fee, by what was promised for its coin."""
    promised = (quote for quote in invoice.quotes if quote.due.asset == refund.amount.asset)
    return any(refund.amount.units <= quote.acceptance.dust_units for quote in promised)
