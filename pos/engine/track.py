"""What one chain's watch must keep in mind between looks, learnt from the Feed.

Its size follows the payments under way, not the invoices that merely wait.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.deposit import Caution, Deposit, DepositKey, Look, Sighting
from pos.domain.payment.facts import Observed
from pos.domain.payment.invoice import Invoice, prompt_at
from pos.domain.payment.received import explained_at
from pos.domain.payment.stage import is_open
from pos.domain.ports.chain import Glance
from pos.domain.ports.journal import WatchedAddress
from pos.engine.feed import InvoiceMoved, News
from pos.engine.watchlist import Watchlist


@dataclass(frozen=True, slots=True)
class _Shallow:
    """A deposit that may still leave the chain."""

    invoice: InvoiceId
    height: int | None
    cautions: tuple[Caution, ...]


class Track:
    """The open ends of one chain: shallow deposits, invoices that deepen, deadlines to come."""

    def __init__(self, chain: ChainId, watchlist: Watchlist, final_depth: int) -> None:
        self._chain = chain
        self._final_depth = final_depth
        self.watchlist = watchlist
        self._shallow: dict[DepositKey, _Shallow] = {}
        self._deepening: dict[InvoiceId, int] = {}
        self._deadlines: dict[InvoiceId, int] = {}
        self._due: list[tuple[int, InvoiceId]] = []
        self.newest_look = 0
        """The highest number of a look that any deposit was committed with, also before a crash
        that came too soon for the mark."""

    def hear(self, news: News) -> None:
        """Take in a committed invoice."""
        if isinstance(news, InvoiceMoved):
            self.follow(news.invoice)

    def remember(self, known: WatchedAddress) -> None:
        """Watch an address from an earlier run."""
        self.watchlist.add(known.address, known.invoice, known.asset, known.created_at)
        self.watchlist.account(known.address, known.accounted)

    def follow(self, invoice: Invoice) -> None:
        """Note everything about an invoice that a later look must come back to."""
        prompts = [p for p in invoice.prompts if p.due.asset.chain == self._chain]
        if not prompts:
            return
        for prompt in prompts:
            self.watchlist.add(prompt.address, invoice.id, prompt.due.asset, invoice.created_at)
            self.watchlist.account(prompt.address, explained_at(invoice, prompt.address))
        mine = [d for d in invoice.deposits if d.chain == self._chain]
        self.newest_look = max([self.newest_look, *(d.head_by for d in mine)])
        self._follow_deadline(invoice)
        self._follow_depth(invoice, mine)

    def facts_of(self, glance: Glance, look: Look, *, has_grown: bool) -> dict[InvoiceId, Observed]:
        """What a glance says about each invoice it concerns, one fact for each.

        `has_grown` says that the head is higher than at the look before.
        """
        seen: dict[InvoiceId, list[Sighting]] = {}
        gone: dict[InvoiceId, list[DepositKey]] = {}
        for sighting in glance.sightings:
            owner = self.watchlist.owner(sighting.address)
            if owner is not None and not self._is_known(sighting):
                seen.setdefault(owner, []).append(sighting)
        for id, key in self._missing(glance, look):
            gone.setdefault(id, []).append(key)
        moved = dict.fromkeys((*seen, *gone, *self._concerned(glance, look, has_grown=has_grown)))
        return {
            id: Observed(look=look, sightings=tuple(seen.get(id, ())), gone=tuple(gone.get(id, ())))
            for id in moved
        }

    def _is_known(self, sighting: Sighting) -> bool:
        """A payment that is where it was is no news, such as one that waits in the pool.

        What is said against a pending one may change; a mined one keeps what was said before, and
        only more of it is news.
        """
        shallow = self._shallow.get(sighting.key)
        if shallow is None or shallow.height != sighting.height:
            return False
        if shallow.height is None:
            return shallow.cautions == sighting.cautions
        return set(sighting.cautions) <= set(shallow.cautions)

    def _missing(self, glance: Glance, look: Look) -> Iterator[tuple[InvoiceId, DepositKey]]:
        """Known payments that should be in what was read, and are not."""
        found = {sighting.key for sighting in glance.sightings}
        for key, shallow in self._shallow.items():
            if shallow.height is None:
                was_read = glance.with_pool and look.is_complete
            else:
                was_read = glance.from_height <= shallow.height <= glance.height
            if was_read and key not in found:
                yield shallow.invoice, key

    def _follow_deadline(self, invoice: Invoice) -> None:
        waits = is_open(invoice) and invoice.paused_at is None
        if not waits or invoice.deadline is None or self._chain in invoice.looked_past:
            self._deadlines.pop(invoice.id, None)
        elif self._deadlines.get(invoice.id) != invoice.deadline:
            self._deadlines[invoice.id] = invoice.deadline
            heapq.heappush(self._due, (invoice.deadline, invoice.id))

    def _follow_depth(self, invoice: Invoice, deposits: list[Deposit]) -> None:
        for deposit in deposits:
            if deposit.gone or deposit.confirmations >= self._depth_of(invoice, deposit):
                self._shallow.pop(deposit.key, None)
            else:
                self._shallow[deposit.key] = _Shallow(invoice.id, deposit.height, deposit.cautions)
        self._deepening.pop(invoice.id, None)
        told_at = [self._told_at(invoice, d) for d in deposits if d.key in self._shallow]
        if told_at:
            self._deepening[invoice.id] = min(told_at)

    def _told_at(self, invoice: Invoice, deposit: Deposit) -> int:
        """The height at which this deposit's depth next matters.

        Each block counts until it is as deep as the sale needs; after that only the last one.
        """
        needed = _needed(invoice, deposit)
        if deposit.height is None or deposit.confirmations < needed or is_open(invoice):
            return 0
        return deposit.height + self._final_depth - 1

    def _depth_of(self, invoice: Invoice, deposit: Deposit) -> int:
        """How deep a deposit is looked after: the shop may have promised to wait for longer."""
        return max(self._final_depth, _needed(invoice, deposit))

    def _concerned(self, glance: Glance, look: Look, *, has_grown: bool) -> Iterator[InvoiceId]:
        """The invoices that this look moves without having found anything for them."""
        if has_grown:
            yield from (id for id, height in self._deepening.items() if glance.height >= height)
        if look.is_complete:
            yield from self._overdue(look.at)

    def _overdue(self, now: int) -> list[InvoiceId]:
        """Invoices past their deadline. They stay noted until a commit says that they moved."""
        overdue: list[tuple[int, InvoiceId]] = []
        while self._due and self._due[0][0] < now:
            deadline, id = heapq.heappop(self._due)
            if self._deadlines.get(id) == deadline:
                overdue.append((deadline, id))
        for entry in overdue:
            heapq.heappush(self._due, entry)
        return [id for _, id in overdue]


def _needed(invoice: Invoice, deposit: Deposit) -> int:
    """How many blocks make a deposit final for its sale, at least the one it is in."""
    prompt = prompt_at(invoice, deposit.address)
    return max(1, prompt.acceptance.needed_for(deposit) if prompt else 1)
