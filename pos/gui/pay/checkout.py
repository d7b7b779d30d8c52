"""The live invoice: charged, shown, followed, cancelled, accepted, and let go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.errors import Refused, Trouble
from pos.domain.ids import InvoiceId, SaleId
from pos.domain.payment.deposit import DepositKey
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door
from pos.domain.retail.cart import Cart
from pos.domain.retail.receipt import Receipt
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.present.carts import sums_of
from pos.gui.present.losses import lost_payments
from pos.gui.present.payments import (
    PayScreen,
    no_rate_screen,
    pay_screen,
    quoting_screen,
    unseen_screen,
)
from pos.gui.present.rows import is_pending
from pos.gui.present.tokens import Wish
from pos.gui.present.words import again, say
from pos.gui.shopfront import Request
from pos.gui.sight import Sight

CASHIER = "cashier"
UNSEEN = "unseen_chain"
NOT_NOW = frozenset({"no_rate", UNSEEN})
"""Refusals that another coin or another try may get around."""

WITH_MONEY = frozenset({Stage.PARTIAL, Stage.SEEN, Stage.PAID})
"""The stages whose sale goes on in the tray when the cashier goes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The counter's cart as it was charged, and its invoice as it stands now."""

    cart: Cart
    invoice: Invoice


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
        self._is_counter = False
        self._kept: Kept | None = None
        self._is_asking = False
        self._wanted = ""
        self.code = ""
        """The coin that was asked for last."""
        self._failed: Refused | None = None
        self._rest: Request | None = None
        self._understood: frozenset[DepositKey] = frozenset()
        self.invoice: Invoice | None = None
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._draw)
        bridge.invoices_moved.connect(self._hear)
        sight.changed.connect(self._draw)

    # ---- beginning

    def charge(self, cart: Cart) -> None:
        """Ask for the money of the counter's cart; the same cart again shows its invoice again."""
        cart, kept = replace(cart, selected=None), self._kept
        if kept is not None and kept.cart == cart and self._still_speaks(kept.invoice):
            self._cart, self._is_counter = cart, True
            self._begin(kept.invoice)
            return
        if self._is_asking and self._is_counter and self._cart == cart:
            return
        if kept is not None and stage_of(kept.invoice) is Stage.WAITING:
            self._errands.start(self._void(kept.invoice.id))
        self._kept = None
        self._try(cart, is_counter=True)

    def show(self, invoice: Invoice) -> None:
        """Show an invoice of the tray or the book; the counter's own one is still its own."""
        kept = self._kept
        self._is_counter = kept is not None and kept.invoice.id == invoice.id
        self._cart = kept.cart if kept is not None and self._is_counter else None
        self._begin(invoice)

    def forget_cart(self) -> None:
        """Another sale begins at the counter; the invoice of the last one goes on by itself."""
        self._kept = None

    def close(self) -> None:
        """Draw nothing more."""
        self._tick.stop()

    def _still_speaks(self, invoice: Invoice) -> bool:
        """Whether this invoice is the answer to its cart: open, paid, or waiting for a person."""
        is_paid = stage_of(invoice) is Stage.PAID
        return is_paid or is_pending(invoice, self._sight.view(invoice))

    def _try(self, cart: Cart, *, is_counter: bool) -> None:
        """Charge in the coin that was chosen last, or in the first that can be taken now."""
        self.code = self._sight.offer.usable(self._wanted)
        self._cart, self._is_counter, self.invoice = cart, is_counter, None
        self._failed = None
        if self._sight.offer.coins and not self.code:
            self._failed = Refused(UNSEEN, "None of the networks can be seen")
            self._draw()
            return
        self._is_asking = True
        self._draw()
        self._errands.start_newest("charge", self._charge(cart, self.code))

    async def _charge(self, cart: Cart, code: str) -> None:
        is_counter = self._is_counter
        try:
            charged = await self._bridge.ask(lambda f: f.till.charge(cart, code or None))
        except Refused as why:
            self._is_asking = False
            if why.code not in NOT_NOW:
                self.left.emit(False)
                raise
            self._failed = why
            self._draw()
            return
        except Trouble:
            self._is_asking = False
            self.left.emit(False)
            raise
        self._is_asking = False
        self._sight.numbers.learn(charged.sale)
        if is_counter:
            self._kept = Kept(cart=cart, invoice=charged.invoice)
        if self._cart is cart:
            self._begin(charged.invoice)

    async def _void(self, id: InvoiceId) -> None:
        """The cart changed: the old code is called off and stays watched."""
        await self._bridge.ask(lambda f: f.desk.cancel(id, CASHIER))

    def _begin(self, invoice: Invoice) -> None:
        self.invoice = invoice
        self._failed = None
        self._rest = None
        self._tick.start()
        self._ask_rest()
        self._draw()

    # ---- while it is shown

    def choose(self, code: str) -> None:
        """Pay with another coin."""
        if self.invoice is None:
            if self._cart is not None:
                self._wanted = code
                self._try(self._cart, is_counter=self._is_counter)
            return
        if self.invoice.prompt is not None and self.invoice.prompt.due.asset.code == code:
            return
        id = self.invoice.id
        self._wanted = code
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
            case Wish.UNDERSTOOD:
                self._understand()

    def back(self) -> None:
        """Go back to the counter. The invoice stays watched; one with money is done with here."""
        shown = self.invoice
        is_done = shown is not None and stage_of(shown) in WITH_MONEY
        self._tick.stop()
        self.left.emit(is_done and self._is_counter)

    def _hold(self) -> None:
        if self.invoice is not None:
            self.held.emit(self.invoice)
            self._leave(is_done=True)

    def _leave(self, *, is_done: bool) -> None:
        self._tick.stop()
        is_counter = self._is_counter
        if is_done:
            self._put_away()
        self.left.emit(is_done and is_counter)

    def _cancel(self) -> None:
        if self.invoice is not None:
            self._errands.start(self._call_off(self.invoice.id))

    async def _call_off(self, id: InvoiceId) -> None:
        await self._bridge.ask(lambda f: f.desk.cancel(id, CASHIER))
        self.told.emit(say("Cancelled. The address stays watched."))
        self._put_away()
        self._tick.stop()
        self.left.emit(False)

    def _put_away(self) -> None:
        """Nothing is shown any more, and a cart that was charged is not waited for."""
        if self._is_counter:
            self._kept = None
        self._cart, self.invoice, self._is_counter = None, None, False

    def _understand(self) -> None:
        """The cashier knows of the payments that are lost; the alarm gives the screen back."""
        if self.invoice is not None:
            self._understood |= lost_payments(self.invoice)
            self._draw()

    def _accept(self) -> None:
        if self.invoice is not None:
            id = self.invoice.id
            self._run(lambda: self._bridge.ask(lambda f: f.desk.accept_anyway(id, CASHIER)))

    def _again(self) -> None:
        """A new code at today's rate for the same sale."""
        if self._cart is not None:
            self._try(self._cart, is_counter=self._is_counter)
        elif self.invoice is not None:
            self._errands.start(self._charge_again(self.invoice))

    async def _charge_again(self, old: Invoice) -> None:
        if old.origin.door is not Door.TILL:
            raise Refused("not_here", "Only the online shop can make a new code for its order")
        sale = await self._bridge.ask(lambda f: f.till.sale(SaleId(old.origin.reference)))
        self._try(sale.cart, is_counter=False)

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
        return self._sight.numbers.title_of(invoice)

    def _run(self, ask: Callable[[], object]) -> None:
        self._errands.start(self._take(ask))

    async def _take(self, ask: Callable[[], object]) -> None:
        await ask()  # type: ignore[misc] # every wish above is awaitable

    def _hear(self, invoices: Sequence[Invoice]) -> None:
        for newest in invoices:
            kept, shown = self._kept, self.invoice
            if kept is not None and kept.invoice.id == newest.id:
                self._kept = replace(kept, invoice=newest)
            if shown is not None and shown.id == newest.id and newest.version >= shown.version:
                self.invoice = newest
                self._ask_rest()
                self._draw()

    def _ask_rest(self) -> None:
        """A part came: ask for a code for the rest, so that nobody pays the whole sum again."""
        shown = self.invoice
        if shown is not None and stage_of(shown) is Stage.PARTIAL:
            self._errands.start_newest("rest", self._read_rest(shown))

    async def _read_rest(self, invoice: Invoice) -> None:
        rest = await self._bridge.read(lambda f: f.desk.request(invoice))
        if self.invoice is not None and self.invoice.id == invoice.id:
            self._rest = rest
            self._draw()

    def _draw(self) -> None:
        if self.invoice is not None:
            view = replace(self._sight.view(self.invoice), understood=self._understood)
            screen = pay_screen(self.invoice, self._sight.offer, view, self._rest)
            self.shown.emit(replace(screen, is_own=self._is_counter))
        elif self._cart is not None:
            self.shown.emit(self._unborn(sums_of(self._cart).total))

    def _unborn(self, total: str) -> PayScreen:
        """The screen while there is no invoice: it is being made, or it could not be."""
        offer, code, failed = self._sight.offer, self.code, self._failed
        if failed is None:
            return quoting_screen(total, offer, code)
        if failed.code == UNSEEN:
            return unseen_screen(total, offer, code, again(failed.text))
        return no_rate_screen(total, offer, code, again(failed.text))
