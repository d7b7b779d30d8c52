"""What speaks against a payment that waits in the pool, by what the node knows of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pos.chains.bitcoin.core.wire import PoolEntry
from pos.chains.bitcoin.network import Network
from pos.domain.payment.deposit import Caution

COIN: Final = 10**8
"""Atomic units in a coin, on every chain of this kind."""
_KVB: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a waiting transaction.

    `signals` is whether it says itself that it may be replaced; `fair_fee` what 1,000 virtual bytes
    should pay now, in atomic units; `is_contested` that the node has proof of a double spend;
    `is_current` that it has all blocks, in one of which the same money may be spent otherwise.
    """

    entry: PoolEntry
    signals: bool
    vsize: int
    fair_fee: int
    is_contested: bool
    is_current: bool


def cautions_of(evidence: Evidence, network: Network) -> tuple[Caution, ...]:
    """The cautions for a payment of the pool, sorted.

    Only those transactions count as replaceable that say so (BIP125, or by version 3, BIP431), or
    whose unmined parents do.
    Most nodes replace the others, too, by now, but no usual wallet offers that: it takes intent, as
    any double spend does, and the table of amounts is the answer to that. Were all of them marked,
    the table's first step would never apply.
    """
    return tuple(sorted(_found(evidence, network)))


def units(coins: Decimal) -> int:
    """Whole coins, as nodes write them, in atomic units."""
    return int(coins * COIN)


def _found(evidence: Evidence, network: Network) -> Iterator[Caution]:
    entry = evidence.entry
    if network.has_replacement and (evidence.signals or entry.replaceable):
        yield Caution.REPLACEABLE
    if entry.depends:
        yield Caution.UNCONFIRMED_PARENT
    if evidence.is_contested:
        yield Caution.DOUBLE_SPENT
    fee = entry.fees.base if entry.fees else entry.fee
    if fee is None or entry.depends is None or not evidence.is_current:
        yield Caution.UNPROVEN
    elif units(fee) * _KVB < evidence.fair_fee * (entry.vsize or entry.size or evidence.vsize):
        yield Caution.LOW_FEE
