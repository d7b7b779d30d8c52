"""Fixtures: a browser, and an X display with hands on its keyboard and mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import needs
from tests.journeys.hands import Hands
from tests.missing import missing


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the crash tests go on: `--crash-payments 5000 --crash-refunds 2000` for a night."""
    parser.addoption("--crash-payments", type=int, default=200)
    parser.addoption("--crash-refunds", type=int, default=100)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program; start it through playwright with `needs.CHROMIUM_FLAGS`."""
    try:
        return needs.chromium_path()
    except needs.ProgramMissing as why:
        missing(str(why))


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Hands]:
    """An X display for one test, 1280 by 800; without one it is skipped, or fails with CI=true."""
    try:
        for name in ("xdotool", "Xvfb", "matchbox-window-manager"):
            needs.program(name)
    except needs.ProgramMissing as why:
        missing(str(why))
    with needs.xvfb(tmp_path) as screen:
        yield Hands(screen)
