"""Payment requests for Monero wallets."""

from pos.chains.monero.scribe import MoneroScribe
from tests.chains.monero.watcher import FIRST, xmr


def test_a_request_names_address_and_amount_in_whole_coins() -> None:
    assert MoneroScribe().uri(xmr(1_234_500_000_000), FIRST) == f"monero:{FIRST}?tx_amount=1.2345"


def test_the_smallest_amount_has_no_exponent() -> None:
    assert MoneroScribe().uri(xmr(1), FIRST).endswith("?tx_amount=0.000000000001")


def test_the_qr_code_holds_the_link() -> None:
    scribe = MoneroScribe()

    assert scribe.qr(xmr(5), FIRST) == scribe.uri(xmr(5), FIRST)
