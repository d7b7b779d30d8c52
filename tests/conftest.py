"""What every test stands on: where fixtures come from, and marks that nobody has to remember."""

import os
import sys
from typing import Final

import pytest

# before any Qt import: a test opens no window on the screen of whoever runs it
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = (
    "tests.nodes.plugin",
    "tests.nodes.bitcoin_plugin",
    "tests.nodes.monero_plugin",
    "tests.journeys.plugin",
)

MARK_OF_FIXTURE: Final = {
    "anvil_program": "node",
    "rig": "node",
    "chromium": "browser",
    "display": "xvfb",
    "electrum_program": "node",
    "knots_program": "node",
    "litecoin_program": "node",
    "monero_programs": "node",
}


LIMIT: Final = sys.getrecursionlimit()


@pytest.hookimpl
def pytest_collection_finish() -> None:
    """Undo what a library does that only tests import at once: see `pos.chains.evm.late`."""
    sys.setrecursionlimit(LIMIT)


@pytest.hookimpl(tryfirst=True)  # before pytest picks by mark
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what its fixtures need, however deep they stand."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in MARK_OF_FIXTURE:
                item.add_marker(MARK_OF_FIXTURE[fixture])
