"""The sell area: the pane and the counter together, and the questions between them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos.domain.retail.cart import Cart
from pos.domain.retail.sale import Sale
from pos.gui.bridge import Bridge
from pos.gui.dialogs import HeldSheet, NumberSheet, discount_from
from pos.gui.entry import Entry
from pos.gui.errands import Errands
from pos.gui.keys import Command
from pos.gui.present.words import say
from pos.gui.sell.counter import Counter
from pos.gui.sell.pane import SellPane
from pos.gui.theme import Theme


class SellArea(QObject):
    """Everything before the charge.

    Signals: charged() the cart is to be paid; told(str) good to know.
    """

    charged = Signal()
    told = Signal(str)

    def __init__(self, window: QWidget, theme: Theme, bridge: Bridge, errands: Errands) -> None:
        super().__init__()
        self._window = window
        self._theme = theme
        self._errands = errands
        self._currency = bridge.facts.currency
        self._held: Sequence[Sale] = ()
        self.counter = Counter(bridge, errands)
        self.counter.setParent(self)
        self.pane = SellPane(theme)
        self._connect()
        self.pane.show_cart(Cart(currency=self._currency), False)
        self.pane.show_entry(Entry(), self._currency)
        self.pane.show_held(0)

    def command(self, command: Command) -> None:
        """A key or a button of this area."""
        acts: dict[Command, Callable[[], None]] = {
            Command.CHARGE: self._charge,
            Command.SEARCH: self.pane.focus_search,
            Command.AMOUNT: self.pane.toggle_keypad,
            Command.HOLD: self.counter.hold,
            Command.RECALL: self._ask_recall,
            Command.QUANTITY: self._ask_quantity,
            Command.LINE_DISCOUNT: self._ask_line_discount,
            Command.ORDER_DISCOUNT: self._ask_order_discount,
            Command.UNDO: self.counter.undo,
            Command.REMOVE: self.counter.remove_selected,
            Command.MORE: lambda: self.counter.add_to_line(1),
            Command.LESS: lambda: self.counter.add_to_line(-1),
        }
        act = acts.get(command)
        if act is not None:
            act()

    def _charge(self) -> None:
        self.charged.emit()

    def back(self) -> None:
        """Leave the search, or forget what was typed."""
        if self.pane.is_searching():
            self.pane.end_search()
        else:
            self.counter.type_key("clear")

    def _connect(self) -> None:
        pane, counter = self.pane, self.counter
        counter.cart_changed.connect(pane.show_cart)
        counter.entry_changed.connect(lambda entry: pane.show_entry(entry, self._currency))
        counter.catalogue_changed.connect(pane.show_products)
        counter.categories_changed.connect(pane.show_categories)
        counter.held_changed.connect(self._show_held)
        counter.scanned_unknown.connect(
            lambda code: self.told.emit(say("No product has the code {code}", code=code))
        )
        pane.picked.connect(counter.add)
        pane.typed.connect(counter.type_key)
        pane.searched.connect(counter.search)
        pane.entered.connect(self._enter_search)
        pane.category_picked.connect(counter.show_category)
        pane.line_selected.connect(counter.select_line)
        pane.commanded.connect(self.command)

    def _enter_search(self, text: str) -> None:
        """A scanner types a code and Enter at once; a person wants the first that was found."""
        self.counter.take(text)
        self.pane.end_search()

    def _show_held(self, sales: Sequence[Sale]) -> None:
        self._held = sales
        self.pane.show_held(len(sales))

    def _ask_recall(self) -> None:
        if not self._held:
            return
        sheet = HeldSheet(self._window, self._theme, self._held)
        sheet.recalled.connect(self.counter.recall)
        sheet.open()

    def _ask_quantity(self) -> None:
        at = self.counter.cart.selected
        if at is None:
            return
        title = say("Quantity: {title}", title=self.counter.cart.lines[at].title)
        sheet = NumberSheet(self._window, self._theme, title, "", may_be_percent=False)
        sheet.answered.connect(self.counter.set_line_quantity)
        sheet.open()

    def _ask_line_discount(self) -> None:
        at = self.counter.cart.selected
        if at is None:
            return
        title = say("Discount: {title}", title=self.counter.cart.lines[at].title)
        sheet = NumberSheet(self._window, self._theme, title, self._currency, may_be_percent=True)
        sheet.answered.connect(
            lambda number, is_percent: self._errands.attempt(
                lambda: self.counter.discount_selected(discount_from(number, is_percent))
            )
        )
        sheet.open()

    def _ask_order_discount(self) -> None:
        if not self.counter.cart.lines:
            return
        sheet = NumberSheet(
            self._window,
            self._theme,
            say("Discount on the sale"),
            self._currency,
            may_be_percent=True,
        )
        sheet.answered.connect(
            lambda number, is_percent: self._errands.attempt(
                lambda: self.counter.discount_all(discount_from(number, is_percent))
            )
        )
        sheet.open()
