"""A real EVM node of our own: nothing is mined, replaced or forgotten unless a test says so."""

import json
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Final

from tests import child
from tests.nodes.rpc import Rpc, RpcError

READY_S: Final = 15.0
CHAIN_ID: Final = 31337


class Anvil:
    """One anvil process on loopback, and what a test may do to its chain.

    Money moves by `Customer` and `Token`; any other method of the node by `rpc`. Stopping keeps the
    chain (blocks, receipts, balances), starting again brings it back on the same port.
    """

    def __init__(self, program: Path, home: Path, chain_id: int = CHAIN_ID) -> None:
        self.chain_id = chain_id
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.ws_url = f"ws://127.0.0.1:{self.port}"  # the same port speaks both
        self.rpc = Rpc(self.url)
        self._program = program
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run the node and wait until it answers; raises RuntimeError with its last words."""
        self._home.mkdir(parents=True, exist_ok=True)
        self._process = child.start(
            [
                self._program,
                *("--host", "127.0.0.1", "--port", str(self.port)),
                *("--chain-id", str(self.chain_id), "--slots-in-an-epoch", "4"),
                *("--state", self._home / "state.json"),
                *("--no-mining", "--quiet"),
            ],
            log=self._home / "anvil.log",
            env={**os.environ, "HOME": str(self._home)},  # it writes ~/.foundry
        )
        self._wait_until_ready(self._process)

    def stop(self) -> None:
        """End the process; its chain waits on disk for the next start."""
        if self._process is not None:
            child.end(self._process)

    def mine(self, blocks: int = 1) -> int:
        """Put what is pending into blocks; returns the new height."""
        self.rpc("anvil_mine", hex(blocks))
        return self.height()

    def automine(self, *, on: bool) -> None:
        """Mine each transaction soon after it came, or (the usual state here) only when told."""
        self.rpc("evm_setAutomine", on)

    def reorg(self, depth: int) -> None:
        """Replace the last blocks by as many empty ones; their transactions are gone for good."""
        self.rpc("anvil_reorg", depth, [])

    def drop_tx(self, tx: str) -> None:
        """Make the node forget a pending transaction."""
        self.rpc("anvil_dropTransaction", tx)

    def fund(self, address: str, wei: int) -> None:
        """Give an address ether out of thin air, on top of what it has; no transaction shows it."""
        has = int(self.rpc("eth_getBalance", address, "latest"), 16)
        self.rpc("anvil_setBalance", address, hex(has + wei))

    def height(self) -> int:
        """The number of the newest block."""
        return int(self.rpc("eth_blockNumber"), 16)

    def receipt(self, tx: str) -> dict[str, Any] | None:
        """What the chain says became of a transaction; None while it is pending, or gone."""
        found: dict[str, Any] | None = self.rpc("eth_getTransactionReceipt", tx)
        return found

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + READY_S
        while time.monotonic() < deadline:
            if process.poll() is not None:
                break
            try:
                if int(self.rpc("eth_chainId"), 16) == self.chain_id:
                    return
            except (OSError, RpcError, json.JSONDecodeError):
                time.sleep(0.02)
        self.stop()
        said = (self._home / "anvil.log").read_text(errors="replace")[-500:]
        raise RuntimeError(f"anvil did not start: {said}")


def free_port() -> int:
    """A port on loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
