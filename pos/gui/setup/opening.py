"""The last page: what is known, what is missing, and the way to real money."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.gui.parts import GAP, clear, label, named, row
from pos.gui.present.setup import facts_of, left_to_do
from pos.gui.present.words import say
from pos.gui.setup.page import Page, Workplace
from pos.gui.setupdoors import SetupSeen, Step


class OpenPage(Page):
    """A list of facts and a list of what was left out."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.OPEN)
        self._facts = QVBoxLayout()
        self._todo = QVBoxLayout()
        for column in (self._facts, self._todo):
            column.setSpacing(GAP)
            self.body.addLayout(column)
            self.body.addSpacing(GAP)
        self.body.addStretch(1)

    def show_seen(self, seen: SetupSeen) -> None:
        """How the shop stands."""
        clear(self._facts)
        clear(self._todo)
        for number, fact in enumerate(facts_of(seen)):
            self._facts.addWidget(self._line("paid", "well", fact, f"setup.fact.{number}"))
        missing = [todo for todo in left_to_do(seen) if todo.step is not Step.OPEN]
        if missing:
            self._todo.addWidget(label(say("Left for later:"), role="strong"))
        for number, todo in enumerate(missing):
            line = self._line("next", "muted", todo.words, f"setup.todo.{number}")
            self._todo.addWidget(line)

    def _line(self, shape: str, colour: str, words: str, name: str) -> QWidget:
        whole = QWidget()
        picture = label()
        picture.setPixmap(self.theme.pixmap(shape, colour, self.theme.px(22)))
        line = row(picture, named(label(words, wraps=True), name))
        line.setStretch(1, 1)
        whole.setLayout(line)
        return whole
