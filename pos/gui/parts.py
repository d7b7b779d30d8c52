"""The small parts every pane is built of: buttons, labels, cards, badges and texts to copy."""

from collections.abc import Iterable
from typing import Final, TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from pos.gui.present.figures import THIN
from pos.gui.present.tokens import Token
from pos.gui.theme import TOKEN_COLOURS, Theme

GAP: Final = 8
MAY_BREAK: Final = "\u200b"
LONG_WORD: Final = 24
"""Letters from which a word may break anywhere."""
_Box = TypeVar("_Box", bound=QBoxLayout)

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
"""No parent: a list has none."""

ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


_Part = TypeVar("_Part", bound=QWidget)


def named(part: _Part, name: str) -> _Part:
    """The same part, findable by its name."""
    part.setObjectName(name)
    return part


class Button(QPushButton):
    """A button that Enter presses too, and that a click does not give the focus to."""

    def __init__(self, name: str, text: str, *, role: str = "", says: str = "") -> None:
        super().__init__(text.replace("&", "&&"))  # a plain & would become a shortcut of Qt's
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setAccessibleName(says or text.replace("\n", " "))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if says:
            self.setToolTip(says)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
            return
        super().keyPressEvent(event)


def icon_button(theme: Theme, name: str, text: str, icon: str, **how: str) -> Button:
    """A button with a shape before its word; `how` is `role`, `says` and `colour` (of the icon)."""
    colour = how.pop("colour", "text")
    made = Button(name, text, **how)
    if text:
        made.setText(spaced(made.text()))
    made.setIcon(theme.icon(icon, colour))
    made.setIconSize(QSize(theme.px(24), theme.px(24)))
    return made


def spaced(text: str) -> str:
    """Words to stand beside a shape, which Qt sets too close."""
    return "\n".join(f" {line}" for line in text.split("\n"))


def label(text: str = "", *, role: str = "", name: str = "", wraps: bool = False) -> QLabel:
    """Words on the screen; a name makes them findable."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(wraps)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if name:
        made.setObjectName(name)
    return made


def turned(area: QRect, part: QRect) -> QRect:
    """Where a part of an area lies for who reads from the right: the other way round."""
    return QStyle.visualRect(QGuiApplication.layoutDirection(), area, part)


def card(name: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A white area with its column, for things that belong together."""
    frame = named(QFrame(), name)
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 12, 14, 12)
    column.setSpacing(GAP)
    return frame, column


def row(*parts: QWidget | int) -> QHBoxLayout:
    """Things side by side; a number is a stretch."""
    return _filled(QHBoxLayout(), parts)


def _filled(layout: _Box, parts: Iterable[QWidget | int]) -> _Box:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        else:
            layout.addWidget(part)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def polish(widget: QWidget, role: str) -> None:
    """Change the role of a widget that is already on the screen."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Badge(QFrame):
    """One state as colour, shape and words together. `is_large` is the banner of the pay screen."""

    def __init__(self, theme: Theme, name: str, *, is_large: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._size = 36 if is_large else 20
        self._text_px = 22 if is_large else 18
        self._shape = QLabel()
        self._words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._words.setObjectName(f"{name}.words")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(self._shape)
        line.addWidget(self._words, 1)
        self.words = ""

    def show_state(self, token: Token, words: str) -> None:
        """Say this."""
        ground, ink = TOKEN_COLOURS[token]
        self.words = words
        self._words.setText(breakable(words))
        self._shape.setPixmap(self._theme.pixmap(token.value, ink, self._theme.px(self._size)))
        size = self._theme.px(self._text_px)
        self.setStyleSheet(
            f"QFrame {{ background: {ground}; border: none; border-radius: 8px }}"
            f"QLabel {{ color: {ink}; font-size: {size}px; font-weight: 600 }}"
        )
        self.setAccessibleName(words)

    def height_for(self, wide: int) -> int:
        """How tall it must be at this width for all of its words."""
        self._words.ensurePolished()
        inside = wide - 24 - 10 - self._theme.px(self._size)
        tall = self._words.heightForWidth(max(1, inside))
        return max(tall, self._theme.px(self._size)) + 18


class CodeText(QTextEdit):
    """Text made of groups that is read by people and copied by machines, without its spaces."""

    def __init__(self, name: str) -> None:
        super().__init__(readOnly=True)
        self.setObjectName(name)
        self.setProperty("role", "code")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.raw = ""

    def show_runs(self, raw: str, runs: Iterable[tuple[str, bool]], size_px: int) -> None:
        """Show the runs, the marked ones bold; `raw` is what they mean."""
        self.raw = raw
        self.setHtml(html_of(runs, size_px))
        self.setAccessibleName(raw)
        self._fit()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        picked = self.textCursor().selectedText()
        data.setText("".join(picked.split()))
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        self.setFixedHeight(int(document.size().height()) + 6)


def breakable(words: str) -> str:
    """The same words; a long number may go on in the next line between two groups of digits."""
    return words.replace(THIN, THIN + MAY_BREAK)


def html_of(runs: Iterable[tuple[str, bool]], size_px: int) -> str:
    """Runs of text, the marked ones bold, as a document reads them."""
    spans = "".join(
        f"<b>{text}</b>" if is_strong else f"<span>{text}</span>" for text, is_strong in runs
    )
    return f'<div dir="ltr" style="font-size:{size_px}px">{spans}</div>'


def selectable(text: str) -> QLabel:
    """Words that can be marked and copied; long ones break where they must."""
    made = label(_breakable(text), wraps=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAccessibleName(text)
    return made


def _breakable(text: str) -> str:
    """Long words (addresses, transactions) may break anywhere, so that nothing is cut off."""
    return " ".join(
        "\u200b".join(word[i : i + 8] for i in range(0, len(word), 8))
        if len(word) > LONG_WORD
        else word
        for word in text.split(" ")
    )
