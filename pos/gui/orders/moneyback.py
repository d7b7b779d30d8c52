"""What goes back of one invoice: each refund with what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos.gui.parts import Badge, Button, label, row, selectable
from pos.gui.present.moneyback import WORD_OF_ACT, Act, MoneyBack, RefundRow, Unclaimed
from pos.gui.present.words import say
from pos.gui.theme import Theme


class MoneyBackView(QWidget):
    """The part of an invoice's story that is about refunds.

    Signals: acted(Act, str refund id), named(ChainId) somebody wants to say where money goes.
    """

    acted = Signal(object, str)
    named = Signal(object)

    def __init__(self, theme: Theme, shown: MoneyBack) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        column.addWidget(label(say("Money back"), role="strong"))
        for number, unclaimed in enumerate(shown.unclaimed):
            column.addWidget(self._unclaimed(unclaimed, number))
        for number, refund in enumerate(shown.refunds):
            column.addWidget(self._refund(refund, number))

    def _unclaimed(self, shown: Unclaimed, number: int) -> QWidget:
        """Money that waits for an address."""
        words = label(
            say("{amount} goes back once an address is known.", amount=shown.amount), wraps=True
        )
        button = Button(f"orders.refundAddress.{number}", say("Refund address…"))
        button.clicked.connect(lambda: self.named.emit(shown.chain))
        return _stacked(words, _left(button))

    def _refund(self, shown: RefundRow, number: int) -> QWidget:
        badge = Badge(self._theme, f"orders.refund.{number}")
        badge.show_state(shown.token, f"{shown.state}: {shown.amount}")
        facts = QWidget()
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (left, right) in enumerate(((say("Because it"), shown.why), *shown.facts)):
            grid.addWidget(label(left, role="muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(selectable(right), at, 1)
        parts = [badge, facts]
        if shown.acts:
            parts.append(_left(*(self._act(act, shown.id) for act in shown.acts)))
        return _stacked(*parts)

    def _act(self, act: Act, id: str) -> Button:
        button = Button(f"orders.refund.{act.value}", say(WORD_OF_ACT[act]))
        button.clicked.connect(lambda: self.acted.emit(act, id))
        return button


def _stacked(*parts: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return box


def _left(*buttons: Button) -> QWidget:
    box = QWidget()
    box.setLayout(row(*buttons, 1))
    return box
