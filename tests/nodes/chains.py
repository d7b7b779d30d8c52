"""A node with history: blocks and a funded payer, made once and kept, so that a start is quick."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from tests.nodes.bitcoin import WALLET, BitcoinNode, NodeKind
from tests.nodes.debs import extracted, version_of
from tests.nodes.fetch import cache
from tests.nodes.kept import kept
from tests.nodes.payer import UNITS_PER_COIN, Payer
from tests.nodes.running import running

RECIPE: Final = 1  # another number for each change of what is made here or how nodes are started
COINS: Final = 200  # mined and independent, each of two whole ones
MATURE_AFTER: Final = 100  # blocks, before mined money can be spent
# Both keep room in their block files; a copy for each test should not.
BLOCK_FILES: Final = ("blk00000.dat", "rev00000.dat")
PAGE: Final = 64 * 1024


def program(kind: NodeKind) -> Path:
    """The node program, fetched when it is not here yet; raises NodeMissing."""
    home = extracted(kind.package, kind.suite, (kind.program,))
    return home / "bin" / kind.program


def prepared(kind: NodeKind) -> Path:
    """The folder of the kept chain, named after the program's version; raises NodeMissing."""
    runs = program(kind)
    name = f"chain-{RECIPE}-{kind.package}-{version_of(kind.package, kind.suite)}"
    return kept(cache() / name, partial(_make, kind, runs))


def node_at(home: Path, kind: NodeKind) -> BitcoinNode:
    """A node on a copy of the kept chain, not started; raises NodeMissing.

    The chain is 120 blocks high; the last ten of them pay nobody.
    """
    node = BitcoinNode(kind, program(kind), home)
    shutil.copytree(prepared(kind), node.folder)
    return node


@contextmanager
def running_at(home: Path, kind: NodeKind) -> Iterator[BitcoinNode]:
    """The same, running for as long as it is needed, and with a block of today."""
    with running(node_at(home, kind)) as node:
        node.mine()  # or the node believes that it is years behind
        yield node


def _make(kind: NodeKind, runs: Path, into: Path) -> None:
    home = into.parent / "node"
    home.mkdir()
    node = BitcoinNode(kind, runs, home)
    node.start()
    usual = None  # the kind of wallet differs: no SQLite was compiled into the older program
    node.rpc("createwallet", WALLET, False, False, "", False, usual, True)
    payer = Payer(node)
    node.rpc("generatetoaddress", 9, payer.home)
    node.mine(MATURE_AFTER)
    payer.pay([(payer.home, 2 * UNITS_PER_COIN)] * COINS)
    node.mine()
    node.mine(10)
    node.stop()
    (node.folder / "regtest" / "debug.log").unlink()
    for name in BLOCK_FILES:
        _cut(node.folder / "regtest" / "blocks" / name)
    shutil.copytree(node.folder, into, dirs_exist_ok=True)


def _cut(blocks: Path) -> None:
    """Give the room behind the last block back, up to a page."""
    used = len(blocks.read_bytes().rstrip(b"\0"))
    os.truncate(blocks, (used // PAGE + 2) * PAGE)
