"""A window that real shops are opened in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from pos.app.profile import Profile
from pos.gui.sounds import Sounds
from pos.gui.window import MainWindow
from tests.gui.counter import Ear, dressed, theme_of
from tests.nodes.anvil import free_port


@pytest.fixture(scope="module")
def loop(qapp: QApplication) -> Iterator[QEventLoop]:
    made = QEventLoop(qapp)
    qapp.setQuitOnLastWindowClosed(False)
    yield made
    qapp.setQuitOnLastWindowClosed(True)
    made.close()


@pytest.fixture
def window(qapp: QApplication, loop: QEventLoop) -> Iterator[MainWindow]:
    made = MainWindow(dressed(qapp, theme_of()), loop, lambda: 0.0, Sounds(Ear()))
    yield made
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("FLORIN_SERVER__LISTEN", f"127.0.0.1:{free_port()}")
    (tmp_path / "shop").mkdir()
    return Profile(tmp_path / "shop")
