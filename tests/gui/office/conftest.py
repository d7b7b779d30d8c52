"""A till whose office has every page, over a config on a real disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.fakes.backoffice import office_shop
from tests.gui.counter import Finger, dressed, theme_of


def closed(made: Finger, qapp: QApplication) -> None:
    for top in qapp.topLevelWidgets():
        if top is not made.window:
            top.close()
    made.close()


@pytest.fixture
def back(qapp: QApplication, window_loop: QEventLoop, tmp_path: Path) -> Iterator[Finger]:
    """An open till with settings, backups and a doctor."""
    made = Finger(window_loop, office_shop(tmp_path), dressed(qapp, theme_of()))
    made.open()
    yield made
    closed(made, qapp)


@pytest.fixture
def practising(qapp: QApplication, window_loop: QEventLoop, tmp_path: Path) -> Iterator[Finger]:
    """The same in practice mode, though the shop has coins."""
    shop = office_shop(tmp_path, is_practice=True)
    made = Finger(window_loop, shop, dressed(qapp, theme_of()))
    made.open()
    yield made
    closed(made, qapp)
