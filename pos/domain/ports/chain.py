"""What a watcher asks of a chain, and the addresses of a wallet on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos.domain.ids import ChainId, WalletId
from pos.domain.money import Amount, Asset
from pos.domain.payment.coin import Coin
from pos.domain.payment.deposit import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """An address whose balance is to be checked, because some money leaves no transfer.

    `accounted` is the confirmed sum of its known deposits.
    """

    address: str
    accounted: Amount


class Watched(Protocol):
    """The addresses of ours on one chain. Every answer is a hash look-up."""

    def __contains__(self, address: object, /) -> bool:
        """Is this address ours? Addresses are the chain's canonical text (EVM: lower case)."""

    def oldest_at(self) -> int | None:
        """When the oldest address was first shown, in UNIX seconds; None if there is none."""

    def since(self, place: int) -> Sequence[tuple[str, int]]:
        """The addresses from this place of the list on, each with when it was first shown.

        The list only grows: 0 gives all of it, and the place to go on from is `place` and as many
        more as were given.
        """

    def suspects(self, asset: Asset, limit: int) -> Sequence[Suspect]:
        """At most `limit` addresses whose balance in this asset is to be checked in this look.

        Each one comes up often while it is young and ever more rarely later.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What one successful reading of a chain brought.

    All payments to watched addresses in blocks `from_height`..`height`, and in the pool where
    `with_pool`: a known payment that should be in that range and is not has gone. `cursor` is
    the chain's own note of where the next look goes on, opaque to everybody else. `is_behind`
    says that the head is further on: more blocks are to be read before anything is missing; then
    `head` is how far, where that is known.
    """

    height: int
    from_height: int
    with_pool: bool
    sightings: tuple[Sighting, ...]
    cursor: str
    block_time: int | None = None
    is_behind: bool = False
    head: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One server or node that a chain is read from, as it was found last.

    `name` is for people and holds no secret (`host:port`, with the kind of source where there are
    several); `height` its newest block, None if it never told; `trouble` is "" while it is well.
    """

    name: str
    is_connected: bool
    height: int | None = None
    trouble: str = ""


class Chain(Protocol):
    """A chain that can be read."""

    @property
    def id(self) -> ChainId:
        """CAIP-2 name."""

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        """Read everything since the cursor (None: start at the head), reorganised blocks again.

        A long gap is read in bounded chunks: a Glance may stop short of the head, and the next
        look goes on from its cursor. Raises Trouble if the chain cannot be read, and Distrust if
        its sources contradict each other; then nothing may be concluded.
        """

    async def changed(self) -> None:
        """Return as soon as another look is worth it: pushed news, or the poll interval."""

    def sources(self) -> Sequence[Source]:
        """How each server or node of this chain was found last. Never waits."""

    async def close(self) -> None:
        """Let go of connections."""


class Wallet(Protocol):
    """A source of receiving addresses that needs no private key."""

    @property
    def id(self) -> WalletId:
        """Fingerprint of the public key: two chains with one key share one index."""

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        """The addresses number `first`.. in canonical text; the same numbers give the same ones."""


class Scribe(Protocol):
    """How a coin's payment request is written."""

    def qr(self, due: Amount, address: str) -> str:
        """The text of the default QR code."""

    def uri(self, due: Amount, address: str) -> str:
        """The wallet link (BIP21, EIP-681)."""

    def address(self, text: str) -> str:
        """An address that somebody typed, in the chain's canonical text.

        Raises Refused("invalid_address") in words for a customer, saying what is wrong: no address
        at all, mistyped, of another network.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way to pay that the shop offers: coin, chain to watch, addresses to use."""

    coin: Coin
    chain: ChainId
    wallet: Wallet
    scribe: Scribe
