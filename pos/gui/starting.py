"""What the window shows while there is no shop in it: that one comes, or why none does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pos.gui.parts import Button, label, row
from pos.gui.present.words import say
from pos.gui.theme import Theme


class Starting(QWidget):
    """One shape, some words, and after a failure the ways on.

    Signals: retried() open the same once more, practised() open the practice shop instead.
    """

    retried = Signal()
    practised = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("starting")
        self._theme = theme
        self._shape = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._shape.setPixmap(theme.pixmap("sell", "accent", theme.px(72)))
        self._words = label(say("Starting…"), role="title", name="starting.words", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._practice = Button("starting.practice", say("Back to practice"), role="bar")
        self._practice.clicked.connect(self.practised)
        self._again = Button("starting.again", say("Try again"), role="primary")
        self._again.clicked.connect(self.retried)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(24)
        inside.addStretch(1)
        inside.addWidget(self._shape)
        inside.addWidget(self._words)
        inside.addLayout(row(1, self._practice, self._again, 1))
        inside.addStretch(1)
        for button in (self._practice, self._again):
            button.setMinimumSize(theme.px(220), theme.px(64))
            button.hide()

    def show_wait(self) -> None:
        """Another shop is being opened."""
        self._words.setText(say("One moment…"))

    def show_failure(self, words: str, *, may_practise: bool) -> None:
        """There is no shop: say why, and what can be done about it."""
        self._words.setText(words)
        self._shape.setPixmap(self._theme.pixmap("attention", "danger", self._theme.px(72)))
        self._practice.setVisible(may_practise)
        self._again.show()
        self._again.setFocus()
