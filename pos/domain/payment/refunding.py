"""The list of refunds inside an invoice: planned, signed, done, or withdrawn."""

from dataclasses import replace

from pos.domain.errors import Refused
from pos.domain.payment.effects import SendRefund
from pos.domain.payment.facts import RefundSigned
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refund_due_in
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.payment.stage import is_open

_BEFORE = {
    RefundStage.SIGNED: RefundStage.PLANNED,
    RefundStage.CONFIRMED: RefundStage.SIGNED,
    RefundStage.UNREFUNDABLE: RefundStage.PLANNED,
}


def plan_refunds(invoice: Invoice) -> tuple[Invoice, tuple[SendRefund, ...]]:
    """Put every confirmed amount that is owed, and whose way back is known, on the list.

    Only once the sale is over: until then late money may still be needed or accepted.
    """
    if is_open(invoice):
        return invoice, ()
    effects: list[SendRefund] = []
    claims = dict(invoice.refund_to)
    assets = dict.fromkeys(d.amount.asset for d in invoice.deposits)
    for asset in assets:
        owed = refund_due_in(invoice, asset, confirmed=True)
        if not owed.units or asset.chain not in claims:
            continue
        refund = Refund(
            id=f"{invoice.id}-{len(invoice.refunds) + 1}",
            amount=owed,
            to=claims[asset.chain],
            stage=RefundStage.PLANNED,
        )
        invoice = replace(invoice, refunds=(*invoice.refunds, refund))
        key = f"refund:{refund.id}"
        effects.append(SendRefund(key=key, invoice=invoice.id, refund_id=refund.id))
    return invoice, tuple(effects)


def withdraw_planned(invoice: Invoice) -> Invoice:
    """Keep the money after all. Raises Refused once a refund may have been sent."""
    if any(r.stage in {RefundStage.SIGNED, RefundStage.CONFIRMED} for r in invoice.refunds):
        raise Refused("refunded", "Money of this invoice is already on its way back")
    withdrawn = tuple(replace(r, stage=RefundStage.WITHDRAWN) for r in invoice.refunds)
    return replace(invoice, refunds=withdrawn)


def sign_refund(invoice: Invoice, fact: RefundSigned) -> Invoice:
    """Keep the signed bytes of a planned refund, before anything is broadcast."""
    refund = _listed(invoice, fact.refund_id)
    if refund.stage is RefundStage.SIGNED and refund.txid == fact.txid:
        return invoice
    _refuse_unless_next(refund, RefundStage.SIGNED)
    signed = replace(
        refund, stage=RefundStage.SIGNED, txid=fact.txid, signed=fact.signed, fee=fact.fee
    )
    return _with(invoice, signed)


def move_refund(invoice: Invoice, refund_id: str, to: RefundStage) -> Invoice:
    """Move one refund on. Raises Refused for one that is unknown or was withdrawn."""
    refund = _listed(invoice, refund_id)
    if refund.stage is to:
        return invoice
    _refuse_unless_next(refund, to)
    return _with(invoice, replace(refund, stage=to))


def _listed(invoice: Invoice, refund_id: str) -> Refund:
    refund = next((r for r in invoice.refunds if r.id == refund_id), None)
    if refund is None:
        raise Refused("unknown_refund", f"There is no refund {refund_id}")
    return refund


def _refuse_unless_next(refund: Refund, to: RefundStage) -> None:
    if refund.stage is not _BEFORE[to]:
        raise Refused("refund_stage", f"Refund {refund.id} is {refund.stage} and cannot be {to}")


def _with(invoice: Invoice, refund: Refund) -> Invoice:
    refunds = tuple(refund if r.id == refund.id else r for r in invoice.refunds)
    return replace(invoice, refunds=refunds)
