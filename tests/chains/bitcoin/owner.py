"""The owner's wallet of the tests: the seed words "abandon … about" that BIP49, 84 and 86 use."""

from typing import Final

from pos.chains.bitcoin.network import XPUB
from pos.chains.wally import wallycore

MNEMONIC: Final = "abandon " * 11 + "about"
SEED: Final = bytes.fromhex(
    "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1"
    "9a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4"
)
FINGERPRINT: Final = "73c5da0a"


def exported(path: str, version: int = XPUB) -> str:
    """The extended public key that a wallet of these words shows for a path."""
    shown: str = wallycore.base58check_from_bytes(version.to_bytes(4) + _key(path)[4:])
    return shown


def secret_key(path: str) -> str:
    """The extended private key, which nobody should ever show."""
    shown: str = wallycore.bip32_key_to_base58(_at(path), wallycore.BIP32_FLAG_KEY_PRIVATE)
    return shown


def _key(path: str) -> bytes:
    return bytes(wallycore.bip32_key_serialize(_at(path), wallycore.BIP32_FLAG_KEY_PUBLIC))


def _at(path: str) -> object:
    master = wallycore.bip32_key_from_seed(SEED, wallycore.BIP32_VER_MAIN_PRIVATE, 0)
    if path == "m":
        return master
    return wallycore.bip32_key_from_parent_path_str(
        master, path, 0, wallycore.BIP32_FLAG_KEY_PRIVATE
    )
