"""The payment page as one value: what a template draws, computed from an invoice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup

from pos.api.checkout_qr import code_svg
from pos.api.doors import Paying
from pos.domain.money import Amount, Asset, format_amount
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice, prompt_at, prompt_of
from pos.domain.payment.quote import Prompt
from pos.domain.payment.received import is_right_coin
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door
from pos.till.customer import Saying, Sight, asked, both, price_of, saying_of, worth_claiming
from pos.till.customer_refunds import RefundLine, refund_lines
from pos.till.tongue import Tongue

_EMPHASISED: Final = 6
_GROUP: Final = 4
_HOUR_S: Final = 3600
_TIMES: Final = "\u00d7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of an address; what a reader should compare is strong."""

    text: str
    is_strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a wallet needs now; after a part has come, for the rest only.

    `has_other` says that there are two kinds of code: the plain one, and the wallet link.
    """

    picture: Markup
    amount: str
    amount_plain: str
    price: str
    network: str
    only: str
    address: str
    address_runs: tuple[Run, ...]
    link: str
    rate: str
    is_link: bool
    has_other: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One coin to pay with; `why_not` says why not now, or is ""."""

    code: str
    title: str
    placed: str
    amount: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """How long the price holds."""

    left_s: int
    total_s: int
    text: str
    is_paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """One line of what is sold."""

    title: str
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a receipt says of a payment."""

    amount: str
    at: str
    at_iso: str
    tx: str
    address: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The way back to the shop; automatic only where the protocol redirects."""

    url: str
    is_automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Everything the page draws. `state` changes whenever anything else of it does."""

    state: str
    saying: Saying
    steps: tuple[str, ...]
    total: str
    lines: tuple[Bought, ...]
    is_choosing: bool
    has_method: bool
    is_play: bool
    code: Code | None = None
    timer: Timer | None = None
    choices: tuple[Choice, ...] = ()
    receipt: Received | None = None
    refunds: tuple[RefundLine, ...] = ()
    claimable: str = ""
    back: Back | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """How a page is looked at: when, in which language, and with which kind of code."""

    now: int
    tongue: Tongue
    wants_link: bool = False


def screen_of(invoice: Invoice, desk: Paying, viewing: Viewing) -> Screen:
    """The page of an invoice. Nothing can be paid that is not offered now."""
    invoice, tongue, coins = asked(invoice), viewing.tongue, desk.coins()
    saying = saying_of(invoice, sight_of(invoice, desk, viewing.now), tongue)
    stage = stage_of(invoice)
    is_early = stage in {Stage.CHOOSING, Stage.WAITING} and saying.step == 1
    may_choose = is_early and not _is_over(invoice, viewing.now)
    extra = worth_claiming(invoice) if invoice.origin.door is not Door.TILL else ()
    return Screen(
        state=state_of(invoice, desk, viewing),
        saying=saying,
        steps=(tongue.say("To pay"), tongue.say("Payment seen"), tongue.say("Paid")),
        total=_total(invoice, tongue),
        lines=tuple(_lines(invoice, tongue)),
        is_choosing=may_choose and stage is Stage.CHOOSING,
        has_method=invoice.prompt is not None,
        is_play=any(coin.is_play for coin in coins),
        code=_code(invoice, desk, viewing) if saying.shows_code else None,
        timer=_timer(invoice, viewing.now) if saying.step in {1, 2} else None,
        choices=_choices(invoice, desk, tongue) if may_choose else (),
        receipt=_receipt(invoice, tongue),
        refunds=refund_lines(invoice, tongue),
        claimable=" + ".join(map(tongue.amount, extra)),
        back=back_of(invoice),
    )


def sight_of(invoice: Invoice, desk: Paying, now: int) -> Sight:
    """What is known around an invoice."""
    prompt = invoice.prompt
    return Sight(now=now, is_offered=prompt is None or desk.is_offered(prompt.due.asset.code))


def state_of(invoice: Invoice, desk: Paying, viewing: Viewing) -> str:
    """A short text that stays the same exactly as long as the page does, its clock aside."""
    invoice = asked(invoice)
    facts = (
        invoice.version,
        viewing.tongue.tag,
        viewing.wants_link,
        _is_over(invoice, viewing.now),
        [coin.code for coin in desk.coins() if desk.is_offered(coin.code)],
        saying_of(invoice, sight_of(invoice, desk, viewing.now), viewing.tongue).headline,
    )
    return sha256(repr(facts).encode()).hexdigest()[:16]


def back_of(invoice: Invoice) -> Back | None:
    """Where the customer goes on to, if the shop said so and the web can follow (ruling B13).

    Where the shop's addresses are for the browser, it follows by itself once all is paid; while
    money is on its way there is nothing to go back from.
    """
    origin, stage = invoice.origin, stage_of(invoice)
    if origin.redirect_to is not None:
        return _back(origin.redirect_to)
    if stage is Stage.PAID:
        return _back(origin.success_url, is_automatic=not worth_claiming(invoice))
    if stage in {Stage.PARTIAL, Stage.SEEN}:
        return None
    return _back(origin.cancel_url)


def address_runs(address: str) -> tuple[Run, ...]:
    """An address in groups of four, those at both ends strong; joined they are the address."""
    head = address.rpartition(":")[0]
    start = len(head) + 1 if head else 2 if address.startswith("0x") else 0
    cuts = [0, *range(start or _GROUP, len(address), _GROUP), len(address)]
    return tuple(
        Run(
            text=address[first:last],
            is_strong=first < start + _EMPHASISED or last > len(address) - _EMPHASISED,
        )
        for first, last in pairwise(cuts)
    )


def coin_of(coins: Sequence[Coin], asset: Asset) -> Coin | None:
    """The coin of an asset, None if it was taken off the offer since."""
    return next((coin for coin in coins if coin.asset == asset), None)


def countdown(seconds: int) -> str:
    """What is left, as mm:ss, or h:mm:ss from an hour on."""
    hours, rest = divmod(max(0, seconds), _HOUR_S)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes:02}:{left:02}"


def _back(url: str | None, *, is_automatic: bool = False) -> Back | None:
    """A link for the web only: no script, no file, no mail."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    return Back(url=url, is_automatic=is_automatic)


def _is_over(invoice: Invoice, now: int) -> bool:
    return invoice.deadline is not None and invoice.paused_at is None and now > invoice.deadline


def _total(invoice: Invoice, tongue: Tongue) -> str:
    if invoice.terms.price is not None:
        return tongue.price(invoice.terms.price)
    return tongue.amount(invoice.prompt.due) if invoice.prompt else ""


def _lines(invoice: Invoice, tongue: Tongue) -> Iterator[Bought]:
    for line in invoice.lines:
        is_one = line.quantity == Decimal(1)
        title = line.title if is_one else f"{tongue.number(line.quantity)} {_TIMES} {line.title}"
        yield Bought(title=title, total=tongue.price(line.total))


def _code(invoice: Invoice, desk: Paying, viewing: Viewing) -> Code:
    prompt, tongue = prompt_of(invoice), viewing.tongue
    request = desk.request(invoice)
    coin = coin_of(desk.coins(), prompt.due.asset)
    network = coin.network if coin else str(prompt.due.asset.chain)
    has_other = request.qr.lower() != request.uri.lower()  # bech32 stands in the code in capitals
    is_link = has_other and viewing.wants_link
    amount = tongue.amount(request.due)
    label = tongue.say("QR code to pay {amount}", amount=amount)
    price = price_of(invoice, request.due)
    return Code(
        picture=code_svg(request.uri if is_link else request.qr, label),
        amount=amount,
        amount_plain=format_amount(request.due),
        price=tongue.price(price) if price is not None else "",
        network=network,
        only=tongue.say(
            "Send only {coin} on the {network} network to this address.",
            coin=coin.title if coin else prompt.due.asset.code,
            network=network,
        ),
        address=prompt.address,
        address_runs=address_runs(prompt.address),
        link=request.uri,
        rate=_rate(invoice, prompt, tongue),
        is_link=is_link,
        has_other=has_other,
    )


def _rate(invoice: Invoice, prompt: Prompt, tongue: Tongue) -> str:
    quote = next((q for q in invoice.quotes if q.due.asset == prompt.due.asset), None)
    if quote is None or quote.rate is None:
        return ""
    rate = tongue.rate(quote.rate)
    if invoice.deadline is None:
        return rate
    return tongue.say("{rate}, fixed until {time}", rate=rate, time=tongue.clock(invoice.deadline))


def _timer(invoice: Invoice, now: int) -> Timer | None:
    if invoice.deadline is None:
        return None
    is_paused = invoice.paused_at is not None
    left = max(0, invoice.deadline - (invoice.paused_at if invoice.paused_at is not None else now))
    if not left:
        return None
    total = max(left, (invoice.terms.expires_at or invoice.deadline) - invoice.created_at, 1)
    return Timer(left_s=left, total_s=total, text=countdown(left), is_paused=is_paused)


def _choices(invoice: Invoice, desk: Paying, tongue: Tongue) -> tuple[Choice, ...]:
    """The coins to choose from, but for the one that is shown now."""
    due = {quote.due.asset: quote.due for quote in invoice.quotes}
    chosen = invoice.prompt.due.asset if invoice.prompt else None
    return tuple(
        Choice(
            code=coin.code,
            title=coin.title,
            placed=coin.code if coin.title == coin.network else f"{coin.code} · {coin.network}",
            amount=tongue.amount(due[coin.asset]),
            why_not="" if desk.is_offered(coin.code) else tongue.say("not available right now"),
        )
        for coin in desk.coins()
        if coin.asset in due and coin.asset != chosen
    )


def _receipt(invoice: Invoice, tongue: Tongue) -> Received | None:
    settled = prompt_at(invoice, invoice.paid_address or "")
    if invoice.paid_at is None or settled is None:
        return None
    there = (d for d in invoice.deposits if d.address == settled.address and not d.gone)
    units = sum(d.amount.units for d in there if is_right_coin(invoice, d))
    return Received(
        amount=both(invoice, Amount(units, settled.due.asset), tongue),
        at=tongue.moment(invoice.paid_at),
        at_iso=datetime.fromtimestamp(invoice.paid_at, tz=UTC).isoformat(),
        tx=invoice.paid_tx or "",
        address=settled.address,
        number=invoice.selector,
    )
