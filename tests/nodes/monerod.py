"""A real Monero node of our own: nothing is mined, replaced or forgotten unless a test says so."""

import subprocess
from pathlib import Path
from typing import Any, Final

from tests import child
from tests.nodes.anvil import free_port
from tests.nodes.monero_rpc import MoneroRpc
from tests.nodes.rpc import RpcError

NOBODY: Final = (
    "42UiYVDwiuRKaw1WwHr4V5X54jvVvGeS4MPVTtYHQjR6"
    "iFEsaBcmQ6ogi7eNyfA775i1Jboj8KM76Hg2A4vwPuSQCMYV4Mw"
)
"""Where blocks are mined to unless somebody is to have the reward."""


class Monerod:
    """One monerod process on loopback, in regtest and without peers.

    Stopping keeps the chain, starting again brings it back on the same ports.
    """

    def __init__(self, program: Path, home: Path, login: str = "") -> None:
        """`login` is `user:password`, if it is to want one."""
        self.port = free_port()
        self.zmq_port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.zmq_url = f"tcp://127.0.0.1:{self.zmq_port}"
        self.rpc = MoneroRpc(self.port, login)
        self._program = program
        self._home = home
        self._options = ("--rpc-login", login) if login else ()
        self._process: subprocess.Popen[bytes] | None = None
        self._nonce = 0

    def start(self) -> None:
        """Run the node and wait until it answers; raises RuntimeError with its last words."""
        self._home.mkdir(parents=True, exist_ok=True)
        process = self._process = child.start(
            [
                self._program,
                *("--regtest", "--offline", "--fixed-difficulty", "1", "--keep-fakechain"),
                *("--data-dir", self._home, "--log-file", self._home / "monerod.log"),
                *("--rpc-bind-ip", "127.0.0.1", "--rpc-bind-port", str(self.port)),
                *("--rpc-ssl", "disabled", "--disable-rpc-ban"),  # no certificate: starts faster
                *("--p2p-bind-ip", "127.0.0.1", "--p2p-bind-port", str(free_port())),
                *("--zmq-rpc-bind-ip", "127.0.0.1", "--zmq-rpc-bind-port", str(free_port())),
                *("--zmq-pub", self.zmq_url, "--no-igd", "--check-updates", "disabled"),
                *("--disable-dns-checkpoints", "--non-interactive", *self._options),
            ],
            log=self._home / "said.log",
        )
        if not self.rpc.wait_until_ready(lambda: process.poll() is None):
            self.stop()
            said = (self._home / "said.log").read_text(errors="replace")[-500:]
            raise RuntimeError(f"monerod did not start: {said}")

    def stop(self) -> None:
        """End the process; its chain waits on disk for the next start."""
        if self._process is not None:
            child.end(self._process)

    def mine(self, blocks: int = 1, to: str = NOBODY) -> int:
        """Put what is in the pool into blocks; returns the new height."""
        return int(self.rpc("generateblocks", amount_of_blocks=blocks, wallet_address=to)["height"])

    def reorg(self, depth: int) -> None:
        """Replace the last blocks by one more of new ones; their payments go back to the pool."""
        below = self.height() - depth
        block = self.block(below)["hash"]
        for _ in range(depth + 1):
            self._nonce += 1000  # else the very blocks that are there would be made again
            made = self.rpc(
                "generateblocks",
                amount_of_blocks=1,
                wallet_address=NOBODY,
                prev_block=block,
                starting_nonce=self._nonce,
            )
            (block,) = made["blocks"]

    def pop(self, blocks: int) -> None:
        """Take the last blocks back without others in their place; payments go to the pool."""
        self.rpc.post("/pop_blocks", {"nblocks": blocks})

    def send(self, tx_hex: str, *, is_withheld: bool = False) -> dict[str, Any]:
        """Hand a signed transaction to the node; says why it was refused, if it was.

        One that is withheld the node keeps to itself.
        """
        said: dict[str, Any] = self.rpc.post(
            "/send_raw_transaction", {"tx_as_hex": tx_hex, "do_not_relay": is_withheld}
        )
        return said

    def has_relayed(self, txid: str) -> bool:
        """Whether a pending transaction was passed on; before that it is not mined either."""
        asked = {"txs_hashes": [txid]}
        return all(tx["relayed"] for tx in self.rpc.post("/get_transactions", asked)["txs"])

    def flush(self, *txids: str) -> None:
        """Make the node forget pending transactions: these, or all."""
        self.rpc("flush_txpool", txids=list(txids))

    def pool(self) -> list[str]:
        """The transactions that wait."""
        there = self.rpc.post("/get_transaction_pool", {}).get("transactions", ())
        return [tx["id_hash"] for tx in there]

    def height(self) -> int:
        """The number of the newest block."""
        return int(self.rpc("get_info")["height"]) - 1

    def block(self, height: int) -> dict[str, Any]:
        """A block's header."""
        header: dict[str, Any] = self.rpc("get_block_header_by_height", height=height)
        if header["status"] != "OK":
            raise RpcError(header["status"])
        found: dict[str, Any] = header["block_header"]
        return found
