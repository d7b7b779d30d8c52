"""Florin's side of a real Monero chain: watchers of one wallet, each with addresses of its own."""

import itertools
from pathlib import Path

from tests.chains.monero.watcher import RealClock, Watcher, settings_of
from tests.nodes.monero import Monero
from tests.nodes.monero_wallet import WalletServer

PICONERO = 10**12
"""A whole coin has so many atomic units."""


class Till:
    """A wallet-rpc on a chain, and watchers that use it one after the other."""

    def __init__(self, net: Monero, server: WalletServer, folder: Path) -> None:
        self.net = net
        self.server = server
        self._folder = folder
        self._used = itertools.count(step=10)

    def watcher(self, **settings: object) -> Watcher:
        """A watcher as after a start of the program."""
        plain: dict[str, object] = {"poll_s": 0.2, "restore_height": 0}
        made = settings_of(
            self._folder, self.net.node.url, self.server.url, **{**plain, **settings}
        )
        return Watcher(made, RealClock())

    async def watching(self) -> tuple[Watcher, list[str]]:
        """A watcher that is up to date, and three addresses that nobody has used."""
        self.net.node.mine()  # nobody else's payments are left in the pool
        watcher = self.watcher()
        await watcher.catch_up()
        return watcher, [*await watcher.shown(3, first=next(self._used))]
