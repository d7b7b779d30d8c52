"""The field of one setting: what it is called, where it is typed, what is wrong with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pos.gui.backoffice import Kind
from pos.gui.office.sheets import TickBox
from pos.gui.parts import GAP, Button, label, named, row
from pos.gui.present.settings import Field
from pos.gui.present.words import say
from pos.gui.theme import Theme

LEFT: Final = 2
RIGHT: Final = 3
"""How the words and the field share the width."""

LINES_PX: Final = 92
NUMBER_PX: Final = 160

_LONG: Final = frozenset({Kind.LINES, Kind.PAIRS, Kind.TIERS, Kind.PARAGRAPH})
_NUMBERS: Final = frozenset({Kind.WHOLE, Kind.NUMBER})
_PATHS: Final = frozenset({Kind.FILE, Kind.FOLDER})


class FieldRow(QWidget):
    """Two columns: the words, and the field with its note and its problem below.

    Signals: typed(str key, str text), usual(str key) back to the default, undone(str key).
    """

    typed = Signal(str, str)
    usual = Signal(str)
    undone = Signal(str)

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__()
        self._key = field.key
        self._field = field
        self._is_opened = False
        self._buttons: dict[str, Button] = {}
        self._editor = _editor(theme, field, self._tell)
        self._editor.setAccessibleName(field.title)
        self._line = row(self._editor)
        self._side = QVBoxLayout()
        self._side.setSpacing(2)
        self._state: QLabel | None = None
        self._why: QLabel | None = None
        self._note = label("", role="muted", name=f"{self._name}.note", wraps=True)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP * 2)
        whole.addLayout(self._words(field), LEFT)
        whole.addLayout(self._fill(field), RIGHT)
        self.show_field(field)

    @property
    def _name(self) -> str:
        return f"setting.{self._key}"

    def show_field(self, field: Field) -> None:
        """Show it as it stands; what is just being typed is left alone."""
        setting, self._field = field.setting, field
        if setting.is_secret and not field.is_changed:
            self._is_opened = False
        if not setting.is_secret or not field.is_changed:
            _put(self._editor, field)  # of a secret nothing of what was typed stays behind
        is_open = not setting.is_secret or self._is_opened
        self._editor.setVisible(is_open)
        self._editor.setEnabled(not setting.is_from_environment)
        self._editor.setAccessibleDescription(field.problem or field.help)
        if self._state is not None:
            self._state.setText(field.state)
        self._note.setText(field.note)
        self._show_why(field.problem)
        for part, is_shown in self._acts(field, is_open=is_open).items():
            self._show_button(part, is_shown and not setting.is_from_environment)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes to this page next reads no secret that was typed and not saved."""
        super().hideEvent(event)
        if self._field.setting.is_secret and self._is_opened:
            self._is_opened = False
            _put(self._editor, replace(self._field, typed=""))
            self.show_field(self._field)

    def _acts(self, field: Field, *, is_open: bool) -> dict[str, bool]:
        """Which buttons there are."""
        setting, is_secret = field.setting, field.setting.is_secret
        is_usual = field.typed == setting.default
        return {
            "choose": is_open and setting.kind in _PATHS,
            "replace": is_secret and not is_open,
            "clear": is_secret and setting.is_set and not field.is_changed,
            "usual": not is_secret and not field.is_changed and not is_usual,
            "undo": field.is_changed or (is_secret and is_open),
        }

    def _words(self, field: Field) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(field.title, role="strong", wraps=True))
        column.addWidget(label(field.help, role="muted", wraps=True))
        column.addStretch(1)
        return column

    def _fill(self, field: Field) -> QVBoxLayout:
        if field.setting.is_secret:
            self._state = label("", name=f"{self._name}.state", wraps=True)
            self._side.addWidget(self._state)
        if field.unit:
            self._line.addWidget(label(field.unit, role="muted"))
        self._line.setStretchFactor(self._editor, 1)
        self._line.addStretch(0)
        self._side.addLayout(self._line)
        self._side.addWidget(self._note)
        self._side.addStretch(1)
        return self._side

    def _show_why(self, problem: str) -> None:
        """What is wrong, right below the field; few ever need it."""
        if self._why is None and problem:
            self._why = label("", role="danger", name=f"{self._name}.why", wraps=True)
            self._side.insertWidget(self._side.indexOf(self._note), self._why)
        if self._why is not None:
            self._why.setText(problem)
            self._why.setVisible(bool(problem))

    def _show_button(self, part: str, is_shown: bool) -> None:
        """Show or hide a button, which is made the first time that it is needed."""
        if part not in self._buttons and is_shown:
            word, act = self._deeds()[part]
            made = Button(f"{self._name}.{part}", word, role="quiet", says=f"{word}: {self._key}")
            made.clicked.connect(lambda: act())  # noqa: PLW0108 - without the state that Qt adds
            self._buttons[part] = made
            self._line.insertWidget(self._line.count() - 1, made)
        if part in self._buttons:
            self._buttons[part].setVisible(is_shown)

    def _deeds(self) -> dict[str, tuple[str, Callable[[], None]]]:
        return {
            "choose": (say("Choose…"), self._pick),
            "replace": (say("Replace…"), self._open),
            "clear": (say("Clear"), lambda: self.usual.emit(self._key)),
            "usual": (say("Reset"), lambda: self.usual.emit(self._key)),
            "undo": (say("Undo"), lambda: self.undone.emit(self._key)),
        }

    def _tell(self, text: str) -> None:
        self.typed.emit(self._key, text)

    def _open(self) -> None:
        """Give a secret a field: an empty one, whatever there was."""
        self._is_opened = True
        for part in ("replace", "clear", "undo"):
            self._show_button(part, part == "undo")
        self._editor.show()
        self._editor.setFocus()

    def _pick(self) -> None:
        dialog = QFileDialog(self.window())
        if self._editor.property("kind") == Kind.FOLDER:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._tell)
        dialog.open()


class _Choice(QComboBox):
    """A choice that a passing wheel does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _editor(theme: Theme, field: Field, tell: Callable[[str], None]) -> QWidget:
    kind, name = field.setting.kind, f"setting.{field.key}"
    if kind is Kind.SWITCH:
        return _switch(theme, name, field, tell)
    if kind is Kind.CHOICE:
        return _choice(theme, name, field, tell)
    if kind in _LONG:
        return _lines(theme, name, tell)
    line = named(QLineEdit(), name)
    line.setProperty("kind", kind)
    if kind is Kind.PASSWORD:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    if kind in _NUMBERS:
        line.setMaximumWidth(theme.px(NUMBER_PX))
    line.textChanged.connect(tell)
    return line


def _switch(theme: Theme, name: str, field: Field, tell: Callable[[str], None]) -> TickBox:
    box = TickBox(theme, name, say("On"))
    box.setChecked(field.typed == "true")
    box.clicked.connect(lambda is_on: tell("true" if is_on else "false"))
    return box


def _choice(theme: Theme, name: str, field: Field, tell: Callable[[str], None]) -> QComboBox:
    box = named(_Choice(), name)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setMinimumHeight(theme.px(44))
    for value, word in field.options:
        box.addItem(word, value)
    if field.setting.value not in dict(field.options):
        box.addItem(field.setting.value, field.setting.value)
    box.activated.connect(lambda number: tell(str(box.itemData(number))))
    return box


def _lines(theme: Theme, name: str, tell: Callable[[str], None]) -> QPlainTextEdit:
    edit = named(QPlainTextEdit(), name)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(theme.px(LINES_PX))
    palette = edit.palette()
    palette.setColor(QPalette.ColorRole.PlaceholderText, theme.colour("muted"))
    edit.setPalette(palette)
    edit.textChanged.connect(lambda: tell(edit.toPlainText()))
    return edit


def _put(editor: QWidget, field: Field) -> None:
    """Put the text into whatever kind of field it is, without telling of it."""
    editor.blockSignals(True)
    if isinstance(editor, TickBox):
        editor.setChecked(field.typed == "true")
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(0, editor.findData(field.typed)))
    elif isinstance(editor, QPlainTextEdit):
        if editor.toPlainText() != field.typed:
            editor.setPlainText(field.typed)
    elif isinstance(editor, QLineEdit) and editor.text() != field.typed:
        editor.setText(field.typed)
    editor.blockSignals(False)
