"""The page "Connect a shop": programs for this very installation, ready to be copied."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pos.gui.backoffice import Reach
from pos.gui.office.sheets import copy_text
from pos.gui.parts import GAP, Button, icon_button, label, named, row
from pos.gui.present.snippets import (
    ABOUT,
    LANGUAGE_TITLES,
    NO_DOOR,
    PROTOCOL_TITLES,
    Language,
    Protocol,
    Snippet,
    snippet,
)
from pos.gui.present.words import say
from pos.gui.theme import Theme


class ConnectPage(QWidget):
    """One program at a time; it is chosen by protocol and language.

    Signals: chosen(Protocol, Language), key_wanted(), left().
    """

    chosen = Signal(object, object)
    key_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("office.connect")
        self._theme = theme
        self._protocol = Protocol.INVOICES
        self._language = Language.CURL
        self._about = label("", role="muted", wraps=True, name="connect.about")
        self._text = named(QPlainTextEdit(readOnly=True), "connect.text")
        self._text.setProperty("role", "program")
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabChangesFocus(True)
        self._copy = icon_button(
            theme, "connect.copy", say("Copy"), "copy", role="primary", colour="on_accent"
        )
        self._copy.clicked.connect(lambda: copy_text(self._text.toPlainText(), self._copy))
        key = icon_button(theme, "connect.key", say("Make a key for it…"), "plus")
        key.clicked.connect(self.key_wanted)
        self._file = label("", role="muted", name="connect.file")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(label(say("Connect a shop"), role="big"))
        whole.addWidget(label(say(ABOUT), role="muted", wraps=True))
        whole.addLayout(self._choices())
        whole.addWidget(self._about)
        whole.addWidget(self._text, 1)
        foot = row(self._file, key, self._copy)
        foot.setStretch(0, 1)
        whole.addLayout(foot)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def show_snippet(self, shown: Snippet) -> None:
        """Show this program."""
        self._about.setText(shown.about)
        self._text.setPlainText(shown.text)
        self._text.setAccessibleName(shown.file)
        self._file.setText(shown.file)
        self._copy.setText(f" {say('Copy')}")

    def show_failure(self, words: str) -> None:
        """There is nothing to connect to."""
        self._about.setText(words)
        self._text.setPlainText("")
        self._copy.setEnabled(False)

    def _choices(self) -> QHBoxLayout:
        line = row()
        protocols, languages = QButtonGroup(self), QButtonGroup(self)
        for protocol, title in PROTOCOL_TITLES.items():
            chip = self._chip(f"connect.{protocol}", title, protocol)
            protocols.addButton(chip)
            line.addWidget(chip)
        line.addSpacing(GAP * 3)
        for language, word in LANGUAGE_TITLES.items():
            chip = self._chip(f"connect.{language}", word, language)
            languages.addButton(chip)
            line.addWidget(chip)
        line.addStretch(1)
        return line

    def _chip(self, name: str, word: str, choice: Protocol | Language) -> Button:
        made = Button(name, word, role="chip")
        made.setCheckable(True)
        made.setChecked(choice in {self._protocol, self._language})
        made.clicked.connect(lambda: self._choose(choice))
        return made

    def _choose(self, choice: Protocol | Language) -> None:
        if isinstance(choice, Protocol):
            self._protocol = choice
        else:
            self._language = choice
        self.chosen.emit(self._protocol, self._language)


class Connecting(QObject):
    """Shows the programs; a key that was just made stands in them until the page is left."""

    def __init__(self, reach: Reach, theme: Theme, make_key: Callable[[], None]) -> None:
        super().__init__()
        self._reach = reach
        self._theme = theme
        self._make_key = make_key
        self._key = ""
        self._shown = (Protocol.INVOICES, Language.CURL)
        self.page: ConnectPage | None = None
        """None until somebody went there."""

    def make_page(self) -> ConnectPage:
        """The page, whose wishes are heard here."""
        self.page = page = ConnectPage(self._theme)
        page.chosen.connect(self._choose)
        page.key_wanted.connect(self._make_key)
        page.left.connect(lambda: self.use_key(""))
        self._tell()
        return page

    def use_key(self, key: str) -> None:
        """Put a key into the programs while they are looked at; "" takes it out again.

        One that was made elsewhere would wait here for whoever comes first.
        """
        is_seen = self.page is not None and self.page.isVisible()
        if key != self._key and (is_seen or not key):
            self._key = key
            self._tell()

    def _choose(self, protocol: Protocol, language: Language) -> None:
        self._shown = protocol, language
        self._tell()

    def _tell(self) -> None:
        if self.page is None:
            return
        if not self._reach.url:
            self.page.show_failure(say(NO_DOOR))
            return
        self.page.show_snippet(snippet(self._reach, *self._shown, self._key))
