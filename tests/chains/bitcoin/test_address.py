"""Addresses of every chain of this kind, against the published vectors of their formats."""

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.chains.bitcoin.address import address_of, pay_to_key, pay_to_script, script_of
from pos.chains.bitcoin.network import (
    BITCOIN,
    BITCOIN_CASH,
    BITCOIN_REGTEST,
    DOGECOIN,
    LITECOIN,
    NETWORKS,
    Network,
)
from pos.domain.errors import Refused

KEY_HASH = "751e76e8199196d454941c45d1b3a323f1433bd6"
"""Of the public key that BIP173 uses for its examples."""

P2WPKH = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
CASH = "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"


@pytest.mark.parametrize(
    ("network", "address", "script"),
    [
        # BIP173 and BIP350
        (BITCOIN, P2WPKH, f"0014{KEY_HASH}"),
        (BITCOIN, "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
         f"5128{KEY_HASH}{KEY_HASH}"),
        (BITCOIN, "bc1sw50qgdz25j", "6002751e"),
        (BITCOIN, "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", "5210751e76e8199196d454941c45d1b3a323"),
        (BITCOIN, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
         "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
        # the same key and script on the other chains
        (BITCOIN, "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH", f"76a914{KEY_HASH}88ac"),
        (BITCOIN, "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
         "a914e9c3dd0c07aac76179ebc76a6c78d4d67c6c160a87"),
        (BITCOIN_REGTEST, "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080", f"0014{KEY_HASH}"),
        (LITECOIN, "LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ", f"76a914{KEY_HASH}88ac"),
        (DOGECOIN, "DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE", f"76a914{KEY_HASH}88ac"),
        # CashAddr specification, its table of old and new forms
        (BITCOIN_CASH, CASH, "76a91476a04053bda0a88bda5177b86a15c3b29f55987388ac"),
        (BITCOIN_CASH, "bitcoincash:qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy",
         "76a914cb481232299cd5743151ac4b2d63ae198e7bb0a988ac"),
        (BITCOIN_CASH, "bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq",
         "a91476a04053bda0a88bda5177b86a15c3b29f55987387"),
    ],
)  # fmt: skip
def test_an_address_and_its_script_are_one(network: Network, address: str, script: str) -> None:
    assert script_of(address, network).hex() == script
    assert address_of(bytes.fromhex(script), network) == address


@pytest.mark.parametrize(
    ("network", "typed", "canonical"),
    [
        (BITCOIN, P2WPKH.upper(), P2WPKH),
        (BITCOIN_CASH, CASH.partition(":")[2], CASH),
        (BITCOIN_CASH, CASH.upper(), CASH),
        (BITCOIN_CASH, "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu", CASH),
        (BITCOIN_CASH, "zpm2qsznhks23z7629mms6s4cwef74vcwvrqekrq9w", CASH),
        (LITECOIN, "31jkZShyVAMkVz5cQpu4qp73DrAXtFP3rZ", "M7wtsL7wSHDBJVMWWhtQfTMSYYkyooAAXM"),
    ],
    ids=["upper case", "no prefix", "upper case with prefix", "old form", "tokens", "old p2sh"],
)
def test_every_way_of_writing_an_address_is_read_and_one_is_shown(
    network: Network, typed: str, canonical: str
) -> None:
    assert address_of(script_of(typed, network), network) == canonical


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (P2WPKH[:-1] + "5", "its checksum is wrong"),
        ("bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "mixes capital and small letters"),
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", "checksum is wrong"),
        ("BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", "checksum is wrong"),
        ("1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMJ", "or it is mistyped"),
        ("bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080", "an address of Bitcoin regtest"),
        ("LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ", "an address of Litecoin, not of Bitcoin"),
        ("DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE", "an address of Dogecoin, not of Bitcoin"),
        (CASH, "an address of Bitcoin Cash, not of Bitcoin"),
        ("hello world", "odd signs"),
        ("helloworld", "is not an address of Bitcoin"),
        ("XoJA8qE3N2Y3jMLEtZ3vcN42qseZ8LvFf5", "an address of another chain"),
        ("", "is empty, too long or has odd signs"),
        (P2WPKH + "\0", "has odd signs"),
        (" " + P2WPKH, "has odd signs"),
    ],
)
def test_what_is_no_address_is_refused_with_what_is_wrong(typed: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        script_of(typed, BITCOIN)

    assert refused.value.code == "invalid_address"
    assert words in refused.value.text


@pytest.mark.parametrize("network", [DOGECOIN, BITCOIN_CASH], ids=lambda network: network.title)
def test_a_chain_without_segwit_has_no_such_addresses(network: Network) -> None:
    assert address_of(bytes.fromhex(f"0014{KEY_HASH}"), network) is None
    with pytest.raises(Refused, match="an address of Bitcoin, not of"):
        script_of(P2WPKH, network)


def test_bitcoin_cash_has_addresses_of_scripts_with_the_longer_hash() -> None:
    script = b"\xaa\x20" + bytes(range(32)) + b"\x87"
    address = address_of(script, BITCOIN_CASH) or ""

    assert script_of(address, BITCOIN_CASH) == script
    assert address_of(script, BITCOIN) is None


@pytest.mark.parametrize(
    "script",
    ["", "6a0b68656c6c6f20776f726c64", f"21{'02' * 33}ac", "0013" + "00" * 19, f"76a914{KEY_HASH}"],
    ids=["empty", "message", "bare key", "witness of a wrong size", "cut short"],
)
def test_other_scripts_have_no_address(script: str) -> None:
    assert address_of(bytes.fromhex(script), BITCOIN) is None


@given(
    st.sampled_from(list(NETWORKS.values())),
    st.binary(min_size=20, max_size=20),
    st.sampled_from([pay_to_key, pay_to_script]),
)
def test_every_script_reads_back_from_its_address(
    network: Network, hashed: bytes, pay_to: Callable[[bytes], bytes]
) -> None:
    script = pay_to(hashed)
    address = address_of(script, network)

    assert address is not None
    assert script_of(address, network) == script


@given(st.text(max_size=100), st.sampled_from(list(NETWORKS.values())))
def test_any_text_is_read_or_refused(text: str, network: Network) -> None:
    with contextlib.suppress(Refused):
        assert script_of(text, network)


@given(st.binary(max_size=80), st.sampled_from(list(NETWORKS.values())))
def test_any_script_has_an_address_that_reads_back_or_none(script: bytes, network: Network) -> None:
    address = address_of(script, network)

    assert address is None or script_of(address, network) == script


@pytest.mark.parametrize("script", ["51000000", "510100", "5129" + "00" * 41, "0014" + "aa" * 19])
def test_what_only_looks_like_a_witness_program_has_no_address(script: str) -> None:
    assert address_of(bytes.fromhex(script), BITCOIN) is None
