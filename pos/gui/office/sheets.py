"""The office's own sheets: a new key, a secret that is shown once, the log of a webhook."""

from collections.abc import Awaitable, Callable, Collection
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette, QTextOption
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from pos.domain.errors import Refused
from pos.domain.ports.shops import Scope
from pos.gui.asking import TextSheet
from pos.gui.dialogs import Sheet
from pos.gui.errands import Errands
from pos.gui.parts import (
    Badge,
    Button,
    CodeText,
    card,
    clear,
    icon_button,
    label,
    named,
    row,
    selectable,
)
from pos.gui.present.office import (
    KEPT_NOWHERE,
    KEY_WORDS,
    NO_SCOPE,
    NOTHING_SENT,
    WORD_OF_SCOPE,
    LogLine,
)
from pos.gui.present.words import say
from pos.gui.theme import Theme

SECRET_PX: Final = 22
LOG_SIZE: Final = (900, 660)
AROUND_PX: Final = 40
"""So much of the window stays in sight around the log."""


class TickBox(QCheckBox):
    """Something that may be ticked anywhere on its line; its box can be seen on any ground."""

    def __init__(self, theme: Theme, name: str, word: str) -> None:
        super().__init__(word)
        self.setObjectName(name)
        self.setAccessibleName(word)
        self.setMinimumHeight(theme.px(48))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("muted"))  # its outline, in Fusion
        self.setPalette(palette)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


TakeKey = Callable[[str, Collection[Scope]], Awaitable[object]]


class NewKeySheet(TextSheet):
    """Asks for the name of a key and what it may do; it stays until the key was made."""

    def __init__(self, parent: QWidget, theme: Theme, errands: Errands, take: TakeKey) -> None:
        super().__init__(
            parent,
            theme,
            "newKey",
            say("New API key"),
            words=say(KEY_WORDS),
            deed=say("Make the key"),
            errands=errands,
            take=self._take_both,
        )
        self._take_key = take
        self._line.setPlaceholderText(say("Name of the shop"))
        self._boxes = {scope: self._box(scope) for scope in WORD_OF_SCOPE}
        under = self.body.indexOf(self._line) + 1
        for number, box in enumerate(self._boxes.values()):
            self.body.insertWidget(under + number, box)

    async def _take_both(self, name: str) -> None:
        scopes = {scope for scope, box in self._boxes.items() if box.isChecked()}
        if not scopes:
            raise Refused("no_scope", say(NO_SCOPE))
        await self._take_key(name, scopes)

    def _box(self, scope: Scope) -> TickBox:
        made = TickBox(self.theme, f"newKey.{scope.name.lower()}", say(WORD_OF_SCOPE[scope]))
        made.setChecked(scope is Scope.CREATE)
        return made


class SecretSheet(Sheet):
    """Shows a secret, this one time; Esc does not lose it."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, words: str, secret: str) -> None:
        super().__init__(parent, theme, "secret", title)
        self.body.addWidget(label(words, wraps=True))
        code = CodeText("secret.text")
        code.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        code.show_runs(secret, ((secret, True),), theme.px(SECRET_PX))
        self.body.addWidget(code)
        once = label(say(KEPT_NOWHERE), role="danger", wraps=True, name="secret.once")
        self.body.addWidget(once)
        copy = icon_button(theme, "secret.copy", say("Copy"), "copy", role="bar")
        copy.clicked.connect(lambda: copy_text(secret, copy))
        done = Button("secret.close", say("I have kept it"), role="primary")
        done.clicked.connect(self.accept)
        copy.setFocus()
        self.body.addLayout(row(copy, done))
        self.setMinimumWidth(theme.px(640))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)


class LogSheet(Sheet):
    """The last messages to one webhook, each to be sent again.

    Signals: sent_again(str delivery id).
    """

    sent_again = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, url: str) -> None:
        super().__init__(parent, theme, "hookLog", say("Sent to the shop"))
        self._lines: tuple[LogLine, ...] | None = None
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        area = named(QScrollArea(widgetResizable=True), "hookLog.list")
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(selectable(url))
        self.body.addWidget(area, 1)
        done = Button("hookLog.close", say("Close"), role="primary")
        done.clicked.connect(self.accept)
        done.setFocus()
        self.body.addWidget(done)
        self.resize(
            min(theme.px(LOG_SIZE[0]), parent.width() - AROUND_PX),
            min(theme.px(LOG_SIZE[1]), parent.height() - AROUND_PX),
        )

    def show_lines(self, lines: tuple[LogLine, ...]) -> None:
        """Show these, the newest first."""
        if lines == self._lines:
            return
        self._lines = lines
        clear(self._column)
        for number, line in enumerate(lines):
            self._column.addWidget(self._line(line, number))
        if not lines:
            self._column.addWidget(label(say(NOTHING_SENT), role="muted", name="hookLog.nothing"))
        self._column.addStretch(1)

    def _line(self, line: LogLine, number: int) -> QFrame:
        frame, column = card(f"hookLog.line.{number}")
        again = icon_button(
            self.theme,
            f"hookLog.again.{number}",
            say("Send again"),
            "send",
            says=say("Send again: {title}", title=line.title),
        )
        again.clicked.connect(lambda: self.sent_again.emit(line.id))
        title = selectable(line.title)
        head = row(title, again)
        head.setStretch(0, 1)
        column.addLayout(head)
        badge = Badge(self.theme, f"hookLog.state.{number}")
        badge.show_state(*line.said)
        column.addWidget(badge)
        for words in line.tries:
            column.addWidget(label(words, role="muted", wraps=True))
        return frame


def copy_text(secret: str, button: Button) -> None:
    """Put it on the clipboard, and say so on the button."""
    QGuiApplication.clipboard().setText(secret)
    button.setText(f" {say('Copied')}")
