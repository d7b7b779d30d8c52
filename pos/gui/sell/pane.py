"""The sell pane: find or type at the left, the sale at the right, one large button to charge."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos.domain.retail.cart import Cart
from pos.domain.retail.product import Product
from pos.gui.chips import ChipRow
from pos.gui.entry import CLEAR, TIMES, Entry
from pos.gui.keypad import Keypad, meaning_of
from pos.gui.keys import Command
from pos.gui.parts import ENTER_KEYS, GAP, Button, icon_button, label, named, row, spaced
from pos.gui.present.carts import is_payable, sums_of
from pos.gui.present.typing import entry_text, times_text
from pos.gui.present.words import count, say
from pos.gui.sell.cartview import CartView
from pos.gui.sell.grid import Tiles
from pos.gui.theme import Theme

SEARCH_PAUSE_MS = 60
"""Letters that come faster than this are one search."""

GRID, KEYPAD, NOTHING = range(3)


class SellPane(QWidget):
    """Everything of a sale before it is charged.

    Signals: picked(Product), typed(str keypad key), entered(str text of the search), searched(str),
    category_picked(str), line_selected(int), commanded(Command).
    """

    picked = Signal(object)
    typed = Signal(str)
    entered = Signal(str)
    searched = Signal(str)
    category_picked = Signal(str)
    line_selected = Signal(int)
    commanded = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sell")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Sell"))
        self._theme = theme
        self._has_products = True
        self._entry = Entry()
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self._search.text()))
        self._cart = CartView(theme)
        self._cart.line_selected.connect(self.line_selected)
        self._cart.commanded.connect(self.commanded)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(12)
        whole.addLayout(self._left(), 1)
        whole.addLayout(self._right())

    def calm(self) -> QWidget:
        """Where a message may lie."""
        return self._cart.calm()

    # ---- what is shown

    def show_cart(self, cart: Cart, can_undo: bool) -> None:
        """Show the sale."""
        self._cart.show_cart(cart)
        sums = sums_of(cart)
        self._charge.setText(say("{deed}   F9", deed=sums.charge))
        self._charge.setAccessibleName(sums.charge)
        self._charge.setEnabled(is_payable(cart))
        self._undo.setEnabled(can_undo)
        self._hold.setEnabled(bool(cart.lines))
        self._discount.setEnabled(bool(cart.lines))

    def show_entry(self, entry: Entry, currency: str) -> None:
        """Show what was typed; digits bring the keypad forward."""
        self._entry = entry
        self._display.setText(entry_text(entry.digits, entry.is_code, currency))
        self._times.setText(times_text(entry.quantity))
        self._times.setVisible(entry.quantity is not None)
        if entry.digits:
            self._show_keypad(True)
        elif entry.quantity is not None and self._has_products:
            self._show_keypad(False)

    def show_products(self, products: Sequence[Product]) -> None:
        """Show these tiles."""
        self._tiles.show_products(products)
        if not products:
            asked = self._search.text().strip()
            self._nothing.setText(
                say("Nothing found for “{asked}”", asked=asked) if asked else say("No products yet")
            )
        self._has_products = bool(products)
        if self._stack.currentIndex() != KEYPAD:
            self._stack.setCurrentIndex(GRID if products else NOTHING)

    def show_categories(self, categories: Sequence[str]) -> None:
        """Show one chip for each category."""
        self._chips.show_chips([self._category_chip(name) for name in ("", *categories)])
        if not categories:
            self._show_keypad(True)

    def show_held(self, held: int) -> None:
        """Show how many sales are held."""
        words = say("Recall {n}\nF5", n=held) if held else say("Recall\nF5")
        self._recall.setText(spaced(words))
        says = count("Recall a held sale, {n} held|Recall a held sale, {n} held", held)
        self._recall.setAccessibleName(says)
        self._recall.setEnabled(held > 0)

    # ---- what keys do here

    def focus_search(self) -> None:
        """Let the next letters go to the search."""
        self._show_keypad(False)
        self._search.setFocus()
        self._search.selectAll()

    def toggle_keypad(self) -> None:
        """Bring the keypad forward, or put it back."""
        self._show_keypad(self._stack.currentIndex() != KEYPAD)

    def is_searching(self) -> bool:
        """Whether there is something in the search."""
        return bool(self._search.text()) or self._search.hasFocus()

    def end_search(self) -> None:
        """Show everything again."""
        if self._search.text():
            self._search.clear()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = meaning_of(event)
        if self._begins_search(event, meaning):
            self._search_on(event.text())
        elif meaning:
            self.typed.emit(meaning)
        elif event.key() in ENTER_KEYS:
            self._enter()
        elif event.key() == Qt.Key.Key_Delete:
            self.commanded.emit(Command.REMOVE)
        else:
            super().keyPressEvent(event)

    def _begins_search(self, event: QKeyEvent, meaning: str) -> bool:
        """Whether this is a letter: of a name, or of a code that scanners read."""
        letter = event.text()
        if meaning == TIMES:
            return letter.isalpha() and (self._entry.is_code or not self._entry.digits)
        is_command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        is_sign = len(letter) == 1 and letter.isprintable() and not letter.isspace()
        return is_sign and not meaning and not is_command

    def _search_on(self, letter: str) -> None:
        """Go on in the search with what the keypad has taken for an amount."""
        begun = self._entry.digits
        self.typed.emit(CLEAR)
        self.focus_search()
        self._search.setText(begun + letter)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def _enter(self) -> None:
        if self._stack.currentIndex() == GRID and self._tiles.hasFocus():
            self._tiles.pick_current()
        else:
            self.typed.emit("add")

    def _search_entered(self) -> None:
        """Enter in the search: a code for the scanner's sake, or the only product found."""
        self._pause.stop()
        self.entered.emit(self._search.text().strip())

    # ---- how it is built

    def _left(self) -> QVBoxLayout:
        self._search = named(QLineEdit(clearButtonEnabled=True), "sell.search")
        self._search.setPlaceholderText(say("Search or scan   F2"))
        self._search.setAccessibleName(say("Search or scan"))
        self._search.addAction(
            self._theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._search.textChanged.connect(self._restart_pause)
        self._search.returnPressed.connect(self._search_entered)
        self._times = label(role="strong", name="sell.times")
        self._times.hide()
        self._amount = icon_button(
            self._theme, "sell.amount", say("Amount F3"), "keypad", says=say("Type an amount (F3)")
        )
        self._amount.setCheckable(True)
        self._amount.clicked.connect(lambda: self.commanded.emit(Command.AMOUNT))
        self._stack = QStackedWidget()
        self._tiles = Tiles(self._theme, "sell.products")
        self._tiles.picked.connect(self.picked)
        self._stack.addWidget(self._tiles)
        self._stack.addWidget(self._keypad_page())
        self._nothing = label("", role="muted", name="sell.nothing", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addLayout(row(self._search, self._times, self._amount))
        self._chips = ChipRow(self._theme, "sell.categories")
        left.addWidget(self._chips)
        left.addWidget(self._stack, 1)
        left.addLayout(self._bar())
        return left

    def _category_chip(self, name: str) -> Button:
        chip = Button(f"sell.category.{name or 'all'}", name or say("All"), role="chip")
        chip.setCheckable(True)
        chip.setAutoExclusive(True)
        chip.setChecked(not name)
        chip.clicked.connect(lambda: self._pick_category(name))
        return chip

    def _keypad_page(self) -> QWidget:
        page = QWidget()
        self._display = label("", role="display", name="sell.display")
        self._display.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._display.setMinimumHeight(self._theme.px(52))
        keypad = Keypad(self._theme, "sell.keypad", is_calculator=True)
        keypad.typed.connect(self.typed)
        keypad.setMaximumHeight(self._theme.px(520))
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._display)
        inside.addWidget(keypad, 1)
        return page

    def _bar(self) -> QHBoxLayout:
        self._hold = self._act("hold", say("Hold\nF4"), "hold", Command.HOLD)
        self._recall = self._act("recall", say("Recall\nF5"), "recall", Command.RECALL)
        self._discount = self._act(
            "discount", say("Discount\nF8"), "percent", Command.ORDER_DISCOUNT
        )
        self._undo = self._act("undo", say("Undo\nCtrl+Z"), "undo", Command.UNDO)
        self._undo.setToolTip(say("Undo the last edit (Ctrl+Z)"))
        return row(self._hold, self._recall, self._discount, self._undo)

    def _act(self, name: str, text: str, icon: str, command: Command) -> Button:
        act = icon_button(self._theme, f"sell.{name}", text, icon, role="bar")
        act.setIconSize(QSize(self._theme.px(22), self._theme.px(22)))
        act.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        act.clicked.connect(lambda: self.commanded.emit(command))
        return act

    def _right(self) -> QVBoxLayout:
        self._charge = Button("sell.charge", say("Charge   F9"), role="primary")
        self._charge.setMinimumHeight(self._theme.px(72))
        self._charge.clicked.connect(lambda: self.commanded.emit(Command.CHARGE))
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self._cart, 1)
        right.addWidget(self._charge)
        return right

    def fit(self, window_width: int) -> None:
        """Share the width between the catalogue and the cart."""
        self._cart.setFixedWidth(
            max(self._theme.px(372), min(self._theme.px(520), window_width // 3))
        )

    # ---- small acts

    def _restart_pause(self) -> None:
        self._pause.start()

    def _pick_category(self, name: str) -> None:
        self._show_keypad(False)
        self._search.clear()
        self.category_picked.emit(name)

    def _show_keypad(self, is_wanted: bool) -> None:
        at = KEYPAD if is_wanted else (GRID if self._has_products else NOTHING)
        self._stack.setCurrentIndex(at)
        self._amount.setChecked(is_wanted)
        self._chips.setVisible(not is_wanted)
        if is_wanted:
            self.setFocus()
