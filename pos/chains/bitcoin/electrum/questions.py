"""What is asked of a server, and the shapes of its answers."""

import hashlib
from collections.abc import Iterable
from typing import Annotated, Final

import msgspec

from pos.chains.bitcoin.electrum.link import Question
from pos.chains.bitcoin.network import Work

TIPS: Final = "blockchain.headers.subscribe"
STATUSES: Final = "blockchain.scripthash.subscribe"
VERSIONS: Final = ("1.4", "1.4.3")
"""The protocol's versions this is written for."""


class Tip(msgspec.Struct, frozen=True):
    """A server's newest block."""

    height: Annotated[int, msgspec.Meta(ge=0)]
    hex: str


class Features(msgspec.Struct, frozen=True):
    """What a server says it serves."""

    genesis_hash: str


class Chunk(msgspec.Struct, frozen=True):
    """Headers in a row; fewer than asked for where there are no more, or the server's limit is."""

    count: int
    hex: str


Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Item(msgspec.Struct, frozen=True):
    """One transaction of an address's history.

    `height` is 0 in the pool and -1 there on top of unconfirmed money; `fee` only there.
    """

    tx_hash: Hash
    height: int
    fee: int | None = None


class Merkle(msgspec.Struct, frozen=True):
    """The way from a transaction to its block's merkle root."""

    block_height: int
    pos: int
    merkle: list[Hash]


def headers(first: int, count: int, work: Work) -> Question:
    """Answered by Chunk.

    Merged-mined headers come without the other chain's block where a proof is asked for that leads
    to some newer header (from version 1.4.1 on); the proof itself is of no use.
    """
    leads_to = (first + count - 1,) if work is Work.MERGED else ()
    return Question("blockchain.block.headers", (first, count, *leads_to))


def subscribe(scripthash: str) -> Question:
    """Answered by a status, or null without history; also tells it whenever it changes."""
    return Question(STATUSES, (scripthash,))


def history(scripthash: str) -> Question:
    """Answered by a list of Item."""
    return Question("blockchain.scripthash.get_history", (scripthash,))


def transaction(txid: str) -> Question:
    """Answered by the raw transaction in hexadecimal."""
    return Question("blockchain.transaction.get", (txid,))


def merkle(txid: str, height: int) -> Question:
    """Answered by Merkle."""
    return Question("blockchain.transaction.get_merkle", (txid, height))


def scripthash_of(script: bytes) -> str:
    """The name that the protocol has for a script."""
    return hashlib.sha256(script).digest()[::-1].hex()


def status_of(items: Iterable[Item]) -> str | None:
    """The status of a history as the protocol defines it."""
    text = "".join(f"{item.tx_hash}:{item.height}:" for item in items)
    return hashlib.sha256(text.encode()).hexdigest() if text else None
