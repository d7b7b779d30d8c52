"""Money at addresses that a lost machine may have shown: the sale is gone, the money is not.

After a restore from a backup some addresses are never handed out, and watched all the same. What
comes there is the shop's; only a person can find out who paid it.
"""

import json
from typing import Final

from pos.domain.ids import ChainId
from pos.domain.money import format_amount
from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Glance
from pos.domain.ports.journal import Journal
from pos.domain.ports.shops import Shelf
from pos.engine.feed import Feed, Warned
from pos.engine.watchlist import Watchlist

MOST_TOLD: Final = 500
"""So many payments are remembered, lest one be told twice."""


class Strays:
    """What one chain's watch looks out for after a restore. Each payment is told once."""

    def __init__(
        self, chain: ChainId, watchlist: Watchlist, journal: Journal, shelf: Shelf, feed: Feed
    ) -> None:
        self._chain = chain
        self._watchlist = watchlist
        self._journal = journal
        self._shelf = shelf
        self._feed = feed
        self._lost: frozenset[str] = frozenset()
        self._told: dict[str, str] = {}
        """Each payment in words, by its transaction and place."""

    async def start(self) -> None:
        """Watch the addresses that were lost, and remember what was told of them."""
        lost = await self._journal.lost_addresses(self._chain)
        for address, since in lost:
            self._watchlist.expect(address, since)
        self._lost = frozenset(address for address, _ in lost)
        kept = await self._shelf.kept(self._name)
        self._told = json.loads(kept) if kept is not None else {}

    async def note(self, glance: Glance) -> None:
        """Tell of what came there. Call it before the chain's mark moves on."""
        if not self._lost:
            return
        fresh = {_key(each): _words(each) for each in glance.sightings if self._is_new(each)}
        if not fresh:
            return
        told = [*self._told.items(), *fresh.items()][-MOST_TOLD:]
        await self._shelf.keep(self._name, json.dumps(dict(told)))
        self._told = dict(told)
        for key, words in fresh.items():
            self._feed.publish(Warned(topic=f"stray:{key}", text=words))

    def _is_new(self, seen: Sighting) -> bool:
        """Whether it is for a lost sale, in a block, and not told of yet."""
        return (
            seen.address in self._lost and seen.height is not None and _key(seen) not in self._told
        )

    @property
    def _name(self) -> str:
        return f"strays:{self._chain}"


def _key(seen: Sighting) -> str:
    return f"{seen.txid}:{seen.index}"


def _words(seen: Sighting) -> str:
    amount = f"{format_amount(seen.amount)} {seen.amount.asset.code}"
    return (
        f"{amount} came to an address of a sale that was lost with the old machine:"
        f" {seen.address}, transaction {seen.txid}"
    )
