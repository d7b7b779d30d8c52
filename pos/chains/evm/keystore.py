"""The key of a refund wallet: in a file as Ethereum's keystore V3, open only in memory.

Whoever has the file and the passphrase has the money; so nothing here is ever repeated.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from pos.chains.evm.address import address_of_point, parse_address
from pos.chains.evm.late import signing
from pos.chains.seed import HARDENED, key_at, parse_words, secret_of
from pos.chains.wally import wallycore
from pos.domain.errors import Refused

ACCOUNT: Final = (44 | HARDENED, 60 | HARDENED, HARDENED)
"""m/44'/60'/0' (BIP44)."""
WALLET: Final = (*ACCOUNT, 0, 0)
"""Where a refund wallet's key is under its words, as every other wallet finds it."""

_LEAST_LETTERS: Final = 8
_VERSION: Final = 3


class _Kept(msgspec.Struct):
    """What has to be in a keystore; whatever else is there, eth-keyfile knows."""

    version: int
    address: str
    crypto: Mapping[str, Any]


class Keystore:
    """One file, opened by its passphrase for this run."""

    def __init__(self, path: Path) -> None:
        """Raises Refused, naming the file, if it is no keystore V3."""
        self._path = path
        self._content = _content_of(path)
        self.address: str = self._content["address"]
        self._key: bytes | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can sign."""
        return self._key is not None

    @property
    def key(self) -> bytes:
        """The private key. Raises Refused("locked")."""
        if self._key is None:
            raise Refused("locked", f"The refund wallet {self.address} is locked: unlock it first")
        return self._key

    async def unlock(self, passphrase: str) -> None:
        """Open it; takes about a second. Raises Refused("wrong_passphrase")."""
        module = await signing()
        try:
            key = await asyncio.to_thread(module.decrypted, self._content, passphrase)
        except ValueError as why:
            text = f"The passphrase does not open {self._path.name}"
            raise Refused("wrong_passphrase", text) from why
        except (TypeError, LookupError, AssertionError, NotImplementedError) as why:
            raise _spoilt(self._path) from why
        if address_of(key) != self.address:
            raise _spoilt(self._path)
        self._key = key

    def forget(self) -> None:
        """Lock it again."""
        self._key = None


def address_of(key: bytes) -> str:
    """The address of a private key."""
    point = wallycore.ec_public_key_decompress(wallycore.ec_public_key_from_private_key(key))
    return address_of_point(bytes(point))


def wallet_key(words: str) -> bytes:
    """The key of a refund wallet by its words. Raises Refused for words that are no seed."""
    return secret_of(key_at(parse_words(words), WALLET))


async def sealed(key: bytes, passphrase: str) -> str:
    """The text of a keystore. Raises Refused for a passphrase that anybody would find."""
    if len(passphrase) < _LEAST_LETTERS:
        text = f"Choose a passphrase of at least {_LEAST_LETTERS} letters: it guards the money"
        raise Refused("weak_passphrase", text)
    module = await signing()
    content = await asyncio.to_thread(module.encrypted, key, passphrase)
    return msgspec.json.encode(content).decode()


def _content_of(path: Path) -> dict[str, Any]:
    """Everything in a keystore, its address in the form of this program."""
    try:
        read = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
        content = {name.lower(): value for name, value in read.items()}  # some wrote "Crypto"
        kept = msgspec.convert(content, _Kept)
        address = parse_address(f"0x{kept.address.removeprefix('0x')}")
    except OSError as why:
        raise Refused("no_keystore", f"{path} cannot be read: {why.strerror}") from why
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, Refused) as why:
        raise _spoilt(path) from why
    if kept.version != _VERSION:
        raise _spoilt(path)
    return content | {"address": address}


def _spoilt(path: Path) -> Refused:
    text = f"{path} is no Ethereum keystore (V3), or it was spoilt: put its backup back"
    return Refused("spoilt_keystore", text)
