"""The wallet that spends, open in a monero-wallet-rpc: one of our own, or one that runs already."""

import hmac
from typing import Final

from pos.chains.monero.daemon import Daemon, Head
from pos.chains.monero.finding import NAME
from pos.chains.monero.keeping import open_file, save
from pos.chains.monero.paying.settings import WALLET, SpendSettings
from pos.chains.monero.program import Program
from pos.chains.monero.transport import Declined, Door
from pos.chains.monero.wallet import Wallet
from pos.domain.errors import Refused, Trouble
from pos.domain.ports.clock import Clock

NEAR_BLOCKS: Final = 100
"""So many blocks are read while somebody waits; more are read in the background."""
_INVALID_PASSWORD: Final = -22
_WRONG_WORDS: Final = "nvalid password"


class Holder:
    """Keeps one wallet open: a program of our own that ended is started and opens it again.

    `is_ours` says that nobody else uses the wallet.
    """

    def __init__(self, settings: SpendSettings, clock: Clock) -> None:
        """Raises Refused for a mistyped address."""
        url = settings.wallet_rpc
        self._given = Door(url, settings.timeout_s, NAME) if url else None
        self._program = Program(settings.own_program, clock)
        self._path = settings.path
        self._passphrase: str | None = None
        self._wallet: Wallet | None = None
        self._node: Daemon | None = None
        self._reads_by_itself = False
        self.is_ours = self._given is None

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is needed first."""
        return self.is_ours and self._passphrase is None

    async def unlock(self, passphrase: str) -> None:
        """Open the wallet's file with this. Raises Refused("wrong_passphrase")."""
        if self._given is not None:
            return
        if self._passphrase is None:
            await self._opened(passphrase)
            self._passphrase = passphrase
        elif not hmac.compare_digest(self._passphrase.encode(), passphrase.encode()):
            raise _wrong_passphrase()

    async def ready(self, daemon: Daemon, head: Head) -> Wallet:
        """The open wallet, once it has read all blocks.

        Raises Refused("locked"), ("no_wallet") if nothing is open in a program that was given, and
        Trouble while there is much to read.
        """
        if self._given is not None:
            wallet = await self._lent(self._given)
        elif self._passphrase is not None:
            wallet = await self._opened(self._passphrase)
        else:
            raise Refused("locked", "The Monero refund wallet is locked: give its passphrase")
        if self.is_ours and self._node is not daemon:
            await wallet.use(daemon.door.as_node())
            self._node = daemon
        await self._bring_up(wallet, head)
        return wallet

    async def close(self) -> None:
        """Forget the passphrase; a program of our own saves the wallet and ends."""
        self._passphrase = None
        self._wallet = None
        if self._given is not None:
            await self._given.close()
        await self._program.close()

    async def _opened(self, passphrase: str) -> Wallet:
        if not self._path.exists():
            text = f"There is no refund wallet yet: {self._path} is missing"
            raise Refused("no_keystore", text)
        door = await self._program.door()
        if self._wallet is not None and self._wallet.door is door:
            return self._wallet
        wallet = Wallet(door)
        await wallet.read_by_itself(on=False)
        try:
            await open_file(door, WALLET, passphrase)
        except Declined as why:
            if why.code == _INVALID_PASSWORD or _WRONG_WORDS in why.words:
                raise _wrong_passphrase() from why
            raise
        self._wallet, self._node, self._reads_by_itself = wallet, None, False
        return wallet

    async def _lent(self, door: Door) -> Wallet:
        wallet = self._wallet or Wallet(door)
        if await wallet.primary() is None:
            text = f"No wallet is open in {door.name}: open the one that pays refunds there"
            raise Refused("no_wallet", text)
        self._wallet = wallet
        return wallet

    async def _bring_up(self, wallet: Wallet, head: Head) -> None:
        """Have it read what is new. Raises Trouble while that is much, and it reads by itself.

        Whether another one's wallet reads by itself is not ours to say: it may take too long.
        """
        if self.is_ours:
            await self._read_far(wallet, head)
        await wallet.read_blocks()

    async def _read_far(self, wallet: Wallet, head: Head) -> None:
        read_to = await wallet.height()
        is_far = head.height - read_to > NEAR_BLOCKS
        if self._reads_by_itself is not is_far:
            await wallet.read_by_itself(on=is_far)
            self._reads_by_itself = is_far
        if is_far:
            await save(wallet.door)
            progress = f"block {read_to - 1:,} of {head.height - 1:,}"
            raise Trouble(
                f"{wallet.door.name}: the refund wallet still reads the chain, {progress}"
            )


def _wrong_passphrase() -> Refused:
    text = "This is not the passphrase of the Monero refund wallet"
    return Refused("wrong_passphrase", text)
