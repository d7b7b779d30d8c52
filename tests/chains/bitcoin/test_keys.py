"""Addresses from an account's key, against the published examples of each kind and chain."""

import pytest

from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import (
    BITCOIN,
    BITCOIN_CASH,
    BITCOIN_REGTEST,
    DGUB,
    DOGECOIN,
    LITECOIN,
    LTUB,
    MTUB,
    TPUB,
    XPUB,
    ZPUB,
    Network,
    Script,
)
from tests.chains.bitcoin.owner import FINGERPRINT, exported

ACCOUNT = "m/84'/0'/0'"
ZPUB_KEY = (
    "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31m"
    "GDtKsAYz2oz2AGutZYs"
)
"""The account of BIP84's examples."""


@pytest.mark.parametrize(
    ("path", "version", "network", "script", "addresses"),
    [
        pytest.param(
            "m/44'/0'/0'",
            XPUB,
            BITCOIN,
            Script.PKH,
            ["1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA", "1Ak8PffB2meyfYnbXZR9EGfLfFZVpzJvQP"],
            id="BIP44",
        ),
        pytest.param(
            "m/49'/1'/0'",
            TPUB,
            BITCOIN_REGTEST,
            Script.SH_WPKH,
            ["2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2"],
            id="BIP49",
        ),
        pytest.param(
            "m/84'/0'/0'",
            ZPUB,
            BITCOIN,
            None,
            [
                "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu",
                "bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g",
            ],
            id="BIP84",
        ),
        pytest.param(
            "m/86'/0'/0'",
            XPUB,
            BITCOIN,
            Script.TR,
            [
                "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
                "bc1p4qhjn9zdvkux4e44uhx8tc55attvtyu358kutcqkudyccelu0was9fqzwh",
            ],
            id="BIP86",
        ),
        pytest.param(
            "m/84'/2'/0'",
            ZPUB,
            LITECOIN,
            None,
            [
                "ltc1qjmxnz78nmc8nq77wuxh25n2es7rzm5c2rkk4wh",
                "ltc1qwlezpr3890hcp6vva9twqh27mr6edadreqvhnn",
            ],
            id="Litecoin",
        ),
        pytest.param(
            "m/49'/2'/0'",
            MTUB,
            LITECOIN,
            None,
            ["M7wtsL7wSHDBJVMWWhtQfTMSYYkyooAAXM"],
            id="Litecoin, nested",
        ),
        pytest.param(
            "m/44'/2'/0'",
            LTUB,
            LITECOIN,
            Script.PKH,
            ["LUWPbpM43E2p7ZSh8cyTBEkvpHmr3cB8Ez"],
            id="Litecoin, old",
        ),
        pytest.param(
            "m/44'/3'/0'",
            DGUB,
            DOGECOIN,
            None,
            ["DBus3bamQjgJULBJtYXpEzDWQRwF5iwxgC"],
            id="Dogecoin",
        ),
        pytest.param(
            "m/44'/145'/0'",
            XPUB,
            BITCOIN_CASH,
            None,
            [
                "bitcoincash:qqyx49mu0kkn9ftfj6hje6g2wfer34yfnq5tahq3q6",
                "bitcoincash:qp8sfdhgjlq68hlzka9lcsxtcnvuvnd0xqxugfzzc5",
            ],
            id="Bitcoin Cash",
        ),
    ],
)
async def test_the_addresses_are_those_of_the_owners_wallet(
    path: str, version: int, network: Network, script: Script | None, addresses: list[str]
) -> None:
    wallet = DescriptorWallet(exported(path, version), network, script)

    assert await wallet.addresses(0, len(addresses)) == addresses


async def test_the_key_of_bip84s_examples_is_understood_as_it_stands_there() -> None:
    wallet = DescriptorWallet(ZPUB_KEY, BITCOIN)

    assert await wallet.addresses(1, 1) == ["bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g"]


async def test_numbers_go_on_where_they_were_left() -> None:
    wallet = DescriptorWallet(ZPUB_KEY, BITCOIN)

    assert (await wallet.addresses(0, 5))[3:] == await wallet.addresses(3, 2)


@pytest.mark.parametrize(
    "text",
    [
        exported("m/84'/0'/0'"),
        exported("m/84'/0'/0'/0", ZPUB),
        f"wpkh([{FINGERPRINT}/84h/0h/0h]{exported(ACCOUNT)}/<0;1>/*)",
        f"wpkh({exported(ACCOUNT + '/0')}/*)",
    ],
    ids=["xpub", "branch", "descriptor", "descriptor of the branch"],
)
async def test_however_a_branch_is_given_it_is_the_same_wallet(text: str) -> None:
    wallet, known = DescriptorWallet(text, BITCOIN), DescriptorWallet(ZPUB_KEY, BITCOIN)

    assert wallet.id == known.id
    assert await wallet.addresses(0, 3) == await known.addresses(0, 3)


async def test_another_branch_is_another_wallet() -> None:
    change = DescriptorWallet(f"wpkh({exported(ACCOUNT)}/1/*)", BITCOIN)

    assert change.id != DescriptorWallet(ZPUB_KEY, BITCOIN).id
    assert await change.addresses(0, 1) == ["bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el"]


def test_one_key_on_two_chains_or_of_two_kinds_is_two_wallets() -> None:
    key = exported("m/84'/0'/0'")
    wallets = [
        DescriptorWallet(key, BITCOIN),
        DescriptorWallet(key, BITCOIN, Script.TR),
        DescriptorWallet(key, BITCOIN, Script.PKH),
        DescriptorWallet(key, LITECOIN),
        DescriptorWallet(key, DOGECOIN),
        DescriptorWallet(key, BITCOIN_CASH),
    ]

    assert len({wallet.id for wallet in wallets}) == len(wallets)


def test_the_name_of_a_wallet_never_changes() -> None:
    assert DescriptorWallet(ZPUB_KEY, BITCOIN).id == "bitcoin:8f7e50ddaff69293"
