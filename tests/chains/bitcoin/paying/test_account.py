"""The addresses and keys of a refund wallet's words."""

import pytest

from pos.chains.bitcoin.address import address_of
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, DOGECOIN, LITECOIN, Network
from pos.chains.bitcoin.paying.account import CHANGE, Account
from tests.chains.bitcoin.owner import MNEMONIC

FIRST = {
    BITCOIN.id: "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu",  # BIP84
    LITECOIN.id: "ltc1qjmxnz78nmc8nq77wuxh25n2es7rzm5c2rkk4wh",
    DOGECOIN.id: "DBus3bamQjgJULBJtYXpEzDWQRwF5iwxgC",
    BITCOIN_CASH.id: "bitcoincash:qqyx49mu0kkn9ftfj6hje6g2wfer34yfnq5tahq3q6",
}


@pytest.mark.parametrize(
    "network", [BITCOIN, LITECOIN, DOGECOIN, BITCOIN_CASH], ids=lambda network: network.title
)
def test_every_other_wallet_shows_the_same_first_address(network: Network) -> None:
    assert Account(MNEMONIC, network).address == FIRST[network.id]


def test_change_is_where_other_wallets_look_for_it() -> None:
    account = Account(MNEMONIC, BITCOIN)
    change = {account.change(str(number)) for number in range(500)}

    addresses = {address_of(script, BITCOIN) for script in change}
    assert "bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el" in addresses  # BIP84: m/84'/0'/0'/1/0
    assert len(change) == CHANGE
    assert change < account.scripts


def test_a_payment_has_the_same_change_however_often_it_is_drafted() -> None:
    account = Account(MNEMONIC, BITCOIN)
    assert account.change("refund-1") == account.change("refund-1")
