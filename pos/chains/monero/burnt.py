"""Payments to a one-time key that another payment used: only one of them can ever be spent.

Only somebody who knows a transaction's secret can make such a second one that the wallet reads,
so it is never an accident; what came first counts and the later one is worth nothing.
Source: https://web.getmonero.org/2018/09/25/a-post-mortum-of-the-burning-bug.html
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pos.chains.monero.daemon import Daemon
from pos.chains.monero.wallet import Transfer

Key = tuple[str, int]
"""Transaction and subaddress."""


async def burnt_of(daemon: Daemon, transfers: Iterable[Transfer]) -> frozenset[Key]:
    """Which of these payments are burnt, all being given that their subaddresses ever got.

    Costs a question to the node only where a subaddress was paid more than once.
    """
    suspects = _paid_twice(transfers)
    if not suspects:
        return frozenset()
    keys = await daemon.output_keys({each.txid for each in suspects})
    return burnt_among(suspects, keys)


def burnt_among(
    transfers: Sequence[Transfer], keys: Mapping[str, frozenset[str]]
) -> frozenset[Key]:
    """Which of these payments reuse a key of an earlier one to the same subaddress.

    `keys` are each transaction's one-time keys; one that is not in it is not judged.
    """
    used: dict[int, set[str]] = defaultdict(set)
    burnt = set()
    for each in sorted(transfers, key=_order):
        mine, taken = keys.get(each.txid, frozenset()), used[each.subaddr_index.minor]
        if mine & taken:
            burnt.add(each.key)
        taken |= mine
    return frozenset(burnt)


def _paid_twice(transfers: Iterable[Transfer]) -> list[Transfer]:
    paid: dict[int, dict[str, Transfer]] = defaultdict(dict)
    for each in transfers:
        paid[each.subaddr_index.minor].setdefault(each.txid, each)
    return [each for found in paid.values() if len(found) > 1 for each in found.values()]


def _order(transfer: Transfer) -> tuple[bool, int, int, str]:
    """As the chain has them; what waits comes last, in the order it was seen."""
    return not transfer.height, transfer.height, transfer.timestamp, transfer.txid
