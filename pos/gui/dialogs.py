"""The questions the window asks. Each opens without blocking and answers by a signal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from pos.domain.errors import Refused
from pos.domain.retail.cart import Discount
from pos.domain.retail.receipt import ReceiptClaim
from pos.domain.retail.sale import Sale
from pos.gui import entry
from pos.gui.entry import Entry
from pos.gui.keypad import Keypad, meaning_of
from pos.gui.parts import ENTER_KEYS, GAP, Badge, Button, icon_button, label, named, row
from pos.gui.present.carts import held_row
from pos.gui.present.tokens import Token
from pos.gui.present.typing import number_text
from pos.gui.present.words import again, say
from pos.gui.qr import QrView
from pos.gui.theme import Theme

CODE_PX: Final = 260
LOW_PX: Final = 700
"""In a window lower than this a notice takes the place of the title."""


class Sheet(QDialog):
    """A dialog with a title and a row of large buttons; it goes away with its answer."""

    def __init__(self, parent: QWidget, theme: Theme, name: str, title: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(GAP + 4)
        self._title = label(title, role="title")
        self.body.addWidget(self._title)
        self._notice = Badge(theme, f"{name}.notice")
        self._notice.hide()
        self.body.addWidget(self._notice)
        self.setAccessibleName(title)

    def show_notice(self, token: Token, words: str, for_ms: int | None) -> None:
        """Say what happens behind the dialog: no question may hide a payment."""
        self._notice.show_state(token, words)
        self._notice.setFixedHeight(self._notice.height_for(self.width() - 36))
        self._notice.show()
        self._title.setVisible(self._room() >= LOW_PX)
        if for_ms is not None:
            QTimer.singleShot(for_ms, self._notice, self._end_notice)

    def _room(self) -> int:
        parent = self.parentWidget()
        return self.height() if parent is None else parent.window().height()

    def _end_notice(self) -> None:
        self._notice.hide()
        self._title.show()

    def add_buttons(self, no: str, yes: str, *, is_grave: bool = False) -> tuple[Button, Button]:
        """The way out at the left, the deed at the right, far enough apart."""
        out = Button(f"{self.objectName()}.no", no, role="bar")
        out.clicked.connect(self.reject)
        deed = Button(f"{self.objectName()}.yes", yes, role="dangerBar" if is_grave else "primary")
        deed.setMinimumHeight(self.theme.px(64))
        buttons = row(out, deed)
        buttons.setSpacing(16)
        buttons.setStretch(0, 1)
        buttons.setStretch(1, 2)
        self.body.addLayout(buttons)
        return out, deed


class NumberSheet(Sheet):
    """Asks for one number, by keypad or keys; for a discount also whether it is a percentage.

    Signals: answered(Decimal number, bool is_percent).
    """

    answered = Signal(object, bool)

    def __init__(
        self, parent: QWidget, theme: Theme, title: str, unit: str, *, may_be_percent: bool
    ) -> None:
        super().__init__(parent, theme, "number", title)
        self._entry = Entry()
        self._unit = unit
        self._display = label("", role="display", name="number.display")
        self._display.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent = self._kind("number.percent", "%", is_on=may_be_percent)
        value = self._kind("number.value", unit, is_on=not may_be_percent)
        if may_be_percent:
            self.body.addLayout(row(self._percent, value))
        else:
            self._percent.hide()
            value.hide()
        self.body.addWidget(self._display)
        keypad = Keypad(theme, "number.keypad", is_calculator=False)
        keypad.typed.connect(self._type)
        self.body.addWidget(keypad, 1)
        _, deed = self.add_buttons(say("Cancel"), say("OK   Enter"))
        deed.setAccessibleName(say("OK"))
        deed.clicked.connect(self._answer)
        self.setMinimumWidth(theme.px(400))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = meaning_of(event)
        if event.key() in ENTER_KEYS:
            self._answer()
        elif meaning and meaning not in {entry.TIMES, entry.ADD}:
            self._type(meaning)
        else:
            super().keyPressEvent(event)

    def _kind(self, name: str, text: str, *, is_on: bool) -> Button:
        says = say("Percent") if text == "%" else say("In {currency}", currency=text)
        made = Button(name, text, role="chip", says=says)
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setChecked(is_on)
        made.setParent(self)
        made.toggled.connect(self._show)
        return made

    def _type(self, key: str) -> None:
        self._entry = entry.typed(self._entry, key)
        self._show()

    def _show(self) -> None:
        unit = "%" if self._percent.isChecked() else self._unit
        self._display.setText(number_text(self._entry.digits, unit))

    def _answer(self) -> None:
        try:
            number = self._number()
        except Refused as why:
            self._display.setText(again(why.text))
            return
        self.answered.emit(number, self._percent.isChecked())
        self.accept()

    def _number(self) -> Decimal:
        if self._percent.isChecked() or not self._unit:
            return entry.number_of(self._entry.digits)
        return entry.sum_of(self._entry.digits, self._unit).value


def discount_from(number: Decimal, is_percent: bool) -> Discount | None:
    """The discount that was typed; zero takes it away. Raises Refused above 100 %."""
    if number == 0:
        return None
    return Discount(percent=number) if is_percent else Discount(value=number)


class ConfirmSheet(Sheet):
    """Asks before something that cannot be taken back.

    Signals: confirmed().
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, title: str, words: str, deed: str) -> None:
        super().__init__(parent, theme, "confirm", title)
        self.body.addWidget(label(words, wraps=True))
        self.body.addSpacing(8)
        out, yes = self.add_buttons(say("Back"), deed)
        yes.clicked.connect(self.confirmed)
        yes.clicked.connect(self.accept)
        out.setFocus()
        self.setMinimumWidth(theme.px(480))


class HeldSheet(Sheet):
    """The sales set aside.

    Signals: recalled(SaleId).
    """

    recalled = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, sales: Sequence[Sale]) -> None:
        super().__init__(parent, theme, "held", say("Held sales"))
        rows = QWidget()
        inside = QVBoxLayout(rows)
        inside.setContentsMargins(0, 0, 0, 0)
        for number, sale in enumerate(sales):
            what, total = held_row(sale)
            one = Button(
                f"held.{number}",
                f"{total}      {what}",
                says=say("Recall {what}, {total}", what=what, total=total),
            )
            one.setStyleSheet("text-align: left")
            one.setMinimumHeight(theme.px(60))
            one.clicked.connect(lambda _checked, held=sale.id: self._recall(held))
            inside.addWidget(one)
        inside.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(rows)
        self.body.addWidget(area, 1)
        out = Button("held.no", say("Back"), role="bar")
        out.clicked.connect(self.reject)
        self.body.addWidget(out)
        self.resize(theme.px(680), theme.px(420))

    def _recall(self, id: object) -> None:
        self.recalled.emit(id)
        self.accept()


class ReceiptSheet(Sheet):
    """The receipt as it would be printed; `claims` lead the customer to money that goes back."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        lines: Sequence[str],
        claims: Sequence[ReceiptClaim] = (),
    ) -> None:
        super().__init__(parent, theme, "receipt", say("Receipt"))
        text = "\n".join(lines)
        paper = named(QTextEdit(readOnly=True), "receipt.text")
        paper.setAccessibleName(say("Receipt"))
        paper.setProperty("role", "receipt")
        paper.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        paper.setTabChangesFocus(True)
        paper.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # its columns are of paper
        paper.setPlainText(text)
        beside = row(paper, *(_claim_code(theme, claim) for claim in claims))
        beside.setStretch(0, 1)
        self.body.addLayout(beside, 1)
        copy = icon_button(theme, "receipt.copy", say("Copy"), "copy", role="bar")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        done = Button("receipt.close", say("Close"), role="primary")
        done.clicked.connect(self.accept)
        done.setFocus()
        self.body.addLayout(row(copy, done))
        wide = theme.px(520 + (CODE_PX + GAP) * len(claims))
        self.resize(min(wide, parent.width() - 40), theme.px(560))


def _claim_code(theme: Theme, claim: ReceiptClaim) -> QWidget:
    """For the customer's phone: where to say to what address the money goes back."""
    side = QWidget()
    code = named(QrView(theme.px(CODE_PX)), "receipt.claim")
    code.show_code(claim.link)
    code.setAccessibleName(claim.link)
    code.setFixedHeight(theme.px(CODE_PX))
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    side.setFixedWidth(theme.px(CODE_PX))
    column.addWidget(label(say("Money back: the customer scans this"), role="strong", wraps=True))
    column.addWidget(code)
    column.addWidget(label(say("PIN {pin}", pin=claim.pin), role="title", name="receipt.pin"))
    column.addStretch(1)
    return side
