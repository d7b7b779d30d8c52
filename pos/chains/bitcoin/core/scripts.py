"""The watched addresses as the output scripts that blocks and transactions hold."""

import asyncio
from collections.abc import Sequence

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.network import Network
from pos.domain.errors import Corrupt, Refused
from pos.domain.ports.chain import Watched

_AT_ONCE = 200
"""More new addresses than this are worked through in a thread; that many take a millisecond."""


class Scripts:
    """Script to address, for every address ever shown. It only grows."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._watched: Watched | None = None
        self._place = 0
        self.known: dict[bytes, str] = {}

    def follow(self, watched: Watched) -> None:
        """Say where the addresses are, before the first `refresh`."""
        self._watched = watched

    async def refresh(self) -> None:
        """Add the addresses that came since the last time.

        Called after something was read and before it is compared: whoever was paid in it was shown
        the address before. Raises Corrupt for an address that is none of this chain: it was shown
        to somebody who may pay.
        """
        assert self._watched is not None, "nothing is compared before the first look"
        fresh = self._watched.since(self._place)
        if len(fresh) > _AT_ONCE:
            await asyncio.to_thread(self._add, fresh)
        else:
            self._add(fresh)
        self._place += len(fresh)

    def _add(self, fresh: Sequence[tuple[str, int]]) -> None:
        for address, _ in fresh:
            try:
                self.known[script_of(address, self._network)] = address
            except Refused as why:
                raise Corrupt(f"A watched address cannot be read: {address}: {why.text}") from why
