"""What the screen says about an invoice: one token, one headline, one hint, the possible wishes."""

from collections.abc import Iterable
from typing import Final, assert_never

from pos.domain.payment.deposit import Deposit
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.quote import Prompt
from pos.domain.payment.received import counted_at_prompt, covered_prompt, received, still_due
from pos.domain.payment.stage import Stage, stage_of
from pos.gui.present.cautions import (
    cautions_text,
    confirmations_text,
    furthest,
    has_to_wait_longer,
    needed_for,
)
from pos.gui.present.ends import cancelled, expired, paid
from pos.gui.present.figures import age, coin_text, grouped_text, price_text
from pos.gui.present.losses import conflict, lost_payments, unspendable, worthless
from pos.gui.present.tokens import Token, Wish
from pos.gui.present.views import Picture, View, both_text, priced, total_text
from pos.gui.present.words import say

STUCK_AFTER_S: Final = 20 * 60
"""From here on a payment that is seen and not in a block is worth a word."""


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
            return paid(invoice, view)
        case Stage.EXPIRED:
            return expired(invoice)
        case Stage.CANCELLED:
            return cancelled(invoice)
        case stage:
            assert_never(stage)


def accept_question(invoice: Invoice, picture: Picture) -> tuple[str, str]:
    """What a cashier is asked who takes a payment as it is, and what it may cost."""
    loss = say("If this money does not arrive after all, the loss is the shop's.")
    question = say("Accept as {total} paid?", total=total_text(invoice))
    return question, f"{picture.headline}. {loss}"


def _choosing() -> Picture:
    return Picture(
        token=Token.WAITING,
        word=say("Choose a coin"),
        headline=say("Choose a coin"),
        hint=say("Ask the customer which coin it shall be."),
        step=1,
        wishes=(Wish.HOLD, Wish.CANCEL),
    )


def _waiting(invoice: Invoice, view: View) -> Picture:
    if lost_payments(invoice):
        return conflict(invoice, view)
    if view.blind_since is not None:
        return _blind(view)
    if worthless(invoice):
        return unspendable(invoice, shows_code=True)
    scan = say("The customer scans the code with a wallet.")
    return Picture(
        token=Token.WAITING,
        word=say("Waiting"),
        headline=say("Waiting for payment"),
        hint=scan + _sight_note(view),
        step=1,
        shows_code=True,
        wishes=(Wish.HOLD, Wish.CANCEL),
    )


def _blind(view: View) -> Picture:
    last = ""
    if view.blind_since:
        last = say("Last contact {age}.", age=age(view.now - view.blind_since)) + " "
    headline = say("Can't see the {network} network", network=view.network)
    if view.is_distrusted:
        headline = say("The servers of {network} disagree", network=view.network)
        last = say("None of them is believed until they agree.") + " "
    return Picture(
        token=Token.OFFLINE,
        word=say("Servers disagree") if view.is_distrusted else say("Offline"),
        headline=headline,
        hint=last + say("Payments made now will be found later."),
        step=1,
        wishes=(Wish.HOLD, Wish.CANCEL),
    )


def _sight_note(view: View) -> str:
    """What keeps news of this chain from coming, as a sentence to add; empty while nothing does."""
    if view.is_distrusted:
        return " " + say("The servers of {network} disagree just now.", network=view.network)
    if view.blind_since is not None:
        return " " + say("Can't see the {network} network just now.", network=view.network)
    if view.behind is not None:
        return f" {behind_text(view.network, *view.behind)}"
    return ""


def behind_text(network: str, height: int, head: int) -> str:
    """How far a chain is caught up with."""
    return say(
        "Catching up with {network}: block {height} of {head}.",
        network=network,
        height=grouped_text(height),
        head=grouped_text(head),
    )


def _partial(invoice: Invoice, view: View) -> Picture:
    if lost_payments(invoice):
        return conflict(invoice, view)
    prompt = _fullest(invoice)
    missing = still_due(invoice, prompt)
    fiat = priced(invoice, missing)
    got = coin_text(received(invoice, prompt))
    return Picture(
        token=Token.ATTENTION,
        word=say("Missing {amount}", amount=price_text(fiat) if fiat else coin_text(missing)),
        headline=say("Missing {amount}", amount=both_text(invoice, missing)),
        hint=say("Received {got} of {due}.", got=got, due=coin_text(prompt.due))
        + _sight_note(view),
        step=1,
        shows_code=True,
        wishes=(Wish.HOLD, Wish.ACCEPT),
        needs_action=True,
    )


def _seen(invoice: Invoice, view: View) -> Picture:
    prompt = covered_prompt(invoice) or _fullest(invoice)
    counted = counted_at_prompt(invoice, prompt)
    last = furthest(invoice, counted)
    assert last is not None, "a payment was seen"
    depth, needed = last.confirmations, needed_for(invoice, last)
    if depth > 0:
        headline, word = (
            say("Confirming {n} of {m}", n=depth, m=needed),
            say("Confirming {n}/{m}", n=depth, m=needed),
        )
        longer = [d for d in counted if has_to_wait_longer(invoice, d)]
        final = say("Final after {confirmations}.", confirmations=confirmations_text(needed))
        hint = _against(longer) + final
    else:
        headline, word = say("Payment seen \u2013 not final yet"), say("Payment seen")
        hint = _unconfirmed(invoice, view, counted, needed)
    return Picture(
        token=Token.SEEN,
        word=word,
        headline=headline,
        hint=hint + _sight_note(view),
        step=2,
        wishes=(Wish.HOLD, Wish.ACCEPT),
    )


def _unconfirmed(invoice: Invoice, view: View, counted: Iterable[Deposit], needed: int) -> str:
    """What the cashier does about money that is in no block, and why it is not enough yet."""
    against = _against(d for d in counted if d.height is None)
    seen_for = view.now - (invoice.seen_at or view.now)
    if seen_for >= STUCK_AFTER_S:
        since = age(seen_for)
        low = say("Seen {age}, still unconfirmed: its fee may be low.", age=since)
        return against + low
    if needed == 0:
        return say("Safe to hand over once accepted.")
    deep = confirmations_text(needed)
    return against + say("Wait for {confirmations}, or accept it now.", confirmations=deep)


def _against(deposits: Iterable[Deposit]) -> str:
    """What is said against these payments, as a sentence; empty if nothing is."""
    words = cautions_text(caution for deposit in deposits for caution in deposit.cautions)
    return f"{words[0].upper()}{words[1:]}. " if words else ""


def _fullest(invoice: Invoice) -> Prompt:
    """The prompt that got money; the one shown now if several or none did."""
    with_money = [p for p in invoice.prompts if counted_at_prompt(invoice, p)]
    shown = invoice.prompts[-1]
    return shown if shown in with_money or not with_money else with_money[-1]
