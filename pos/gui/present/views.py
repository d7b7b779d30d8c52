"""What a picture of an invoice is, and the words that all pictures share."""

from dataclasses import dataclass

from pos.domain.money import Amount, Fiat, worth
from pos.domain.payment.deposit import DepositKey
from pos.domain.payment.invoice import Invoice
from pos.gui.present.figures import coin_text, countdown, price_text
from pos.gui.present.tokens import Token, Wish
from pos.gui.present.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the window knows around an invoice: the time, and how well its chain can be seen.

    `title` is what people call its sale. `blind_since` is the last contact with a chain that does
    not answer now; 0 if there was none. `is_distrusted` says that its servers contradict each
    other. `behind` is how far a chain was read that is being caught up with, and its head.
    `understood` are the lost payments that the cashier was told of.
    """

    now: int
    title: str = ""
    network: str = ""
    blind_since: int | None = None
    is_distrusted: bool = False
    behind: tuple[int, int] | None = None
    understood: frozenset[DepositKey] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One state as it is drawn. `word` fits on a badge; `step` is 1 waiting, 2 seen, 3 paid.

    `shows_code` says whether the QR code may still be paid; `wishes` are the buttons, and
    `primary` is the one for Enter. `is_grave` says that goods or money are in danger.
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
    is_grave: bool = False


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


def both_text(invoice: Invoice, amount: Amount) -> str:
    """An amount as a price and in coins."""
    fiat = priced(invoice, amount)
    return coin_text(amount) if fiat is None else f"{price_text(fiat)} ({coin_text(amount)})"


def left_text(invoice: Invoice, now: int) -> str:
    """What the clock beside the code says."""
    if invoice.deadline is None:
        return say("No time limit")
    if invoice.paused_at is not None:
        return say("Time paused, payment seen")
    if now > invoice.deadline:
        return say("Time over, checking")
    return say("{time} left", time=countdown(invoice.deadline - now))
