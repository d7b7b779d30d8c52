"""Monero as the engine watches it, and the addresses that customers pay to."""

from collections.abc import Iterable, Sequence
from typing import Final

from pos.chains.monero.account import Account
from pos.chains.monero.cursor import parse_place
from pos.chains.monero.daemon import Daemon, Daemons
from pos.chains.monero.opening import Occasion
from pos.chains.monero.push import Push
from pos.chains.monero.reading import Reading, read
from pos.chains.monero.settings import MoneroSettings
from pos.chains.monero.transport import Door
from pos.domain.errors import Trouble
from pos.domain.ids import WalletId
from pos.domain.money import Asset
from pos.domain.ports.chain import Glance, Source, Watched

BEHIND_S: Final = 0.25
"""The wallet reads by itself meanwhile, and answers us between its chunks."""


class MoneroChain:
    """The `Chain` port. Belongs to the engine's loop; shares its account with `MoneroWallet`."""

    def __init__(self, settings: MoneroSettings, asset: Asset, account: Account) -> None:
        """Raises Refused for mistyped addresses."""
        self.id = settings.chain
        self._settings = settings
        self._asset = asset
        self._account = account
        self._daemons = Daemons(settings.daemons, settings.timeout_s, account.clock)
        self._push = Push(settings.zmq) if settings.zmq else None
        self._is_behind = False
        self._asked_last: Daemon | None = None

    async def verify(self) -> None:
        """Check that the nodes serve the configured chain and that there is a wallet-rpc.

        Raises Refused with what to correct; Trouble if no node can be reached, or no wallet-rpc.
        """
        await self._daemons.verify(self.id)
        await self._account.verify()

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        """Read everything since the cursor from the first node that works, through the wallet.

        While the wallet has much to read it does so by itself, and each look tells how far it is.
        Raises Trouble if a program cannot be reached or the two contradict each other.
        """
        place = parse_place(cursor) if cursor is not None else None
        trail = place.trail if place is not None else None
        daemon, head = await self._daemons.look(self.id, trail, self._asked_last)
        occasion = Occasion(
            now=self._account.clock.now(), daemon=daemon, head=head, place=place, watched=watched
        )
        wallet, read_to = await self._account.read(occasion)
        reading = Reading(
            asset=self._asset,
            daemon=daemon,
            head=head,
            wallet=wallet,
            read_to=read_to,
            place=place,
            watched=watched,
            is_same_node=self._asked_last in {daemon, None},
        )
        try:
            glance = await read(reading)
        except Trouble as why:
            _blame((daemon.door, wallet.door), str(why))
            raise
        self._is_behind = glance.is_behind
        self._asked_last = daemon
        return glance

    async def changed(self) -> None:
        """Return at pushed news, at the latest after `poll_s`; soon while there is more."""
        if self._is_behind:
            await self._account.clock.sleep(BEHIND_S)
        elif self._push is None:
            await self._account.clock.sleep(self._settings.poll_s)
        else:
            await self._push.wait(self._settings.poll_s)

    def sources(self) -> Sequence[Source]:
        """The nodes and the wallet-rpc."""
        return [*self._daemons.sources(), self._account.source()]

    async def close(self) -> None:
        """Let go of all connections, and end a wallet-rpc of our own."""
        if self._push is not None:
            await self._push.close()
        await self._account.close()
        await self._daemons.close()


def _blame(doors: Iterable[Door], trouble: str) -> None:
    """Note what went wrong in the middle of a look with the program it came from."""
    for door in doors:
        if trouble.startswith(door.name):
            door.trouble = trouble


class MoneroWallet:
    """The `Wallet` port: address number i is subaddress i + 1, as 0 is the wallet's own address."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.id = WalletId(f"monero:{account.fingerprint}")

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        """The addresses number `first`.., which the wallet watches from now on (8 ms each).

        Raises Trouble until the first look has opened the wallet.
        """
        return await self._account.addresses(first, count)
