"""Signed bytes, against the examples of the standards."""

import pytest

from pos.chains.evm.draft import Draft, Fees
from pos.chains.evm.signing import read, signed

KEY = b"\x46" * 32
PLAIN = Draft(
    chain_id=1,
    nonce=9,
    to="0x" + "35" * 20,
    value=10**18,
    data="0x",
    gas=21_000,
    fees=Fees(cap=20 * 10**9, tip=20 * 10**9, is_legacy=True),
)
"""The example of EIP-155."""


def test_a_transaction_without_base_fee_is_that_of_eip_155() -> None:
    _, raw = signed(PLAIN, KEY)

    assert raw == (
        "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a7640000802"
        "5a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb7"
        "03304b3800ccf555c9f3dc64214b297fb1966a3b6d83"
    )


@pytest.mark.parametrize("fees", [PLAIN.fees, Fees(cap=30, tip=2)])
@pytest.mark.parametrize("data", ["0x", "0xa9059cbb" + "00" * 64])
def test_what_was_signed_can_be_read_again(fees: Fees, data: str) -> None:
    draft = Draft(
        chain_id=31337, nonce=0, to="0x" + "ab" * 20, value=0, data=data, gas=60_000, fees=fees
    )

    assert read(signed(draft, KEY)[1]) == draft
