"""What the window lends to the desktop, and nothing else of it."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QStackedWidget, QWidget

from pos.gui.errands import Errands
from pos.gui.rail import Rail
from pos.gui.sounds import Sounds
from pos.gui.strip import Strip
from pos.gui.toasts import Toasts


class Frame(Protocol):
    """The parts around the panes."""

    errands: Errands
    strip: Strip
    rail: Rail
    stack: QStackedWidget
    toasts: Toasts
    sounds: Sounds

    def addDockWidget(self, area: Qt.DockWidgetArea, dock: QDockWidget) -> None:
        """Qt's own."""

    def width(self) -> int:
        """Qt's own."""


def as_widget(frame: Frame) -> QWidget:
    """The window itself, as the parent of what lies above it."""
    assert isinstance(frame, QWidget), "the window lends itself"
    return frame
