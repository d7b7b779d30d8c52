"""Receiving addresses from an extended public key: derived here, without any private key.

What it refuses it never repeats: the text may be a secret.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from pos.chains.evm.address import address_of_point
from pos.chains.wally import wallycore
from pos.chains.xpub import child_of, fingerprint, public_key, refuse_address, refuse_secret
from pos.domain.errors import Refused
from pos.domain.ids import WalletId

_PUBLIC_VERSIONS: Final = (wallycore.BIP32_VER_MAIN_PUBLIC, wallycore.BIP32_VER_TEST_PUBLIC)

ACCOUNT_DEPTH: Final = 3
"""m/44'/60'/0': addresses are its children 0/i, as BIP44 has it."""
CHAIN_DEPTH: Final = 4
"""m/44'/60'/0'/0: addresses are its children i."""


class XpubWallet:
    """The `Wallet` port for EVM chains, from an xpub of depth 3 (account) or 4 (its branch 0).

    Both forms of the same key give the same addresses and the same `id`. Addresses of chains
    that share a wallet share its numbers, because every EVM chain reads them alike.
    """

    def __init__(self, xpub: str) -> None:
        """Raises Refused for anything but such a key; the text is never repeated."""
        self._branch = _branch_of(xpub.strip())
        self.id = wallet_id(self._branch)

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        """The addresses number `first`.., lower case; 35 µs each, in a thread of the executor."""
        return await asyncio.to_thread(self._derive, first, count)

    def _derive(self, first: int, count: int) -> list[str]:
        return [self._address(index) for index in range(first, first + count)]

    def _address(self, index: int) -> str:
        compressed = public_key(child_of(self._branch, index))
        point = wallycore.ec_public_key_decompress(compressed)
        return address_of_point(bytes(point))


def wallet_id(branch: object) -> WalletId:
    """The name of the wallet whose addresses are the children of this key, public or private."""
    return WalletId(f"xpub:{fingerprint(branch)}")


def _branch_of(xpub: str) -> object:
    """The key whose children are the addresses."""
    refuse_secret(xpub)
    key = _parsed(xpub)
    depth = wallycore.bip32_key_get_depth(key)
    if depth == ACCOUNT_DEPTH:
        return child_of(key, 0)
    if depth == CHAIN_DEPTH:
        return key
    raise Refused(
        "invalid_key",
        f"This extended public key is of depth {depth}. Export the one of your Ethereum account: "
        "m/44'/60'/0' (or m/44'/60'/0'/0).",
    )


def _parsed(xpub: str) -> object:
    try:
        key = wallycore.bip32_key_from_base58(xpub)
    except ValueError as why:
        refuse_address(xpub)
        raise Refused(
            "invalid_key",
            "This is not an extended public key, or it is mistyped. It starts with xpub and has "
            "111 letters and digits.",
        ) from why
    assert wallycore.bip32_key_get_version(key) in _PUBLIC_VERSIONS, "secrets were refused before"
    return key
