"""The live invoice: charged, shown, followed, cancelled, accepted, and let go."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId, SaleId
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, is_open, stage_of
from pos.domain.payment.terms import Door
from pos.domain.retail.cart import Cart
from pos.domain.retail.receipt import Receipt
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.present.carts import sums_of
from pos.gui.present.payments import no_rate_screen, pay_screen, quoting_screen
from pos.gui.present.tokens import Wish
from pos.gui.sight import Sight

CASHIER = "cashier"


class Checkout(QObject):
    """What the pay pane shows, and what its buttons do.

    Signals: shown(PayScreen), left(bool is_done) the cashier goes back to the counter, with
    True when the sale is done with; held(Invoice) it goes on in the tray; told(str) good to know;
    receipt(Receipt).
    """

    shown = Signal(object)
    left = Signal(bool)
    held = Signal(object)
    told = Signal(str)
    receipt = Signal(object)

    def __init__(self, bridge: Bridge, errands: Errands, sight: Sight) -> None:
        super().__init__()
        self._bridge = bridge
        self._errands = errands
        self._sight = sight
        self._cart: Cart | None = None
        self._code = ""
        self._failed = ""
        self._titles: dict[InvoiceId, str] = {}
        self.invoice: Invoice | None = None
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._draw)
        bridge.invoices_moved.connect(self._hear)
        sight.changed.connect(self._draw)

    # ---- beginning

    def charge(self, cart: Cart) -> None:
        """Ask for the money of a cart; the same cart again shows the same invoice again."""
        shown = self.invoice
        if cart == self._cart and shown is not None and is_open(shown):
            self._begin(shown)
            return
        if shown is not None and self._cart is not None and stage_of(shown) is Stage.WAITING:
            self._errands.start(self._void(shown.id))
        self._cart, self.invoice = cart, None
        self._try(self._code)

    def close(self) -> None:
        """Draw nothing more."""
        self._tick.stop()

    def show(self, invoice: Invoice) -> None:
        """Show an invoice of the tray or the book, without a cart of its own."""
        self._cart = None
        self._begin(invoice)

    def _try(self, code: str) -> None:
        usable = [coin.code for coin in self._sight.coins]
        self._code = code if code in usable else next(iter(usable), "")
        self._failed = ""
        self._draw()
        self._errands.start_newest("charge", self._charge(self._code))

    async def _charge(self, code: str) -> None:
        cart = self._cart
        assert cart is not None
        try:
            charged = await self._bridge.ask(lambda f: f.till.charge(cart, code or None))
        except Refused as why:
            if why.code != "no_rate":
                self.left.emit(False)
                raise
            self._failed = why.text
            self._draw()
            return
        self._titles[charged.invoice.id] = f"Sale {charged.sale.number}"
        if self._cart is cart:
            self._begin(charged.invoice)

    async def _void(self, id: InvoiceId) -> None:
        """The cart changed: the old code is called off and stays watched."""
        await self._bridge.ask(lambda f: f.desk.cancel(id, CASHIER))

    def _begin(self, invoice: Invoice) -> None:
        self.invoice = invoice
        self._failed = ""
        self._tick.start()
        self._draw()

    # ---- while it is shown

    def choose(self, code: str) -> None:
        """Pay with another coin."""
        if self.invoice is None:
            self._try(code)
            return
        if self.invoice.prompt is not None and self.invoice.prompt.due.asset.code == code:
            return
        id = self.invoice.id
        self._code = code
        self._run(lambda: self._bridge.ask(lambda f: f.desk.choose_method(id, code)))

    def wish(self, wish: Wish) -> None:
        """Do what a button says, if it may be done now."""
        match wish:
            case Wish.HOLD:
                self._hold()
            case Wish.CANCEL:
                self._cancel()
            case Wish.ACCEPT:
                self._accept()
            case Wish.NEW_CODE | Wish.RETRY:
                self._again()
            case Wish.RECEIPT:
                self._print()
            case Wish.NEW_SALE:
                self._leave(is_done=True)

    def back(self) -> None:
        """Go back to the counter. The invoice stays watched; a seen one is done with here."""
        shown = self.invoice
        is_done = shown is not None and stage_of(shown) not in {Stage.WAITING, Stage.CHOOSING}
        self._tick.stop()
        self.left.emit(is_done and self._cart is not None)

    def _hold(self) -> None:
        if self.invoice is not None:
            self.held.emit(self.invoice)
            self._leave(is_done=True)

    def _leave(self, *, is_done: bool) -> None:
        self._tick.stop()
        is_counter = self._cart is not None
        if is_done:
            self._cart, self.invoice = None, None
        self.left.emit(is_done and is_counter)

    def _cancel(self) -> None:
        if self.invoice is not None:
            self._errands.start(self._call_off(self.invoice.id))

    async def _call_off(self, id: InvoiceId) -> None:
        await self._bridge.ask(lambda f: f.desk.cancel(id, CASHIER))
        self.told.emit("Cancelled. The address stays watched.")
        self._cart, self.invoice = None, None
        self._tick.stop()
        self.left.emit(False)

    def _accept(self) -> None:
        if self.invoice is not None:
            id = self.invoice.id
            self._run(lambda: self._bridge.ask(lambda f: f.desk.accept_anyway(id, CASHIER)))

    def _again(self) -> None:
        """A new code at today's rate for the same sale."""
        if self.invoice is None:
            self._try(self._code)
        elif self._cart is not None:
            self.invoice = None
            self._try(self._code)
        else:
            self._errands.start(self._charge_again(self.invoice))

    async def _charge_again(self, old: Invoice) -> None:
        if old.origin.door is not Door.TILL:
            raise Refused("not_here", "Only the online shop can make a new code for its order")
        sale = await self._bridge.ask(lambda f: f.till.sale(SaleId(old.origin.reference)))
        self._cart, self.invoice = sale.cart, None
        self._try(self._code)

    def _print(self) -> None:
        if self.invoice is not None:
            self._errands.start(self._fetch_receipt(self.invoice))

    async def _fetch_receipt(self, invoice: Invoice) -> None:
        if invoice.origin.door is not Door.TILL:
            raise Refused("no_receipt", "The online shop writes the receipt of its orders")
        id = SaleId(invoice.origin.reference)
        receipt: Receipt = await self._bridge.ask(lambda f: f.till.receipt(id))
        self.receipt.emit(receipt)

    # ---- following

    def title_of(self, invoice: Invoice) -> str:
        """What people call this sale."""
        plain = "Sale" if invoice.origin.door is Door.TILL else "Online shop"
        return self._titles.get(invoice.id, plain)

    def _run(self, ask: Callable[[], object]) -> None:
        self._errands.start(self._take(ask))

    async def _take(self, ask: Callable[[], object]) -> None:
        await ask()  # type: ignore[misc] # every wish above is awaitable

    def _hear(self, invoices: Sequence[Invoice]) -> None:
        shown = self.invoice
        if shown is None:
            return
        newest = next((i for i in invoices if i.id == shown.id), None)
        if newest is not None and newest.version >= shown.version:
            self.invoice = newest
            self._draw()

    def _draw(self) -> None:
        coins: Sequence[Coin] = self._sight.coins
        if self.invoice is not None:
            view = self._sight.view(self.invoice)
            title = self.title_of(self.invoice)
            self.shown.emit(pay_screen(self.invoice, coins, view, title))
        elif self._cart is not None:
            total = sums_of(self._cart).total
            if self._failed:
                self.shown.emit(no_rate_screen(total, coins, self._code, self._failed))
            else:
                self.shown.emit(quoting_screen(total, coins, self._code))
