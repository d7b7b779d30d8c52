"""The page before the last: a sale with play money."""

from PySide6.QtCore import Signal

from pos.gui.parts import Button, label
from pos.gui.present.words import say
from pos.gui.setup.page import Page, Workplace
from pos.gui.setupdoors import Mark, SetupSeen, Step


class TrialPage(Page):
    """Leads to the practice till.

    Signals: wanted() go there.
    """

    wanted = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.TRIAL)
        self._is_done = False
        self._told = label("", role="strong", name="setup.trial.told", wraps=True)
        go = Button("setup.trial.go", say("To the practice till"), role="primary")
        go.setMinimumSize(self.theme.px(320), self.theme.px(72))
        go.clicked.connect(self.wanted)
        self.body.addWidget(self._told)
        self.body.addWidget(go)
        self.body.addStretch(1)

    def show_seen(self, seen: SetupSeen) -> None:
        """Whether one was made already."""
        self._is_done = seen.marks.get(Step.TRIAL) is Mark.DONE
        self._told.setText(say("You have made a practice sale.") if self._is_done else "")
        self._told.setVisible(self._is_done)

    def has_answer(self) -> bool:
        """Going on without a sale leaves it out."""
        return self._is_done
