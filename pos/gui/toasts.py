"""Short words that appear above everything and go by themselves."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.gui.parts import Badge
from pos.gui.present.tokens import Token
from pos.gui.theme import Theme

SHOWN_MS: Final = 5000
MOST: Final = 3


class Toast(Badge):
    """One message. A click follows it.

    Signals: followed(str invoice id or "").
    """

    followed = Signal(str)

    def __init__(self, theme: Theme, token: Token, words: str, invoice: str) -> None:
        super().__init__(theme, "toast")
        self._invoice = invoice
        self.show_state(token, words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's signature
        self.followed.emit(self._invoice)


class Toasts(QWidget):
    """The column of messages at the top of the window. It lets clicks beside it through.

    Signals: followed(str invoice id).
    """

    followed = Signal(str)

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("toasts")
        self._theme = theme
        self._window = window
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        window.installEventFilter(self)
        self.hide()

    def say(self, token: Token, words: str, *, invoice: str = "", is_lasting: bool = False) -> None:
        """Show a message; a lasting one stays until it is clicked."""
        while self._column.count() >= MOST:
            self._drop(self._toasts()[0])
        toast = Toast(self._theme, token, words, invoice)
        toast.followed.connect(lambda invoice: self._follow(toast, invoice))
        self._column.addWidget(toast)
        if not is_lasting:
            QTimer.singleShot(SHOWN_MS, toast, lambda: self._drop(toast))
        self._place()

    def words(self) -> list[str]:
        """What is shown now, oldest first."""
        return [toast.words for toast in self._toasts()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        if event.type() == QEvent.Type.Resize and self._column.count():
            self._place()
        return False

    def _follow(self, toast: Toast, id: str) -> None:
        self._drop(toast)
        if id:
            self.followed.emit(id)

    def _drop(self, toast: QWidget | None) -> None:
        if toast is None:
            return
        self._column.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        self._place()

    def _toasts(self) -> list[Toast]:
        items = [self._column.itemAt(at) for at in range(self._column.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, Toast)]

    def _place(self) -> None:
        if not self._column.count():
            self.hide()
            return
        window = self._window
        wide = min(self._theme.px(560), window.width() - 32)
        self.setFixedWidth(wide)
        tall = [toast.height_for(wide) for toast in self._toasts()]
        self.setFixedHeight(sum(tall) + self._column.spacing() * (len(tall) - 1))
        self.move((window.width() - wide) // 2, self._theme.px(56))
        self.show()
        self.raise_()
