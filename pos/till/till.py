"""The door of the counter: find products, charge carts, hold and recall them, give receipts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pos.domain.errors import Refused
from pos.domain.ids import SaleId
from pos.domain.money import Fiat
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.terms import Door, Line, Origin
from pos.domain.ports.clock import Clock
from pos.domain.retail.cart import Cart
from pos.domain.retail.ports import RetailStore
from pos.domain.retail.product import Product
from pos.domain.retail.receipt import Receipt, ReceiptClaim, receipt_of
from pos.domain.retail.sale import Sale
from pos.domain.retail.totals import line_total, totals_of
from pos.engine.claims import Claims
from pos.engine.desk import Desk, Order
from pos.till.customer import worth_claiming

MOST_SHOWN: Final = 200
"""Products in one answer: more tiles than anybody looks through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFacts:
    """What the shop is called and how it sells; `address` and `tax_number` stand on receipts."""

    name: str
    currency: str
    is_practice: bool
    cashier: str = ""
    address: str = ""
    tax_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """A sale and the invoice the customer is asked to pay for it."""

    sale: Sale
    invoice: Invoice


class Till:
    """What the people at the counter may ask for. Every answer is durable."""

    def __init__(  # noqa: PLR0913 - one argument for each thing it stands on
        self,
        *,
        store: RetailStore,
        desk: Desk,
        clock: Clock,
        new_id: Callable[[], str],
        shop: ShopFacts,
        claims: Claims | None = None,
    ) -> None:
        self._store = store
        self._desk = desk
        self._clock = clock
        self._new_id = new_id
        self._shop = shop
        self._claims = claims

    @property
    def shop(self) -> ShopFacts:
        """Whose till this is."""
        return self._shop

    @property
    def currency(self) -> str:
        """What prices are in."""
        return self._shop.currency

    @property
    def shop_name(self) -> str:
        """What stands on top of receipts."""
        return self._shop.name

    async def products(self, *, text: str = "", category: str = "") -> Sequence[Product]:
        """Products whose words begin like those of `text`, by title; empty means any."""
        return await self._store.products(text=text, category=category, limit=MOST_SHOWN)

    async def categories(self) -> Sequence[str]:
        """Every category once, by name."""
        return await self._store.categories()

    async def by_barcode(self, code: str) -> Product | None:
        """The product that a scanner read, or None."""
        return await self._store.by_barcode(code.strip())

    async def charge(self, cart: Cart, code: str | None = None) -> Charged:
        """Write a sale down and ask for its money, in this coin if one is named.

        The sale comes first and the invoice names it, so that no crash leaves money without a
        sale. Raises Refused: empty_cart, currency, and whatever `Desk.charge` refuses.
        """
        total = self._price_of(cart)
        sale = await self._store.add_sale(self._sale(cart))
        origin = Origin(door=Door.TILL, reference=sale.id)
        order = Order(origin=origin, price=total, code=code, lines=_lines(cart))
        try:
            invoice = await self._desk.charge(order)
        except Refused:
            await self._store.drop_sale(sale.id)
            raise
        return Charged(sale=replace(sale, invoices=(invoice.id,)), invoice=invoice)

    async def hold(self, cart: Cart, label: str = "") -> Sale:
        """Set a cart aside, also across a restart. Raises Refused("empty_cart")."""
        if not cart.lines:
            raise Refused("empty_cart", "There is nothing in the cart")
        return await self._store.add_sale(replace(self._sale(cart), label=label, held=True))

    async def held(self) -> Sequence[Sale]:
        """The sales that are set aside, oldest first."""
        return await self._store.held()

    async def recall(self, id: SaleId) -> Cart:
        """Take a cart back to the counter. Raises Refused("unknown_sale") if somebody else did."""
        sale = await self._store.take_held(id)
        if sale is None:
            raise Refused("unknown_sale", "This sale is not set aside any more")
        return sale.cart

    async def sale(self, id: SaleId) -> Sale:
        """One sale with its invoices. Raises Refused("unknown_sale")."""
        sale = await self._store.sale(id)
        if sale is None:
            raise Refused("unknown_sale", f"There is no sale {id}")
        return sale

    async def receipt(self, id: SaleId) -> Receipt:
        """The receipt of a sale as it stands now. Raises Refused("unknown_sale")."""
        sale = await self.sale(id)
        invoices = await self._store.invoices(id)
        receipt = receipt_of(sale, invoices, self._shop.name, is_practice=self._shop.is_practice)
        return replace(
            receipt,
            shop_address=self._shop.address,
            tax_number=self._shop.tax_number,
            claims=tuple(self._claims_of(invoices)),
        )

    def _claims_of(self, invoices: Iterable[Invoice]) -> Iterator[ReceiptClaim]:
        """What the customer may have back, where there is a page to ask for it."""
        for invoice in invoices:
            amounts, claims = worth_claiming(invoice), self._claims
            if not amounts or claims is None:
                continue
            link, pin = claims.link(invoice), claims.pin(invoice)
            if link and pin:
                yield ReceiptClaim(amounts=amounts, link=link, pin=pin)

    def _price_of(self, cart: Cart) -> Fiat:
        if cart.currency != self._shop.currency:
            raise Refused("currency", f"This till sells in {self._shop.currency}")
        total = totals_of(cart).total
        if not total.value:
            raise Refused("empty_cart", "There is nothing to pay")
        return total

    def _sale(self, cart: Cart) -> Sale:
        return Sale(
            id=SaleId(self._new_id()),
            number=0,
            cart=replace(cart, selected=None),
            created_at=self._clock.now(),
            cashier=self._shop.cashier,
        )


def _lines(cart: Cart) -> tuple[Line, ...]:
    """What the invoice says was sold."""
    return tuple(
        Line(title=line.title, quantity=line.quantity, total=line_total(line))
        for line in cart.lines
    )
