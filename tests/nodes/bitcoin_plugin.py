"""Fixtures: Bitcoin and Litecoin chains, payers and Electrum servers, shared or of one's own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.missing import missing
from tests.nodes import chains, electrum
from tests.nodes.bitcoin import KNOTS, LITECOIN, BitcoinNode, NodeKind
from tests.nodes.electrum import ElectrumServer
from tests.nodes.fetch import NodeMissing
from tests.nodes.payer import Payer
from tests.nodes.running import running

ElectrumOver: TypeAlias = Callable[[BitcoinNode], ElectrumServer]


@pytest.fixture(scope="session")
def knots_program() -> Path:
    """Bitcoin Knots; a machine without it skips the test, or fails it with CI=true."""
    return _found(KNOTS)


@pytest.fixture(scope="session")
def litecoin_program() -> Path:
    """The Litecoin node, as above."""
    return _found(LITECOIN)


@pytest.fixture(scope="session")
def electrum_program() -> Path:
    """The environment of the Electrum server, as above."""
    try:
        return electrum.server()
    except NodeMissing as why:
        missing(str(why))


@pytest.fixture(scope="session")
def knots(knots_program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BitcoinNode]:
    """The Bitcoin chain shared by the whole run.

    Use addresses of your own, expect foreign blocks and payments, stop and reorganise nothing.
    """
    with chains.running_at(tmp_path_factory.mktemp("knots"), KNOTS) as node:
        yield node


@pytest.fixture(scope="session")
def litecoin(
    litecoin_program: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BitcoinNode]:
    """The Litecoin chain shared by the whole run, by the same rules."""
    with chains.running_at(tmp_path_factory.mktemp("litecoin"), LITECOIN) as node:
        yield node


@pytest.fixture
def own_knots(knots_program: Path, tmp_path: Path) -> Iterator[BitcoinNode]:
    """A Bitcoin chain for one test alone, which may do to it what it likes (0.5 s)."""
    with chains.running_at(tmp_path / "knots", KNOTS) as node:
        yield node


@pytest.fixture
def own_litecoin(litecoin_program: Path, tmp_path: Path) -> Iterator[BitcoinNode]:
    """A Litecoin chain for one test alone, which may do to it what it likes (0.4 s)."""
    with chains.running_at(tmp_path / "litecoin", LITECOIN) as node:
        yield node


@pytest.fixture(scope="session")
def knots_payer(knots: BitcoinNode) -> Payer:
    """Who pays on the shared Bitcoin chain. On one's own: `Payer(own_knots)`."""
    return Payer(knots)


@pytest.fixture(scope="session")
def litecoin_payer(litecoin: BitcoinNode) -> Payer:
    """Who pays on the shared Litecoin chain. On one's own: `Payer(own_litecoin)`."""
    return Payer(litecoin)


@pytest.fixture(scope="session")
def knots_electrum(
    electrum_program: Path, knots: BitcoinNode, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ElectrumServer]:
    """An Electrum server over the shared Bitcoin chain, never to be stopped."""
    home = tmp_path_factory.mktemp("knots-electrum")
    with running(ElectrumServer(electrum_program, knots, home)) as server:
        yield server


@pytest.fixture(scope="session")
def litecoin_electrum(
    electrum_program: Path, litecoin: BitcoinNode, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ElectrumServer]:
    """An Electrum server over the shared Litecoin chain, never to be stopped."""
    home = tmp_path_factory.mktemp("litecoin-electrum")
    with running(ElectrumServer(electrum_program, litecoin, home)) as server:
        yield server


@pytest.fixture
def electrum_over(electrum_program: Path, tmp_path: Path) -> Iterator[ElectrumOver]:
    """Starts as many servers over a node as one test wants for itself (0.3 s each)."""
    with ExitStack() as servers:
        count = iter(range(100))
        yield lambda node: servers.enter_context(
            running(ElectrumServer(electrum_program, node, tmp_path / f"electrum-{next(count)}"))
        )


def _found(kind: NodeKind) -> Path:
    try:
        return chains.program(kind)
    except NodeMissing as why:
        missing(str(why))
