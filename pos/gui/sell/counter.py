"""The counter's memory: the cart, its undo steps, what is typed and what the catalogue shows."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from pos.domain.errors import Refused
from pos.domain.ids import SaleId
from pos.domain.retail.cart import (
    Cart,
    Discount,
    add_amount,
    add_product,
    discount_cart,
    discount_line,
    remove_line,
    select,
    set_quantity,
)
from pos.domain.retail.product import Product
from pos.gui import entry as keypad
from pos.gui.bridge import Bridge
from pos.gui.entry import Entry
from pos.gui.errands import Errands
from pos.gui.present.carts import is_payable
from pos.gui.present.words import later, say
from pos.gui.sell.history import History

CUSTOM_TITLE = later("Amount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which part of the catalogue is shown."""

    text: str = ""
    category: str = ""


class Counter(QObject):
    """Holds one sale before it is charged.

    Signals: cart_changed(Cart, bool can_undo), entry_changed(Entry),
    catalogue_changed(list[Product]),
    categories_changed(list[str]), held_changed(list[Sale]), scanned_unknown(str code),
    begun() the next sale begins with an empty cart.
    """

    cart_changed = Signal(object, bool)
    entry_changed = Signal(object)
    catalogue_changed = Signal(list)
    categories_changed = Signal(list)
    held_changed = Signal(list)
    begun = Signal()
    scanned_unknown = Signal(str)

    def __init__(self, bridge: Bridge, errands: Errands) -> None:
        super().__init__()
        self._bridge = bridge
        self._errands = errands
        self._history = History(Cart(currency=bridge.facts.currency))
        self._filter = Filter()
        self.entry = Entry()

    @property
    def cart(self) -> Cart:
        """The cart now."""
        return self._history.now

    # ---- the catalogue

    def open(self) -> None:
        """Load what there is to sell, and what was held."""
        self._errands.start(self._load_categories())
        self._errands.start_newest("catalogue", self._load_products())
        self._errands.start_newest("held", self._load_held())

    def search(self, text: str) -> None:
        """Show the products that match these words."""
        self._filter = Filter(text=text.strip(), category=self._filter.category)
        self._errands.start_newest("catalogue", self._load_products())

    def show_category(self, category: str) -> None:
        """Show one category; all of them for an empty one."""
        self._filter = Filter(category=category)
        self._errands.start_newest("catalogue", self._load_products())

    async def _load_categories(self) -> None:
        self.categories_changed.emit(list(await self._bridge.ask(lambda f: f.till.categories())))

    async def _load_products(self) -> None:
        wanted = self._filter
        found = await self._bridge.ask(
            lambda f: f.till.products(text=wanted.text, category=wanted.category)
        )
        self.catalogue_changed.emit(list(found))

    # ---- typing

    def type_key(self, key: str) -> None:
        """One key of the keypad: digits, a point, `back`, `clear`, `*` or `add`."""
        if key == keypad.ADD:
            self.enter()
            return
        self._type(keypad.typed(self.entry, key))

    def enter(self) -> None:
        """Use what was typed: a barcode, or an amount as a line of its own."""
        if self.entry.is_code:
            self.scan(self.entry.digits)
        elif not self.entry.is_nothing:
            self._errands.attempt(self._add_amount)

    def scan(self, code: str) -> None:
        """Add the product of a barcode."""
        self._errands.start(self._scan(code))

    def take(self, text: str) -> None:
        """Add what a search was entered for: the product of this code, else the first found."""
        if text:
            self._errands.start(self._take(text))

    async def _scan(self, code: str) -> None:
        self._take_or_tell(await self._bridge.ask(lambda f: f.till.by_barcode(code)), code)

    async def _take(self, text: str) -> None:
        product = await self._bridge.ask(lambda f: f.till.by_barcode(text))
        if product is None and not text.isdigit():
            wanted = Filter(text=text, category=self._filter.category)
            found = await self._bridge.ask(
                lambda f: f.till.products(text=wanted.text, category=wanted.category)
            )
            product = next(iter(found), None)
        self._take_or_tell(product, text)

    def _take_or_tell(self, product: Product | None, code: str) -> None:
        if product is not None:
            self.add(product)
            return
        self._type(Entry())
        self.scanned_unknown.emit(code)

    def _add_amount(self) -> None:
        price = keypad.price_of(self.entry, self.cart.currency)
        cart = add_amount(self.cart, price, say(CUSTOM_TITLE))
        if self.entry.quantity is not None:
            cart = set_quantity(cart, len(cart.lines) - 1, self.entry.quantity)
        self._change(cart)
        self._type(Entry())

    def _type(self, entry: Entry) -> None:
        self.entry = entry
        self.entry_changed.emit(entry)

    # ---- the cart

    def add(self, product: Product) -> None:
        """One of a product, or as many as were typed before `*`."""
        quantity = self.entry.quantity or Decimal(1)
        self._edit(lambda cart: add_product(cart, product, quantity))
        self._type(Entry())

    def select_line(self, index: int) -> None:
        """The line that keys act on."""
        self._edit(lambda cart: select(cart, index))

    def add_to_line(self, step: int) -> None:
        """One more or one less of the selected line; the last one removes it."""
        self._edit_line(
            lambda cart, at: set_quantity(cart, at, max(Decimal(0), cart.lines[at].quantity + step))
        )

    def set_line_quantity(self, quantity: Decimal) -> None:
        """Sell this much of the selected line."""
        self._edit_line(lambda cart, at: set_quantity(cart, at, quantity))

    def remove_selected(self) -> None:
        """Take the selected line out."""
        self._edit_line(remove_line)

    def discount_selected(self, discount: Discount | None) -> None:
        """Take something off the selected line."""
        self._edit_line(lambda cart, at: discount_line(cart, at, discount))

    def discount_all(self, discount: Discount | None) -> None:
        """Take something off the whole sale."""
        self._edit(lambda cart: discount_cart(cart, discount))

    def undo(self) -> None:
        """Take the last edit back."""
        if self._history.undo():
            self._tell()

    def clear(self) -> None:
        """Begin the next sale."""
        self._history.begin(Cart(currency=self.cart.currency))
        self._type(Entry())
        self._tell()
        self.begun.emit()

    def _edit_line(self, edit: Callable[[Cart, int], Cart]) -> None:
        at = self.cart.selected
        if at is not None:
            self._edit(lambda cart: edit(cart, at))

    def _edit(self, edit: Callable[[Cart], Cart]) -> None:
        self._errands.attempt(lambda: self._change(edit(self.cart)))

    def _change(self, cart: Cart) -> None:
        self._history.change(cart)
        self._tell()

    def _tell(self) -> None:
        self.cart_changed.emit(self.cart, self._history.can_undo)

    # ---- holding

    def hold(self) -> None:
        """Set the cart aside and begin another one."""
        if self.cart.lines:
            self._errands.start(self._hold(self.cart))

    def recall(self, id: SaleId) -> None:
        """Take a held cart back; the one on the counter is held instead."""
        self._errands.start(self._recall(id))

    def refresh_held(self) -> None:
        """Ask again what is held."""
        self._errands.start_newest("held", self._load_held())

    async def put_away(self) -> SaleId | None:
        """Hold the cart before the shop closes; None if there is none, or nobody to hold it."""
        if not self.cart.lines or not self._bridge.is_alive:
            return None
        sale = await self._bridge.ask(lambda f: f.till.hold(self.cart))
        self._history.begin(Cart(currency=self.cart.currency))
        return sale.id

    async def _hold(self, cart: Cart) -> None:
        await self._bridge.ask(lambda f: f.till.hold(cart))
        if self.cart == cart:
            self.clear()
        await self._load_held()

    async def _recall(self, id: SaleId) -> None:
        if self.cart.lines:
            await self._hold(self.cart)
        cart = await self._bridge.ask(lambda f: f.till.recall(id))
        self._history.begin(cart)
        self._tell()
        await self._load_held()

    async def _load_held(self) -> None:
        self.held_changed.emit(list(await self._bridge.ask(lambda f: f.till.held())))

    def cart_to_charge(self) -> Cart:
        """The cart as it is charged. Raises Refused for one that costs nothing."""
        if not self.entry.is_nothing and not self.entry.is_code:
            self._add_amount()
        if not is_payable(self.cart):
            raise Refused("empty_cart", "There is nothing to charge yet")
        return self.cart
