"""Money that was seen and is none: replaced, spent twice, locked or burnt."""

from pos.domain.payment.deposit import Deposit, DepositKey
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.received import covered_prompt, is_right_coin
from pos.gui.present.cautions import cautions_text, needed_for
from pos.gui.present.figures import coin_text, listed
from pos.gui.present.tokens import Token, Wish
from pos.gui.present.views import Picture, View
from pos.gui.present.words import later, say

WARNING = later("WARNING: payment was replaced or double-spent")


def lost_payments(invoice: Invoice) -> frozenset[DepositKey]:
    """The payments that were seen and are gone or spent twice; none where the price is covered.

    A sender who raised the fee of a payment has replaced it, and pays all the same.
    """
    if covered_prompt(invoice) is not None or _is_there_as_accepted(invoice):
        return frozenset()
    return frozenset(
        d.key
        for d in invoice.deposits
        if (d.gone or d.is_spent_twice) and is_right_coin(invoice, d)
    )


def worthless(invoice: Invoice) -> tuple[Deposit, ...]:
    """What came and cannot be spent, as far as the newest look knows."""
    return tuple(d for d in invoice.deposits if not (d.gone or d.is_money or d.is_spent_twice))


def worthless_text(invoice: Invoice) -> str:
    """What came and cannot be spent, each with the reason: "1 XMR (locked by its sender)"."""
    return listed(
        f"{coin_text(d.amount)} ({cautions_text(d.cautions)})" for d in worthless(invoice)
    )


def conflict(invoice: Invoice, view: View) -> Picture:
    """A payment was lost before it was final.

    It takes the whole screen until the cashier has understood; then the code may be paid again.
    """
    is_understood = lost_payments(invoice) <= view.understood
    dont = say("Do not hand over goods.")
    again = say("The customer may pay again with this code.")
    call = say("Call the manager.")
    return Picture(
        token=Token.FAILED,
        word=say("Payment replaced"),
        headline=say(WARNING),
        hint=f"{dont} {again if is_understood else call}",
        step=1,
        shows_code=is_understood,
        wishes=(Wish.HOLD,) if is_understood else (Wish.HOLD, Wish.UNDERSTOOD),
        needs_action=True,
        is_grave=True,
    )


def lost_after_paid(invoice: Invoice, view: View) -> Picture:
    """The money of a sale that was called paid is lost; nothing takes the sale back."""
    lost = lost_payments(invoice)
    was_unsure = any(
        d.key in lost and (d.is_spent_twice or needed_for(invoice, d) == 0)
        for d in invoice.deposits
    )
    was = later("It was called paid after its confirmations.")
    if was_unsure:
        was = later("It was called paid as soon as it was seen.")
    dont = say("Do not hand over goods that are still here. Call the manager.")
    is_understood = lost <= view.understood
    return Picture(
        token=Token.FAILED,
        word=say("Paid, double-spent") if was_unsure else say("Paid, money gone"),
        headline=say(WARNING) if was_unsure else say("WARNING: the payment left the chain"),
        hint=f"{say(was)} {dont}",
        step=3,
        wishes=(*(() if is_understood else (Wish.UNDERSTOOD,)), Wish.RECEIPT, Wish.NEW_SALE),
        primary=Wish.NEW_SALE if is_understood else None,
        needs_action=True,
        is_grave=True,
    )


def unspendable(invoice: Invoice, *, shows_code: bool) -> Picture:
    """Something came that is worth nothing to the shop, and nothing else did."""
    said = say("It does not count: {payments}.", payments=worthless_text(invoice))
    again = say("Ask for another payment, or call the manager.")
    wishes = (Wish.HOLD,) if shows_code else (Wish.NEW_CODE, Wish.NEW_SALE)
    return Picture(
        token=Token.ATTENTION,
        word=say("Not spendable"),
        headline=say("What came cannot be spent"),
        hint=f"{said} {again}",
        step=1 if shows_code else 0,
        shows_code=shows_code,
        wishes=wishes,
        needs_action=True,
    )


def _is_there_as_accepted(invoice: Invoice) -> bool:
    """Whether the money that a cashier took as full payment is still there, short or late."""
    return invoice.accepted_by is not None and any(
        d.is_money and d.tx_hash == invoice.paid_tx for d in invoice.deposits
    )
