"""The pictures of sales that ended: paid, over, called off."""

from pos.domain.money import Amount
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.owed import is_too_much, refunds_due
from pos.domain.payment.received import is_late, is_right_coin
from pos.domain.payment.refund import RefundStage
from pos.gui.present.figures import clock_text, coin_text, listed, short_tx
from pos.gui.present.losses import lost_after_paid, lost_payments, unspendable, worthless
from pos.gui.present.moneyback import back_text, refunded
from pos.gui.present.tokens import Token, Wish
from pos.gui.present.views import Picture, View, both_text, total_text
from pos.gui.present.words import say


def paid(invoice: Invoice, view: View) -> Picture:
    """All is there; too much perhaps, or lost since."""
    if lost_payments(invoice):
        return lost_after_paid(invoice, view)
    failed = next((r for r in invoice.refunds if r.stage is RefundStage.FAILED), None)
    extra = listed(both_text(invoice, amount) for amount in _too_much(invoice))
    facts = listed(
        (
            _received_text(invoice),
            say("tx {tx}", tx=short_tx(invoice.paid_tx)) if invoice.paid_tx else "",
        )
    )
    if extra:
        token, word = Token.ATTENTION, say("Paid, too much")
        headline = say("Paid, {extra} too much", extra=extra)
    elif failed is not None:
        token, word = Token.ATTENTION, say("Refund failed")
        headline = say("Paid, refund of {amount} did not arrive", amount=coin_text(failed.amount))
    else:
        token, word, headline = (
            Token.PAID,
            say("Paid"),
            say("Paid {total}", total=total_text(invoice)),
        )
        facts = listed((facts, back_text(invoice)))
    if invoice.accepted_by is not None:
        who = invoice.accepted_by
        facts = f"{say('Accepted before confirmation by {who}.', who=who)}  {facts}"
        word = say("Accepted") if token is Token.PAID else word
    return Picture(
        token=token,
        word=word,
        headline=headline,
        hint=facts,
        step=3,
        wishes=(Wish.RECEIPT, Wish.NEW_SALE),
        primary=Wish.NEW_SALE,
        needs_action=token is not Token.PAID,
    )


def expired(invoice: Invoice) -> Picture:
    """The time is over, with or without money to decide about."""
    late = _late_text(invoice)
    owed = refunds_due(invoice)
    back = refunded(invoice)
    if back is not None:
        return back
    if late:
        return _decide(
            say("Late payment"),
            say("Late payment of {late}", late=late),
            say("It came after the time was over."),
        )
    if owed:
        got = listed(coin_text(amount) for amount in owed)
        return _decide(
            say("Part-paid, time over"),
            say("Part-paid, time over"),
            say("Received {got}.", got=got),
        )
    if worthless(invoice):
        return unspendable(invoice, shows_code=False)
    was_lost = bool(lost_payments(invoice))
    lost = say("A payment was seen, then replaced or double-spent.") + " " if was_lost else ""
    over = say("The rate is no longer valid. The customer must not pay this code any more.")
    return Picture(
        token=Token.FAILED,
        word=say("Expired"),
        headline=say("Time over, payment replaced")
        if was_lost
        else say("Time over, nothing received"),
        hint=lost + over,
        wishes=(Wish.NEW_CODE, Wish.NEW_SALE),
        primary=Wish.NEW_CODE,
    )


def cancelled(invoice: Invoice) -> Picture:
    """Called off; money may have come all the same."""
    late = _late_text(invoice)
    back = refunded(invoice)
    if back is not None:
        return back
    if late:
        return _decide(
            say("Paid after cancel"),
            say("{late} came after the cancel", late=late),
            say("Nothing was handed over?"),
        )
    at = clock_text(invoice.cancelled_at or 0)
    return Picture(
        token=Token.FAILED,
        word=say("Cancelled"),
        headline=say("Cancelled by {who}", who=invoice.cancelled_by),
        hint=say("At {at}. The address stays watched.", at=at),
        wishes=(Wish.NEW_SALE,),
        primary=Wish.NEW_SALE,
    )


def _too_much(invoice: Invoice) -> tuple[Amount, ...]:
    """What is owed of a paid sale and not on its way; no surplus that its fee would eat anyhow."""
    settled, owed = prompt_at(invoice, invoice.paid_address or ""), refunds_due(invoice)
    if settled is None or is_too_much(invoice):
        return owed
    return tuple(amount for amount in owed if amount.asset != settled.due.asset)


def _decide(word: str, headline: str, why: str) -> Picture:
    choice = say("Accept it as full payment, or let it go back and make a new code.")
    return Picture(
        token=Token.ATTENTION,
        word=word,
        headline=headline,
        hint=f"{why} {choice}",
        wishes=(Wish.ACCEPT, Wish.NEW_CODE, Wish.NEW_SALE),
        needs_action=True,
    )


def _late_text(invoice: Invoice) -> str:
    """The money that came too late, each coin summed; empty if none did."""
    sums: dict[str, Amount] = {}
    for deposit in invoice.deposits:
        is_late_money = deposit.is_money and is_late(invoice, deposit)
        if not is_late_money or not is_right_coin(invoice, deposit):
            continue
        code = deposit.amount.asset.code
        sums[code] = sums[code] + deposit.amount if code in sums else deposit.amount
    return listed(coin_text(amount) for amount in sums.values())


def _received_text(invoice: Invoice) -> str:
    """What is there for the sale; another coin at its address is not added to it."""
    sums = [
        d.amount
        for d in invoice.deposits
        if d.address == invoice.paid_address and d.is_money and is_right_coin(invoice, d)
    ]
    if not sums:
        return ""
    return coin_text(Amount(sum(a.units for a in sums), sums[0].asset))
