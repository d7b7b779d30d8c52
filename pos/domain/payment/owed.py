"""What must go back to the customer: late money, short money, surplus and wrong coins."""

from collections.abc import Iterable

from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Deposit
from pos.domain.payment.invoice import Invoice, prompt_at, prompt_of
from pos.domain.payment.received import is_late, is_right_coin
from pos.domain.payment.refund import Refund, RefundStage


def refund_due(invoice: Invoice) -> Amount:
    """What is owed back in the coin shown now and not yet on its way; zero if nothing."""
    return refund_due_in(invoice, prompt_of(invoice).due.asset)


def refunds_due(invoice: Invoice) -> tuple[Amount, ...]:
    """What is owed back and not yet on its way, one amount for each coin that is owed."""
    owed = (refund_due_in(invoice, asset) for asset in _assets(invoice.deposits))
    return tuple(amount for amount in owed if amount.units)


def refund_due_in(invoice: Invoice, asset: Asset, *, confirmed: bool = False) -> Amount:
    """What is owed back in one coin; with `confirmed`, only what may be sent already."""
    there = [d for d in invoice.deposits if d.amount.asset == asset and d.is_money]
    owed = _owed(invoice, [d for d in there if not confirmed or _is_final(invoice, d)])
    sent = sum(r.amount.units for r in live_refunds(invoice) if r.amount.asset == asset)
    return Amount(max(0, owed - sent), asset)


def live_refunds(invoice: Invoice) -> tuple[Refund, ...]:
    """The refunds that stand: all but those withdrawn."""
    return tuple(r for r in invoice.refunds if r.stage is not RefundStage.WITHDRAWN)


def _owed(invoice: Invoice, deposits: Iterable[Deposit]) -> int:
    """Atomic units of one coin that are not the shop's to keep."""
    if invoice.paid_at is not None:
        return _surplus(invoice, deposits)
    is_over = invoice.expired_at is not None or invoice.cancelled_at is not None
    return sum(
        d.amount.units
        for d in deposits
        if is_over or is_late(invoice, d) or not is_right_coin(invoice, d)
    )


def _surplus(invoice: Invoice, deposits: Iterable[Deposit]) -> int:
    """All but the price: the shop keeps what was due at the address that settled the sale."""
    total = kept = 0
    for deposit in deposits:
        total += deposit.amount.units
        if deposit.address == invoice.paid_address and is_right_coin(invoice, deposit):
            kept += deposit.amount.units
    settled = prompt_at(invoice, invoice.paid_address or "")
    return total - min(kept, settled.due.units if settled else 0)


def _is_final(invoice: Invoice, deposit: Deposit) -> bool:
    """Deep enough to send it back: as deep as a sale needs, and never pending."""
    prompt = prompt_at(invoice, deposit.address)
    return deposit.confirmations >= max(1, prompt.acceptance.needed_for(deposit) if prompt else 1)


def _assets(deposits: Iterable[Deposit]) -> list[Asset]:
    """The coins among these deposits, each once, in the order they came."""
    return list(dict.fromkeys(d.amount.asset for d in deposits))
