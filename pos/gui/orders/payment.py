"""A refund as a payment request, for the owner's own wallet to scan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from pos.domain.payment.refund import Refund
from pos.gui.dialogs import LOW_PX, Sheet
from pos.gui.parts import CodeText, label, named
from pos.gui.present.figures import address_runs, coin_text
from pos.gui.present.words import say
from pos.gui.qr import QrView
from pos.gui.shopfront import Request
from pos.gui.theme import Theme

CODE_PX = 300
LOW_CODE_PX = 220
"""In a low window; each module is still several pixels."""


class PaymentSheet(Sheet):
    """Shows the code, the amount and the address.

    Signals: paid() the owner says that the wallet has paid.
    """

    paid = Signal()

    def __init__(self, parent: QWidget, theme: Theme, refund: Refund, request: Request) -> None:
        super().__init__(parent, theme, "payRefund", say("Pay this refund from your own wallet"))
        code = named(
            QrView(theme.px(CODE_PX if parent.height() >= LOW_PX else LOW_CODE_PX)),
            "payRefund.code",
        )
        code.show_code(request.qr)
        self.body.addWidget(code, 0, Qt.AlignmentFlag.AlignHCenter)
        amount = label(coin_text(request.due), role="big", name="payRefund.amount")
        amount.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(amount)
        address = CodeText("payRefund.address")
        address.show_runs(refund.to, address_runs(refund.to), theme.px(20))
        self.body.addWidget(address)
        words = say(
            "Your wallet takes the network's fee from the shop, or off the amount, as you set it."
        )
        self.body.addWidget(label(words, role="muted", wraps=True))
        _, done = self.add_buttons(say("Back"), say("I have paid it…"))
        done.clicked.connect(self.paid)
        done.clicked.connect(self.accept)
        self.setMinimumWidth(theme.px(560))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tall = self.body.totalHeightForWidth(self.width())  # a dialog forgets lines that wrap
        self.resize(self.width(), max(self.height(), tall))
