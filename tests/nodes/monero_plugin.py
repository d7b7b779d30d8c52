"""Fixtures: one Monero chain for the whole run, or one for a single test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.missing import missing
from tests.nodes import monero
from tests.nodes.fetch import NodeMissing
from tests.nodes.monero import Monero
from tests.nodes.running import running


@pytest.fixture(scope="session")
def monero_programs() -> Path:
    """The folder of the node programs; a machine without them skips the test."""
    try:
        return monero.fetch()
    except NodeMissing as why:
        missing(str(why))


@pytest.fixture(scope="session")
def monero_net(monero_programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Monero]:
    """The chain shared by the whole run: use addresses of your own, expect foreign blocks."""
    with running(Monero(monero_programs, tmp_path_factory.mktemp("monero") / "net")) as net:
        yield net


@pytest.fixture
def own_monero(monero_programs: Path, tmp_path: Path) -> Iterator[Monero]:
    """A chain for one test alone, which may stop, fork and double spend on it."""
    with running(Monero(monero_programs, tmp_path / "net")) as net:
        yield net
