"""Refunds that the owner's own wallet pays, out of the very money that came in."""

from pos.domain.errors import Refused
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.payer import OwnMoney, PayBack, Psbts, Unsigned


async def psbt_for(invoice: Invoice, refund_id: str, psbts: Psbts) -> Unsigned:
    """The payment for the owner's wallet to sign; only where nothing here pays it as well.

    Raises Refused: "unknown_refund", "refund_stage" for one that was signed or sent already; and
    as `Psbts`.
    """
    refund = refund_of(invoice, refund_id)
    if refund.stage is not RefundStage.PLANNED:
        text = f"Refund {refund.id} is {refund.stage}: only a planned one is still to be paid"
        raise Refused("refund_stage", text)
    order = PayBack(id=refund.id, amount=refund.amount, to=refund.to)
    return await psbts.psbt(order, own_money(invoice, refund))


def refund_of(invoice: Invoice, refund_id: str) -> Refund:
    """One of an invoice's refunds. Raises Refused("unknown_refund")."""
    refund = next((each for each in invoice.refunds if each.id == refund_id), None)
    if refund is None:
        raise Refused("unknown_refund", f"There is no refund {refund_id}")
    return refund


def own_money(invoice: Invoice, refund: Refund) -> tuple[OwnMoney, ...]:
    """What a refund returns, and where in the owner's wallet it is."""
    covered = {key for key, _ in refund.covers}
    places = [(each, prompt_at(invoice, each.address)) for each in invoice.deposits]
    return tuple(
        OwnMoney(deposit=deposit, key_index=prompt.key_index)
        for deposit, prompt in places
        if deposit.key in covered and prompt is not None
    )
