"""The story of one invoice: where it stands, what came in, what the shop was told."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos.gui.orders.moneyback import MoneyBackView
from pos.gui.parts import GAP, Badge, Button, clear, icon_button, label, named, row, selectable
from pos.gui.present.moneyback import MoneyBack
from pos.gui.present.rows import DeliveryRow, DetailPage
from pos.gui.present.tokens import Wish
from pos.gui.present.words import say
from pos.gui.theme import Theme


class DetailView(QFrame):
    """One invoice, all of it.

    Signals: opened(str), accepted(str), receipt_wanted(str) with the invoice id,
    sent_again(str delivery id), refund_acted(Act, str refund id), address_named(ChainId), closed().
    """

    opened = Signal(str)
    accepted = Signal(str)
    receipt_wanted = Signal(str)
    sent_again = Signal(str)
    refund_acted = Signal(object, str)
    address_named = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("orders.detail")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Order"))
        self.setProperty("role", "card")
        self._theme = theme
        self._page: DetailPage | None = None
        self._back = icon_button(
            theme, "orders.back", say("Back  Esc"), "back", says=say("Back to the list")
        )
        self._back.clicked.connect(self.closed)
        self._title = label("", role="big", name="orders.title")
        self._badge = Badge(theme, "orders.stage", is_large=True)
        self._hint = label("", role="muted", name="orders.hint", wraps=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(GAP)
        whole.addLayout(row(self._back, self._title, 1))
        whole.addWidget(self._badge)
        whole.addWidget(self._hint)
        whole.addWidget(self._story(), 1)
        whole.addLayout(self._acts())
        self.show_nothing()

    def calm(self) -> QWidget:
        """Where a message may lie."""
        return self._area

    def show_back(self, is_needed: bool) -> None:
        """Say whether there is a list to go back to."""
        self._back.setVisible(is_needed)

    def show_nothing(self) -> None:
        """No invoice is picked."""
        self._page = None
        self._title.setText("")
        self._hint.setText(say("Pick an order to see its story."))
        clear(self._sections)
        for part in (self._badge, self._show, self._accept, self._receipt):
            part.hide()

    def show_page(self, page: DetailPage) -> None:
        """Show this one."""
        if page == self._page:
            return
        self._page = page
        picture = page.row.picture
        self._title.setText(page.title)
        self._badge.show_state(picture.token, picture.headline)
        self._badge.show()
        self._hint.setText(picture.hint)
        clear(self._sections)
        self._add_money_back(page.money_back)  # first: it may wait for somebody
        self._add_pairs("", page.facts)
        self._add_pairs(say("Money received"), page.deposits)
        self._add_pairs(say("Timeline"), page.timeline)
        for delivery in page.deliveries:
            self._add_delivery(delivery)
        self._sections.addStretch(1)
        self._show.setVisible(page.row.is_open)
        self._accept.setVisible(Wish.ACCEPT in picture.wishes)
        self._receipt.setVisible(page.is_counter)

    def _add_pairs(self, title: str, pairs: tuple[tuple[str, str], ...]) -> None:
        if not pairs:
            return
        if title:
            self._sections.addWidget(label(title, role="strong"))
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 6)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (left, right) in enumerate(pairs):
            grid.addWidget(label(left, role="muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(selectable(right), at, 1)
        self._sections.addWidget(box)

    def _add_money_back(self, shown: MoneyBack) -> None:
        if not shown.refunds and not shown.unclaimed:
            return
        view = MoneyBackView(self._theme, shown)
        view.acted.connect(self.refund_acted)
        view.named.connect(self.address_named)
        self._sections.addWidget(view)

    def _add_delivery(self, delivery: DeliveryRow) -> None:
        self._sections.addWidget(label(say("Told to the online shop"), role="strong"))
        self._sections.addWidget(selectable(delivery.title))
        self._sections.addWidget(label(delivery.outcome, role="muted", wraps=True))
        for line in delivery.tries:
            self._sections.addWidget(label(line, role="muted", wraps=True))
        again = icon_button(self._theme, "orders.sendAgain", say("Send again"), "send")
        again.clicked.connect(lambda: self.sent_again.emit(delivery.id))
        holder = QWidget()
        holder.setLayout(row(again, 1))
        self._sections.addWidget(holder)

    def _story(self) -> QScrollArea:
        inside = QWidget()
        self._sections = QVBoxLayout(inside)
        self._sections.setContentsMargins(0, 0, 6, 0)
        self._sections.setSpacing(4)
        self._area = area = named(QScrollArea(widgetResizable=True), "orders.story")
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _acts(self) -> QHBoxLayout:
        self._receipt = icon_button(
            self._theme, "orders.receipt", say("Receipt"), "receipt", role="bar"
        )
        self._accept = icon_button(
            self._theme, "orders.accept", say("Accept anyway"), "accept", role="bar"
        )
        self._show = icon_button(
            self._theme, "orders.show", say("Show payment"), "next", role="bar"
        )
        for act, wish in (
            (self._receipt, self.receipt_wanted),
            (self._accept, self.accepted),
            (self._show, self.opened),
        ):
            self._connect(act, wish)
        return row(self._receipt, self._accept, self._show)

    def _connect(self, act: Button, wish: object) -> None:
        act.clicked.connect(lambda: self._page and wish.emit(self._page.row.id))  # type: ignore[attr-defined] # a bound signal
