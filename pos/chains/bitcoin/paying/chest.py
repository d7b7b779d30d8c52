"""The keystore of a refund wallet: made once, or restored from its words."""

import asyncio
import os
import secrets
from pathlib import Path

from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.account import Account
from pos.chains.bitcoin.paying.keystore import USUAL_COST, opened, sealed
from pos.chains.newwallet import NewWallet
from pos.chains.seed import new_words, parse_words
from pos.domain.errors import Refused


class SeedChest:
    """One file, which is never written over. `cost` is scrypt's, for tests."""

    def __init__(self, path: Path, network: Network, cost: int = USUAL_COST) -> None:
        self.path = path
        self._network = network
        self._cost = cost

    async def make(self, passphrase: str) -> NewWallet:
        """A new wallet. Raises Refused: "exists", "no_passphrase", "no_folder"."""
        words = new_words()
        address = await asyncio.to_thread(self._keep, words, passphrase)
        return NewWallet(address=address, words=words)

    async def restore(self, words: str, passphrase: str) -> str:
        """The wallet of these words again; its address. Raises Refused, "invalid_words" as well."""
        return await asyncio.to_thread(self._keep, parse_words(words), passphrase)

    async def account(self, passphrase: str) -> Account:
        """The keys. Raises Refused: "no_keystore", and as `keystore.opened`."""
        return await asyncio.to_thread(self._opened, passphrase)

    def _keep(self, words: str, passphrase: str) -> str:
        if not passphrase:
            raise Refused("no_passphrase", "The refund wallet needs a passphrase")
        if self.path.exists():
            raise _exists(self.path)
        raw = sealed(words, passphrase, self._network.id, self._cost)
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_ours = _write_new(self.path, raw)
        except OSError as why:
            raise Refused("no_folder", f"{self.path} cannot be written: {why}") from why
        if not is_ours:
            raise _exists(self.path)
        return Account(words, self._network).address

    def _opened(self, passphrase: str) -> Account:
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError as why:
            words = f"There is no refund wallet yet: {self.path} is missing"
            raise Refused("no_keystore", words) from why
        except OSError as why:
            raise Refused("no_keystore", f"{self.path} cannot be read: {why}") from why
        return Account(opened(raw, passphrase, self._network.id), self._network)


def _exists(path: Path) -> Refused:
    return Refused("exists", f"{path} holds a refund wallet already, and is not written over")


def _write_new(path: Path, raw: bytes) -> bool:
    """Whole or not at all, for its owner alone; False rather than to replace what is there."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "nt":
            fresh.rename(path)  # which refuses a name that is taken, there
        else:
            os.link(fresh, path)
            _settle(path.parent)
    except FileExistsError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    return True


def _settle(folder: Path) -> None:
    """Make the names in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
