"""The dock "Customer's phone": a bar below the till with all that a customer can do."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QSizePolicy, QWidget

from pos.gui.parts import Button, icon_button, named
from pos.gui.practice.phone import Payment, Phone
from pos.gui.present.words import later, say
from pos.gui.theme import Theme

_WORDS = {
    Payment.EXACT: (later("Pay\nexactly"), "accept"),
    Payment.LITTLE: (later("Pay too\nlittle"), "minus"),
    Payment.MUCH: (later("Pay too\nmuch"), "plus"),
    Payment.PARTS: (later("Pay in\ntwo parts"), "percent"),
    Payment.LATE: (later("Pay too\nlate"), "pending"),
}


class PhoneDock(QDockWidget):
    """What a customer can do with play money.

    Signals: paid(Payment), taken_back(), mined(int blocks), offline_set(bool).
    """

    paid = Signal(object)
    taken_back = Signal()
    mined = Signal(int)
    offline_set = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(say("Customer's phone"))
        self.setObjectName("phone")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self._theme = theme
        inside = named(QWidget(), "phone.bar")
        line = QHBoxLayout(inside)
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(8)
        self._pays = [self._pay(how) for how in Payment]
        self._back = self._act("phone.doubleSpend", say("Double-\nspend it"), "undo")
        self._back.clicked.connect(self.taken_back)
        mine = self._act("phone.mine", say("Make\na block"), "block")
        mine.clicked.connect(lambda: self.mined.emit(1))
        off = self._act("phone.offline", say("Network\noff"), "offline")
        off.setCheckable(True)
        off.clicked.connect(self.offline_set)
        for one in (*self._pays, self._back, mine, off):
            line.addWidget(one)
        self.setWidget(inside)
        self.show_ready(False, False)

    def serve(self, phone: Phone) -> None:
        """Let these buttons be the customer's."""
        self.paid.connect(phone.pay)
        self.taken_back.connect(phone.take_back)
        self.mined.connect(phone.mine)
        self.offline_set.connect(phone.set_offline)
        phone.readied.connect(self.show_ready)

    def show_ready(self, can_pay: bool, can_take_back: bool) -> None:
        """Say whether there is a code to pay, and a payment to take back."""
        for one in self._pays:
            one.setEnabled(can_pay)
        self._back.setEnabled(can_take_back)

    def _pay(self, how: Payment) -> Button:
        words, icon = _WORDS[how]
        made = self._act(f"phone.{how.value}", say(words), icon)
        made.clicked.connect(lambda: self.paid.emit(how))
        return made

    def _act(self, name: str, words: str, icon: str) -> Button:
        deed = words.replace("-\n", "-").replace("\n", " ")
        says = say("Customer: {deed}", deed=deed)
        made = icon_button(self._theme, name, words, icon, role="phone", says=says)
        made.setIconSize(QSize(self._theme.px(20), self._theme.px(20)))
        made.setMinimumHeight(self._theme.px(56))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made
