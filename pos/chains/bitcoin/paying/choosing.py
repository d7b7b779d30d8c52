"""Which outputs a payment spends: as few as can be, for its receiver bears the fee of each."""

from collections.abc import Iterable, Sequence
from typing import Final

from pos.chains.bitcoin.paying.unspent import Unspent

MOST: Final = 200
"""Outputs in one payment: far below the largest transaction that nodes pass on."""


def chosen(unspent: Iterable[Unspent], amount: int) -> tuple[Unspent, ...]:
    """Outputs that hold at least this much together; () if they do not suffice.

    Those in blocks first, for what waits may never come. The same outputs give the same answer,
    in whatever order they are given.
    """
    ready = sorted(
        (one for one in unspent if one.is_ready), key=lambda one: (one.value, one.txid, one.vout)
    )
    mined = [one for one in ready if one.is_confirmed]
    return _covering(mined, amount) or _covering(ready, amount)


def _covering(rising: Sequence[Unspent], amount: int) -> tuple[Unspent, ...]:
    """The smallest one that is enough, else the largest ones until they are."""
    alone = next((one for one in rising if one.value >= amount), None)
    if alone is not None:
        return (alone,)
    taken: list[Unspent] = []
    held = 0
    for one in list(reversed(rising))[:MOST]:
        taken.append(one)
        held += one.value
        if held >= amount:
            return tuple(taken)
    return ()
