"""What every page of the assistant has, and what it may use."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos.domain.errors import Refused
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.parts import GAP, label, named
from pos.gui.setupdoors import Changes, SetupDoor, SetupSeen, Step
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme

FIELD_PX: Final = 52

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What pages work with: the window they stand in, its look, the engine, who runs coroutines."""

    window: QWidget
    theme: Theme
    bridge: Bridge
    errands: Errands

    async def ask(self, wish: Callable[[SetupDoor], Awaitable[T]]) -> T:
        """Ask the assistant's doors in the engine's thread. Refused and Trouble cross over."""

        async def granted(front: Shopfront) -> T:
            if front.setup is None:
                raise Refused("no_setup", "This shop cannot be set up from here")
            return await wish(front.setup)

        return await self.bridge.ask(granted)


class Page(QWidget):
    """One step: it shows what is known, and answers with what to write down.

    Signals: finished() as if Next were pressed, rested() what was done here needs nothing more.
    """

    finished = Signal()
    rested = Signal()

    def __init__(self, place: Workplace, step: Step) -> None:
        super().__init__()
        self.setObjectName(f"setup.page.{step.value}")
        self.place = place
        self.step = step
        self.theme = place.theme
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2, 2, 8, 2)
        self.body.setSpacing(GAP)

    def show_seen(self, seen: SetupSeen) -> None:
        """Show how things stand."""

    def answer(self) -> Changes:
        """The settings to write. Raises Refused with what to correct."""
        return {}

    def has_answer(self) -> bool:
        """Whether going on means that the step is done, and not left out."""
        return True

    def take_focus(self) -> bool:
        """Give the focus to what has to be typed first; whether there is anything."""
        return False

    def leave(self) -> None:
        """Another page comes to the front: stop what runs here."""


def field(theme: Theme, name: str, title: str, *, is_secret: bool = False) -> QLineEdit:
    """A line to type in."""
    made = named(QLineEdit(), name)
    made.setAccessibleName(title)
    made.setMinimumHeight(theme.px(FIELD_PX))
    if is_secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
    return made


def titled(title: str, part: QWidget) -> QWidget:
    """A part with its name above it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    words = label(title, role="muted", wraps=True)
    words.setBuddy(part)
    column.addWidget(words)
    column.addWidget(part)
    return whole


def choice(theme: Theme, name: str, title: str) -> QComboBox:
    """One of many, large enough for a finger; typing letters finds an entry."""
    made = named(QComboBox(), name)
    made.setAccessibleName(title)
    made.setView(QListView())
    made.setMinimumHeight(theme.px(FIELD_PX))
    made.setMaxVisibleItems(8)
    return made


def reveal(part: QWidget) -> None:
    """Scroll to a part that has just appeared, once it has its place."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        area = above
        QTimer.singleShot(0, part, lambda: area.ensureWidgetVisible(part, 0, GAP))


async def nothing() -> None:
    """Takes the place of an errand that nobody wants any more."""
