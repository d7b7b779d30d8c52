"""The pay screen as one value: code, figures, words and chips of an invoice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pos.domain.money import Amount, format_amount
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.quote import Prompt
from pos.domain.payment.received import counted_at_prompt, still_due
from pos.domain.payment.stage import Stage, stage_of
from pos.gui.present.cautions import confirmations_text, furthest, needed_for
from pos.gui.present.figures import (
    address_runs,
    amount_text,
    clock_text,
    fiat_text,
    price_text,
    quantity_text,
    rate_text,
)
from pos.gui.present.pictures import picture_of
from pos.gui.present.tokens import Token, Wish
from pos.gui.present.views import Picture, View, left_text, priced, total_text
from pos.gui.present.words import say
from pos.gui.shopfront import Request

PAID_STEP: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One coin the customer may pay with; `why_not` says why it cannot be chosen now, or is ""."""

    code: str
    text: str
    spoken: str
    is_chosen: bool
    why_not: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether it can be chosen now."""
        return not self.why_not


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What the customer's wallet needs now: after a part has come, the rest only.

    `link` is empty where it says the same as `qr`; `price` is what `amount` is worth, or empty.
    """

    qr: str
    link: str
    price: str
    amount: str
    amount_raw: str
    asset: str
    network: str
    address: str
    address_runs: tuple[tuple[str, bool], ...]
    rate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayScreen:
    """Everything the pay pane draws. `code` is None while nothing may be paid.

    `is_own` says that this is the sale just charged at this counter.
    """

    title: str
    total: str
    picture: Picture
    left: str
    policy: str
    chips: tuple[Chip, ...] = ()
    code: Code | None = None
    lines: tuple[tuple[str, str], ...] = ()
    is_own: bool = False

    @property
    def is_done(self) -> bool:
        """Whether the next sale may begin: all is paid, and there is nothing to decide."""
        return self.is_own and self.picture.step == PAID_STEP and not self.picture.needs_action


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The coins of the shop, and why some cannot be taken now: a reason for people by code."""

    coins: Sequence[Coin] = ()
    why_not: Mapping[str, str] = field(default_factory=dict)

    def usable(self, wanted: str) -> str:
        """The coin to ask for: the wanted one, or the first that can be taken; "" if none can."""
        codes = [coin.code for coin in self.coins if coin.code not in self.why_not]
        return wanted if wanted in codes else next(iter(codes), "")


def pay_screen(
    invoice: Invoice, offer: Offer, view: View, rest: Request | None = None
) -> PayScreen:
    """The pay screen of an invoice; `rest` is what is still to be paid after a part has come."""
    picture = picture_of(invoice, view)
    may_change = stage_of(invoice) in {Stage.CHOOSING, Stage.WAITING}
    return PayScreen(
        title=view.title,
        total=total_text(invoice),
        picture=picture,
        left=left_text(invoice, view.now) if picture.step in {1, 2} else "",
        policy="" if picture.needs_action else policy_text(invoice),
        chips=chips_of(invoice, offer) if may_change else (),
        code=_code(invoice, offer.coins, rest) if picture.shows_code else None,
        lines=tuple(
            (f"{quantity_text(line.quantity)} \u00d7 {line.title}", fiat_text(line.total))
            for line in invoice.lines
        ),
    )


def quoting_screen(total: str, offer: Offer, code: str) -> PayScreen:
    """The pay screen before there is an invoice."""
    picture = Picture(
        token=Token.WAITING,
        word=say("Getting price"),
        headline=say("Getting price…"),
        hint="",
        step=1,
    )
    return PayScreen(
        title=say("New payment"),
        total=total,
        picture=picture,
        left="",
        policy="",
        chips=tuple(
            _chip(coin, coin.code == code, offer.why_not.get(coin.code, "")) for coin in offer.coins
        ),
    )


def no_rate_screen(total: str, offer: Offer, code: str, why: str) -> PayScreen:
    """The pay screen for a coin that has no price now."""
    screen = _retry_screen(
        total, offer, code, (say("No rate"), say("No current rate for {code}", code=code), why)
    )
    picture = replace(screen.picture, wishes=(Wish.RETRY, Wish.SET_RATE))
    return replace(screen, picture=picture)


def unseen_screen(total: str, offer: Offer, code: str, why: str) -> PayScreen:
    """The pay screen for a coin whose network cannot be seen; `code` is "" where none can be."""
    headline = (
        say("{code} cannot be taken now", code=code) if code else say("No coin can be taken now")
    )
    return _retry_screen(total, offer, code, (say("Offline"), headline, why))


def _retry_screen(total: str, offer: Offer, code: str, said: tuple[str, str, str]) -> PayScreen:
    """No invoice could be made: the word, the headline and the reason, and what to do."""
    word, headline, why = said
    others = any(c.code != code and c.code not in offer.why_not for c in offer.coins)
    choose = (
        say("Choose another coin, or go back and try again.") if others else say("Try again soon.")
    )
    picture = Picture(
        token=Token.OFFLINE,
        word=word,
        headline=headline,
        hint=f"{why}. {choose}",
        wishes=(Wish.RETRY,),
        primary=Wish.RETRY,
    )
    return replace(quoting_screen(total, offer, code), picture=picture)


def policy_text(invoice: Invoice) -> str:
    """When this payment is final, in plain words, heeding what is said against it."""
    prompt = invoice.prompt
    if prompt is None:
        return ""
    last = furthest(invoice, counted_at_prompt(invoice, prompt))
    needed = prompt.acceptance.confirmations if last is None else needed_for(invoice, last)
    if needed == 0:
        return say("Safe to hand over as soon as it is seen")
    return say("Safe to hand over after {confirmations}", confirmations=confirmations_text(needed))


def network_text(coin: Coin | None, amount: Amount) -> str:
    """Which coin on which network, so that nobody pays on another one."""
    if coin is None:
        return say("{coin} on {network}", coin=amount.asset.code, network=amount.asset.chain)
    return _placed(coin)


def _placed(coin: Coin) -> str:
    """A coin with its network, named once where both have one name."""
    if coin.title == coin.network:
        return coin.title
    return say("{coin} on {network}", coin=coin.title, network=coin.network)


def chips_of(invoice: Invoice, offer: Offer) -> tuple[Chip, ...]:
    """The coins to choose from; one without a price for this invoice cannot be chosen."""
    quoted = {quote.due.asset for quote in invoice.quotes}
    chosen = invoice.prompt.due.asset if invoice.prompt else None
    unpriced = say("it has no price for this payment")
    return tuple(
        _chip(
            coin,
            coin.asset == chosen,
            offer.why_not.get(coin.code, "" if coin.asset in quoted else unpriced),
        )
        for coin in offer.coins
    )


def _chip(coin: Coin, is_chosen: bool, why_not: str) -> Chip:
    is_own = coin.asset.contract is None
    spoken = say("Pay with {coin}", coin=_placed(coin))
    return Chip(
        code=coin.code,
        text=coin.code if is_own else f"{coin.code} \u00b7 {coin.network}",
        spoken=say("{coin}: not now, {why}", coin=spoken, why=why_not) if why_not else spoken,
        is_chosen=is_chosen,
        why_not=why_not,
    )


def _code(invoice: Invoice, coins: Sequence[Coin], rest: Request | None) -> Code | None:
    prompt = invoice.prompt
    if prompt is None:
        return None
    due = still_due(invoice, prompt)
    qr, link = _asked(prompt, due, rest)
    coin = next((c for c in coins if c.asset == prompt.due.asset), None)
    price = priced(invoice, due)
    return Code(
        qr=qr,
        link=link if link.lower() != qr.lower() else "",  # bech32 stands in the code in capitals
        price=price_text(price) if price is not None and due != prompt.due else "",
        amount=amount_text(due),
        amount_raw=format_amount(due),
        asset=due.asset.code,
        network=network_text(coin, due),
        address=prompt.address,
        address_runs=address_runs(prompt.address),
        rate=_rate(invoice, prompt),
    )


def _asked(prompt: Prompt, due: Amount, rest: Request | None) -> tuple[str, str]:
    """The code and the link for what is due now; the bare address until the rest is written."""
    if due == prompt.due:
        return prompt.qr, prompt.uri
    if rest is not None and rest.due == due:
        return rest.qr, rest.uri
    return prompt.address, prompt.address


def _rate(invoice: Invoice, prompt: Prompt) -> str:
    quote = next((q for q in invoice.quotes if q.due.asset == prompt.due.asset), None)
    if quote is None or quote.rate is None:
        return ""
    rate = rate_text(quote.rate)
    if not invoice.deadline:
        return rate
    return say("{rate}, fixed until {time}", rate=rate, time=clock_text(invoice.deadline))
