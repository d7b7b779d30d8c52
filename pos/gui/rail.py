"""The rail at the left: where to go, how many payments wait, and the ribbon of practice mode."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QToolButton, QVBoxLayout, QWidget

from pos.gui.keys import Command
from pos.gui.parts import named
from pos.gui.present.tokens import Token
from pos.gui.present.words import count, later, say
from pos.gui.theme import TOKEN_COLOURS, Theme

WIDTH: Final = 92
RIBBON: Final = 92

_PLACES = (
    (Command.SELL, later("Sell"), "sell"),
    (Command.PENDING, later("Pending"), "pending"),
    (Command.ORDERS, later("Orders"), "orders"),
    (Command.OFFICE, later("Office"), "office"),
)


class Rail(QWidget):
    """Four places.

    Signals: commanded(Command).
    """

    commanded = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(8)
        self._places = {place[0]: self._place(*place) for place in _PLACES}
        for place in self._places.values():
            column.addWidget(place)
            place.ensurePolished()
        widest = max(place.sizeHint().width() for place in self._places.values())
        self.setFixedWidth(max(theme.px(WIDTH), widest + 8))
        column.addStretch(1)
        column.addWidget(_Ribbon(theme))
        self._ribbon = self.findChild(_Ribbon)
        self._badge = named(QLabel("", self._places[Command.PENDING]), "rail.badge")
        self._badge.hide()
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        """Say whether one may go anywhere yet."""
        for place in self._places.values():
            place.setEnabled(is_open)

    def show_place(self, command: Command) -> None:
        """Mark where we are."""
        self._places[command].setChecked(True)

    def show_pending(self, open_: int, urgent: int, is_grave: bool) -> None:
        """How many payments wait, in place of the icon; marked where one needs a decision.

        It is red where goods or money are in danger.
        """
        self._badge.setText(f"! {urgent}" if urgent else str(open_))
        self._badge.setVisible(open_ > 0)
        token = Token.ATTENTION if urgent else Token.SEEN
        ground, ink = TOKEN_COLOURS[Token.FAILED if is_grave else token]
        size = self._theme.px(18)
        self._badge.setStyleSheet(
            f"background: {ground}; color: {ink}; border-radius: {size * 2 // 3}px;"
            f"padding: 2px 12px; font-size: {size}px; font-weight: 700"
        )
        self._badge.adjustSize()
        pending = self._places[Command.PENDING]
        pending.setIcon(self._icon("blank" if open_ else "pending"))
        self._badge.move((pending.width() - self._badge.width()) // 2, self._theme.px(10))
        said = [say("Pending"), count("{n} open|{n} open", open_)]
        said += [count("{n} needs action|{n} need action", urgent)] if urgent else []
        said += [say("one was replaced or double-spent")] if is_grave else []
        pending.setAccessibleName(", ".join(said))

    def show_practice(self, is_practice: bool) -> None:
        """Hang the ribbon into the corner."""
        if self._ribbon is not None:
            self._ribbon.setVisible(is_practice)

    def _icon(self, name: str) -> QIcon:
        return self._theme.icon(name, "on_rail", 28)

    def _place(self, command: Command, word: str, icon: str) -> QToolButton:
        made = named(QToolButton(), f"rail.{command.value}")
        made.setText(say(word))
        made.setCheckable(True)
        made.setProperty("role", "rail")
        made.setAccessibleName(say(word))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setIcon(self._icon(icon))
        made.setIconSize(QSize(self._theme.px(28), self._theme.px(28)))
        made.setMinimumSize(self._theme.px(WIDTH - 8), self._theme.px(76))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self.commanded.emit(command))
        self._group.addButton(made)
        return made


class _Ribbon(QWidget):
    """A band across the corner that says what kind of money this is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail.ribbon")
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(theme.px(RIBBON) + 12)
        self.setAccessibleName(say("Practice, not real money"))
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(self.width() / 2, self.height() / 2))
        painter.rotate(-45)
        wide, tall = self._theme.px(180), self._theme.px(30)
        painter.fillRect(-wide // 2, -tall // 2, wide, tall, self._theme.colour("practice"))
        font = QFont(painter.font())
        font.setPixelSize(self._theme.px(16))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("on_practice"))
        box = painter.window().translated(-self.width() // 2, -self.height() // 2)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), say("PRACTICE"))
        painter.end()
