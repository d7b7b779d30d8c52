"""The line above the practice till that leads through a first sale."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage
from pos.domain.retail.cart import Cart
from pos.gui.desktop import Desktop
from pos.gui.parts import Button, label
from pos.gui.present.payments import PayScreen
from pos.gui.present.setup import GUIDE
from pos.gui.present.words import say
from pos.gui.theme import Theme

CART, CHARGE, PAY, DONE = range(len(GUIDE))


class GuideBar(QWidget):
    """One sentence, and the way back to the assistant.

    Signals: gone_on() the owner goes back to the assistant.
    """

    gone_on = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("guide")
        self.setProperty("role", "practiceStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = label("", role="strong", name="guide.words", wraps=True)
        self._on = Button("guide.on", say("To the set-up"), role="practice")
        self._on.setMinimumSize(theme.px(180), theme.px(52))
        self._on.clicked.connect(self.gone_on)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 4, 8, 4)
        line.addWidget(self._words, 1)
        line.addWidget(self._on)
        self.hide()

    def show_step(self, step: int) -> None:
        """Say what comes next."""
        self._words.setText(say(GUIDE[step]))
        self.show()


class Guide(QObject):
    """Follows a practice sale and says each next step.

    Signals: paid() the sale is made.
    """

    paid = Signal()

    def __init__(self, bar: GuideBar, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._bar = bar
        self._step: int | None = None
        desktop.sell.counter.cart_changed.connect(self._hear_cart)
        desktop.checkout.shown.connect(self._hear_screen)
        desktop.tray.moved.connect(self._hear_stage)

    def begin(self) -> None:
        """Start with an empty cart."""
        self._say(CART)

    def end(self) -> None:
        """Say nothing more."""
        self._step = None
        self._bar.hide()

    def _say(self, step: int) -> None:
        self._step = step
        self._bar.show_step(step)

    def _hear_cart(self, cart: Cart, _: bool) -> None:
        if self._step in {CART, CHARGE}:
            self._say(CHARGE if cart.lines else CART)

    def _hear_screen(self, screen: PayScreen) -> None:
        if self._step in {CART, CHARGE} and not screen.is_done:
            self._say(PAY)

    def _hear_stage(self, _: Invoice, stage: Stage) -> None:
        if self._step is not None and self._step != DONE and stage is Stage.PAID:
            self._say(DONE)
            self.paid.emit()
