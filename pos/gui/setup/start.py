"""The second page: play first, or set the shop up."""

from PySide6.QtCore import Signal

from pos.gui.parts import Button, label
from pos.gui.present.words import say
from pos.gui.setup.page import Page, Workplace
from pos.gui.setupdoors import Step


class StartPage(Page):
    """Large buttons, one for each way on.

    Signals: practised() play money first, restored() a backup is to be put back.
    """

    practised = Signal()
    restored = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.START)
        self._add(
            "setup.start.practice",
            say("Try it with play money"),
            say("A demo shop with a customer's phone in the window. Takes three minutes."),
        ).clicked.connect(self.practised)
        self._add(
            "setup.start.shop",
            say("Set up my shop"),
            say("You need your wallet at hand: a public key, and no private one."),
        ).clicked.connect(self.finished)
        self._add(
            "setup.start.restore",
            say("Restore a backup"),
            say("My shop was on another machine, which is broken or gone."),
        ).clicked.connect(self.restored)
        self.body.addStretch(1)

    def _add(self, name: str, title: str, words: str) -> Button:
        made = Button(name, title)
        made.setMinimumHeight(self.theme.px(72))
        self.body.addWidget(made)
        told = label(words, role="muted", wraps=True)
        self.body.addWidget(told)
        self.body.addSpacing(12)
        return made
