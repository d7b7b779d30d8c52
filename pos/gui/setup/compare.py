"""Asks the owner whether an address is theirs, and helps where it is not."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.gui.parts import GAP, Button, card, clear, label, row, selectable
from pos.gui.present.setup import grouped_address, kind_words
from pos.gui.present.words import say
from pos.gui.setupdoors import OtherKind, WalletSeen
from pos.gui.theme import Theme


class AddressCheck(QWidget):
    """The first address, large, and a question.

    Signals: answered() it is theirs, other_taken(OtherKind) another kind of address is.
    """

    answered = Signal()
    other_taken = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._seen: WalletSeen | None = None
        frame, self._column = card("setup.address.card")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.hide()

    def ask(self, seen: WalletSeen) -> None:
        """Show this wallet's first address."""
        self._seen = seen
        self._fill(say("Is this the first receiving address in your wallet?"), seen.first)
        kind = kind_words(seen.script, seen.kind)
        self._column.addWidget(label(kind, role="muted", wraps=True, name="setup.address.kind"))
        yes = self._button("setup.address.yes", say("Yes, it is"), role="primary")
        no = self._button("setup.address.no", say("No, or not sure"))
        yes.clicked.connect(self._agree)
        no.clicked.connect(self._show_others)
        self._column.addLayout(row(no, yes))

    def _fill(self, question: str, address: str) -> None:
        clear_all(self._column)
        self._column.addWidget(label(question, role="strong", wraps=True))
        shown = selectable(address)
        shown.setText(grouped_address(address))
        shown.setObjectName("setup.address")
        shown.setProperty("role", "big")
        shown.setWordWrap(True)
        self._column.addWidget(shown)

    def _button(self, name: str, words: str, role: str = "") -> Button:
        made = Button(name, words, role=role)
        made.setMinimumHeight(self._theme.px(60))
        return made

    def _agree(self) -> None:
        seen = self._seen
        assert seen is not None, "it was asked"
        self._fill(say("Your first address:"), seen.first)
        self.answered.emit()

    def _show_others(self) -> None:
        seen = self._seen
        assert seen is not None, "it was asked"
        clear_all(self._column)
        if seen.others:
            words = say("The same key gives these first addresses, too. Is one of them yours?")
            self._column.addWidget(label(words, role="strong", wraps=True))
        self._add_others(seen.others)
        self._column.addWidget(label(_advice(), wraps=True, name="setup.address.advice"))
        back = self._button("setup.address.back", say("Show the first one again"))
        back.clicked.connect(lambda: self.ask(seen))
        self._column.addWidget(back)

    def _add_others(self, others: Iterable[OtherKind]) -> None:
        for other in others:
            words = f"{grouped_address(other.first)}\n{kind_words(other.script, '')}"
            button = self._button(f"setup.address.other.{other.script}", words)
            button.setMinimumHeight(self._theme.px(72))
            button.clicked.connect(lambda _checked, one=other: self._take(one))
            self._column.addWidget(button)

    def _take(self, other: OtherKind) -> None:
        self._fill(say("Your first address:"), other.first)
        self.other_taken.emit(other)


def clear_all(column: QVBoxLayout) -> None:
    """Take everything out, also what stands side by side."""
    for at in range(column.count()):
        item = column.itemAt(at)
        inner = None if item is None else item.layout()
        if inner is not None:
            clear(inner)
    clear(column)
    column.setSpacing(GAP)


def _advice() -> str:
    return say(
        "None of them? Then the key is of another account or another wallet. Look for “account"
        " public key”, “master public key” or “xpub” of the very account whose addresses you"
        " compare. Wallets show the next unused address: go to the list of all and take number 0."
    )
