"""Payment requests that no wallet reads as an order to pay the token's contract."""

from pos.chains.evm.scribe import EvmScribe
from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset

ETH = Asset(code="ETH", decimals=18, chain=ChainId("eip155:1"))
TOKEN = Asset(
    code="0xBTC",
    decimals=8,
    chain=ChainId("eip155:1"),
    contract="0xb6ed7644c69416d67b522e20bc294a9a9b405b31",
)
TO = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
SHOWN = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"


def test_a_native_request_names_address_chain_and_wei() -> None:
    due = Amount(10**18, ETH)

    assert EvmScribe().qr(due, TO) == f"ethereum:{SHOWN}@1?value=1000000000000000000"
    assert EvmScribe().uri(due, TO) == EvmScribe().qr(due, TO)


def test_a_token_qr_code_is_the_bare_address_with_its_checksum() -> None:
    assert EvmScribe().qr(Amount(150, TOKEN), TO) == SHOWN


def test_a_token_link_calls_transfer_on_the_contract() -> None:
    assert EvmScribe().uri(Amount(150, TOKEN), TO) == (
        "ethereum:0xB6eD7644C69416d67B522e20bC294A9a9B405B31@1/transfer"
        f"?address={SHOWN}&uint256=150"
    )
