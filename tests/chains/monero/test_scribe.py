"""Payment requests for Monero wallets, and addresses that customers type."""

from dataclasses import replace

import pytest

from pos.chains.monero.address import Kind, Network, format_address, parse_address
from pos.chains.monero.scribe import MoneroScribe
from pos.chains.monero.settings import REGTEST, STAGENET
from pos.domain.errors import Refused
from tests.chains.monero.watcher import FIRST, PRIMARY, xmr

INTEGRATED = format_address(
    replace(parse_address(PRIMARY), kind=Kind.INTEGRATED, payment_id=bytes(range(8)))
)
STAGES = format_address(replace(parse_address(PRIMARY), network=Network.STAGE))


def test_a_request_names_address_and_amount_in_whole_coins() -> None:
    assert MoneroScribe().uri(xmr(1_234_500_000_000), FIRST) == f"monero:{FIRST}?tx_amount=1.2345"


def test_the_smallest_amount_has_no_exponent() -> None:
    assert MoneroScribe().uri(xmr(1), FIRST).endswith("?tx_amount=0.000000000001")


def test_the_qr_code_holds_the_link() -> None:
    scribe = MoneroScribe()

    assert scribe.qr(xmr(5), FIRST) == scribe.uri(xmr(5), FIRST)


@pytest.mark.parametrize("address", [PRIMARY, FIRST, INTEGRATED])
def test_money_can_go_back_to_every_kind_of_address(address: str) -> None:
    assert MoneroScribe().address(f"  {address}\n") == address
    assert MoneroScribe(REGTEST).address(address) == address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "not a Monero address"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "not a Monero address"),
        (FIRST[:-1], "mistyped"),
        (FIRST[:40] + "1" + FIRST[41:], "mistyped"),
        (STAGES, "address of Monero's stage network"),
    ],
)
def test_an_address_that_money_would_be_lost_at_is_refused(address: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        MoneroScribe().address(address)

    assert refused.value.code == "invalid_address"


def test_each_network_takes_its_own_addresses_only() -> None:
    assert MoneroScribe(STAGENET).address(STAGES) == STAGES
    with pytest.raises(Refused, match="main network"):
        MoneroScribe(STAGENET).address(PRIMARY)
