"""The customer's part in practice mode: how much is sent, when, in how many pieces."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId
from pos.domain.money import Amount
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.received import still_due
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.present.figures import duration
from pos.gui.present.words import say
from pos.gui.shopfront import PracticePhone, Shopfront
from pos.gui.sight import Sight

LATE_BY_S: Final = 5


class Payment(StrEnum):
    """How the customer pays."""

    EXACT = "exact"
    LITTLE = "little"
    MUCH = "much"
    PARTS = "parts"
    LATE = "late"


class Phone(QObject):
    """Does what the buttons of the phone say, for the invoice on the screen.

    Signals: readied(bool can_pay, bool can_take_back), told(str).
    """

    readied = Signal(bool, bool)
    told = Signal(str)

    def __init__(self, bridge: Bridge, errands: Errands, sight: Sight) -> None:
        super().__init__()
        self._bridge = bridge
        self._errands = errands
        self._sight = sight
        self._invoice: Invoice | None = None
        self._last: dict[InvoiceId, str] = {}
        bridge.invoices_moved.connect(self._hear)

    def look_at(self, invoice: Invoice | None) -> None:
        """The customer stands before this invoice."""
        self._invoice = invoice
        self._tell()

    def pay(self, how: Payment) -> None:
        """Send play money."""
        self._errands.start(self._pay(how))

    def take_back(self) -> None:
        """Double-spend the last payment while it is not in a block."""
        self._errands.start(self._take_back())

    def mine(self, blocks: int) -> None:
        """Make blocks."""
        self._errands.start(self._mine(blocks))

    def set_offline(self, is_offline: bool) -> None:
        """Cut the till off, or join it again."""
        self._errands.start(self._bridge.ask(lambda f: _phone(f).set_offline(is_offline)))

    async def _pay(self, how: Payment) -> None:
        invoice = self._invoice
        if invoice is None:
            raise Refused("no_code", "There is no code on the screen to pay")
        prompt = prompt_of(invoice)
        amount = portion(still_due(invoice, prompt), how)
        parts = 2 if how is Payment.PARTS else 1
        wait = self._until_late(invoice) if how is Payment.LATE else 0
        if wait:
            self.told.emit(
                say(
                    "The customer pays in {duration}, after the time is over",
                    duration=duration(wait),
                )
            )
        txid = await self._bridge.ask(
            lambda f: _phone(f).pay(prompt.address, amount, parts=parts, delay_s=wait)
        )
        self._last[invoice.id] = txid
        self._tell()

    def _until_late(self, invoice: Invoice) -> int:
        if invoice.deadline is None:
            return LATE_BY_S
        return max(0, invoice.deadline - self._sight.now()) + LATE_BY_S

    async def _take_back(self) -> None:
        txid = self._last.get(self._invoice.id) if self._invoice is not None else None
        if txid is None:
            raise Refused("no_payment", "There is no payment to take back")
        await self._bridge.ask(lambda f: _phone(f).double_spend(txid))

    async def _mine(self, blocks: int) -> None:
        height = await self._bridge.ask(lambda f: _phone(f).mine(blocks))
        self.told.emit(say("Block {height} was made", height=height))

    def _hear(self, invoices: Sequence[Invoice]) -> None:
        if self._invoice is None:
            return
        id = self._invoice.id
        newest = next((invoice for invoice in invoices if invoice.id == id), None)
        if newest is not None:
            self._invoice = newest
            self._tell()

    def _tell(self) -> None:
        shown = self._invoice
        can_pay = shown is not None and shown.prompt is not None
        self.readied.emit(can_pay, shown is not None and shown.id in self._last)


def portion(due: Amount, how: Payment) -> Amount:
    """How much the customer sends: all, three quarters, or a tenth too much; at least one unit."""
    units = {Payment.LITTLE: due.units * 3 // 4, Payment.MUCH: due.units * 11 // 10}
    return Amount(max(1, units.get(how, due.units)), due.asset)


def _phone(front: Shopfront) -> PracticePhone:
    assert front.practice is not None, "the phone is shown in practice mode only"
    return front.practice
