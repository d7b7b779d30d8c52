"""What a look at a chain means for an invoice's deposits, before any rule about money is asked."""

from dataclasses import replace
from typing import Final

from pos.domain.payment.deposit import Caution, Deposit, Look, Sighting
from pos.domain.payment.facts import Observed
from pos.domain.payment.invoice import Invoice

ENDED_BY_A_BLOCK: Final = frozenset({Caution.DOUBLE_SPENT, Caution.NO_RECEIPT, Caution.UNPROVEN})


def merge(invoice: Invoice, fact: Observed) -> Invoice:
    """The invoice with its deposits as this look knows them.

    A look older than the one a deposit was last seen by can only make its dates earlier.
    """
    known = {deposit.key: deposit for deposit in invoice.deposits}
    for sighting in fact.sightings:
        known[sighting.key] = _sighted(known.get(sighting.key), sighting, fact.look)
    told = {sighting.key for sighting in fact.sightings}
    for key, deposit in known.items():
        if key not in told:
            known[key] = _unsighted(deposit, fact)
    ordered = sorted(known.values(), key=lambda d: (d.first_seen_at, d.key))
    return replace(invoice, deposits=tuple(ordered))


def _sighted(known: Deposit | None, sighting: Sighting, look: Look) -> Deposit:
    """One deposit as this look shows it.

    It is dated as early as anybody could have paid it: when it was first seen, when its block
    was made, or when we last looked before.
    """
    counted_at = min(t for t in (look.at, sighting.block_time, look.previous_at) if t is not None)
    fresh = Deposit(
        chain=sighting.chain,
        txid=sighting.txid,
        index=sighting.index,
        address=sighting.address,
        amount=sighting.amount,
        height=sighting.height,
        position=sighting.position,
        sender=sighting.sender,
        first_seen_at=look.at,
        counted_at=counted_at,
        placed_by=look.number,
        head=look.height,
        head_by=look.number,
        cautions=sighting.cautions,
    )
    if known is None:
        return fresh
    newest = _judged(fresh, known) if look.number >= known.placed_by else known
    dated = replace(
        newest,
        first_seen_at=min(known.first_seen_at, look.at),
        counted_at=min(known.counted_at, counted_at),
    )
    return _deepened(replace(dated, head=known.head, head_by=known.head_by), look)


def _judged(fresh: Deposit, known: Deposit) -> Deposit:
    """A payment of the pool that is mined now keeps the cautions it came with.

    What a block holds is proven, has been carried out, and is not spent twice.
    """
    if fresh.height is None:
        return fresh
    kept = set(known.cautions) - ENDED_BY_A_BLOCK | set(fresh.cautions)
    return replace(fresh, cautions=tuple(sorted(kept)))


def _unsighted(deposit: Deposit, fact: Observed) -> Deposit:
    """A known deposit that this look does not name: gone if it says so, else only deeper."""
    look = fact.look
    if deposit.chain != look.chain:
        return deposit
    if deposit.key in fact.gone and look.number >= deposit.placed_by:
        deposit = replace(deposit, gone=True, height=None, placed_by=look.number)
    return _deepened(deposit, look)


def _deepened(deposit: Deposit, look: Look) -> Deposit:
    """The newest look says where the head is."""
    if look.number < deposit.head_by:
        return deposit
    return replace(deposit, head=look.height, head_by=look.number)
