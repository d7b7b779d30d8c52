"""Every page of the assistant can be used by a finger, a keyboard and a screen reader."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from pos.gui.setupdoors import Step
from tests.gui.counter import Finger
from tests.gui.setup.conftest import At
from tests.gui.test_window import controls


@pytest.fixture
def small(owner: Finger) -> Finger:
    """The smallest screen there is."""
    owner.window.resize(1024, 600)
    owner.settle()
    return owner


@pytest.mark.parametrize("step", Step)
def test_every_control_has_its_names_and_room_for_a_finger(
    small: Finger, at: At, step: Step
) -> None:
    owner = at(step)

    parts = controls()
    nameless = [repr(part) for part in parts if not (part.accessibleName() and part.objectName())]
    narrow = [
        (part.objectName(), part.width(), part.height())
        for part in parts
        if isinstance(part, QAbstractButton) and min(part.width(), part.height()) < 48
    ]
    assert nameless == []
    assert narrow == []
    assert owner.window.size() == QSize(1024, 600)


@pytest.mark.parametrize("step", Step)
def test_no_page_is_wider_than_the_smallest_screen(small: Finger, at: At, step: Step) -> None:
    owner = at(step)

    area = owner.find(f"setup.area.{step.value}")
    assert isinstance(area, QScrollArea)
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
