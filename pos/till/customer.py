"""What a customer reads about an invoice, on the display at the counter and on the payment page.

Pure: an invoice, what is known around it, and a language give one saying. What may still be paid
is decided here and nowhere else, so that no code is shown that must not be scanned.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, assert_never

from pos.domain.money import Amount, Fiat, worth
from pos.domain.payment.deposit import Deposit
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.owed import is_too_much, refunds_due
from pos.domain.payment.quote import Prompt
from pos.domain.payment.received import (
    counted_at_prompt,
    covered_prompt,
    is_late,
    is_right_coin,
    received,
    still_due,
)
from pos.domain.payment.refunding import claimable
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door
from pos.till.customer_refunds import refund_lines
from pos.till.tongue import Tongue

STUCK_AFTER_S: Final = 20 * 60
"""A payment that is in no block after so long gets another word."""


class Tone(StrEnum):
    """How a state looks: each has one colour, one shape and one word, never colour alone."""

    WAITING = "waiting"
    SEEN = "seen"
    PAID = "paid"
    ATTENTION = "attention"
    FAILED = "failed"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is known around an invoice: the time, and whether its coin can be paid now."""

    now: int
    is_offered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One state in words. `step` is 1 to pay, 2 seen, 3 paid, 0 over.

    `shows_code` says whether it may be paid now.
    """

    tone: Tone
    word: str
    headline: str
    hint: str = ""
    step: int = 0
    shows_code: bool = False


def saying_of(invoice: Invoice, sight: Sight, tongue: Tongue) -> Saying:
    """The one saying of an invoice. A promised end is not over before a look says so."""
    match stage_of(invoice):
        case Stage.CHOOSING:
            return _choosing(invoice, sight, tongue)
        case Stage.WAITING:
            return _waiting(invoice, sight, tongue)
        case Stage.PARTIAL:
            return _partial(invoice, sight, tongue)
        case Stage.SEEN:
            return _seen(invoice, sight, tongue)
        case Stage.PAID:
            return _paid(invoice, tongue)
        case Stage.EXPIRED | Stage.CANCELLED:
            return _over(invoice, tongue)
        case stage:
            assert_never(stage)


def asked(invoice: Invoice) -> Invoice:
    """The invoice with the prompt in front that money came for, which the rest is asked at."""
    with_money = [p for p in invoice.prompts if counted_at_prompt(invoice, p)]
    if not with_money or invoice.prompt in with_money:
        return invoice
    others = (p for p in invoice.prompts if p is not with_money[-1])
    return replace(invoice, prompts=(*others, with_money[-1]))


def worth_claiming(invoice: Invoice) -> tuple[Amount, ...]:
    """What waits for an address; of a paid sale no surplus that its fee would eat anyhow."""
    amounts = claimable(invoice)
    settled = prompt_at(invoice, invoice.paid_address or "")
    if settled is None or is_too_much(invoice):
        return amounts
    return tuple(amount for amount in amounts if amount.asset != settled.due.asset)


def price_of(invoice: Invoice, amount: Amount) -> Fiat | None:
    """What an amount is worth at the invoice's own rate; None if it was asked in coins."""
    for quote in invoice.quotes:
        if quote.due.asset == amount.asset and quote.rate is not None:
            is_whole = amount == quote.due and invoice.terms.price is not None
            return invoice.terms.price if is_whole else worth(amount, quote.rate)
    return None


def both(invoice: Invoice, amount: Amount, tongue: Tongue) -> str:
    """An amount in coins, with what it is worth in brackets."""
    price = price_of(invoice, amount)
    return tongue.amount(amount) + (f" ({tongue.price(price)})" if price is not None else "")


def _choosing(invoice: Invoice, sight: Sight, tongue: Tongue) -> Saying:
    if _is_time_over(invoice, sight):
        return _expired(tongue)
    return Saying(
        tone=Tone.WAITING,
        word=tongue.say("Choose"),
        headline=tongue.say("How would you like to pay?"),
        hint=tongue.say("Choose a coin. The price is fixed for you."),
        step=1,
    )


def _waiting(invoice: Invoice, sight: Sight, tongue: Tongue) -> Saying:
    assert invoice.prompt is not None
    due = invoice.prompt.due
    if any((d.gone or d.is_spent_twice) and is_right_coin(invoice, d) for d in invoice.deposits):
        return _replaced(invoice, sight, tongue)
    if any(not (d.gone or d.is_money) for d in invoice.deposits):
        return _not_completed(invoice, tongue)  # what came cannot be spent: locked, or burnt
    if not sight.is_offered:
        return Saying(
            tone=Tone.OFFLINE,
            word=tongue.say("Not available"),
            headline=tongue.say("{coin} is not available right now.", coin=due.asset.code),
            hint=tongue.say("If you have paid already, your payment will be found."),
            step=1,
        )
    if _is_time_over(invoice, sight):
        return _checking(tongue.say("The time is over. One moment…"), tongue)
    odd = _odd_coins(invoice, tongue)
    if odd is not None:
        return replace(odd, step=1, shows_code=True)
    return Saying(
        tone=Tone.WAITING,
        word=tongue.say("Waiting"),
        headline=tongue.say("Please pay {amount}.", amount=both(invoice, due, tongue)),
        hint=tongue.say("Scan with your wallet."),
        step=1,
        shows_code=True,
    )


def _checking(headline: str, tongue: Tongue) -> Saying:
    return Saying(
        tone=Tone.WAITING,
        word=tongue.say("Checking"),
        headline=headline,
        hint=tongue.say("Please do not pay this code any more."),
        step=1,
    )


def _partial(invoice: Invoice, sight: Sight, tongue: Tongue) -> Saying:
    prompt = asked(invoice).prompt
    assert prompt is not None
    got = tongue.amount(received(invoice, prompt))
    if _is_time_over(invoice, sight):
        headline = tongue.say("We received {amount}. The time is over.", amount=got)
        return _checking(headline, tongue)
    rest = both(invoice, still_due(invoice, prompt), tongue)
    return Saying(
        tone=Tone.ATTENTION,
        word=tongue.say("Not enough yet"),
        headline=tongue.say(
            "We received {amount}. Please send the remaining {rest}.", amount=got, rest=rest
        ),
        hint=tongue.say("Scan with your wallet: this code asks for the rest only."),
        step=1,
        shows_code=sight.is_offered,
    )


def _seen(invoice: Invoice, sight: Sight, tongue: Tongue) -> Saying:
    prompt = covered_prompt(invoice)
    assert prompt is not None, "the price was covered"
    last = _furthest(prompt, counted_at_prompt(invoice, prompt))
    needed = prompt.acceptance.needed_for(last)
    if last.confirmations:
        headline = tongue.say(
            "Being confirmed: {n} of {m}", n=str(last.confirmations), m=str(needed)
        )
    elif sight.now - (invoice.seen_at or sight.now) >= STUCK_AFTER_S:
        headline = tongue.say("Still being confirmed.")
    else:
        headline = tongue.say("Payment seen. Thank you — please wait a moment.")
    return Saying(
        tone=Tone.SEEN,
        word=tongue.say("Payment seen"),
        headline=headline,
        hint=tongue.say("You do not need to do anything more."),
        step=2,
    )


def _paid(invoice: Invoice, tongue: Tongue) -> Saying:
    plain = Saying(
        tone=Tone.PAID, word=tongue.say("Paid"), headline=tongue.say("Paid. Thank you!"), step=3
    )
    extra = worth_claiming(invoice)
    if not extra or not is_too_much(invoice):
        return plain
    sums = _listed(extra, tongue)
    if _is_online(invoice):
        return replace(
            plain,
            headline=tongue.say("Paid. You sent {extra} more than needed.", extra=sums),
            hint=tongue.say("You can have it sent back."),
        )
    headline = tongue.say("Paid. You sent {extra} more than needed — please ask us.", extra=sums)
    return replace(plain, headline=headline)


def _over(invoice: Invoice, tongue: Tongue) -> Saying:
    """Expired or called off, with or without money that came all the same."""
    returned = refund_lines(invoice, tongue)
    if returned and not claimable(invoice):
        word = tongue.say("Money back")
        return Saying(tone=Tone.ATTENTION, word=word, headline=returned[-1].text)
    owed = refunds_due(invoice)
    if any(_is_late_money(invoice, deposit) for deposit in invoice.deposits):
        return _asking(invoice, tongue.say("Payment arrived late. The shop has been told."), tongue)
    odd = _odd_coins(invoice, tongue)
    if odd is not None:
        return odd
    if owed:
        headline = tongue.say("We received {amount}.", amount=_listed(owed, tongue))
        return _asking(invoice, headline, tongue)
    if any(not d.is_money for d in invoice.deposits):
        return _not_completed(invoice, tongue)
    if invoice.cancelled_at is not None:
        return Saying(
            tone=Tone.FAILED,
            word=tongue.say("Cancelled"),
            headline=tongue.say("This payment was cancelled. Please do not pay it any more."),
        )
    return _expired(tongue)


def _expired(tongue: Tongue) -> Saying:
    return Saying(
        tone=Tone.FAILED,
        word=tongue.say("Expired"),
        headline=tongue.say("This code has expired. Please do not pay it any more."),
    )


def _asking(invoice: Invoice, headline: str, tongue: Tongue) -> Saying:
    """Money is there that the sale did not get."""
    return Saying(
        tone=Tone.ATTENTION,
        word=tongue.say("Action needed"),
        headline=headline,
        hint=_whom_to_ask(invoice, tongue),
    )


def _not_completed(invoice: Invoice, tongue: Tongue) -> Saying:
    return Saying(
        tone=Tone.FAILED,
        word=tongue.say("Not completed"),
        headline=tongue.say("Payment was not completed."),
        hint=_whom_to_ask(invoice, tongue),
    )


def _replaced(invoice: Invoice, sight: Sight, tongue: Tongue) -> Saying:
    """What was seen is gone. Online it may be paid again; at the counter the cashier decides."""
    saying = _not_completed(invoice, tongue)
    if not _is_online(invoice) or not sight.is_offered or _is_time_over(invoice, sight):
        return saying
    hint = tongue.say("The payment that we saw was taken back. You can pay again with this code.")
    return replace(saying, hint=hint, step=1, shows_code=True)


def _odd_coins(invoice: Invoice, tongue: Tongue) -> Saying | None:
    """Another coin came than was asked for; None if none did."""
    odd = [d for d in invoice.deposits if d.is_money and not is_right_coin(invoice, d)]
    if not odd:
        return None
    prompt = prompt_at(invoice, odd[-1].address)
    wanted = prompt.due.asset.code if prompt else ""
    got = tongue.amount(odd[-1].amount)
    headline = tongue.say(
        "We received {amount}, but {coin} was asked for.", amount=got, coin=wanted
    )
    return _asking(invoice, headline, tongue)


def _whom_to_ask(invoice: Invoice, tongue: Tongue) -> str:
    if not _is_online(invoice):
        return tongue.say("Please speak to the cashier.")
    if claimable(invoice):
        return tongue.say("You can have it sent back.")
    return tongue.say("Please contact the shop.")


def _is_online(invoice: Invoice) -> bool:
    """Whether there is no cashier to speak to."""
    return invoice.origin.door is not Door.TILL


def _is_time_over(invoice: Invoice, sight: Sight) -> bool:
    is_running = invoice.deadline is not None and invoice.paused_at is None
    return is_running and sight.now > (invoice.deadline or 0)


def _is_late_money(invoice: Invoice, deposit: Deposit) -> bool:
    return deposit.is_money and is_right_coin(invoice, deposit) and is_late(invoice, deposit)


def _furthest(prompt: Prompt, deposits: Iterable[Deposit]) -> Deposit:
    """The payment that the whole sale waits for."""
    needed_for = prompt.acceptance.needed_for
    return max(deposits, key=lambda d: (needed_for(d) - d.confirmations, d.key))


def _listed(amounts: Iterable[Amount], tongue: Tongue) -> str:
    return " + ".join(map(tongue.amount, amounts))
