"""The amount beside the code: as large as it fits, and never torn inside a group of digits."""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QResizeEvent, QTextDocument

from pos.gui.parts import MAY_BREAK, CodeText, breakable, html_of
from pos.gui.present.figures import NBSP
from pos.gui.theme import Theme

SIZES: Final = (28, 24, 22, 20)
SIZES_OF_A_LINE: Final = (28, 24)
"""A number that would get smaller than this for its unit's sake has it below instead."""

HYPHEN: Final = "-"
UNBROKEN: Final = "\u2011"
"""The name of a coin stays on one line."""


class AmountText(CodeText):
    """Number and unit on one line if they fit, else the unit below, else broken between groups."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name)
        self._theme = theme
        self._number = self._unit = self._number_raw = ""
        self._fitted: object = None

    def show_amount(self, raw: str, number: str, unit: str) -> None:
        """Show a grouped number with its unit; `raw` is what is copied."""
        self._number_raw, self._number = raw, number
        self._unit = unit.replace(HYPHEN, UNBROKEN)
        self._fit_words()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = super().createMimeDataFromSelection()
        data.setText(data.text().replace(MAY_BREAK, "").replace(UNBROKEN, HYPHEN))
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        wanted = (self._number_raw, self._number, self._unit, self.viewport().width())
        if wanted == self._fitted or not self._number:
            return
        self._fitted = wanted
        size, words = self._fitting()
        self.show_runs(self._number_raw, ((words, True),), self._theme.px(size))

    def _fitting(self) -> tuple[int, str]:
        """The largest size at which one of the ways to set it fits, and the words so set."""
        whole = f"{self._number}{NBSP}{self._unit}"
        for size in SIZES_OF_A_LINE:
            if self._fits(whole, size):
                return size, whole
        for size in SIZES:
            if self._fits(self._number, size):
                return size, f"{self._number} {self._unit}"
        return SIZES[-1], f"{breakable(self._number)} {self._unit}"

    def _fits(self, words: str, size: int) -> bool:
        """Whether the words fit on one line, as a document sets them (wider than a label does)."""
        document = QTextDocument()
        document.setDefaultFont(self.document().defaultFont())
        document.setDocumentMargin(self.document().documentMargin())
        document.setHtml(html_of(((words, True),), self._theme.px(size)))
        return document.idealWidth() <= self.viewport().width()
