"""A wallet on a real chain that refunds are paid from, and payers that use it."""

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pos.chains.monero.paying.payer import MoneroPayer
from pos.chains.monero.paying.settings import SpendSettings
from pos.domain.ports.payer import PayBack
from tests.chains.monero.watcher import XMR, RealClock, xmr
from tests.nodes.monero import Monero

DEPTH = 5
"""So many confirmations nobody takes back, here."""
UNLOCKED = 10
"""What was received can be spent after so many blocks."""
MOST = 15
"""So many outputs fit into one payment, beside the change."""
_numbers = itertools.count(1)


class Purse:
    """A spend wallet in a wallet-rpc of its own, without a passphrase."""

    def __init__(self, net: Monero, name: str) -> None:
        self.net = net
        self.server = net.wallet_server(name)

    def start(self) -> None:
        """A new wallet with nothing in it."""
        self.server.start()
        self.server.rpc("create_wallet", filename="purse", password="", language="English")

    def stop(self) -> None:
        """End the program."""
        self.server.stop()

    @property
    def address(self) -> str:
        """Where it can be filled up."""
        return str(self.server.rpc("get_address")["address"])

    def fill(self, *units: int) -> None:
        """Pay these coins to it and wait until they can be spent."""
        to = self.address
        for at in range(0, len(units), MOST):
            self.net.customer.pay([(to, each) for each in units[at : at + MOST]])
        self.net.node.mine(UNLOCKED)

    def key_images(self) -> list[str]:
        """What it has that is not spent."""
        return [each["key_image"] for each in self._unspent()]

    def frozen(self) -> list[str]:
        """What it is to leave alone."""
        return [each["key_image"] for each in self._unspent() if each["frozen"]]

    def payer(self, **settings: object) -> MoneroPayer:
        """A payer as after a start of the program."""
        plain: dict[str, object] = {"wallet_rpc": self.server.url}
        return MoneroPayer(spending(self.net, **{**plain, **settings}), RealClock())

    def _unspent(self) -> Sequence[dict[str, Any]]:
        self.server.rpc("refresh")
        found: Sequence[dict[str, Any]] = self.server.rpc(
            "incoming_transfers", transfer_type="available"
        ).get("transfers", ())
        return found


def spending(net: Monero, **settings: object) -> SpendSettings:
    """How refunds are paid on this chain."""
    plain: dict[str, object] = {
        "asset": XMR,
        "daemons": (net.node.url,),
        "folder": Path("nowhere"),
        "dust_units": 10**9,
        "final_depth": DEPTH,
        "program": net.wallet_program,
    }
    return SpendSettings(**{**plain, **settings})  # type: ignore[arg-type]


def order(to: str, units: int) -> PayBack:
    """One refund."""
    return PayBack(id=f"refund-{next(_numbers)}", amount=xmr(units), to=to)
