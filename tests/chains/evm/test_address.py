"""Addresses as EIP-55 writes them."""

import pytest

from pos.chains.evm.address import checksum_address, parse_address
from pos.domain.errors import Refused

OF_THE_EIP = [
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77",
    "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
]


@pytest.mark.parametrize("address", OF_THE_EIP)
def test_the_examples_of_the_eip(address: str) -> None:
    assert checksum_address(address.lower()) == address
    assert parse_address(address) == address.lower()


def test_letters_of_one_case_carry_no_checksum() -> None:
    upper = "0x" + OF_THE_EIP[4][2:].upper()

    assert parse_address(upper) == parse_address(upper.lower()) == upper.lower()


@pytest.mark.parametrize(
    "text",
    [
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed",
        "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
        "vitalik.eth",
        "",
    ],
)
def test_a_mistyped_address_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_address(text)

    assert refused.value.code == "invalid_address"
