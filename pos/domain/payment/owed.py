"""What must go back to the customer: late money, short money, surplus and wrong coins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Deposit
from pos.domain.payment.invoice import Invoice, prompt_at, prompt_of
from pos.domain.payment.received import chain_order, is_late, is_right_coin
from pos.domain.payment.refund import Refund, RefundReason, RefundStage


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed back of one deposit, in atomic units, and why."""

    deposit: Deposit
    units: int
    reason: RefundReason


def refund_due(invoice: Invoice) -> Amount:
    """What is owed back in the coin shown now and not yet on its way; zero if nothing."""
    return refund_due_in(invoice, prompt_of(invoice).due.asset)


def refunds_due(invoice: Invoice) -> tuple[Amount, ...]:
    """What is owed back and not yet on its way, one amount for each coin that is owed."""
    owed = (refund_due_in(invoice, asset) for asset in assets_of(invoice.deposits))
    return tuple(amount for amount in owed if amount.units)


def refund_due_in(invoice: Invoice, asset: Asset, *, confirmed: bool = False) -> Amount:
    """What is owed back in one coin; with `confirmed`, only what may be sent already."""
    owed = sum(debt.units for debt in debts(invoice, asset, confirmed=confirmed))
    sent = sum(r.amount.units for r in live_refunds(invoice) if r.amount.asset == asset)
    return Amount(max(0, owed - sent), asset)


def debts(invoice: Invoice, asset: Asset, *, confirmed: bool = False) -> tuple[Debt, ...]:
    """What was ever owed back in one coin, on its way or not, in the order of the chain."""
    there = [d for d in invoice.deposits if d.amount.asset == asset and d.is_money]
    ready = sorted((d for d in there if not confirmed or _is_final(invoice, d)), key=chain_order)
    owed = _all_but_the_price(invoice, ready) if invoice.paid_at else _not_in_time(invoice, ready)
    return tuple(debt for debt in owed if debt.units)


def surplus(invoice: Invoice) -> Amount | None:
    """What came above the price that settled the sale, sent back or not; None while unpaid."""
    settled = prompt_at(invoice, invoice.paid_address or "")
    if settled is None:
        return None
    asset = settled.due.asset
    extra = (d.units for d in debts(invoice, asset) if d.reason is RefundReason.SURPLUS)
    return Amount(sum(extra), asset)


def is_too_much(invoice: Invoice) -> bool:
    """Whether so much more than the price came that it is worth sending back."""
    extra, settled = surplus(invoice), prompt_at(invoice, invoice.paid_address or "")
    if extra is None or settled is None:
        return False
    return extra.units > max(settled.acceptance.dust_units, settled.acceptance.tolerance_units)


def live_refunds(invoice: Invoice) -> tuple[Refund, ...]:
    """The refunds that stand: all but those withdrawn."""
    return tuple(r for r in invoice.refunds if r.stage is not RefundStage.WITHDRAWN)


def assets_of(deposits: Iterable[Deposit]) -> list[Asset]:
    """The coins among these deposits, each once, in the order they came."""
    return list(dict.fromkeys(d.amount.asset for d in deposits))


def _not_in_time(invoice: Invoice, deposits: Iterable[Deposit]) -> Iterator[Debt]:
    """Of a sale that is not paid: what came too late or is the wrong coin; all, once it is over."""
    is_over = invoice.expired_at is not None or invoice.cancelled_at is not None
    for deposit in deposits:
        reason = _reason(invoice, deposit)
        if is_over or reason is not RefundReason.SHORT:
            yield Debt(deposit, deposit.amount.units, reason)


def _reason(invoice: Invoice, deposit: Deposit) -> RefundReason:
    if not is_right_coin(invoice, deposit):
        return RefundReason.WRONG_COIN
    return RefundReason.LATE if is_late(invoice, deposit) else RefundReason.SHORT


def _all_but_the_price(invoice: Invoice, deposits: Iterable[Deposit]) -> Iterator[Debt]:
    """Of a sale that is paid: the shop keeps what was due at the address that settled it."""
    settled = prompt_at(invoice, invoice.paid_address or "")
    to_keep = settled.due.units if settled else 0
    for deposit in deposits:
        is_right = is_right_coin(invoice, deposit)
        if not is_right or deposit.address != invoice.paid_address:
            reason = RefundReason.SURPLUS if is_right else RefundReason.WRONG_COIN
            yield Debt(deposit, deposit.amount.units, reason)
            continue
        kept = min(to_keep, deposit.amount.units)
        to_keep -= kept
        yield Debt(deposit, deposit.amount.units - kept, RefundReason.SURPLUS)


def _is_final(invoice: Invoice, deposit: Deposit) -> bool:
    """Deep enough to send it back: as deep as a sale needs, and never pending."""
    prompt = prompt_at(invoice, deposit.address)
    return deposit.confirmations >= max(1, prompt.acceptance.needed_for(deposit) if prompt else 1)
