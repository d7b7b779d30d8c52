"""A wallet of Florin's own: keys out of a keystore, money wherever the chain says it is."""

import asyncio
from collections.abc import Sequence

from pos.chains.bitcoin.paying.account import Account
from pos.chains.bitcoin.paying.chest import SeedChest
from pos.chains.bitcoin.paying.draft import Draft
from pos.chains.bitcoin.paying.parts import Reach
from pos.chains.bitcoin.paying.unspent import Unspent
from pos.domain.errors import Refused
from pos.domain.ports.payer import PayerState


class SeedHolder:
    """The `Holder` of a keystore's keys, which are in memory while it is unlocked."""

    def __init__(self, chest: SeedChest, reach: Reach) -> None:
        self._chest = chest
        self._reach = reach
        self._account: Account | None = None

    @property
    def state(self) -> PayerState:
        """Whether the keystore was opened."""
        return PayerState.LOCKED if self._account is None else PayerState.READY

    async def unlock(self, passphrase: str) -> None:
        """Open the keystore. Raises Refused, see `SeedChest.account`."""
        self._account = await self._chest.account(passphrase)

    async def home(self) -> str:
        """The first receiving address."""
        return self._open().address

    async def unspent(self) -> Sequence[Unspent]:
        """What the chain says that its addresses hold."""
        return await self._reach.unspent(self._open().scripts)

    async def change(self, number: str) -> bytes:
        """One of its scripts for change."""
        return self._open().change(number)

    async def signed(self, draft: Draft) -> bytes:
        """The payment, signed in a thread."""
        return await asyncio.to_thread(self._open().signed, draft)

    async def close(self) -> None:
        """Forget the keys."""
        self._account = None

    def _open(self) -> Account:
        if self._account is None:
            raise Refused("locked", "The refund wallet is locked: it wants its passphrase")
        return self._account
