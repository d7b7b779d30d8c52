"""From a customer's broadcast to the Feed's SEEN with a Monero node of the shop's own."""

import tempfile
from functools import partial
from pathlib import Path
from typing import Final

from tests.bench.figures import Figure
from tests.bench.shopfloor import Scene, seen_in, zmq_ear
from tests.journeys.coins_config import SHOP, monero_by_own_wallet
from tests.nodes import monero
from tests.nodes.monero import Monero
from tests.nodes.running import running

TOPIC: Final = b"json-minimal-txpool_add"
DUE: Final = 10**10


def seen_monero() -> list[Figure]:
    """Payments are signed beforehand.

    Most of the time before the push is the node's own checking of the transaction.
    """
    with (
        tempfile.TemporaryDirectory(prefix="florin-bench-") as folder,
        running(Monero(monero.fetch(), Path(folder) / "net")) as net,
    ):
        return seen_in(
            Scene(
                config=SHOP + monero_by_own_wallet(net),
                code="XMR",
                units=DUE,
                sign=lambda address: partial(
                    net.customer.send, net.customer.sign([(address, DUE)])
                ),
                mine=net.node.mine,
                listen=partial(zmq_ear, net.node.zmq_url, TOPIC),
                title="XMR: broadcast",
            )
        )


if __name__ == "__main__":
    for row in seen_monero():
        print(row)
