"""A sale at the counter: a cart, and the invoices that were made to have it paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.ids import InvoiceId, SaleId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, is_open, stage_of
from pos.domain.retail.cart import Cart


class SaleStage(StrEnum):
    """Where a sale stands. It is computed from its invoices and never stored."""

    HELD = "held"
    """Set aside for later; nobody was asked for money."""
    OPEN = "open"
    """The customer was asked for money, or is about to be."""
    SEEN = "seen"
    """The whole price is on its way."""
    PAID = "paid"
    """The goods may go."""
    LAPSED = "lapsed"
    """Every invoice of it expired or was called off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What was sold, when, by whom.

    `number` counts the sales of a shop without gaps; a held sale has none yet and says 0.
    """

    id: SaleId
    number: int
    cart: Cart
    created_at: int
    invoices: tuple[InvoiceId, ...] = ()
    label: str = ""
    held: bool = False
    cashier: str = ""


def stage_of_sale(sale: Sale, invoices: Sequence[Invoice]) -> SaleStage:
    """The stage of a sale whose invoices are these; one paid invoice pays the sale."""
    if sale.held:
        return SaleStage.HELD
    stages = {stage_of(invoice) for invoice in invoices}
    if Stage.PAID in stages:
        return SaleStage.PAID
    if Stage.SEEN in stages:
        return SaleStage.SEEN
    if not invoices or any(is_open(invoice) for invoice in invoices):
        return SaleStage.OPEN
    return SaleStage.LAPSED
