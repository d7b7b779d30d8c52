"""Fresh addresses on hand, so that charging never waits for a derivation.

An index counts as used only once its prompt is committed; one that was taken and never shown is
taken again. The store refuses an index that is committed twice.
"""

import asyncio
from collections import deque
from dataclasses import dataclass

from pos.domain.ports.chain import Wallet
from pos.domain.ports.payments import Payments

_FIRST = 16
_MOST = 2_048


@dataclass(frozen=True, slots=True, order=True)
class Fresh:
    """An address that nobody was shown yet, and its number in the wallet."""

    index: int
    address: str


class AddressPool:
    """Derives ahead of demand: each time it runs dry it keeps twice as many on hand."""

    def __init__(self, wallet: Wallet, payments: Payments) -> None:
        self.wallet = wallet
        self._payments = payments
        self._fresh: deque[Fresh] = deque()
        self._returned: list[Fresh] = []
        self._next: int | None = None
        self._batch = _FIRST
        self._deriving = asyncio.Lock()
        self._is_low = asyncio.Event()

    async def take(self) -> Fresh:
        """The lowest unused address. Waits only when the pool is empty."""
        while True:
            if self._returned:
                self._returned.sort(reverse=True)
                return self._returned.pop()
            if self._fresh:
                self._is_low.set()
                return self._fresh.popleft()
            await self.fill()

    def give_back(self, fresh: Fresh) -> None:
        """Return an address that was taken and not shown."""
        self._returned.append(fresh)

    async def keep_full(self) -> None:
        """Derive ahead of demand, for ever."""
        while True:
            await self.fill()
            self._is_low.clear()
            await self._is_low.wait()

    async def fill(self) -> None:
        """Derive the next batch if the pool is low."""
        async with self._deriving:
            if len(self._fresh) > self._batch // 2:
                return
            if self._next is None:
                self._next = await self._payments.next_index(self.wallet.id)
            elif not self._fresh:
                self._batch = min(_MOST, self._batch * 2)
            first, count = self._next, self._batch
            derived = await self.wallet.addresses(first, count)
            self._next = first + count
            self._fresh.extend(Fresh(first + i, address) for i, address in enumerate(derived))
