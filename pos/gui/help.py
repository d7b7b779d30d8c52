"""Help (F1): the keys, and the guide to read."""

from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QTextBlock, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from pos.gui.about import about_page
from pos.gui.dialogs import Sheet
from pos.gui.keys import KEYS, MORE_KEYS, Command
from pos.gui.parts import GAP, Button, label, named
from pos.gui.present.about import About
from pos.gui.present.guide import ABOUT_PAGE, KEYS_PAGE, PAGES, GuidePage, file_of
from pos.gui.present.words import say, tongue
from pos.gui.theme import Theme

NOTHING: Final = About()

_SHARE: Final = 0.94
"""Of the window: it is for reading."""


_ABOUT: Final = {Command.ORDERS: "money-back", Command.OFFICE: "owner"}


def page_for(place: Command) -> str:
    """The page that helps where somebody asked for help."""
    return _ABOUT.get(place, KEYS_PAGE.name)


class HelpSheet(Sheet):
    """Every page at the left, the one that is read at the right."""

    def __init__(
        self, parent: QWidget, theme: Theme, page: str = KEYS_PAGE.name, about: About = NOTHING
    ) -> None:
        super().__init__(parent, theme, "help", say("Help"))
        self._folder = theme.resources / "help"
        self._reader = named(_Reader(), "help.page")
        self._reader.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._reader.setOpenLinks(False)
        # always there, or pictures would be measured for a wider page than the one they come on
        self._reader.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._reader.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._reader.setProperty("role", "guide")
        self._reader.document().setDocumentMargin(theme.px(14))
        self._keys = _keys()
        self._stack = QStackedWidget()
        self._about = about_page(about)
        self._stack.addWidget(self._keys)
        self._stack.addWidget(self._about)
        self._stack.addWidget(self._reader)
        self._group = QButtonGroup(self)
        inside = QHBoxLayout()
        inside.setSpacing(GAP * 2)
        inside.addLayout(self._list())
        inside.addWidget(self._stack, 1)
        self.body.addLayout(inside, 1)
        done = Button("help.close", say("Close"), role="primary")
        done.clicked.connect(self.accept)
        self.body.addWidget(done)
        room = parent.window().size()
        self.resize(int(room.width() * _SHARE), int(room.height() * _SHARE))
        self.show_page(page)
        done.setFocus()

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        page = next((page for page in (*PAGES, ABOUT_PAGE) if page.name == name), KEYS_PAGE)
        for button in self._group.buttons():
            button.setChecked(button.objectName() == f"help.page.{page.name}")
        made = {KEYS_PAGE.name: self._keys, ABOUT_PAGE.name: self._about}
        if page.name in made:
            self._stack.setCurrentWidget(made[page.name])
            return
        spoken = tongue()
        file = file_of(self._folder, page, (spoken.tag,) if spoken else ())
        kind = QTextDocument.ResourceType.MarkdownResource
        self._reader.setSource(QUrl.fromLocalFile(str(file)), kind)
        _space(self._reader.document(), self.theme)
        self._reader.setAccessibleName(say(page.title))
        self._stack.setCurrentWidget(self._reader)

    def _list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)  # or eight pages would not fit on a screen 600 pixels high
        for page in (KEYS_PAGE, *PAGES, ABOUT_PAGE):
            column.addWidget(self._button(page))
        column.addStretch(1)
        return column

    def _button(self, page: GuidePage) -> Button:
        button = Button(f"help.page.{page.name}", say(page.title), role="quiet")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.show_page(page.name))
        self._group.addButton(button)
        return button


class _Reader(QTextBrowser):
    """Shows pictures no wider than itself."""

    def loadResource(self, type: int, name: QUrl | str) -> object:
        found: object = super().loadResource(type, name)
        if type != QTextDocument.ResourceType.ImageResource.value:
            return found
        picture = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        room = int(self.viewport().width() - 2 * self.document().documentMargin())
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture if picture.width() <= room else picture.scaledToWidth(room, smooth)


def _space(document: QTextDocument, theme: Theme) -> None:
    """Room between paragraphs, and long lines of code broken, which Markdown itself leaves open."""
    cursor, block = QTextCursor(document), document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        shape = block.blockFormat()
        is_dense = _is_code(block.next()) if _is_code(block) else cursor.currentTable() is not None
        shape.setTopMargin(theme.px(18 if shape.headingLevel() else 0))
        shape.setBottomMargin(theme.px(0 if is_dense else 10))
        cursor.setBlockFormat(shape)
        block = block.next()
    _break_code(document, theme)


def _break_code(document: QTextDocument, theme: Theme) -> None:
    cursor, block = QTextCursor(document), document.begin()
    while block.isValid():
        if _is_code(block):
            shape = block.blockFormat()
            shape.setNonBreakableLines(False)
            shape.setBackground(theme.colour("ground"))
            cursor.setPosition(block.position())
            cursor.setBlockFormat(shape)
        block = block.next()


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().nonBreakableLines()


def _native(keys: str) -> str:
    """A key as this system and this language write it: "Strg+Z"."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown if keys in {key.keys for key in KEYS} else say(keys)


def _keys() -> QWidget:
    """Every key, from the same table the window obeys."""
    page = named(QWidget(), "help.keys")
    table = QGridLayout(page)
    table.setHorizontalSpacing(24)
    table.setVerticalSpacing(6)
    entries = [(key.keys, key.title) for key in KEYS] + list(MORE_KEYS)
    half = (len(entries) + 1) // 2
    for at, (keys, title) in enumerate(entries):
        across, down = (2, at - half) if at >= half else (0, at)
        table.addWidget(
            label(_native(keys), role="strong"), down, across, Qt.AlignmentFlag.AlignTop
        )
        table.addWidget(label(say(title), wraps=True), down, across + 1)
    table.setColumnStretch(1, 1)
    table.setColumnStretch(3, 1)
    table.setRowStretch(half, 1)
    return page
