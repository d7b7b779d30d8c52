"""The line that says how far a payment is."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from pos.gui.pay.steps import Steps


@pytest.mark.parametrize(
    ("now", "dots"),
    [(1, "\u25cf\u25cb\u25cb"), (2, "\u25cf\u25cf\u25cb"), (3, "\u25cf\u25cf\u25cf")],
)
def test_each_step_that_was_reached_has_a_full_dot(qapp: QApplication, now: int, dots: str) -> None:
    steps = Steps()

    steps.show_step(now)

    words = [label.text() for label in steps.findChildren(QLabel)]
    assert "".join(word[0] for word in words) == dots
    assert [word[2:] for word in words] == ["Waiting", "Seen", "Paid"]


def test_a_payment_that_is_nowhere_has_no_steps(qapp: QApplication) -> None:
    steps = Steps()

    steps.show_step(0)

    assert steps.isHidden()
