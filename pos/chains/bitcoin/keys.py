"""Receiving addresses from the public key of the owner's account, one for each invoice."""

import asyncio
from collections.abc import Sequence

from pos.chains.bitcoin.address import address_of, pay_to_key, pay_to_script
from pos.chains.bitcoin.descriptor import parse_descriptor
from pos.chains.bitcoin.network import Network, Script
from pos.chains.wally import wallycore
from pos.chains.xpub import child_of, fingerprint, public_key
from pos.domain.ids import WalletId


class DescriptorWallet:
    """The `Wallet` port for chains of Bitcoin's kind.

    The same branch of the same key has the same `id` however it was given; another kind of script
    or another network is another wallet with numbers of its own.
    """

    def __init__(self, text: str, network: Network, script: Script | None = None) -> None:
        """Raises Refused for anything but a public key or descriptor; see `parse_descriptor`."""
        self.descriptor = parse_descriptor(text, network, script)
        self.network = network
        self._branch = self.descriptor.branch()
        kind = self.descriptor.script
        self.id = WalletId(f"{network.uri}:{fingerprint(self._branch, network.id, kind)}")

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        """The addresses number `first`.. as customers see them; some 36 µs each, in a thread."""
        return await asyncio.to_thread(self._derive, first, count)

    def _derive(self, first: int, count: int) -> list[str]:
        return [self._address(index) for index in range(first, first + count)]

    def _address(self, index: int) -> str:
        key = public_key(child_of(self._branch, index))
        address = address_of(script_for(self.descriptor.script, key), self.network)
        assert address is not None, "every kind of script a wallet may have has an address"
        return address


def script_for(kind: Script, key: bytes) -> bytes:
    """The output script for one public key (BIP44, BIP141, BIP341 without a script path)."""
    if kind is Script.TR:
        tweaked = bytes(wallycore.ec_public_key_bip341_tweak(key, None, 0))
        return b"\x51\x20" + tweaked[1:]  # the x coordinate alone
    hashed = bytes(wallycore.hash160(key))
    if kind is Script.PKH:
        return pay_to_key(hashed)
    witness = b"\x00\x14" + hashed
    return witness if kind is Script.WPKH else pay_to_script(bytes(wallycore.hash160(witness)))
