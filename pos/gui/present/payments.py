"""The pay screen as one value: code, figures, words and chips of an invoice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pos.domain.money import Amount, format_amount
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.quote import Prompt
from pos.domain.payment.received import still_due
from pos.domain.payment.stage import Stage, stage_of
from pos.gui.present.figures import (
    address_runs,
    amount_text,
    clock_text,
    fiat_text,
    price_text,
    quantity_text,
    rate_text,
)
from pos.gui.present.pictures import Picture, View, left_text, picture_of, priced, total_text
from pos.gui.present.tokens import Token, Wish
from pos.gui.shopfront import Request

PAID_STEP: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One coin the customer may pay with."""

    code: str
    text: str
    spoken: str
    is_chosen: bool
    is_usable: bool


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


def pay_screen(
    invoice: Invoice, coins: Sequence[Coin], view: View, rest: Request | None = None
) -> PayScreen:
    """The pay screen of an invoice; `rest` is what is still to be paid after a part has come."""
    picture = picture_of(invoice, view)
    may_change = stage_of(invoice) in {Stage.CHOOSING, Stage.WAITING}
    return PayScreen(
        title=view.title,
        total=total_text(invoice),
        picture=picture,
        left=left_text(invoice, view.now) if picture.step in {1, 2} else "",
        policy=policy_text(invoice.prompt),
        chips=chips_of(invoice, coins) if may_change else (),
        code=_code(invoice, coins, rest) if picture.shows_code else None,
        lines=tuple(
            (f"{quantity_text(line.quantity)} \u00d7 {line.title}", fiat_text(line.total))
            for line in invoice.lines
        ),
    )


def quoting_screen(total: str, coins: Sequence[Coin], code: str) -> PayScreen:
    """The pay screen before there is an invoice."""
    picture = Picture(
        token=Token.WAITING, word="Getting price", headline="Getting price\u2026", hint="", step=1
    )
    return PayScreen(
        title="New payment",
        total=total,
        picture=picture,
        left="",
        policy="",
        chips=_plain(coins, code),
    )


def no_rate_screen(total: str, coins: Sequence[Coin], code: str, why: str) -> PayScreen:
    """The pay screen for a coin that has no price now."""
    others = [coin for coin in coins if coin.code != code]
    picture = Picture(
        token=Token.OFFLINE,
        word="No rate",
        headline=f"No current rate for {code}",
        hint=f"{why}. Choose another coin, or go back and try again.",
        wishes=(Wish.RETRY,),
        primary=Wish.RETRY,
    )
    screen = quoting_screen(total, coins, code)
    chips = tuple(replace(chip, is_usable=bool(others)) for chip in screen.chips)
    return replace(screen, picture=picture, chips=chips)


def policy_text(prompt: Prompt | None) -> str:
    """When this payment is final, in plain words."""
    if prompt is None:
        return ""
    needed = prompt.acceptance.confirmations
    if needed == 0:
        return "Safe to hand over as soon as it is seen"
    return f"Safe to hand over after {needed} confirmation{'' if needed == 1 else 's'}"


def network_text(coin: Coin | None, amount: Amount) -> str:
    """Which coin on which network, so that nobody pays on another one."""
    if coin is None:
        return f"{amount.asset.code} on {amount.asset.chain}"
    return f"{coin.title} on {coin.network}"


def chips_of(invoice: Invoice, coins: Sequence[Coin]) -> tuple[Chip, ...]:
    """The coins to choose from; one without a price for this invoice cannot be chosen."""
    quoted = {quote.due.asset for quote in invoice.quotes}
    chosen = invoice.prompt.due.asset if invoice.prompt else None
    return tuple(_chip(c, c.asset == chosen, c.asset in quoted) for c in coins)


def _plain(coins: Sequence[Coin], code: str) -> tuple[Chip, ...]:
    return tuple(_chip(coin, coin.code == code, True) for coin in coins)


def _chip(coin: Coin, is_chosen: bool, is_usable: bool) -> Chip:
    is_own = coin.asset.contract is None
    text = coin.code if is_own else f"{coin.code} \u00b7 {coin.network}"
    return Chip(
        code=coin.code,
        text=text,
        spoken=f"Pay with {coin.title} on {coin.network}",
        is_chosen=is_chosen,
        is_usable=is_usable,
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
        link=link if link != qr else "",
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
    until = f", fixed until {clock_text(invoice.deadline)}" if invoice.deadline else ""
    return rate_text(quote.rate) + until
