"""Payment links by BIP21, and what they cost in a QR code."""

from decimal import Decimal

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, DOGECOIN, LITECOIN, Network
from pos.chains.bitcoin.scribe import BitcoinScribe
from pos.domain.money import Amount, Asset, parse_amount

BTC = Asset(code="BTC", decimals=8, chain=BITCOIN.id)
P2WPKH = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"
P2TR = "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr"
OLD = "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA"
CASH = "bitcoincash:qqyx49mu0kkn9ftfj6hje6g2wfer34yfnq5tahq3q6"
BASE_58 = [(BITCOIN, OLD), (DOGECOIN, "DBus3bamQjgJULBJtYXpEzDWQRwF5iwxgC")]


def modules(text: str) -> int:
    """The width of a code, drawn as the window draws it."""
    code = qrcode.QRCode(border=0, mask_pattern=4)
    code.add_data(text)
    code.make(fit=True)
    return len(code.modules)


@pytest.mark.parametrize(
    ("network", "address", "units", "link"),
    [
        (BITCOIN, P2WPKH, 123_456, f"bitcoin:{P2WPKH}?amount=0.00123456"),
        (BITCOIN, OLD, 100_000_000, f"bitcoin:{OLD}?amount=1"),
        (LITECOIN, "ltc1q0", 1, "litecoin:ltc1q0?amount=0.00000001"),
        (DOGECOIN, "DBus3", 50_000_000, "dogecoin:DBus3?amount=0.5"),
        (BITCOIN_CASH, CASH, 2, f"{CASH}?amount=0.00000002"),
    ],
)
def test_a_link_names_chain_address_and_amount(
    network: Network, address: str, units: int, link: str
) -> None:
    assert BitcoinScribe(network).uri(Amount(units, BTC), address) == link


@pytest.mark.parametrize("address", [P2WPKH, P2TR])
def test_a_code_has_the_bech32_address_alone_in_capitals(address: str) -> None:
    text = BitcoinScribe(BITCOIN).qr(Amount(123_456, BTC), address)

    assert text == f"bitcoin:{address.upper()}?amount=0.00123456"
    assert script_of(address.upper(), BITCOIN) == script_of(address, BITCOIN)


@pytest.mark.parametrize(("network", "address"), [*BASE_58, (BITCOIN_CASH, CASH)])
def test_other_addresses_are_the_same_in_code_and_link(network: Network, address: str) -> None:
    scribe, due = BitcoinScribe(network), Amount(5, BTC)

    assert scribe.qr(due, address) == scribe.uri(due, address)


@pytest.mark.parametrize(("address", "wide", "narrow"), [(P2WPKH, 37, 33), (P2TR, 41, 37)])
def test_capitals_make_the_code_smaller(address: str, wide: int, narrow: int) -> None:
    scribe, due = BitcoinScribe(BITCOIN), Amount(123_456, BTC)

    assert modules(scribe.uri(due, address)) == wide
    assert modules(scribe.qr(due, address)) == narrow


@given(st.integers(1, 21_000_000 * 10**8), st.sampled_from([P2WPKH, P2TR]))
def test_a_code_is_never_larger_than_the_link_and_says_the_exact_amount(
    units: int, address: str
) -> None:
    scribe, due = BitcoinScribe(BITCOIN), Amount(units, BTC)
    text = scribe.qr(due, address)
    said = text.partition("?amount=")[2]

    assert modules(text) <= modules(scribe.uri(due, address))
    assert parse_amount(said, BTC) == due
    assert Decimal(said) * 10**8 == units
