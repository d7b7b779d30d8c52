"""The page of settings: a search, the sections with their fields, and what is not saved yet."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos.gui.office.fields import FieldRow
from pos.gui.parts import GAP, Button, card, clear, icon_button, label, named, row
from pos.gui.present.settings import SEARCH, Part, SettingsPage
from pos.gui.present.words import say
from pos.gui.theme import Theme

BETWEEN_PX: Final = 18
SETTLED_MS: Final = 300
"""By then everything that was built has its place."""

HIGH_PX: Final = 600
AT_ONCE: Final = 10
"""So many fields are built in one go: more would be felt as a pause."""


class SettingsPane(QWidget):
    """One group of settings or what a search found; the bar below belongs to all of them.

    Signals: looked(), searched(str), typed(str key, str text), usual(str key), undone(str key),
    added(str section), removed(str section), kept(str section), saved(), dropped(), checked(),
    mended() the first thing that is wrong is to be shown.
    """

    looked = Signal()
    searched = Signal(str)
    typed = Signal(str, str)
    usual = Signal(str)
    undone = Signal(str)
    added = Signal(str)
    removed = Signal(str)
    kept = Signal(str)
    saved = Signal()
    dropped = Signal()
    checked = Signal()
    mended = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("office.settings")
        self._theme = theme
        self._shape: object = None
        self._rows: dict[str, FieldRow] = {}
        self._frames: dict[str, QFrame] = {}
        self._waiting: list[Part] = []
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._go_on)
        self._wanted = ""
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._forget_wanted)
        self._title = label("", role="big", name="settings.title")
        self._search = named(QLineEdit(), "settings.search")
        self._search.setPlaceholderText(say(SEARCH))
        self._search.setAccessibleName(say(SEARCH))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.searched)
        self._about = label("", role="muted", wraps=True)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(GAP + 4)
        self._area = named(QScrollArea(widgetResizable=True), "settings.list")
        self._area.setWidget(self._inside)
        self._area.verticalScrollBar().rangeChanged.connect(lambda: self._reveal())  # noqa: PLW0108 - without the range
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        head = row(self._title, self._search)
        head.setStretch(0, 1)
        head.setStretch(1, 1)
        whole.addLayout(head)
        whole.addWidget(self._about)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._bar())

    def calm(self) -> QWidget:
        """Where a message may lie."""
        return self._area

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked.emit()

    def search_for(self, text: str) -> None:
        """Put a text into the search."""
        self._search.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_about()

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self._search.setFocus()
        self._search.selectAll()

    def bring(self, name: str) -> None:
        """Scroll to a field by its key, or to a section by its name."""
        while self._waiting:
            self._go_on()
        self._wanted = name
        self._settled.start()
        self._reveal()

    def _reveal(self) -> None:
        """Show as much of what is wanted as there is room for, from its top on.

        What was just built gets its place step by step: each time the range of the bar changes.
        """
        part = self._rows.get(self._wanted) or self._frames.get(self._wanted)
        if part is not None:
            top = part.mapTo(self._inside, part.rect().topLeft()).y()
            self._area.verticalScrollBar().setValue(max(0, top - GAP))

    def _forget_wanted(self) -> None:
        self._wanted = ""

    def show_page(self, title: str, about: str, page: SettingsPage) -> None:
        """Show this; fields that stay are kept, so that typing in them goes on."""
        self._title.setText(title)
        self._about.setText(about)
        self._show_about()
        shape = _shape(title, page)
        if shape != self._shape:
            is_other = self._shape is None or shape[0] != self._shape[0]  # type: ignore[index]
            self._shape = shape
            self._build(page)
            if is_other:
                self._area.verticalScrollBar().setValue(0)
        else:
            waiting = {part.name for part in self._waiting}
            self._waiting = [part for part in page.parts if part.name in waiting]
        for part in page.parts:
            for field in part.fields:
                if field.key in self._rows:
                    self._rows[field.key].show_field(field)

    def _show_about(self) -> None:
        """In a low window its room belongs to the fields."""
        is_high = self.height() >= self._theme.px(HIGH_PX)
        self._about.setVisible(is_high and bool(self._about.text()))

    def show_bar(self, words: str, *, is_changed: bool, is_wrong: bool) -> None:
        """How the draft stands."""
        self._words.setText(words)
        self._words.setProperty("role", "danger" if is_wrong else "muted")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._save.setEnabled(is_changed and not is_wrong)
        self._mend.setVisible(is_wrong)
        self._drop.setEnabled(is_changed)

    def show_failure(self, words: str) -> None:
        """The settings cannot be read: say why instead of them."""
        self._shape = None
        self._rows, self._frames = {}, {}
        self._waiting = []
        clear(self._column)
        self._column.addWidget(label(words, role="danger", wraps=True, name="settings.failure"))
        self._column.addStretch(1)

    def _bar(self) -> QFrame:
        frame = named(QFrame(), "settings.bar")
        self._words = label("", role="muted", wraps=True, name="settings.words")
        self._mend = Button("settings.mend", say("Show"))
        self._mend.clicked.connect(self.mended)
        self._mend.hide()
        self._drop = Button("settings.drop", say("Undo all"))
        self._drop.clicked.connect(self.dropped)
        check = icon_button(self._theme, "settings.check", say("Check"), "refresh")
        check.setToolTip(say("Try every connection with these settings"))
        check.clicked.connect(self.checked)
        self._save = Button("settings.save", say("Save…"), role="primary")
        self._save.setMinimumWidth(self._theme.px(160))
        self._save.clicked.connect(self.saved)
        line = row(self._words, self._mend, self._drop, check, self._save)
        line.setStretch(0, 1)
        frame.setLayout(line)
        return frame

    def _build(self, page: SettingsPage) -> None:
        clear(self._column)
        self._rows, self._frames = {}, {}
        if page.addable:
            self._column.addWidget(self._adding(page.addable))
        if page.words:
            self._column.addWidget(label(page.words, role="muted", wraps=True))
        self._column.addStretch(1)
        self._waiting = list(page.parts)
        self._go_on()

    def _go_on(self) -> None:
        """Build as much as fills the window; the rest follows while somebody reads it already."""
        built = 0
        while self._waiting and built < AT_ONCE:
            part = self._waiting.pop(0)
            self._column.insertWidget(self._column.count() - 1, self._part(part))
            built += len(part.fields)
        if self._waiting:
            self._more.start()

    def _adding(self, addable: tuple[tuple[str, str], ...]) -> QWidget:
        """A choice of coins with the button that puts one in."""
        choice = named(QComboBox(), "settings.coin")
        choice.setAccessibleName(say("Coin to add"))
        choice.setMinimumHeight(self._theme.px(44))
        for section, title in addable:
            choice.addItem(title, section)
        add = icon_button(self._theme, "settings.add", say("Add coin"), "plus")
        add.clicked.connect(lambda: self.added.emit(str(choice.currentData())))
        holder = QWidget()
        line = row(choice, add, 1)
        holder.setLayout(line)
        return holder

    def _part(self, part: Part) -> QFrame:
        frame, column = card(f"section.{part.name}")
        self._frames[part.name] = frame
        column.setSpacing(self._theme.px(BETWEEN_PX))
        line = row(label(part.title, role="title"), 1)
        if part.is_going:
            line.addWidget(self._act("keep", part.name, say("Keep it"), self.kept.emit))
        elif part.is_removable:
            word = say("Undo") if part.is_new else say("Take out")
            line.addWidget(self._act("remove", part.name, word, self.removed.emit))
        column.addLayout(line)
        if part.is_going:
            column.addWidget(label(say("It is taken out with the next save."), role="danger"))
            return frame
        for field in part.fields:
            made = FieldRow(self._theme, field)
            made.typed.connect(self.typed)
            made.usual.connect(self.usual)
            made.undone.connect(self.undone)
            self._rows[field.key] = made
            column.addWidget(made)
        return frame

    def _act(self, verb: str, section: str, word: str, act: Callable[[str], None]) -> Button:
        made = Button(f"section.{section}.{verb}", word, says=f"{word}: {section}")
        made.clicked.connect(lambda: act(section))
        return made


def _shape(title: str, page: SettingsPage) -> tuple[object, ...]:
    """What makes the page be built anew: other fields, not other values."""
    parts = tuple(
        (part.name, part.is_new, part.is_going, tuple(field.key for field in part.fields))
        for part in page.parts
    )
    secrets = tuple(
        field.key for part in page.parts for field in part.fields if field.setting.is_secret
    )
    return title, page.words, page.addable, parts, secrets
