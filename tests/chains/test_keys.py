"""Addresses from extended public keys, against the vectors of BIP32 and another library."""

import pytest
import wallycore
from eth_account import Account
from eth_account.hdaccount import seed_from_mnemonic
from eth_keys.datatypes import PublicKey

from pos.chains.keys import XpubWallet
from pos.domain.errors import Refused

MNEMONIC = "test test test test test test test test test test test junk"

# BIP32, test vector 1: m/0'/1/2', its child 2, and the child 1000000000 of that
DEPTH_3 = (
    "xpub6D4BDPcP2GT577Vvch3R8wDkScZWzQzMMUm3PWbmWvVJrZwQY4VUNgqFJPMM3No2dFDFGTsxxpG5uJh7n7epu4tr"
    "krX7x7DogT5Uv6fcLW5"
)
DEPTH_4 = (
    "xpub6FHa3pjLCk84BayeJxFW2SP4XRrFd1JYnxeLeU8EqN3vDfZmbqBqaGJAyiLjTAwm6ZLRQUMv1ZACTj37sR62cfN7"
    "fe5JnJ7dh8zL4fiyLHV"
)
DEPTH_5 = (
    "xpub6H1LXWLaKsWFhvm6RVpEL9P4KfRZSW7abD2ttkWP3SSQvnyA8FSVqNTEcYFgJS2UaFcxupHiYkro49S8yGasTvXE"
    "YBVPamhGW6cFJodrTHy"
)
XPRV = (
    "xprv9z4pot5VBttmtdRTWfWQmoH1taj2axGVzFqSb8C9xaxKymcFzXBDptWmT7FwuEzG3ryjH4ktypQSAewRiNMjANTt"
    "pgP4mLTj34bhnZX7UiM"
)


def exported(path: str) -> str:
    """The xpub that a wallet of the mnemonic shows for a path."""
    master = wallycore.bip32_key_from_seed(
        seed_from_mnemonic(MNEMONIC, passphrase=""), wallycore.BIP32_VER_MAIN_PRIVATE, 0
    )
    key = wallycore.bip32_key_from_parent_path_str(master, path, 0, wallycore.BIP32_FLAG_KEY_PUBLIC)
    shown: str = wallycore.bip32_key_to_base58(key, wallycore.BIP32_FLAG_KEY_PUBLIC)
    return shown


async def test_addresses_are_those_of_another_library() -> None:
    Account.enable_unaudited_hdwallet_features()
    theirs = [
        Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{index}").address.lower()
        for index in range(3)
    ]

    ours = await XpubWallet(exported("m/44'/60'/0'")).addresses(0, 3)

    assert ours == theirs
    assert ours[0] == "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"


async def test_a_child_is_that_of_the_bip32_vectors() -> None:
    child = wallycore.bip32_key_from_base58(DEPTH_5)
    point = PublicKey.from_compressed_bytes(bytes(wallycore.bip32_key_get_pub_key(child)))

    assert await XpubWallet(DEPTH_4).addresses(1_000_000_000, 1) == [point.to_address()]


async def test_both_forms_of_one_key_are_one_wallet() -> None:
    account = XpubWallet(exported("m/44'/60'/0'"))
    branch = XpubWallet(exported("m/44'/60'/0'/0"))

    assert account.id == branch.id
    assert await account.addresses(7, 2) == await branch.addresses(7, 2)


def test_other_keys_are_other_wallets() -> None:
    assert XpubWallet(DEPTH_3).id != XpubWallet(exported("m/44'/60'/0'")).id


async def test_numbers_go_on_where_they_were_left() -> None:
    wallet = XpubWallet(DEPTH_3)

    assert (await wallet.addresses(0, 5))[3:] == await wallet.addresses(3, 2)


def test_spaces_around_a_key_do_no_harm() -> None:
    assert XpubWallet(f" {DEPTH_3}\n").id == XpubWallet(DEPTH_3).id


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param(XPRV, id="extended private key"),
        pytest.param(XPRV[:-1] + "N", id="mistyped private key"),
        pytest.param("z" + XPRV[1:], id="private key of another kind"),
        pytest.param(MNEMONIC, id="seed words"),
        pytest.param("0x" + "ac" * 32, id="raw private key"),
    ],
)
def test_a_secret_is_refused_and_never_repeated(secret: str) -> None:
    with pytest.raises(Refused, match="never needs to see a secret") as refused:
        XpubWallet(secret)

    assert refused.value.code == "private_key"
    assert secret[:12] not in refused.value.text
    assert secret[-12:] not in refused.value.text


@pytest.mark.parametrize("text", [DEPTH_3[:-1] + "6", DEPTH_3[:-1], "", "hello", "z" + DEPTH_3[1:]])
def test_a_mistyped_key_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not an extended public key") as refused:
        XpubWallet(text)

    assert refused.value.code == "invalid_key"


@pytest.mark.parametrize("path", ["m", "m/44'/60'", "m/44'/60'/0'/0/0"])
def test_a_key_of_another_depth_is_refused(path: str) -> None:
    key = DEPTH_5 if path.endswith("/0/0") else exported(path) if path != "m" else None
    master = (
        "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD2"
        "65TMg7usUDFdp6W1EGMcet8"
    )

    with pytest.raises(Refused, match="Export the one of your Ethereum account"):
        XpubWallet(key or master)
