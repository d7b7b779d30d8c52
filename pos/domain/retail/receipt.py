"""The receipt of a sale: plain values, and the same as text of a fixed width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Fiat, format_amount, format_fiat
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.quote import Prompt
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.retail.cart import CartLine
from pos.domain.retail.sale import Sale
from pos.domain.retail.totals import Totals, line_total, totals_of

PRACTICE_MARK: Final = "*** PRACTICE - NOT A RECEIPT ***"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One article as the customer reads it; `total` is after the line's discount."""

    title: str
    quantity: Decimal
    unit_price: Fiat
    total: Fiat
    discount: Fiat


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPayment:
    """One payment: what was received and where. `tx_hash` is None if no transaction tells of it."""

    invoice: InvoiceId
    amount: Amount
    address: str
    tx_hash: str | None
    paid_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptClaim:
    """Money that the customer may have back: the page to say where to, and the PIN it asks for."""

    amounts: tuple[Amount, ...]
    link: str
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a customer takes home. Without payments it is only a statement of the price."""

    shop_name: str
    number: int
    at: int
    lines: tuple[ReceiptLine, ...]
    totals: Totals
    payments: tuple[ReceiptPayment, ...]
    is_practice: bool
    cashier: str = ""
    claims: tuple[ReceiptClaim, ...] = ()


def receipt_of(
    sale: Sale, invoices: Sequence[Invoice], shop_name: str, *, is_practice: bool
) -> Receipt:
    """The receipt of a sale and its invoices; those that were not paid are left out."""
    payments = tuple(_payment(i) for i in invoices if stage_of(i) is Stage.PAID)
    return Receipt(
        shop_name=shop_name,
        number=sale.number,
        at=max((payment.paid_at for payment in payments), default=sale.created_at),
        lines=tuple(map(_line, sale.cart.lines)),
        totals=totals_of(sale.cart),
        payments=payments,
        is_practice=is_practice,
        cashier=sale.cashier,
    )


def receipt_text(receipt: Receipt, *, when: str, width: int = 40) -> tuple[str, ...]:
    """The receipt as lines of at most `width` characters, for a plain printer or a text box.

    `when` is its date as the shop's people read it, which needs a time zone that only the
    caller knows. An address or transaction that is longer is broken, never cut.
    """
    texts = _texts(receipt, when, width)
    return tuple(piece for text in texts for piece in _broken(text, width))


def _line(line: CartLine) -> ReceiptLine:
    total = line_total(line)
    full = line_total(replace(line, discount=None))
    return ReceiptLine(
        title=line.title,
        quantity=line.quantity,
        unit_price=line.unit_price,
        total=total,
        discount=full - total,
    )


def _payment(invoice: Invoice) -> ReceiptPayment:
    assert invoice.paid_at is not None
    prompt = prompt_at(invoice, invoice.paid_address or "")
    assert prompt is not None, "a paid invoice says where it was paid"
    return ReceiptPayment(
        invoice=invoice.id,
        amount=_taken(invoice, prompt),
        address=prompt.address,
        tx_hash=invoice.paid_tx,
        paid_at=invoice.paid_at,
    )


def _taken(invoice: Invoice, prompt: Prompt) -> Amount:
    """All that came to the paying address, late money that was accepted anyway included."""
    units = (
        d.amount.units
        for d in invoice.deposits
        if d.address == prompt.address and d.amount.asset == prompt.due.asset and not d.gone
    )
    return Amount(sum(units), prompt.due.asset)


def _texts(receipt: Receipt, when: str, width: int) -> Iterator[str]:
    if receipt.is_practice:
        yield PRACTICE_MARK
    yield receipt.shop_name
    yield f"Sale {receipt.number}"
    yield when
    yield "-" * width
    for line in receipt.lines:
        yield from _line_texts(line, width)
    yield "-" * width
    yield from _total_texts(receipt.totals, width)
    for payment in receipt.payments:
        yield "-" * width
        yield from _payment_texts(payment, width)
    for claim in receipt.claims:
        yield "-" * width
        yield from _claim_texts(claim, width)
    if receipt.is_practice:
        yield PRACTICE_MARK


def _line_texts(line: ReceiptLine, width: int) -> Iterator[str]:
    yield _row(line.title, format_fiat(line.total + line.discount), width)
    if line.quantity != 1:
        yield f"  {line.quantity.normalize():f} x {format_fiat(line.unit_price)}"
    if line.discount.value:
        yield _row("  Discount", "-" + format_fiat(line.discount), width)


def _total_texts(totals: Totals, width: int) -> Iterator[str]:
    if totals.discount.value:
        yield _row("Subtotal", format_fiat(totals.subtotal), width)
        yield _row("Discount", "-" + format_fiat(totals.discount), width)
    yield _row(f"Total {totals.total.currency}", format_fiat(totals.total), width)
    for percent, tax in totals.tax:
        yield _row(f"  of it tax {percent.normalize():f} %", format_fiat(tax), width)


def _payment_texts(payment: ReceiptPayment, width: int) -> Iterator[str]:
    yield _row(f"Paid {payment.amount.asset.code}", format_amount(payment.amount), width)
    yield f"To {payment.address}"
    if payment.tx_hash is not None:
        yield f"Transaction {payment.tx_hash}"


def _claim_texts(claim: ReceiptClaim, width: int) -> Iterator[str]:
    yield "Money for you to have back:"
    for amount in claim.amounts:
        yield _row(f"  {amount.asset.code}", format_amount(amount), width)
    yield "Say where to send it on this page:"
    yield claim.link
    yield f"PIN {claim.pin}"


def _row(left: str, right: str, width: int) -> str:
    """Words on the left and a figure on the right, on one line as long as both fit."""
    return f"{left} {right.rjust(width - len(left) - 1)}"


def _broken(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, max(1, len(text)), width)]
