"""What the till asks of its store: small Protocols that the storage adapter fills."""

from collections.abc import Sequence
from typing import Protocol

from pos.domain.ids import SaleId
from pos.domain.payment.invoice import Invoice
from pos.domain.retail.product import Product
from pos.domain.retail.sale import Sale


class Products(Protocol):
    """The catalogue."""

    async def products(self, *, text: str, category: str, limit: int) -> Sequence[Product]:
        """Products that have words beginning like each of those in `text`, by title.

        Words of the title, the category and the barcode count. Empty text or category means any.
        """

    async def categories(self) -> Sequence[str]:
        """Every category once, by name."""

    async def by_barcode(self, code: str) -> Product | None:
        """The product with exactly this barcode."""

    async def save_products(self, products: Sequence[Product]) -> None:
        """Add these, or change those that are there already, all or none."""


class Sales(Protocol):
    """The book of sales."""

    async def add_sale(self, sale: Sale) -> Sale:
        """Make a sale durable and say under which number; a held one is kept without any."""

    async def sale(self, id: SaleId) -> Sale | None:
        """A sale with the invoices that were made for it, held or not."""

    async def invoices(self, id: SaleId) -> Sequence[Invoice]:
        """The invoices that were made for a sale, oldest first."""

    async def drop_sale(self, id: SaleId) -> None:
        """Forget a sale for which nobody could be asked to pay; its number is given again."""


class Held(Protocol):
    """The sales that are set aside."""

    async def held(self) -> Sequence[Sale]:
        """The sales that are set aside, oldest first."""

    async def take_held(self, id: SaleId) -> Sale | None:
        """Remove a sale from those set aside and return it; of two callers only one gets it."""


class RetailStore(Products, Sales, Held, Protocol):
    """All that a till keeps."""
