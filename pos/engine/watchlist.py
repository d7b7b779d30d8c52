"""The addresses of ours on one chain, answered by hash look-ups however many there are."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Asset
from pos.domain.ports import Clock, Suspect

_HOUR_S = 3_600
_DAY_S = 86_400


@dataclass(slots=True)
class _Purse:
    """The chain's own coin at one address: what is accounted for, and the address's age."""

    asset: Asset
    born_at: int
    accounted: int = 0


class Watchlist:
    """Implements `domain.ports.Watched`. An address is never taken off: money may come for life.

    Transfers are matched for every address alike; only the balance checks, which cost a request
    each, grow rare with age: each second for an hour, then ever more slowly down to once a day.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._owners: dict[str, InvoiceId] = {}
        self._purses: dict[str, _Purse] = {}
        self._checks: list[tuple[int, str]] = []

    def __contains__(self, address: object) -> bool:
        return address in self._owners

    def __len__(self) -> int:
        return len(self._owners)

    def add(self, address: str, owner: InvoiceId, asset: Asset, born_at: int) -> None:
        """Watch an address from now on; adding it again changes nothing."""
        if address in self._owners:
            return
        self._owners[address] = owner
        if asset.contract is None:
            self._purses[address] = _Purse(asset, born_at)
            heapq.heappush(self._checks, (self._clock.now(), address))

    def owner(self, address: str) -> InvoiceId | None:
        """The invoice that this address was given out for."""
        return self._owners.get(address)

    def account(self, address: str, units: int) -> None:
        """Say how much of the chain's own coin at an address is explained by known deposits."""
        purse = self._purses.get(address)
        if purse is not None:
            purse.accounted = units

    def suspects(self, asset: Asset, limit: int) -> Sequence[Suspect]:
        """The addresses whose balance is due for a check, the longest overdue first."""
        now = self._clock.now()
        due: list[Suspect] = []
        while self._checks and self._checks[0][0] <= now and len(due) < limit:
            _, address = heapq.heappop(self._checks)
            purse = self._purses[address]
            heapq.heappush(self._checks, (now + _pause_s(now - purse.born_at), address))
            if purse.asset == asset:
                due.append(Suspect(address=address, accounted=Amount(purse.accounted, asset)))
        return due


def _pause_s(age_s: int) -> int:
    """Seconds until an address of this age is worth another balance check."""
    if age_s < _HOUR_S:
        return 1
    return min(_DAY_S, max(1, age_s // 100))
