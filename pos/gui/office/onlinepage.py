"""The office's page "Online shop": the keys of shops, and who is told of what."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos.gui.parts import (
    GAP,
    Badge,
    Button,
    card,
    clear,
    icon_button,
    label,
    named,
    row,
    selectable,
)
from pos.gui.present.office import (
    ABOUT,
    NO_HOOKS,
    NO_KEYS,
    NOTHING_SENT,
    HookAct,
    HookRow,
    KeyRow,
    OfficePage,
)
from pos.gui.present.words import later, say
from pos.gui.theme import Theme

EVERY_MS: Final = 5000
"""As often as the engine itself looks for what another program changed."""

_ACTS: Final = (
    (HookAct.TEST, later("Send test"), "send", later("Send a test to {url}")),
    (HookAct.LOG, later("Log…"), "orders", later("What was sent to {url}")),
    (HookAct.CHANGE, later("Change…"), "office", later("Change {url}")),
    (HookAct.REMOVE, later("Remove…"), "trash", later("Remove {url}")),
)


class OnlinePage(QWidget):
    """What there is; every change is asked for by a signal.

    Signals: looked() what is shown may be old, key_wanted(), revoked(KeyRow), hook_wanted(),
    acted(HookAct, HookRow).
    """

    looked = Signal()
    key_wanted = Signal()
    revoked = Signal(object)
    hook_wanted = Signal()
    acted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("office.online")
        self.setAccessibleName(say("Office, online shop"))
        self._theme = theme
        self._page: OfficePage | None = None
        self._buttons: dict[str, Button] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(GAP)
        self._area = named(QScrollArea(widgetResizable=True), "office.page")
        self._area.setWidget(inside)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(label(say("Online shop"), role="big"))
        whole.addWidget(label(say(ABOUT), role="muted", wraps=True))
        whole.addWidget(self._area, 1)
        self._tick = QTimer(self, interval=EVERY_MS)
        self._tick.timeout.connect(self.looked)

    def calm(self) -> QWidget:
        """Where a message may lie."""
        return self._area

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        self.looked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def show_page(self, page: OfficePage) -> None:
        """Show these; who was on a button stays on it."""
        if page == self._page:
            return
        self._page = page
        was = self.focusWidget()
        clear(self._column)
        self._buttons = {}
        self._add_head(say("API keys"), "office.newKey", say("New key…"), self.key_wanted.emit)
        for number, key in enumerate(page.keys):
            self._column.addWidget(self._key(key, number))
        if not page.keys:
            self._column.addWidget(
                label(say(NO_KEYS), role="muted", wraps=True, name="office.noKeys")
            )
        self._column.addSpacing(GAP)
        self._add_head(say("Webhooks"), "office.addHook", say("Add…"), self.hook_wanted.emit)
        for number, hook in enumerate(page.hooks):
            self._column.addWidget(self._hook(hook, number))
        if not page.hooks:
            self._column.addWidget(
                label(say(NO_HOOKS), role="muted", wraps=True, name="office.noHooks")
            )
        self._column.addStretch(1)
        if isinstance(was, Button) and was.objectName() in self._buttons:
            self._buttons[was.objectName()].setFocus()

    def _add_head(self, title: str, name: str, word: str, act: Callable[[], None]) -> None:
        """A title with the button that adds one more."""
        says = say("Add a webhook") if name == "office.addHook" else say("New API key")
        button = self._button(name, word, "plus", says, act)
        holder = QWidget()
        holder.setLayout(row(label(title, role="title"), 1, button))
        self._column.addWidget(holder)

    def _key(self, shown: KeyRow, number: int) -> QFrame:
        frame, column = card(f"office.key.{number}")
        words = _stacked(
            label(shown.name, role="muted" if shown.is_revoked else "strong", wraps=True),
            label(shown.facts, role="muted", wraps=True, name=f"office.key.{number}.facts"),
        )
        line = row(words)
        line.setStretch(0, 1)
        if not shown.is_revoked:
            name, says = f"office.revoke.{number}", say("Revoke {name}", name=shown.name)
            line.addWidget(
                self._button(name, say("Revoke…"), "cancel", says, lambda: self.revoked.emit(shown))
            )
        column.addLayout(line)
        return frame

    def _hook(self, shown: HookRow, number: int) -> QFrame:
        frame, column = card(f"office.hook.{number}")
        url = selectable(shown.url)
        url.setProperty("role", "strong")
        column.addWidget(url)
        facts = label(shown.facts, role="muted", wraps=True, name=f"office.hook.{number}.facts")
        column.addWidget(facts)
        if shown.last is None:
            column.addWidget(label(say(NOTHING_SENT), role="muted"))
        for name, said in (("last", shown.last), ("tested", shown.test)):
            if said is not None:
                badge = Badge(self._theme, f"office.{name}.{number}")
                badge.show_state(*said)
                column.addWidget(badge)
        column.addLayout(self._acts(shown, number))
        return frame

    def _acts(self, shown: HookRow, number: int) -> QHBoxLayout:
        """What can be done about a webhook; what takes it away stands apart."""
        test, log, change, remove = (self._act(shown, number, *each) for each in _ACTS)
        return row(test, log, change, 1, remove)

    def _act(  # noqa: PLR0913, PLR0917 - a row of the table
        self, shown: HookRow, number: int, act: HookAct, word: str, icon: str, says: str
    ) -> Button:
        name = f"office.{act.value}.{number}"
        emit = self.acted.emit
        return self._button(
            name, say(word), icon, say(says, url=shown.url), lambda: emit(act, shown)
        )

    def _button(
        self, name: str, word: str, icon: str, says: str, act: Callable[[], None]
    ) -> Button:
        made = icon_button(self._theme, name, word, icon, says=says)
        made.clicked.connect(lambda: act())  # noqa: PLW0108 - without the state that Qt adds
        self._buttons[name] = made
        return made


def _stacked(*parts: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part)
    return box
