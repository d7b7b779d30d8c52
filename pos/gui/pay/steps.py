"""How far a payment is, on one line: waiting, seen, paid."""

from typing import Final

from PySide6.QtWidgets import QWidget

from pos.gui.parts import label, polish, row
from pos.gui.present.words import later, say

STEPS: Final = (later("Waiting"), later("Seen"), later("Paid"))


class Steps(QWidget):
    """A dot and a word for each step: full as far as it is done, bold where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self._steps = tuple(label("", role="muted") for _ in STEPS)
        line = row(*self._steps)
        line.setSpacing(2)  # they are long in some languages
        self.setLayout(line)

    def show_step(self, now: int) -> None:
        """Stand at the step of this number; 0 is none at all."""
        for number, step in enumerate(self._steps, 1):
            step.setText(("\u25cf " if number <= now else "\u25cb ") + say(STEPS[number - 1]))
            polish(step, "strong" if number == now else "muted")
        self.setVisible(now > 0)
