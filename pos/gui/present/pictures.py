"""What the screen says about an invoice: one token, one headline, one hint, the possible wishes."""

from dataclasses import dataclass
from typing import assert_never

from pos.domain.money import Amount, Fiat, worth
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refund_due, refunds_due
from pos.domain.payment.quote import Prompt
from pos.domain.payment.received import (
    counted_at_prompt,
    covered_prompt,
    is_late,
    is_right_coin,
    received,
    still_due,
)
from pos.domain.payment.stage import Stage, stage_of
from pos.gui.present.figures import (
    age,
    clock_text,
    coin_text,
    countdown,
    listed,
    price_text,
    short_tx,
)
from pos.gui.present.tokens import Token, Wish

STUCK_AFTER_S = 20 * 60
"""From here on a payment that is seen and not in a block is worth a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the window knows around an invoice: the time, and how well its chain can be seen.

    `title` is what people call its sale. `blind_since` is the last contact with a chain that does
    not answer now; 0 if there was none.
    """

    now: int
    title: str = ""
    network: str = ""
    blind_since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One state as it is drawn. `word` fits on a badge; `step` is 1 waiting, 2 seen, 3 paid.

    `shows_code` says whether the QR code may still be paid; `wishes` are the buttons, and
    `primary` is the one for Enter.
    """

    token: Token
    word: str
    headline: str
    hint: str
    step: int = 0
    shows_code: bool = False
    wishes: tuple[Wish, ...] = ()
    primary: Wish | None = None
    needs_action: bool = False


def picture_of(invoice: Invoice, view: View) -> Picture:
    """The one picture of an invoice; the same for the pay screen, the tray and the list."""
    match stage_of(invoice):
        case Stage.CHOOSING:
            return _choosing()
        case Stage.WAITING:
            return _waiting(invoice, view)
        case Stage.PARTIAL:
            return _partial(invoice, view)
        case Stage.SEEN:
            return _seen(invoice, view)
        case Stage.PAID:
            return _paid(invoice)
        case Stage.EXPIRED:
            return _expired(invoice)
        case Stage.CANCELLED:
            return _cancelled(invoice)
        case stage:
            assert_never(stage)


def priced(invoice: Invoice, amount: Amount) -> Fiat | None:
    """What an amount was worth at the invoice's own rate; None if it was asked in coins."""
    for quote in invoice.quotes:
        if quote.due.asset == amount.asset and quote.rate is not None:
            return worth(amount, quote.rate)
    return None


def total_text(invoice: Invoice) -> str:
    """What was asked: the price, or the exact coins where the shop asked for coins."""
    if invoice.terms.price is not None:
        return price_text(invoice.terms.price)
    return coin_text(invoice.prompts[-1].due) if invoice.prompts else ""


def left_text(invoice: Invoice, now: int) -> str:
    """What the clock beside the code says."""
    if invoice.deadline is None:
        return "No time limit"
    if invoice.paused_at is not None:
        return "Time paused, payment seen"
    if now > invoice.deadline:
        return "Time over, checking"
    return f"{countdown(invoice.deadline - now)} left"


def has_conflict(invoice: Invoice) -> bool:
    """Whether money was seen that is gone now, and nothing came in its place."""
    gone = any(deposit.gone for deposit in invoice.deposits)
    return gone and invoice.paid_at is None and covered_prompt(invoice) is None


def _choosing() -> Picture:
    return Picture(
        token=Token.WAITING,
        word="Choose a coin",
        headline="Choose a coin",
        hint="Ask the customer which coin it shall be.",
        step=1,
        wishes=(Wish.HOLD, Wish.CANCEL),
    )


def _waiting(invoice: Invoice, view: View) -> Picture:
    if has_conflict(invoice):
        return _conflict()
    if view.blind_since is not None:
        return _blind(view)
    return Picture(
        token=Token.WAITING,
        word="Waiting",
        headline="Waiting for payment",
        hint="The customer scans the code with a wallet.",
        step=1,
        shows_code=True,
        wishes=(Wish.HOLD, Wish.CANCEL),
    )


def _conflict() -> Picture:
    return Picture(
        token=Token.FAILED,
        word="Payment replaced",
        headline="WARNING: payment was replaced or double-spent",
        hint="Do not hand over goods. The customer may pay again with the same code.",
        step=1,
        shows_code=True,
        wishes=(Wish.HOLD,),
        needs_action=True,
    )


def _blind(view: View) -> Picture:
    last = f"Last contact {age(view.now - view.blind_since)}. " if view.blind_since else ""
    return Picture(
        token=Token.OFFLINE,
        word="Offline",
        headline=f"Can't see the {view.network} network",
        hint=f"{last}Payments made now will be found later.",
        step=1,
        wishes=(Wish.HOLD, Wish.CANCEL),
    )


def _blind_note(view: View) -> str:
    return "" if view.blind_since is None else f" Can't see the {view.network} network just now."


def _partial(invoice: Invoice, view: View) -> Picture:
    prompt = _fullest(invoice)
    missing = still_due(invoice, prompt)
    fiat = priced(invoice, missing)
    got = coin_text(received(invoice, prompt))
    return Picture(
        token=Token.ATTENTION,
        word=f"Missing {price_text(fiat) if fiat else coin_text(missing)}",
        headline=f"Missing {_both(invoice, missing)}",
        hint=f"Received {got} of {coin_text(prompt.due)}.{_blind_note(view)}",
        step=1,
        shows_code=True,
        wishes=(Wish.HOLD, Wish.ACCEPT),
        needs_action=True,
    )


def _seen(invoice: Invoice, view: View) -> Picture:
    prompt = covered_prompt(invoice) or _fullest(invoice)
    depth = min((d.confirmations for d in counted_at_prompt(invoice, prompt)), default=0)
    needed = prompt.acceptance.confirmations
    if depth > 0:
        headline, word = f"Confirming {depth} of {needed}", f"Confirming {depth}/{needed}"
        hint = f"Final after {_confirmations(needed)}.{_blind_note(view)}"
    else:
        headline, word = "Payment seen \u2013 not final yet", "Payment seen"
        hint = _unconfirmed(invoice, view, needed) + _blind_note(view)
    return Picture(
        token=Token.SEEN,
        word=word,
        headline=headline,
        hint=hint,
        step=2,
        wishes=(Wish.HOLD, Wish.ACCEPT),
    )


def _unconfirmed(invoice: Invoice, view: View, needed: int) -> str:
    seen_for = view.now - (invoice.seen_at or view.now)
    if seen_for >= STUCK_AFTER_S:
        return f"Seen {seen_for // 60} min ago, still unconfirmed: its fee may be low."
    if needed == 0:
        return "Safe to hand over once accepted."
    return f"Wait for {_confirmations(needed)}, or accept it now."


def _paid(invoice: Invoice) -> Picture:
    extra = refund_due(invoice) if invoice.prompts else None
    facts = listed(
        (_received_text(invoice), f"tx {short_tx(invoice.paid_tx)}" if invoice.paid_tx else "")
    )
    if any(d.gone and d.txid == invoice.paid_tx for d in invoice.deposits):
        token, word, headline = Token.FAILED, "Paid, money gone", "The payment left the chain"
        facts = "It was paid, then the network dropped it. Keep the receipt and call the owner."
    elif extra is not None and extra.units:
        token, word = Token.ATTENTION, "Paid, too much"
        headline = f"Paid, {_both(invoice, extra)} too much"
    else:
        token, word, headline = Token.PAID, "Paid", f"Paid {total_text(invoice)}"
    if invoice.accepted_by is not None:
        facts = f"Accepted before confirmation by {invoice.accepted_by}.  {facts}"
        word = "Accepted" if token is Token.PAID else word
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


def _expired(invoice: Invoice) -> Picture:
    late = _late_text(invoice)
    owed = refunds_due(invoice)
    if late:
        return _decide(
            "Late payment", f"Late payment of {late}", "It came after the time was over."
        )
    if owed:
        got = listed(coin_text(amount) for amount in owed)
        return _decide("Part-paid, time over", "Part-paid, time over", f"Received {got}.")
    return Picture(
        token=Token.FAILED,
        word="Expired",
        headline="Time over, nothing received",
        hint="The rate is no longer valid. The customer must not pay this code any more.",
        wishes=(Wish.NEW_CODE, Wish.NEW_SALE),
        primary=Wish.NEW_CODE,
    )


def _cancelled(invoice: Invoice) -> Picture:
    late = _late_text(invoice)
    if late:
        return _decide(
            "Paid after cancel", f"{late} came after the cancel", "Nothing was handed over?"
        )
    at = clock_text(invoice.cancelled_at or 0)
    return Picture(
        token=Token.FAILED,
        word="Cancelled",
        headline=f"Cancelled by {invoice.cancelled_by}",
        hint=f"At {at}. The address stays watched.",
        wishes=(Wish.NEW_SALE,),
        primary=Wish.NEW_SALE,
    )


def _decide(word: str, headline: str, why: str) -> Picture:
    return Picture(
        token=Token.ATTENTION,
        word=word,
        headline=headline,
        hint=f"{why} Accept it as full payment, or let it go back and make a new code.",
        wishes=(Wish.ACCEPT, Wish.NEW_CODE, Wish.NEW_SALE),
        needs_action=True,
    )


def _late_text(invoice: Invoice) -> str:
    """The money that came too late, each coin summed; empty if none did."""
    sums: dict[str, Amount] = {}
    for deposit in invoice.deposits:
        if deposit.gone or not is_late(invoice, deposit) or not is_right_coin(invoice, deposit):
            continue
        code = deposit.amount.asset.code
        sums[code] = sums[code] + deposit.amount if code in sums else deposit.amount
    return listed(coin_text(amount) for amount in sums.values())


def _received_text(invoice: Invoice) -> str:
    sums = [d.amount for d in invoice.deposits if d.address == invoice.paid_address and not d.gone]
    if not sums:
        return ""
    return coin_text(Amount(sum(a.units for a in sums), sums[0].asset))


def _fullest(invoice: Invoice) -> Prompt:
    """The prompt that got money; the one shown now if several or none did."""
    with_money = [p for p in invoice.prompts if counted_at_prompt(invoice, p)]
    shown = invoice.prompts[-1]
    return shown if shown in with_money or not with_money else with_money[-1]


def _both(invoice: Invoice, amount: Amount) -> str:
    fiat = priced(invoice, amount)
    return coin_text(amount) if fiat is None else f"{price_text(fiat)} ({coin_text(amount)})"


def _confirmations(count: int) -> str:
    return "1 confirmation" if count == 1 else f"{count} confirmations"
