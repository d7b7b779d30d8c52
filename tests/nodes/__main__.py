"""Fetch every node program the tests need, so that running them needs no network."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.nodes import chains, electrum, fetch, monero
from tests.nodes.bitcoin import KNOTS, LITECOIN

# The chains are mined here too, so that no test has to wait for that.
PROGRAMS: Final[dict[str, Callable[[], Path]]] = {
    "anvil": fetch.anvil,
    "axe": fetch.axe,
    "bitcoin-knots": lambda: chains.program(KNOTS),
    "bitcoin-knots chain": lambda: chains.prepared(KNOTS),
    "litecoind": lambda: chains.program(LITECOIN),
    "litecoind chain": lambda: chains.prepared(LITECOIN),
    "e-x": electrum.server,
    "monero": monero.fetch,
    "monero chain": monero.snapshot,
}


def main() -> int:
    """Say where each program lies, or why not; a missing one is a failure only with CI=true."""
    complete = True
    for name, fetched in PROGRAMS.items():
        try:
            print(name, fetched())
        except fetch.NodeMissing as why:
            print(f"{name}: {why}", file=sys.stderr)
            complete = False
    return int(not complete and os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
