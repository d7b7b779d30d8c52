"""Fixtures: one anvil for the whole run, and a token and customers on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.missing import missing
from tests.nodes import fetch
from tests.nodes.anvil import Anvil
from tests.nodes.customer import Customer, customers
from tests.nodes.running import running
from tests.nodes.token import Token, deploy_token


@pytest.fixture(scope="session")
def anvil_program() -> Path:
    """The node program; a machine without it skips the test, or fails it with CI=true."""
    try:
        return fetch.anvil()
    except fetch.NodeMissing as why:
        missing(str(why))


@pytest.fixture(scope="session")
def anvil(anvil_program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Anvil]:
    """The chain shared by the whole run: use addresses of your own, expect foreign blocks."""
    with running(Anvil(anvil_program, tmp_path_factory.mktemp("anvil"))) as node:
        yield node


@pytest.fixture
def own_anvil(anvil_program: Path, tmp_path: Path) -> Iterator[Anvil]:
    """A chain for one test alone, which may stop and start it (0.2 s)."""
    with running(Anvil(anvil_program, tmp_path / "anvil")) as node:
        yield node


@pytest.fixture(scope="session")
def token(anvil: Anvil) -> Token:
    """An ERC-20 of 8 decimals on the shared chain, of which every customer has a thousand."""
    deployed = deploy_token(anvil)
    for each in customers(anvil):
        deployed.give(each.address, 1_000 * 10**deployed.decimals)
    return deployed


@pytest.fixture
def customer(anvil: Anvil) -> Customer:
    """Somebody with ether on the shared chain, and with tokens once `token` is asked for."""
    return customers(anvil)[0]
