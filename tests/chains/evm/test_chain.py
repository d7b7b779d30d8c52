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


IMPORTS = """
import asyncio, sys, threading

class Witness:
    threads = set()
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "web3":
            self.threads.add(threading.get_ident())

sys.meta_path.insert(0, Witness())
from pos.chains.evm.chain import EvmChain, EvmSettings
from pos.domain.errors import Trouble
from tests.chains.evm.watcher import CHAIN, ETH
from tests.fakes.clocks import RealClock
from tests.fakes.watched import WatchedSet

async def use():
    nowhere = "127.0.0.1:9"
    settings = EvmSettings(
        chain=CHAIN, urls=(f"http://{nowhere}",), ws_url=f"ws://{nowhere}", poll_s=0.01
    )
    chain = EvmChain(settings, [ETH], RealClock())
    if sys.argv[1] == "look":
        try:
            await chain.look(None, WatchedSet())
        except Trouble:
            pass
    else:
        await chain.changed()
    await chain.close()

asyncio.run(use())
assert Witness.threads, "web3 was not needed"
assert threading.get_ident() not in Witness.threads, "the loop stood still"
"""


@pytest.mark.parametrize("use", ["look", "changed"])
def test_bringing_web3_along_does_not_hold_the_loop_up(use: str) -> None:
    assert subprocess.run([sys.executable, "-c", IMPORTS, use], check=False).returncode == 0


async def test_the_poll_interval_bounds_every_wait(node: FakeNode) -> None:
    watcher = watcher_of([node.url], [ETH], [OURS], poll_s=0.01)

    async with asyncio.timeout(1):
        await watcher.chain.changed()


def test_settings_fit_a_node_nearby() -> None:
    assert EvmSettings(chain=CHAIN, urls=()).poll_s == 1.0
