"""The addresses of a Monero wallet without any wallet program: derived here, 1 ms each."""

import asyncio
from collections.abc import Sequence

from pos.chains.monero.address import format_address
from pos.chains.monero.opening import fingerprint
from pos.chains.monero.subaddress import Keys, subaddress
from pos.domain.ids import WalletId


class ForeseenWallet:
    """The `Wallet` port for reading: the same addresses and id as the one that the till opens.

    No wallet program learns of these addresses by it.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self.id = WalletId(f"monero:{fingerprint(format_address(keys.primary))}")

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        """Address number i is subaddress i + 1, as 0 is the wallet's own address."""
        minors = range(first + 1, first + 1 + count)
        return await asyncio.to_thread(lambda: [subaddress(self._keys, n) for n in minors])
