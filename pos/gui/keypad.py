"""The keypad, calculator style: large keys, a display of what was typed."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos.gui import entry
from pos.gui.parts import GAP, Button
from pos.gui.present.figures import decimal_point
from pos.gui.present.words import later, say
from pos.gui.theme import Theme

_KEYS: Final = (
    ("7", "7", "7", 0, 0),
    ("8", "8", "8", 0, 1),
    ("9", "9", "9", 0, 2),
    ("4", "4", "4", 1, 0),
    ("5", "5", "5", 1, 1),
    ("6", "6", "6", 1, 2),
    ("1", "1", "1", 2, 0),
    ("2", "2", "2", 2, 1),
    ("3", "3", "3", 2, 2),
    ("0", "0", "0", 3, 0),
    ("00", "00", "00", 3, 1),
    ("point", ".", later("Decimal point"), 3, 2),
)
_BACK = ("back", "", later("Delete the last digit"), 0, 3)
_CLEAR = ("clear", "C", later("Clear what was typed"), 1, 3)
_TIMES = ("times", "\u00d7", later("Times: the number typed is a quantity"), 2, 3)
_ADD = ("add", "+", later("Add this amount to the sale"), 3, 3)

_PIN_KEYS: Final = (*_KEYS[:-3], ("0", "0", "0", 3, 1))

_MEANING: Final = {"point": ".", "times": entry.TIMES}


class Keypad(QWidget):
    """Sixteen keys, fourteen where neither a quantity nor a sum makes sense, twelve for a PIN.

    Signals: typed(str) a digit, "00", ".", "back", "clear", "*" or "add".
    """

    typed = Signal(str)

    def __init__(
        self, theme: Theme, prefix: str, *, is_calculator: bool, is_pin: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._prefix = prefix
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits stand so everywhere
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        extra = (_BACK, _CLEAR, _TIMES, _ADD) if is_calculator else (_BACK, _CLEAR)
        keys = _PIN_KEYS if is_pin else _KEYS
        for name, face, says, line, place in (*keys, *extra):
            self._grid.addWidget(self._key(name, face, says), line, place)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _key(self, name: str, face: str, says: str) -> Button:
        role = "keyAdd" if name == "add" else "key"
        if name == "point":
            face = decimal_point()
        says = say(says) if len(says) > len("00") else says
        key = Button(f"{self._prefix}.{name}", face, role=role, says=says)
        key.setToolTip("")
        key.setMinimumSize(QSize(self._theme.px(64), self._theme.px(56)))
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if name == "back":
            key.setIcon(self._theme.icon("backspace", size=28))
            key.setIconSize(QSize(self._theme.px(28), self._theme.px(28)))
        meaning = _MEANING.get(name, name)
        key.clicked.connect(lambda: self.typed.emit(meaning))
        return key


def meaning_of(event: QKeyEvent) -> str:
    """What a key of the keyboard means on the keypad; empty if nothing."""
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return ""
    if event.key() == Qt.Key.Key_Backspace:
        return entry.BACK
    text = event.text()
    if text in {"*", "x", "X", "\u00d7"}:
        return entry.TIMES
    if text == "+":
        return entry.ADD
    if text in {".", ","}:
        return "."
    return text if len(text) == 1 and text in "0123456789" else ""
