"""What the shop's people do about money that goes back: name, approve, pay, try again, unlock."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.refund import Refund
from pos.gui.asking import TextSheet
from pos.gui.bridge import Bridge
from pos.gui.orders.book import Book
from pos.gui.orders.payment import PaymentSheet
from pos.gui.pinsheet import PinDesk, check_pin
from pos.gui.present.figures import coin_text
from pos.gui.present.moneyback import Act
from pos.gui.present.words import say
from pos.gui.shopfront import RefundsDoor, Shopfront
from pos.gui.theme import Theme

MANAGER = "manager"

Deed = Callable[[RefundsDoor], Awaitable[object]]


class Returns(QObject):
    """Asks what has to be asked, and tells the engine. All but unlocking takes the PIN."""

    def __init__(self, window: QWidget, theme: Theme, bridge: Bridge, book: Book) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._bridge = bridge
        self._book = book
        self._errands = book.errands
        self._pins = PinDesk(theme, bridge, book.errands)
        self._pins.setParent(self)

    def act(self, act: Act, refund_id: str) -> None:
        """Somebody pressed a button beside a refund of the order that is open."""
        invoice = self._book.shown
        refunds = invoice.refunds if invoice is not None else ()
        refund = next((one for one in refunds if one.id == refund_id), None)
        if invoice is None or refund is None:
            return
        match act:
            case Act.APPROVE:
                words = say(
                    "{amount} go back to {address}.",
                    amount=coin_text(refund.amount),
                    address=refund.to,
                )
                self._with_pin(words, lambda d: d.approve(invoice.id, refund.id, MANAGER))
            case Act.RETRY:
                words = say("It is planned anew, and sent like any other.")
                self._with_pin(words, lambda d: d.retry(invoice.id, refund.id, MANAGER))
            case Act.SENT:
                self._ask_transaction(invoice.id, refund)
            case Act.UNLOCK:
                self._unlock(refund.amount.asset.chain)
            case Act.PAY:
                self._errands.start(self._pay(invoice.id, refund))

    def name_address(self, chain: ChainId) -> None:
        """Somebody knows where the money of the order that is open is to go."""
        invoice = self._book.shown
        if invoice is None:
            return
        self._open(
            "refundAddress",
            say("Refund address"),
            words=say("Scan or paste the address that the customer gave you."),
            deed=say("Next"),
            take=lambda text: self._check_address(invoice.id, chain, text),
        )

    async def _check_address(self, id: InvoiceId, chain: ChainId, text: str) -> None:
        address = await self._bridge.read(lambda front: _door(front).address(chain, text))
        self._with_pin(
            say("The money goes back to {address}.", address=address),
            lambda door: door.claim(id, chain, address, by=MANAGER),
        )

    async def _pay(self, id: InvoiceId, refund: Refund) -> None:
        units = refund.amount.units
        await self._bridge.ask(lambda f: _door(f).hand_over(id, refund.id, MANAGER, units))
        request = await self._bridge.read(lambda front: _door(front).request(refund))
        sheet = PaymentSheet(self._window, self._theme, refund, request)
        sheet.paid.connect(lambda: self._ask_transaction(id, refund))
        sheet.open()

    def _ask_transaction(self, id: InvoiceId, refund: Refund) -> None:
        async def take(txid: str) -> None:
            self._with_pin(
                say("The refund counts as paid by {txid}.", txid=txid),
                lambda door: door.note_sent(id, refund.id, txid, by=MANAGER),
            )

        self._open(
            "transaction",
            say("Which transaction paid it?"),
            words=say("Your wallet shows its id. On most networks the till finds it by itself."),
            deed=say("Next"),
            take=take,
        )

    def _unlock(self, chain: ChainId) -> None:
        self._open(
            "unlock",
            say("Unlock the refund wallet"),
            words=say("Its passphrase is needed once after each start."),
            deed=say("Unlock"),
            take=lambda text: self._bridge.ask(lambda front: _door(front).unlock(chain, text)),
            is_secret=True,
        )

    def _with_pin(self, words: str, deed: Deed) -> None:
        """Do it once the manager's PIN was given."""
        self._errands.start(self._ask_pin(words, deed))

    async def _ask_pin(self, words: str, deed: Deed) -> None:
        async def take(pin: str) -> None:
            await self._bridge.ask(lambda front: check_pin(front, pin))
            await self._bridge.ask(lambda front: deed(_door(front)))

        await self._pins.ask(self._window, words, take)

    def _open(  # noqa: PLR0913 - a sheet is told all its parts
        self,
        name: str,
        title: str,
        *,
        words: str,
        deed: str,
        take: Callable[[str], Awaitable[object]],
        is_secret: bool = False,
    ) -> None:
        TextSheet(
            self._window,
            self._theme,
            name,
            title,
            words=words,
            deed=deed,
            errands=self._errands,
            take=take,
            is_secret=is_secret,
        ).open()


def _door(front: Shopfront) -> RefundsDoor:
    if front.refunds is None:
        raise Refused("no_refunds", "This till cannot send money back")
    return front.refunds
