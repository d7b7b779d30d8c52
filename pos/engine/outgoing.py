"""Refunds that the owner's own wallet pays: found on the chain by address, coin and exact amount.

A payment counts for one refund only, and only if it is newer than the plan. What was found is kept
on the shelf before the chain's mark moves on, because no later look tells of it again.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import Amount
from pos.domain.payment.deposit import DepositKey, Sighting
from pos.domain.payment.facts import RefundSent
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.payment.restored import is_in_doubt
from pos.domain.ports.chain import Glance
from pos.domain.ports.shops import Shelf
from pos.engine.hints import SLACK_S, Hints
from pos.engine.watchlist import Watchlist

_REMEMBERED_S: Final = 24 * 3_600


@dataclass(frozen=True, slots=True)
class _Expected:
    """A refund that somebody has to pay by hand. `height` was seen when it was planned, or 0."""

    invoice: InvoiceId
    to: str
    amount: Amount
    since: int
    height: int


@dataclass(frozen=True, slots=True)
class _Match:
    """The payment that was found for a refund."""

    txid: str
    index: str
    address: str
    height: int
    block_time: int = 0


class Outgoing:
    """What one chain's watch looks out for besides money that comes in."""

    def __init__(self, chain: ChainId, watchlist: Watchlist, shelf: Shelf, depth: int) -> None:
        """`depth`: so many blocks make a payment final."""
        self._chain = chain
        self._watchlist = watchlist
        self._shelf = shelf
        self._depth = depth
        self._expected: dict[str, _Expected] = {}
        self._matches: dict[str, _Match] = {}
        self._height = 0
        self._pool: dict[DepositKey, int] = {}
        """When each pending payment was first seen."""
        self.hints = Hints(chain, watchlist, shelf)
        """What another machine may have paid."""

    async def start(self) -> None:
        """Remember what an earlier run had found."""
        await self.hints.start()
        kept = await self._shelf.kept(self._name)
        if kept is not None:
            self._matches = {id: _Match(*fields) for id, fields in json.loads(kept).items()}

    def follow(self, invoice: Invoice, refund: Refund, *, is_ours: bool) -> None:
        """Look out for a refund that only the owner's wallet can pay, or that is in doubt."""
        if refund.stage is RefundStage.PLANNED and (refund.handed_to or not is_ours):
            self.expect(invoice.id, refund)
        else:
            self.release(refund.id)
        if is_in_doubt(invoice, refund):
            own = frozenset(tx for each in invoice.refunds for tx in _txids_of(each))
            self.hints.expect(refund, min(refund.planned_at, invoice.created_at), own)
        else:
            self.hints.release(refund.id)

    def forget(self, refund_id: str) -> None:
        """It is done with."""
        self.release(refund_id)
        self.hints.release(refund_id)

    def expect(self, invoice: InvoiceId, refund: Refund) -> None:
        """Look out for the payment of a planned refund, of what the owner's wallet was asked for.

        Saying it again changes no more than that amount.
        """
        known, since = self._expected.get(refund.id), refund.planned_at
        if known is None:
            self._watchlist.expect(refund.to, since)
        height = known.height if known else self._height
        asked = Amount(refund.handed_units or refund.amount.units, refund.amount.asset)
        self._expected[refund.id] = _Expected(invoice, refund.to, asked, since, height)

    def release(self, refund_id: str) -> None:
        """Look out for it no longer."""
        expected = self._expected.pop(refund_id, None)
        if expected is not None:
            self._watchlist.release(expected.to)

    async def facts_of(self, glance: Glance, at: int) -> list[tuple[InvoiceId, RefundSent]]:
        """The refunds that are paid for good now. Call it before the chain's mark moves on."""
        self._note_pending(glance, at)
        matches = dict(self._still_there(glance))
        for sighting in sorted(glance.sightings, key=lambda s: (s.height or 0, s.position)):
            refund_id = self._refund_paid_by(sighting, matches)
            if refund_id is not None:
                matches[refund_id] = _match_of(sighting)
        await self._keep(matches, at)
        await self.hints.note(glance.sightings)
        self._height = glance.height
        return [
            (expected.invoice, RefundSent(at=at, refund_id=id, txid=matches[id].txid))
            for id, expected in self._expected.items()
            if id in matches and glance.height - matches[id].height + 1 >= self._depth
        ]

    def _note_pending(self, glance: Glance, at: int) -> None:
        young = {key: first for key, first in self._pool.items() if first > at - _REMEMBERED_S}
        new = {s.key: at for s in glance.sightings if s.height is None}
        self._pool = new | young

    def _still_there(self, glance: Glance) -> Iterator[tuple[str, _Match]]:
        """What was found before, where its block stands now; what left the chain is dropped."""
        seen: dict[DepositKey, Sighting] = {s.key: s for s in glance.sightings}
        for refund_id, match in self._matches.items():
            again = seen.get((self._chain, match.txid, match.index))
            if again is not None and again.height is not None:
                yield refund_id, replace(match, height=again.height)
            elif not glance.from_height <= match.height <= glance.height:
                yield refund_id, match

    def _refund_paid_by(self, sighting: Sighting, matches: dict[str, _Match]) -> str | None:
        """The refund that was planned first of those that this payment fits."""
        if (sighting.txid, sighting.index) in {(m.txid, m.index) for m in matches.values()}:
            return None
        fitting = [
            (expected.since, id)
            for id, expected in self._expected.items()
            if id not in matches and self._fits(sighting, expected)
        ]
        return min(fitting)[1] if fitting else None

    def _fits(self, sighting: Sighting, expected: _Expected) -> bool:
        is_right = (sighting.address, sighting.amount) == (expected.to, expected.amount)
        if not is_right or sighting.height is None or sighting.block_time is None:
            return False
        if self._pool.get(sighting.key, expected.since) < expected.since:
            return False
        slack_s = SLACK_S if sighting.height > expected.height else 0
        return sighting.block_time >= expected.since - slack_s

    async def _keep(self, matches: dict[str, _Match], at: int) -> None:
        """Write it down; what was paid once is remembered while it could be taken for another."""
        addresses, young = {e.to for e in self._expected.values()}, at - _REMEMBERED_S
        kept = {
            id: match
            for id, match in matches.items()
            if match.address in addresses or match.block_time > young
        }
        if kept == self._matches:
            return
        await self._shelf.keep(self._name, _written(kept.items()))
        self._matches = kept

    @property
    def _name(self) -> str:
        return f"outgoing:{self._chain}"


def _txids_of(refund: Refund) -> Iterator[str]:
    yield from (tx.txid for tx in refund.versions)
    if refund.txid is not None:
        yield refund.txid


def _match_of(sighting: Sighting) -> _Match:
    assert sighting.height is not None
    assert sighting.block_time is not None
    return _Match(
        sighting.txid, sighting.index, sighting.address, sighting.height, sighting.block_time
    )


def _written(matches: Iterable[tuple[str, _Match]]) -> str | None:
    lines = {id: [m.txid, m.index, m.address, m.height, m.block_time] for id, m in matches}
    return json.dumps(lines) if lines else None
