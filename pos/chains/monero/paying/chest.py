"""The file of a refund wallet: made once by monero-wallet-rpc, or restored from its words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import msgspec

from pos.chains.monero.keeping import save
from pos.chains.monero.paying.settings import WALLET, SpendSettings
from pos.chains.monero.program import Program
from pos.chains.monero.subaddress import ACCOUNT
from pos.chains.monero.transport import Declined, Door
from pos.chains.monero.wallet import SLOW_S, Nothing, Wallet
from pos.chains.newwallet import NewWallet
from pos.domain.errors import Refused
from pos.domain.ports.clock import Clock

WORDS: Final = 25
_EXISTS: Final = -21


class _Words(msgspec.Struct, frozen=True):
    key: str

    def __repr__(self) -> str:
        return "_Words(…)"


class _Address(msgspec.Struct, frozen=True):
    address: str


class SpendChest:
    """One wallet, which is never written over."""

    def __init__(self, settings: SpendSettings, clock: Clock) -> None:
        self.path = settings.path
        self._settings = settings
        self._clock = clock

    async def make(self, passphrase: str) -> NewWallet:
        """A new wallet. Raises Refused: "exists", "no_passphrase"; Trouble without the program."""
        question = {"filename": WALLET, "password": passphrase, "language": "English"}
        is_made = False
        try:
            async with self._opened(passphrase) as door:
                await door.ask("create_wallet", Nothing, question, SLOW_S)
                is_made = True
                words = await door.ask("query_key", _Words, {"key_type": "mnemonic"})
                made = await door.ask("get_address", _Address, {"account_index": ACCOUNT})
                await save(door)
                return NewWallet(address=made.address, words=words.key)
        except BaseException:
            if is_made:
                self._remove()
            raise

    async def restore(self, words: str, passphrase: str) -> str:
        """The wallet of these words again; its address. Raises Refused, "invalid_words" as well.

        It reads the chain from the height in the settings on, when it is first opened.
        """
        question = {
            "filename": WALLET,
            "password": passphrase,
            "seed": _parsed(words),
            "restore_height": self._settings.restore_height,
            "autosave_current": False,
        }
        async with self._opened(passphrase) as door:
            try:
                made = await door.ask("restore_deterministic_wallet", _Address, question, SLOW_S)
            except Declined as why:
                if "word list" in why.words or "seed" in why.words:
                    raise _no_seed() from why
                raise
            await save(door)
            return made.address

    @asynccontextmanager
    async def _opened(self, passphrase: str) -> AsyncIterator[Door]:
        """A program that has no wallet open, for as long as it takes."""
        if not passphrase:
            raise Refused("no_passphrase", "The refund wallet needs a passphrase")
        if self.path.exists():
            raise self._exists()
        program = Program(self._settings.own_program, self._clock)
        try:
            door = await program.door()
            await Wallet(door).read_by_itself(on=False)
            yield door
        except Declined as why:
            if why.code == _EXISTS:
                raise self._exists() from why
            raise
        finally:
            await program.close()

    def _exists(self) -> Refused:
        text = f"{self.path} holds a refund wallet already, and is not written over"
        return Refused("exists", text)

    def _remove(self) -> None:
        """Nobody knows this wallet's words: nothing may ever be sent there."""
        for path in (self.path, self.path.with_suffix(""), self.path.with_suffix(".address.txt")):
            path.unlink(missing_ok=True)


def _parsed(words: str) -> str:
    parts = words.lower().split()
    if len(parts) != WORDS:
        text = f"There are {len(parts)} words; a Monero wallet has {WORDS} of them"
        raise Refused("invalid_words", text)
    return " ".join(parts)


def _no_seed() -> Refused:
    text = "These are not the words of a Monero wallet: one is misspelt, or in another place"
    return Refused("invalid_words", text)
