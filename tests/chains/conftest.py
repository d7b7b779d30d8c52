"""The rigs: every coin on every kind of source it can be read from."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from tests.chains.rigs import core, electrum, evm, monero
from tests.chains.rigs.rig import Rig

Programs: TypeAlias = Callable[[str], Path]
Made: TypeAlias = Callable[[Programs, Path], AbstractContextManager[Rig]]

RIGS: Final[dict[str, Made]] = {
    "BTC node": lambda program, folder: core.bitcoin(program("knots_program"), folder),
    "BTC electrum": lambda program, folder: electrum.bitcoin(
        program("knots_program"), program("electrum_program"), folder
    ),
    "LTC node": lambda program, folder: core.litecoin(program("litecoin_program"), folder),
    "LTC electrum": lambda program, folder: electrum.litecoin(
        program("litecoin_program"), program("electrum_program"), folder
    ),
    "ETH": lambda program, folder: evm.ether(program("anvil_program"), folder),
    "ERC-20": lambda program, folder: evm.token(program("anvil_program"), folder),
    "XMR": lambda program, folder: monero.xmr(program("monero_programs"), folder),
}


@pytest.fixture(scope="module", params=RIGS)
def rig(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """A coin on its source; one node serves all tests of a module."""
    folder = tmp_path_factory.mktemp("rig")
    with RIGS[request.param](request.getfixturevalue, folder) as made:
        yield made
