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
    """One message. A click follows it; `topic` is what it is about.

    Signals: followed(Toast).
    """

    followed = Signal(object)

    def __init__(self, theme: Theme, topic: str, *, is_lasting: bool) -> None:
        super().__init__(theme, "toast")
        self.topic = topic
        self.is_lasting = is_lasting

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's signature
        self.followed.emit(self)


class Toasts(QWidget):
    """The column of messages at the lower end of the calm part of what is in front.

    `calm` finds that part: one without controls that anybody needs this moment. A dialog that is
    open says the message too, in a line of its own, for it lies above the window.

    Signals: followed(str topic) a message was clicked that is about something.
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

    def say(self, token: Token, words: str, *, topic: str = "", is_lasting: bool = False) -> None:
        """Show a message; a lasting one stays until it is clicked or its topic is looked at."""
        toast = Toast(self._theme, topic, is_lasting=is_lasting)
        toast.show_state(token, words)
        toast.followed.connect(self._follow)
        self._column.addWidget(toast)
        if not is_lasting:
            QTimer.singleShot(SHOWN_MS, toast, lambda: self._drop(toast))
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Sheet):
            dialog.show_notice(token, words, None if is_lasting else SHOWN_MS)
        self.place()
        QTimer.singleShot(0, self, self.place)  # once more when the pane has found its sizes

    def withdraw(self, topic: str, words: str = "") -> None:
        """Take away all that was said about this, or only these words of it."""
        for toast in self._toasts():
            if toast.topic == topic and words in {"", toast.words}:
                self._drop(toast)

    def words(self) -> list[str]:
        """What is shown now, oldest first."""
        return [toast.words for toast in self._toasts() if not toast.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        if event.type() == QEvent.Type.Resize and self._column.count():
            self.place()
        return False

    def _follow(self, toast: Toast) -> None:
        self._drop(toast)
        if toast.topic:
            self.followed.emit(toast.topic)

    def _drop(self, toast: Toast) -> None:
        self._column.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        self.place()

    def _fitting(self, wide: int, tall: int) -> dict[Toast, int]:
        """Those that have room, with their heights: lasting ones first, the newest of each."""
        newest = list(reversed(self._toasts()))
        passing = [toast for toast in newest if not toast.is_lasting]
        lasting = [toast for toast in newest if toast.is_lasting][: MOST - bool(passing)]
        fitting: dict[Toast, int] = {}
        left = tall
        for toast in [*lasting, *passing][:MOST]:
            height = toast.height_for(wide)
            if height <= left or not fitting:
                fitting[toast] = height
                left -= height + self._column.spacing()
        return fitting

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
        fitting = self._fitting(wide, spot.height())
        for toast in self._toasts():
            toast.setVisible(toast in fitting)
        whole = sum(fitting.values()) + self._column.spacing() * (len(fitting) - 1)
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
