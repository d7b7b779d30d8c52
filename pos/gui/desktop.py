"""The till once its shop is open: every pane, its controller, and which of them is in front."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from pos.domain.payment.invoice import Invoice
from pos.domain.retail.receipt import Receipt
from pos.gui.about import AboutWatch
from pos.gui.bridge import Bridge
from pos.gui.crier import NETWORKS, Crier
from pos.gui.dialogs import ConfirmSheet, ReceiptSheet
from pos.gui.frame import Frame, as_widget
from pos.gui.help import HelpSheet, page_for
from pos.gui.keys import Command
from pos.gui.lamps import Lamps
from pos.gui.networksheet import NetworksSheet, Shown
from pos.gui.office.office import Office
from pos.gui.orders.book import Book
from pos.gui.orders.pane import OrdersPane
from pos.gui.orders.returns import Returns
from pos.gui.orders.serving import serve
from pos.gui.pay.checkout import Checkout
from pos.gui.pay.nextsale import NextSale
from pos.gui.pay.pane import PayPane
from pos.gui.pending.pane import PendingPane
from pos.gui.pending.tray import Tray
from pos.gui.practice.dock import PhoneDock
from pos.gui.practice.phone import Phone
from pos.gui.present.payments import PayScreen
from pos.gui.present.pictures import accept_question, picture_of
from pos.gui.present.receipts import receipt_lines
from pos.gui.present.tokens import Wish
from pos.gui.present.words import say
from pos.gui.ratesheet import RateSetting
from pos.gui.sell.area import SellArea
from pos.gui.sight import Sight
from pos.gui.theme import Theme


class Desktop(QObject):
    """Owns the panes and leads from one to the next."""

    def __init__(
        self, frame: Frame, theme: Theme, bridge: Bridge, now: Callable[[], float]
    ) -> None:
        super().__init__(as_widget(frame))  # so that no timer outlives the window
        self._frame = frame
        self._theme = theme
        self._bridge = bridge
        self._errands = frame.errands
        self.sight = Sight(bridge, self._errands, now)
        self.lamps = Lamps(frame.strip, bridge, self._errands, self.sight)
        self.program = AboutWatch(frame.strip, bridge, self._errands)
        self.tray = Tray(bridge, self._errands, self.sight)
        self.book = Book(bridge, self._errands, self.sight)
        self.returns = Returns(as_widget(frame), theme, bridge, self.book)
        self.rate_setting = RateSetting(theme, bridge, self._errands, self.sight)
        self.checkout = Checkout(bridge, self._errands, self.sight)
        self.next_sale = NextSale()
        self.crier = Crier(frame, self.sight, self.tray, self._is_in_front)
        self.office = Office(frame, theme, bridge, self.sight.now)
        self.sell = SellArea(as_widget(frame), theme, bridge, self._errands)
        self.pay = PayPane(theme)
        self.pending: PendingPane | None = None
        self.orders: OrdersPane | None = None
        self.phone: Phone | None = None
        self.dock: PhoneDock | None = None
        self._came_from = Command.SELL
        watching = (self.sight, self.lamps, self.program, self.tray, self.book, self.crier)
        acting = (self.checkout, self.rate_setting, self.sell, self.next_sale, self.returns)
        for part in (*watching, *acting, self.office):
            part.setParent(self)
        self._connect()

    def open(self) -> None:
        """Show the sell pane and read everything that is needed."""
        for pane in (self.sell.pane, self.pay):
            self._frame.stack.addWidget(pane)
        if self._bridge.facts.is_practice:
            self._add_phone()
        self._go(Command.SELL)
        self._errands.start(self._open())

    async def _open(self) -> None:
        await self.sight.open()
        self.lamps.open()
        self.program.open()
        self.sell.counter.open()
        await self.tray.open()

    def close(self) -> None:
        """Hear no more news."""
        self.sight.close()
        self.crier.close()
        self.lamps.close()
        self.program.close()
        self.next_sale.stop()
        self.checkout.close()
        self.tray.follow(False)
        self._bridge.close()

    def fit(self, width: int) -> None:
        """Share the window's width."""
        inside = width - self._frame.rail.width()
        self.sell.pane.fit(inside)
        self.pay.fit(inside)
        if self.orders is not None:
            self.orders.fit(width)

    def calm(self) -> QWidget | None:
        """Where a message may lie without hiding what is needed."""
        here = self._frame.stack.currentWidget()
        panes = (self.sell.pane, self.pay, self.pending, self.orders, self.office.pane)
        return next((pane.calm() for pane in panes if pane is not None and pane is here), None)

    # ---- going places

    def command(self, command: Command) -> None:
        """A key or a button that means the same wherever we are, or the place in front."""
        self._look_at_shown()
        match command:
            case Command.HELP:
                page = page_for(self._came_from)
                HelpSheet(as_widget(self._frame), self._theme, page, self.program.about).open()
            case Command.NETWORKS:
                self._show_networks()
            case Command.SELL | Command.PENDING | Command.ORDERS | Command.OFFICE:
                self._go(command)
            case Command.BACK:
                self._back()
            case _:
                self._command_here(command)

    def _command_here(self, command: Command) -> None:
        here = self._frame.stack.currentWidget()
        if here is self.sell.pane:
            if command is Command.CHARGE:
                self._charge()
            else:
                self.sell.command(command)
        elif here is self.pay and command is Command.HOLD:
            self.checkout.wish(Wish.HOLD)
        elif here is self.orders and self.orders is not None and command is Command.SEARCH:
            self.orders.focus_search()
        elif here is self.office.pane and command is Command.SEARCH:
            self.office.focus_search()

    def _go(self, place: Command) -> None:
        panes: dict[Command, Callable[[], QWidget]] = {
            Command.SELL: lambda: self.sell.pane,
            Command.PENDING: self._pending_pane,
            Command.ORDERS: self._orders_pane,
            Command.OFFICE: lambda: self.office.pane_in(self._frame.stack),
        }
        self._came_from = place
        self._frame.stack.setCurrentWidget(panes[place]())
        self._frame.rail.show_place(place)

    def _back(self) -> None:
        here = self._frame.stack.currentWidget()
        if here is self.pay:
            self.checkout.back()
        elif here is self.sell.pane:
            self.sell.back()
        elif self.orders is None or here is not self.orders or not self.orders.back():
            self._go(Command.SELL)

    def _pending_pane(self) -> QWidget:
        if self.pending is None:
            self.pending = PendingPane(self._theme)
            self.pending.opened.connect(self._show_invoice)
            self.pending.looked.connect(self.tray.follow)
            self.tray.changed.connect(self.pending.show_rows)
            self._frame.stack.addWidget(self.pending)
        return self.pending

    def _orders_pane(self) -> QWidget:
        if self.orders is None:
            self.orders = pane = OrdersPane(self._theme)
            pane.fit(self._frame.width())
            serve(pane, self.book, self.returns)
            pane.opened.connect(self._show_invoice)
            pane.accepted.connect(self._accept_from_book)
            pane.receipt_wanted.connect(self._receipt_from_book)
            self._frame.stack.addWidget(pane)
        return self.orders

    def _show_networks(self) -> None:
        self.crier.look_at(NETWORKS)
        sheet = NetworksSheet(as_widget(self._frame), self._theme, self._seen)
        sheet.rate_wanted.connect(lambda code: self.rate_setting.begin(code, sheet))
        sheet.open()

    def _seen(self) -> Shown:
        return Shown(cards=self.sight.cards(), rates=self.lamps.rates)

    def _follow(self, topic: str) -> None:
        """A message was clicked: go to what it is about, if that has a place here."""
        if topic == NETWORKS:
            self._show_networks()
        elif ":" not in topic:  # else it is about a wallet or the house, which have no place here
            self._show_invoice(topic)

    # ---- paying

    def _charge(self) -> None:
        def act() -> None:
            self.checkout.charge(self.sell.counter.cart_to_charge())
            self._show_pay()

        self._errands.attempt(act)

    def _show_pay(self) -> None:
        self._frame.stack.setCurrentWidget(self.pay)

    def _show_screen(self, screen: PayScreen) -> None:
        self.pay.show_screen(screen)
        if self.phone is not None:
            self.phone.look_at(self.checkout.invoice)
        shown, is_here = self.checkout.invoice, self._frame.stack.currentWidget() is self.pay
        is_end = shown is not None and screen.is_done and is_here
        self.next_sale.consider(shown.id if shown is not None and is_end else None)

    def _type_on(self, digit: str) -> None:
        """A scan or a number after a sale is done belongs to the next one."""
        self.checkout.wish(Wish.NEW_SALE)
        self._go(Command.SELL)
        self.sell.counter.type_key(digit)

    def _show_invoice(self, id: str) -> None:
        self.crier.look_at(id)
        invoice = self.tray.invoice(id) or self.book.invoice(id)
        if invoice is None:
            self._errands.start(self._fetch(id))
            return
        self.checkout.show(invoice)
        self._show_pay()

    async def _fetch(self, id: str) -> None:
        self.checkout.show(await self._bridge.ask(lambda f: f.records.invoice(id)))
        self._show_pay()

    def _left_pay(self, is_done: bool) -> None:
        if is_done:
            self.sell.counter.clear()
        if self.phone is not None:
            self.phone.look_at(None)
        self._go(self._came_from)

    def _wish(self, wish: Wish) -> None:
        self._look_at_shown()
        if wish is Wish.ACCEPT:
            self._confirm_accept(lambda: self.checkout.wish(Wish.ACCEPT), self.checkout.invoice)
        elif wish is Wish.SET_RATE:
            self.rate_setting.begin(self.checkout.code, as_widget(self._frame))
        else:
            self.checkout.wish(wish)

    def _use_rate(self, code: str) -> None:
        """A coin has another price: look at once, and go on with the sale that waited for it."""
        self.lamps.look()
        is_waiting = self.checkout.invoice is None and self.checkout.code == code
        if is_waiting and self._frame.stack.currentWidget() is self.pay:
            self.checkout.wish(Wish.RETRY)

    def _confirm_accept(self, accept: Callable[[], None], invoice: Invoice | None) -> None:
        if invoice is None:
            return
        state = picture_of(invoice, self.sight.view(invoice))
        question, why = accept_question(invoice, state)
        sheet = ConfirmSheet(
            as_widget(self._frame), self._theme, question, why, say("Accept anyway")
        )
        sheet.confirmed.connect(accept)
        sheet.open()

    def _accept_from_book(self, id: str) -> None:
        invoice = self.book.invoice(id)
        if invoice is not None:
            self.checkout.show(invoice)
            self._confirm_accept(lambda: self.checkout.wish(Wish.ACCEPT), invoice)

    def _receipt_from_book(self, id: str) -> None:
        invoice = self.book.invoice(id)
        if invoice is not None:
            self.checkout.show(invoice)
            self.checkout.wish(Wish.RECEIPT)

    def _show_receipt(self, receipt: Receipt) -> None:
        lines = receipt_lines(receipt)
        ReceiptSheet(as_widget(self._frame), self._theme, lines, receipt.claims).open()

    # ---- news

    def _is_in_front(self, id: str) -> bool:
        shown = self.checkout.invoice
        is_pay = self._frame.stack.currentWidget() is self.pay
        return is_pay and shown is not None and shown.id == id

    def _look_at_shown(self) -> None:
        """Somebody acts while a payment is in front, and has seen what is said of it."""
        shown = self.checkout.invoice
        if shown is not None and self._is_in_front(shown.id):
            self.crier.look_at(shown.id)

    # ---- building

    def _connect(self) -> None:
        self.sell.charged.connect(self._charge)
        self.sell.told.connect(self.crier.tell_lack)
        self.checkout.shown.connect(self._show_screen)
        self.checkout.left.connect(self._left_pay)
        self.checkout.held.connect(self.crier.tell_held)
        self.checkout.receipt.connect(self._show_receipt)
        self.checkout.told.connect(self.crier.tell)
        self.rate_setting.told.connect(self.crier.tell)
        self.rate_setting.changed.connect(self._use_rate)
        self.sell.counter.begun.connect(self.checkout.forget_cart)
        self.next_sale.ticked.connect(self.pay.show_next)
        self.next_sale.came.connect(lambda: self.checkout.wish(Wish.NEW_SALE))
        self.pay.typed.connect(self._type_on)
        self.pay.wished.connect(self._wish)
        self.pay.chosen.connect(self.checkout.choose)
        self.pay.commanded.connect(self.command)
        self.pay.copied.connect(self.crier.tell)
        self.tray.counted.connect(self._frame.rail.show_pending)
        self.tray.moved.connect(self.crier.tell_stage)
        self._frame.toasts.followed.connect(self._follow)
        self.crier.listen(self._bridge)

    def _add_phone(self) -> None:
        self.phone = Phone(self._bridge, self._errands, self.sight)
        self.phone.setParent(self)
        self.dock = PhoneDock(self._theme)
        self._frame.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        self._frame.strip.show_phone(True)
        self._frame.strip.phone_toggled.connect(self.dock.setVisible)
        self.dock.serve(self.phone)
        self.phone.told.connect(self.crier.tell)
