"""An invoice as the LibrePay protocol shows it: every documented key, and more beside them.

Numbers are exact; each amount of a coin has a twin in text. The misspelt `transcationHash` is the
protocol's own word.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final, assert_never

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import asdict

from pos.api.doors import LibrePay
from pos.api.events import Frame
from pos.api.explorers import is_test, page_of
from pos.api.numbers import Number, number, ratio, written
from pos.domain.money import format_amount
from pos.domain.payment.deposit import Deposit
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import is_too_much, live_refunds
from pos.domain.payment.quote import Prompt, Quote
from pos.domain.payment.received import (
    counted_at_prompt,
    counts,
    covered_prompt,
    is_right_coin,
    received,
    still_due,
)
from pos.domain.payment.refunding import claimable
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Line

TOO_LITTLE: Final = -3
TOO_LATE: Final = -2
CANCELLED: Final = -1
REQUESTED: Final = 0
PENDING: Final = 1
UNCONFIRMED: Final = 2
DONE: Final = 3
TOO_MUCH: Final = 4


class Method(msgspec.Struct, kw_only=True, rename="camel"):
    """What the invoice costs in one coin: in the document's words, and in the program's."""

    coin: str
    price: Number
    method: str
    amount: Number
    price_str: str
    ex_rate: Number | UnsetType = UNSET
    misprint: str | UnsetType = msgspec.field(default=UNSET, name="coin:")


class ShownMethod(Method, kw_only=True, rename="camel"):
    """The same inside an invoice, where the original had ids of its database."""

    id: None = None


class CartLine(msgspec.Struct, kw_only=True):
    """One line of the cart."""

    quantity: Number
    price: Number
    name: str
    image: str
    id: None = None


class MoneyBack(msgspec.Struct, kw_only=True, rename="camel"):
    """Money on its way back; `to` is null while nobody named an address for it."""

    coin: str
    amount: str
    stage: str
    to: str | None = None
    tx_hash: str | None = None
    fee: str | None = None


class Listed(msgspec.Struct, kw_only=True, rename="camel"):
    """An invoice in the merchant's list."""

    status: int
    database_id: str = msgspec.field(name="_id")
    selector: str
    redirect_to: str | None
    currency: str | None
    total_price: Number | None
    created_at: str
    updated_at: str
    payment_method: str | UnsetType = UNSET
    receive_address: str | UnsetType = UNSET
    transcation_hash: str | UnsetType = UNSET
    transaction_link: str | None
    testnet: bool
    paid_amount: str | UnsetType = UNSET
    missing_amount: str | UnsetType = UNSET
    id: str


class Shown(Listed, kw_only=True, rename="camel"):
    """An invoice as its customer sees it."""

    payment_methods: list[ShownMethod]
    cart: list[CartLine]
    due_by: str | None
    expire_date: int | None
    refunds: list[MoneyBack]


class StatusEvent(msgspec.Struct):
    """`status` of the events."""

    status: int


class CountEvent(msgspec.Struct):
    """`confirmationUpdate` of the events."""

    count: int


def status_of(invoice: Invoice) -> int:
    """The number of the protocol for where an invoice stands."""
    match stage_of(invoice):
        case Stage.CHOOSING:
            return REQUESTED
        case Stage.WAITING | Stage.PARTIAL:
            return PENDING
        case Stage.SEEN:
            return UNCONFIRMED
        case Stage.PAID:
            return TOO_MUCH if is_too_much(invoice) else DONE
        case Stage.CANCELLED:
            return CANCELLED
        case Stage.EXPIRED:
            return TOO_LITTLE if any(counts(invoice, d) for d in invoice.deposits) else TOO_LATE
        case stage:
            assert_never(stage)


def confirmation_of(invoice: Invoice) -> int:
    """How deep the payment is: as deep as the newest of its parts. 0 without one."""
    prompt = covered_prompt(invoice) or invoice.prompt
    there = counted_at_prompt(invoice, prompt) if prompt else ()
    return min((deposit.confirmations for deposit in there), default=0)


def opening_frames(invoice: Invoice) -> Iterator[Frame]:
    """What somebody who begins to listen is told at once."""
    yield _status_frame(invoice)
    count = confirmation_of(invoice)
    if count and status_of(invoice) == UNCONFIRMED:
        yield _count_frame(invoice, count)


def frames_of(before: Invoice | None, after: Invoice) -> Iterator[Frame]:
    """What a change is told as: first that money was seen, then each block, then that it is paid.

    After an invoice is paid its blocks are no news any more.
    """
    was = None if before is None else status_of(before)
    now, count = status_of(after), confirmation_of(after)
    is_deeper = count > 0 and (before is None or count != confirmation_of(before))
    is_counted = is_deeper and (now == UNCONFIRMED or (now >= DONE and was not in {DONE, TOO_MUCH}))
    if now != was and now < DONE:
        yield _status_frame(after)
    if is_counted:
        yield _count_frame(after, count)
    if now != was and now >= DONE:
        yield _status_frame(after)


def _status_frame(invoice: Invoice) -> Frame:
    told = written(StatusEvent(status_of(invoice))).decode()
    return Frame("status", told, str(invoice.version))


def _count_frame(invoice: Invoice, count: int) -> Frame:
    return Frame("confirmationUpdate", written(CountEvent(count)).decode(), str(invoice.version))


class View:
    """Invoices in the protocol's words, as the shop's settings have them."""

    def __init__(self, settings: LibrePay, is_offered: Callable[[str], bool]) -> None:
        self._settings = settings
        self._is_offered = is_offered

    def methods(self, invoice: Invoice) -> list[Method]:
        """The coins that a customer may choose now, with what the invoice costs in each."""
        return [self._method(quote) for quote in self._open_quotes(invoice)]

    def expiry(self, invoice: Invoice) -> int | str | None:
        """When the price ends, as the shop wants it written."""
        at = invoice.deadline
        return _iso(at) if at is not None and self._settings.is_expiry_iso else at

    def shown(self, invoice: Invoice) -> Shown:
        """The whole invoice."""
        return Shown(
            **asdict(listed(invoice)),
            payment_methods=[
                ShownMethod(**asdict(self._method(quote))) for quote in self._open_quotes(invoice)
            ],
            cart=[_cart_line(line) for line in invoice.lines],
            due_by=None if invoice.deadline is None else _iso(invoice.deadline),
            expire_date=invoice.deadline,
            refunds=list(_money_back(invoice)),
        )

    def _open_quotes(self, invoice: Invoice) -> Iterator[Quote]:
        chosen = {prompt.due.asset for prompt in invoice.prompts}
        for quote in invoice.quotes:
            if quote.due.asset in chosen or self._is_offered(quote.due.asset.code):
                yield quote

    def _method(self, quote: Quote) -> Method:
        code, due = quote.due.asset.code, format_amount(quote.due)
        price = Number(due)  # a quote has no more digits than a number keeps
        return Method(
            coin=code,
            price=price,
            method=code,
            amount=price,
            price_str=due,
            ex_rate=UNSET if quote.rate is None else ratio(quote.rate.per_coin),
            misprint=code if self._settings.coin_colon else UNSET,
        )


def listed(invoice: Invoice) -> Listed:
    """The invoice in the merchant's list."""
    prompt, price = invoice.prompt, invoice.terms.price
    transaction = _transaction(invoice)
    return Listed(
        status=status_of(invoice),
        database_id=invoice.id,
        selector=invoice.selector,
        redirect_to=_way_home(invoice),
        currency=price.currency if price else None,
        total_price=number(price.value) if price else None,
        created_at=_iso(invoice.created_at),
        updated_at=_iso(_changed_at(invoice)),
        payment_method=prompt.due.asset.code if prompt else UNSET,
        receive_address=prompt.address if prompt else UNSET,
        transcation_hash=transaction.txid if transaction else UNSET,
        transaction_link=page_of(transaction.chain, transaction.txid) if transaction else None,
        testnet=_is_test(invoice),
        paid_amount=format_amount(received(invoice, prompt)) if prompt else UNSET,
        missing_amount=format_amount(still_due(invoice, prompt)) if prompt else UNSET,
        id=invoice.id,
    )


def _way_home(invoice: Invoice) -> str | None:
    """Where the customer's browser may go now.

    The document names no `redirectTo`: there the browser goes where the payment's end says.
    """
    origin = invoice.origin
    if origin.redirect_to is not None:
        return origin.redirect_to
    match stage_of(invoice):
        case Stage.PAID:
            return origin.success_url
        case Stage.CANCELLED | Stage.EXPIRED:
            return origin.cancel_url
        case _:
            return None


def _transaction(invoice: Invoice) -> Deposit | None:
    """The payment to show: the one that settled the sale, else the newest."""
    there = [d for d in invoice.deposits if d.is_money and is_right_coin(invoice, d) and d.tx_hash]
    settled = (deposit for deposit in there if deposit.tx_hash == invoice.paid_tx)
    return next(settled, there[-1] if there else None)


def _is_test(invoice: Invoice) -> bool:
    prompts: tuple[Prompt | Quote, ...] = invoice.prompts[-1:] or invoice.quotes
    return bool(prompts) and all(is_test(each.due.asset.chain) for each in prompts)


def _changed_at(invoice: Invoice) -> int:
    latches = (invoice.seen_at, invoice.paid_at, invoice.expired_at, invoice.cancelled_at)
    seen = (deposit.first_seen_at for deposit in invoice.deposits)
    return max([invoice.created_at, *(at for at in latches if at is not None), *seen])


def _cart_line(line: Line) -> CartLine:
    unit_price = line.unit_price if line.unit_price is not None else line.total.value
    return CartLine(
        quantity=number(line.quantity),
        price=number(unit_price),
        name=line.title,
        image=line.image,
    )


def _money_back(invoice: Invoice) -> Iterator[MoneyBack]:
    for refund in live_refunds(invoice):
        yield MoneyBack(
            coin=refund.amount.asset.code,
            amount=format_amount(refund.amount),
            stage=refund.stage.value,
            to=refund.to,
            tx_hash=refund.txid or (refund.latest.txid if refund.latest else None),
            fee=None if refund.fee is None else format_amount(refund.fee),
        )
    for amount in claimable(invoice):
        yield MoneyBack(coin=amount.asset.code, amount=format_amount(amount), stage="unclaimed")


def _iso(at: int) -> str:
    """As JavaScript writes dates."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
