"""The next sale begins by itself when a paid one is left alone."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

SECONDS: Final = 3
STEP_MS: Final = 1000
SLIPPED_PX: Final = 8
"""A mouse that moved no farther only trembled."""

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class NextSale(QObject):
    """Counts three seconds down, once for each sale; any touch of the till ends it for good.

    Signals: ticked(int seconds left, 0 when it ended), came() nobody touched anything.
    """

    ticked = Signal(int)
    came = Signal()

    def __init__(self, step_ms: int = STEP_MS) -> None:
        super().__init__()
        self._counted = ""
        self._left = 0
        self._spot = QPoint()
        self._tick = QTimer(self, interval=step_ms)
        self._tick.timeout.connect(self._count)

    def consider(self, id: str | None) -> None:
        """An invoice is paid and in front; None if what is in front has no such end."""
        if id is None:
            self.stop()
        elif id != self._counted:
            self._counted = id
            self._start()

    def stop(self) -> None:
        """Somebody is here: the sale stays until it is put away by hand."""
        if self._left:
            self._end()
            self.ticked.emit(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        if event.type() in _TOUCHES:
            self.stop()
        return False

    def _start(self) -> None:
        app = QApplication.instance()
        if app is None or QApplication.activeModalWidget() is not None:
            return
        self._left = SECONDS
        self._spot = QCursor.pos()
        app.installEventFilter(self)
        self._tick.start()
        self.ticked.emit(self._left)

    def _count(self) -> None:
        moved = (QCursor.pos() - self._spot).manhattanLength()
        if moved > SLIPPED_PX or QApplication.activeModalWidget() is not None:
            self.stop()
            return
        self._left -= 1
        self.ticked.emit(self._left)
        if not self._left:
            self._end()
            self.came.emit()

    def _end(self) -> None:
        self._left = 0
        self._tick.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
