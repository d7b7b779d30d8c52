"""A Monero chain with a customer on it, ready in a second or two from a chain mined beforehand."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from tests.nodes.debs import extracted
from tests.nodes.fetch import cache
from tests.nodes.kept import kept
from tests.nodes.monero_wallet import MoneroCustomer, WalletServer
from tests.nodes.monerod import Monerod

PROGRAMS: Final = ("monerod", "monero-wallet-rpc")
BLOCKS: Final = 200
"""Rewards can be spent after 60 blocks, and each is a coin of its own: 140 payments in a row."""


def fetch() -> Path:
    """The folder of the programs, fetched when they are not here yet (20 MB); raises NodeMissing.

    Debian 12 has 0.18.0.0, whose ZMQ tells nothing of the pool to a node without peers.
    """
    return extracted("monero", "trixie", PROGRAMS) / "bin"


def snapshot() -> Path:
    """A chain on disk of which the customer has mined every block (20 s to make, once)."""
    return kept(cache() / f"monero-chain-{BLOCKS}", partial(_mine, fetch()))


class Monero:
    """A node and a customer with coins; stopping keeps both, on the same ports."""

    def __init__(self, programs: Path, home: Path) -> None:
        """`home` may not exist yet; a chain that was there before is gone on with."""
        self._programs = programs
        self._home = home
        self.node = Monerod(programs / "monerod", home / "node")
        server = WalletServer(programs / "monero-wallet-rpc", home / "customer", self.node)
        self.customer = MoneroCustomer(server, self.node)

    @property
    def wallet_program(self) -> Path:
        """The monero-wallet-rpc that the till may start for itself."""
        return self._programs / "monero-wallet-rpc"

    def start(self) -> None:
        """Start the node, then the customer."""
        if not self._home.exists():
            shutil.copytree(snapshot(), self._home)
        self.node.start()
        self.customer.start()

    def stop(self) -> None:
        """End both."""
        self.customer.stop()
        self.node.stop()

    def wallet_server(self, name: str) -> WalletServer:
        """Another wallet-rpc on this node, not started; for the till to connect to."""
        return WalletServer(self.wallet_program, self._home / name, self.node)


def _mine(programs: Path, into: Path) -> None:
    started: list[Callable[[], None]] = []
    made = Monero(programs, into)
    try:
        started.append(made.node.stop)
        made.node.start()
        started.append(made.customer.stop)
        made.node.mine(BLOCKS, to=made.customer.create())
    finally:
        for stop in reversed(started):
            stop()
    for log in into.rglob("*.log*"):
        log.unlink()
