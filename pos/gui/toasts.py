"""Short words that lie over a calm part of the window, or in a dialog, and go by themselves."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pos.gui.dialogs import Sheet
from pos.gui.parts import Badge
from pos.gui.present.tokens import Token
from pos.gui.theme import Theme

SHOWN_MS: Final = 5000
MOST: Final = 3
WIDEST: Final = 560


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
    """The column of messages at the lower end of the calm part of what is in front.

    `calm` finds that part: one without controls that anybody needs this moment. A dialog that is
    open says the message too, in a line of its own, for it lies above the window.

    Signals: followed(str invoice id).
    """

    followed = Signal(str)

    def __init__(self, window: QWidget, theme: Theme, calm: Callable[[], QWidget | None]) -> None:
        super().__init__(window)
        self._calm = calm
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
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Sheet):
            dialog.show_notice(token, words, None if is_lasting else SHOWN_MS)
        self.place()
        QTimer.singleShot(0, self, self.place)  # once more when the pane has found its sizes

    def words(self) -> list[str]:
        """What is shown now, oldest first."""
        return [toast.words for toast in self._toasts()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        if event.type() == QEvent.Type.Resize and self._column.count():
            self.place()
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
        self.place()

    def _toasts(self) -> list[Toast]:
        items = [self._column.itemAt(at) for at in range(self._column.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, Toast)]

    def place(self) -> None:
        """Lie where it disturbs least; called again when another pane comes to the front."""
        if not self._column.count():
            self.hide()
            return
        spot = self._spot()
        wide = min(self._theme.px(WIDEST), spot.width())
        self.setFixedWidth(wide)
        tall = [toast.height_for(wide) for toast in self._toasts()]
        whole = sum(tall) + self._column.spacing() * (len(tall) - 1)
        self.setFixedHeight(whole)
        self.move(spot.center().x() - wide // 2, max(self._theme.px(56), spot.bottom() - whole))
        self.show()
        self.raise_()

    def _spot(self) -> QRect:
        calm = self._calm()
        if calm is None:
            return self._window.rect().adjusted(16, 0, -16, -16)
        calm.installEventFilter(self)  # it may grow or shrink below us
        corner = calm.mapTo(self._window, QPoint(0, 0))
        return QRect(corner, calm.size()).adjusted(6, 0, -6, -6)
