"""Payments on the chain that look like refunds which a lost machine sent: for people to judge.

What exactly it sent nobody here knows, because it took the network's fee off. So nothing is
concluded from it: whoever has to decide on a refund is told of it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pos.domain.ids import ChainId
from pos.domain.payment.deposit import Sighting
from pos.domain.payment.refund import Refund
from pos.domain.ports.shops import Shelf
from pos.engine.watchlist import Watchlist

SLACK_S: Final = 2 * 3_600
"""A block's time is what its miner says; no more than this wrong by Bitcoin's rule."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A payment to the address that a refund was planned to."""

    txid: str
    index: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubt:
    """A refund that another machine may have paid since; this shop's `own` payments are none."""

    refund: Refund
    since: int
    own: frozenset[str]


class Hints:
    """What one chain's watch looks out for while refunds from a backup are in doubt."""

    def __init__(self, chain: ChainId, watchlist: Watchlist, shelf: Shelf) -> None:
        self._name = f"hints:{chain}"
        self._watchlist = watchlist
        self._shelf = shelf
        self._expected: dict[str, _Doubt] = {}
        self._found: dict[str, Hint] = {}

    async def start(self) -> None:
        """Remember what an earlier run had found."""
        kept = await self._shelf.kept(self._name)
        if kept is not None:
            self._found = {id: Hint(*fields) for id, fields in json.loads(kept).items()}

    def expect(self, refund: Refund, since: int, own: frozenset[str] = frozenset()) -> None:
        """Look out for whoever else may have paid it; saying it again changes nothing.

        It may be planned anew here, long after the lost machine did the same: `since` is when its
        sale began. `own` are the transactions that this shop knows to be of other refunds.
        """
        if refund.id not in self._expected:
            self._expected[refund.id] = _Doubt(refund=refund, since=since, own=own)
            self._watchlist.expect(refund.to, since)

    def release(self, refund_id: str) -> None:
        """Look out for it no longer."""
        doubt = self._expected.pop(refund_id, None)
        if doubt is not None:
            self._watchlist.release(doubt.refund.to)

    def of(self, refund_id: str) -> Hint | None:
        """What looks like its payment; None if nothing was seen."""
        return self._found.get(refund_id)

    async def note(self, sightings: Iterable[Sighting]) -> None:
        """Keep what looks like one of them. Call it before the chain's mark moves on."""
        found = {id: hint for id, hint in self._found.items() if id in self._expected}
        for seen in sightings:
            fitting = (id for id, doubt in self._expected.items() if _fits(seen, doubt))
            hint = Hint(seen.txid, seen.index, seen.amount.units)
            for id in fitting:
                if id not in found and hint not in found.values():
                    found[id] = hint
        if found != self._found:
            await self._shelf.keep(self._name, _written(found))
            self._found = found


def _fits(seen: Sighting, doubt: _Doubt) -> bool:
    """Whether it may be this refund less its fee, which takes no more than half."""
    refund = doubt.refund
    if seen.txid in doubt.own:
        return False
    is_right = (seen.address, seen.amount.asset) == (refund.to, refund.amount.asset)
    if not is_right or seen.height is None or seen.block_time is None:
        return False
    is_enough = seen.amount.units <= refund.amount.units <= 2 * seen.amount.units
    return is_enough and seen.block_time >= doubt.since - SLACK_S


def _written(found: dict[str, Hint]) -> str | None:
    lines = {id: [hint.txid, hint.index, hint.units] for id, hint in found.items()}
    return json.dumps(lines) if lines else None
