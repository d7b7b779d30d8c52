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
    shop_address: str = ""
    tax_number: str = ""
    claims: tuple[ReceiptClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptWords:
    """What is printed beside names and figures, in the language of the till."""

    practice: str = PRACTICE_MARK
    tax_number: str = "Tax no. {number}"
    sale: str = "Sale {n}"
    discount: str = "Discount"
    subtotal: str = "Subtotal"
    total: str = "Total {currency}"
    tax: str = "of it tax {percent} %"
    paid: str = "Paid {coin}"
    to: str = "To {address}"
    transaction: str = "Transaction {tx}"
    claim: str = "Money for you to have back:"
    claim_page: str = "Say where to send it on this page:"
    pin: str = "PIN {pin}"
    point: str = "."
    """Between whole units and their decimals."""


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


def receipt_text(
    receipt: Receipt, *, when: str, width: int = 40, words: ReceiptWords | None = None
) -> tuple[str, ...]:
    """The receipt as lines of at most `width` characters, for a plain printer or a text box.

    `when` is its date as the shop's people read it, which needs a time zone that only the
    caller knows; `words` are English unless they are given. An address or transaction that is
    longer is broken, never cut.
    """
    texts = _Printed(receipt, width, words or ReceiptWords()).texts(when)
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


class _Printed:
    """A receipt on paper of one width, in one language."""

    def __init__(self, receipt: Receipt, width: int, words: ReceiptWords) -> None:
        self._receipt = receipt
        self._width = width
        self._words = words

    def texts(self, when: str) -> Iterator[str]:
        """Every line, some of them too long yet."""
        receipt, rule = self._receipt, "-" * self._width
        if receipt.is_practice:
            yield self._words.practice
        yield from self._shop()
        yield self._words.sale.format(n=receipt.number)
        yield when
        yield rule
        for line in receipt.lines:
            yield from self._line(line)
        yield rule
        yield from self._totals(receipt.totals)
        for payment in receipt.payments:
            yield rule
            yield from self._payment(payment)
        for claim in receipt.claims:
            yield rule
            yield from self._claim(claim)
        if receipt.is_practice:
            yield self._words.practice

    def _shop(self) -> Iterator[str]:
        yield self._receipt.shop_name
        yield from self._receipt.shop_address.splitlines()
        if self._receipt.tax_number:
            yield self._words.tax_number.format(number=self._receipt.tax_number)

    def _line(self, line: ReceiptLine) -> Iterator[str]:
        yield self._row(line.title, self._sum(line.total + line.discount))
        if line.quantity != 1:
            quantity = self._pointed(f"{line.quantity.normalize():f}")
            yield f"  {quantity} x {self._sum(line.unit_price)}"
        if line.discount.value:
            yield self._row(f"  {self._words.discount}", "-" + self._sum(line.discount))

    def _totals(self, totals: Totals) -> Iterator[str]:
        words = self._words
        if totals.discount.value:
            yield self._row(words.subtotal, self._sum(totals.subtotal))
            yield self._row(words.discount, "-" + self._sum(totals.discount))
        total = words.total.format(currency=totals.total.currency)
        yield self._row(total, self._sum(totals.total))
        for percent, tax in totals.tax:
            share = self._pointed(f"{percent.normalize():f}")
            yield self._row(f"  {words.tax.format(percent=share)}", self._sum(tax))

    def _payment(self, payment: ReceiptPayment) -> Iterator[str]:
        words, amount = self._words, payment.amount
        paid = words.paid.format(coin=amount.asset.code)
        yield self._row(paid, self._pointed(format_amount(amount)))
        yield words.to.format(address=payment.address)
        if payment.tx_hash is not None:
            yield words.transaction.format(tx=payment.tx_hash)

    def _claim(self, claim: ReceiptClaim) -> Iterator[str]:
        yield self._words.claim
        for amount in claim.amounts:
            yield self._row(f"  {amount.asset.code}", self._pointed(format_amount(amount)))
        yield self._words.claim_page
        yield claim.link
        yield self._words.pin.format(pin=claim.pin)

    def _sum(self, price: Fiat) -> str:
        return self._pointed(format_fiat(price))

    def _pointed(self, plain: str) -> str:
        return plain.replace(".", self._words.point)

    def _row(self, left: str, right: str) -> str:
        """Words on the left and a figure on the right, on the last of their lines if both fit."""
        if len(left) + 1 + len(right) <= self._width:
            return f"{left} {right.rjust(self._width - len(left) - 1)}"
        fill = -len(left) % self._width
        if fill <= len(right):
            fill += self._width  # a figure is never torn: it gets a line of its own
        return f"{left}{right.rjust(fill)}"


def _broken(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, max(1, len(text)), width)]
