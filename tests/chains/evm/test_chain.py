"""The chain as the engine holds it."""

import asyncio
import subprocess
import sys

import pytest

from pos.chains.evm.chain import EvmSettings
from pos.domain.errors import Trouble
from tests.chains.evm.watcher import (
    CHAIN,
    ETH,
    OURS,
    watcher_of,
)
from tests.fakes.evm_node import FakeNode


async def test_an_address_with_a_secret_is_never_repeated(node: FakeNode) -> None:
    watcher = watcher_of([f"{node.url}/secret"], [ETH], [OURS])

    with pytest.raises(Trouble) as trouble:
        await watcher.look()
    await watcher.chain.close()

    assert "secret" not in str(trouble.value)


def test_opening_the_package_does_not_bring_web3_along() -> None:
    probe = "import sys, pos.chains.evm.chain; sys.exit('web3' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


async def test_the_poll_interval_bounds_every_wait(node: FakeNode) -> None:
    watcher = watcher_of([node.url], [ETH], [OURS], poll_s=0.01)

    async with asyncio.timeout(1):
        await watcher.chain.changed()


def test_settings_fit_a_node_nearby() -> None:
    assert EvmSettings(chain=CHAIN, urls=()).poll_s == 1.0
