"""The addresses of ours on one chain, answered by hash look-ups however many there are."""

import heapq
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Asset
from pos.domain.ports.chain import Suspect
from pos.domain.ports.clock import Clock

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
    Addresses of today come before older ones, of which a few have their turn in every look.
    """

    def __init__(self, clock: Clock, *, has_balances: bool = True) -> None:
        """`has_balances`: whether money may come without a transfer, so that balances tell more."""
        self._clock = clock
        self._has_balances = has_balances
        self._owners: dict[str, InvoiceId] = {}
        self._outgoing = Counter[str]()
        self._purses: dict[str, _Purse] = {}
        self._young: list[tuple[int, str]] = []
        self._old: list[tuple[int, str]] = []
        self._oldest_at: int | None = None
        self._asked_at = 0
        self._order: list[str] = []
        self._born_at = array("q")  # beside `_order`: a million pairs would take five times as much

    def __contains__(self, address: object) -> bool:
        return address in self._owners or self._outgoing.get(str(address), 0) > 0

    def __len__(self) -> int:
        return len(self._owners)

    def add(self, address: str, owner: InvoiceId, asset: Asset, born_at: int) -> None:
        """Watch an address from now on; adding it again changes nothing."""
        if address in self._owners:
            return
        self._list(address, born_at)
        self._owners[address] = owner
        if self._has_balances and asset.contract is None:
            self._purses[address] = _Purse(asset, born_at)
            self._check_at(self._clock.now(), address)

    def expect(self, address: str, since: int) -> None:
        """Watch a customer's address, too, to which the owner's wallet is to send money."""
        self._list(address, since)
        self._outgoing[address] += 1

    def release(self, address: str) -> None:
        """One payment less is expected there."""
        self._outgoing[address] -= 1  # a zero stays: the list of addresses only grows

    def owner(self, address: str) -> InvoiceId | None:
        """The invoice that this address was given out for."""
        return self._owners.get(address)

    def oldest_at(self) -> int | None:
        """When the oldest address was first shown; None if there is none."""
        return self._oldest_at

    def since(self, place: int) -> Sequence[tuple[str, int]]:
        """The addresses from this place on, in the order they were added, with when they were."""
        return list(zip(self._order[place:], self._born_at[place:], strict=True))

    def account(self, address: str, units: int) -> None:
        """Say how much of the chain's own coin at an address is explained by known deposits."""
        purse = self._purses.get(address)
        if purse is not None:
            purse.accounted = units

    def suspects(self, asset: Asset, limit: int) -> Sequence[Suspect]:
        """The addresses whose balance is due for a check: today's first, the longest overdue first.

        A tenth of the places is kept for older ones.
        """
        kept = min(max(1, limit // 10), len(self._old))
        due = self._due_of(self._young, limit - kept)
        due += self._due_of(self._old, limit - len(due))
        purses = ((address, self._purses[address]) for address in due)
        return [
            Suspect(address=address, accounted=Amount(purse.accounted, asset))
            for address, purse in purses
            if purse.asset == asset
        ]

    def _list(self, address: str, born_at: int) -> None:
        if address in self._owners or address in self._outgoing:
            return
        self._oldest_at = min(born_at, self._oldest_at or born_at)
        self._order.append(address)
        self._born_at.append(born_at)

    def _due_of(self, checks: list[tuple[int, str]], limit: int) -> list[str]:
        now = self._clock.now()
        self._heed_clock(now)
        due: list[str] = []
        while checks and checks[0][0] <= now and len(due) < limit:
            due.append(heapq.heappop(checks)[1])
        for address in due:
            self._check_at(now + _pause_s(now - self._purses[address].born_at), address)
        return due

    def _heed_clock(self, now: int) -> None:
        """After the clock was set back nothing waits for the time that it told before."""
        if now < self._asked_at:
            for checks in (self._young, self._old):
                checks[:] = [(min(at, now), address) for at, address in checks]
                heapq.heapify(checks)
        self._asked_at = now

    def _check_at(self, at: int, address: str) -> None:
        is_young = self._clock.now() - self._purses[address].born_at < _DAY_S
        heapq.heappush(self._young if is_young else self._old, (at, address))


def _pause_s(age_s: int) -> int:
    """Seconds until an address of this age is worth another balance check."""
    if age_s < _HOUR_S:
        return 1
    return min(_DAY_S, max(1, age_s // 100))
