"""The keys and addresses of a refund wallet, out of its words (BIP39, BIP44, BIP84)."""

import hashlib
from typing import Final

from pos.chains.bitcoin.address import address_of, pay_to_key
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.draft import Draft
from pos.chains.bitcoin.paying.signing import signed
from pos.chains.seed import HARDENED, key_at
from pos.chains.wally import wallycore
from pos.chains.xpub import public_key

CHANGE: Final = 6
"""Addresses for change, used in turn: as far ahead as every wallet looks for used ones.

Electrum and its kin look at six, though BIP44 says twenty.
"""

_SEGWIT: Final = 84
_LEGACY: Final = 44
_PRIVATE: Final = wallycore.BIP32_FLAG_KEY_PRIVATE | wallycore.BIP32_FLAG_SKIP_HASH


class Account:
    """Account 0 of these words: m/84'/coin'/0', or m/44'/coin'/0' where there is no segwit.

    Making it takes some ten milliseconds: work for a thread.
    """

    def __init__(self, words: str, network: Network) -> None:
        purpose = _SEGWIT if network.hrp else _LEGACY
        path = (HARDENED + purpose, HARDENED + network.bip44_coin, HARDENED)
        account = key_at(words, path)
        self._network = network
        self._change: list[bytes] = []
        self._keys: dict[bytes, object] = {}
        home = self._take(account, 0, 0)
        for number in range(CHANGE):
            self._change.append(self._take(account, 1, number))
        address = address_of(home, network)
        assert address is not None, "both kinds of script have an address"
        self.address = address

    @property
    def scripts(self) -> frozenset[bytes]:
        """Where its money can be."""
        return frozenset(self._keys)

    def change(self, number: str) -> bytes:
        """One of the scripts for change, the same one for a payment each time it is asked for."""
        digest = hashlib.sha256(number.encode()).digest()
        return self._change[int.from_bytes(digest[:8]) % CHANGE]

    def signed(self, draft: Draft) -> bytes:
        """The payment, signed."""
        return signed(draft, self._network, self._keys.__getitem__)

    def _take(self, account: object, branch: int, number: int) -> bytes:
        key = wallycore.bip32_key_from_parent_path(account, [branch, number], _PRIVATE)
        hashed = bytes(wallycore.hash160(public_key(key)))
        script = b"\x00\x14" + hashed if self._network.hrp else pay_to_key(hashed)
        self._keys[script] = key
        return script
