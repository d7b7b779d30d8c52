"""From a customer's broadcast to the Feed's SEEN with a node of the shop's own: BTC and LTC."""

import tempfile
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Final

from pos.chains.bitcoin.core.chain import ASK_S
from tests.bench.figures import Figure
from tests.bench.shopfloor import Scene, seen_in, zmq_ear
from tests.journeys.coins_config import SHOP, bitcoin_by_node
from tests.nodes import chains
from tests.nodes.bitcoin import KNOTS, LITECOIN, NodeKind
from tests.nodes.payer import Payer

DUE: Final = 1_000_000


def seen_core() -> list[Figure]:
    """The signing of the payment is part of the time. Litecoin's node does not push."""
    return [*_seen("BTC", KNOTS), *_seen("LTC", LITECOIN)]


def _seen(code: str, kind: NodeKind) -> list[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="florin-bench-") as folder,
        chains.running_at(Path(folder), kind) as node,
    ):
        payer = Payer(node)
        return seen_in(
            Scene(
                config=SHOP + bitcoin_by_node(node, code),
                code=code,
                units=DUE,
                sign=lambda address: partial(payer.pay, [(address, DUE)]),
                mine=node.mine,
                listen=partial(zmq_ear, node.zmq, b"rawtx") if node.zmq else nullcontext,
                pause_ms=ASK_S * 1000,
                title=f"{code}: broadcast",
            )
        )


if __name__ == "__main__":
    for row in seen_core():
        print(row)
