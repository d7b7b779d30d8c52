"""What the window lends to the desktop, and nothing else of it."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QStackedWidget, QWidget

from pos.gui.errands import Errands
from pos.gui.rail import Rail
from pos.gui.setupdoors import Step
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

    def reopen(self, is_practice: bool | None) -> None:
        """Close this shop and open another one in its place; None means what the settings say."""

    def set_up(self, step: Step | None = None) -> None:
        """Begin the set-up assistant, or go on with it where it was left or at this step."""

    def show_docks(self, is_shown: bool) -> None:
        """Show or hide what lies around the panes, such as the customer's phone."""


def as_widget(frame: Frame) -> QWidget:
    """The window itself, as the parent of what lies above it."""
    assert isinstance(frame, QWidget), "the window lends itself"
    return frame
