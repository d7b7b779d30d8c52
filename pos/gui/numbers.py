"""What people call a sale: the numbers of sales, also of those charged in another run."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from pos.domain.errors import Refused
from pos.domain.ids import SaleId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.terms import Door
from pos.domain.retail.sale import Sale
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.present.words import say
from pos.gui.shopfront import Shopfront

MOST_AT_ONCE: Final = 100
"""Sales looked up before the screen hears of them."""

NO_NUMBER: Final = 0


class SaleNumbers(QObject):
    """Remembers the number of every sale it was asked about, and looks the others up once.

    Signals: learnt() there are numbers that were not known before.
    """

    learnt = Signal()

    def __init__(self, bridge: Bridge, errands: Errands) -> None:
        super().__init__()
        self._bridge = bridge
        self._errands = errands
        self._known: dict[str, int] = {}
        self._wanted: dict[str, None] = {}
        self._is_looking = False

    def title_of(self, invoice: Invoice) -> str:
        """The words “Sale 1042”, or what else it is for; a number may follow by `learnt`."""
        if invoice.origin.door is not Door.TILL:
            return say("Online shop")
        reference = invoice.origin.reference
        if reference and reference not in self._known:
            self._look_up(reference)
        number = self._known.get(reference, NO_NUMBER)
        return say("Sale {n}", n=number) if number else say("Counter")

    def learn(self, sale: Sale) -> None:
        """A sale that was just charged."""
        self._known[sale.id] = sale.number

    def _look_up(self, reference: str) -> None:
        self._wanted[reference] = None
        if not self._is_looking:
            self._is_looking = True
            self._errands.start(self._read())

    async def _read(self) -> None:
        try:
            while self._wanted:
                some = tuple(self._wanted)[:MOST_AT_ONCE]
                self._known |= await self._bridge.ask(lambda f, some=some: _numbers(f, some))  # type: ignore[misc]
                for reference in some:
                    self._wanted.pop(reference)
                self.learnt.emit()
        finally:
            self._is_looking = False


async def _numbers(front: Shopfront, references: tuple[str, ...]) -> dict[str, int]:
    return {reference: await _number(front, reference) for reference in references}


async def _number(front: Shopfront, reference: str) -> int:
    try:
        return (await front.till.sale(SaleId(reference))).number
    except Refused:
        return NO_NUMBER  # the payment is there, its sale is not: it stays without a number
