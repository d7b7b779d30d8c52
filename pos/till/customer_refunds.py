"""What a customer reads about money on its way back."""

from dataclasses import dataclass
from typing import Final, assert_never

from pos.domain.money import Amount
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import live_refunds, refunds_due
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.payment.refunding import claimable
from pos.domain.payment.stage import is_open
from pos.till.tongue import Tongue

_SHORT: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLine:
    """One payment back in words; `is_going` unless it came to nothing. `tx` is "" until sent."""

    text: str
    to: str
    tx: str = ""
    is_going: bool = True
    is_done: bool = False


def refund_lines(invoice: Invoice, tongue: Tongue) -> tuple[RefundLine, ...]:
    """Every payment back that stands, and what will be one as soon as it is confirmed."""
    planned = tuple(_line(refund, tongue) for refund in live_refunds(invoice))
    return (*planned, *_coming(invoice, tongue))


def short_tx(txid: str) -> str:
    """A transaction's first and last digits."""
    return txid if len(txid) <= _SHORT else f"{txid[:8]}…{txid[-6:]}"


def _coming(invoice: Invoice, tongue: Tongue) -> tuple[RefundLine, ...]:
    """What has an address to go to and waits only for its confirmations."""
    if is_open(invoice):
        return ()
    unclaimed = {amount.asset: amount.units for amount in claimable(invoice)}
    lines = []
    for due in refunds_due(invoice):
        pending = due.units - unclaimed.get(due.asset, 0)
        if pending > 0:
            sums = tongue.amount(Amount(pending, due.asset))
            text = tongue.say("{amount} goes back as soon as it is confirmed.", amount=sums)
            lines.append(RefundLine(text=text, to=""))
    return tuple(lines)


def _line(refund: Refund, tongue: Tongue) -> RefundLine:
    sent = refund.amount - refund.fee if refund.fee is not None else refund.amount
    amount = tongue.amount(sent)
    tx = refund.txid or (refund.latest.txid if refund.latest else "")
    match refund.stage:
        case RefundStage.PLANNED | RefundStage.SIGNED | RefundStage.WITHDRAWN:
            text = tongue.say("Refund of {amount} is on its way.", amount=amount)
            return RefundLine(text=text, to=refund.to, tx=tx)
        case RefundStage.CONFIRMED:
            text = tongue.say("Refunded {amount}, tx {tx}", amount=amount, tx=short_tx(tx))
            return RefundLine(text=text, to=refund.to, tx=tx, is_done=True)
        case RefundStage.UNREFUNDABLE:
            text = tongue.say(
                "{amount} is too small to send back: the network's fee would take all of it.",
                amount=tongue.amount(refund.amount),
            )
            return RefundLine(text=text, to=refund.to, is_going=False)
        case RefundStage.FAILED:
            text = tongue.say(
                "The refund of {amount} did not arrive. The shop has been told.", amount=amount
            )
            return RefundLine(text=text, to=refund.to, tx=tx, is_going=False)
        case stage:
            assert_never(stage)
