"""The addresses and keys of a refund wallet's words."""

import pytest

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, DOGECOIN, LITECOIN, Network
from pos.chains.bitcoin.paying.account import Account
from tests.chains.bitcoin.owner import MNEMONIC, exported

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


async def test_change_is_at_the_first_six_addresses_where_every_wallet_looks() -> None:
    account = Account(MNEMONIC, BITCOIN)
    change = {account.change(str(number)) for number in range(500)}

    wallet = DescriptorWallet(f"wpkh({exported('m/84h/0h/0h')}/1/*)", BITCOIN)
    assert change == {script_of(address, BITCOIN) for address in await wallet.addresses(0, 6)}
    assert "bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el" in await wallet.addresses(0, 6)  # BIP84
    assert change < account.scripts


def test_a_payment_has_the_same_change_however_often_it_is_drafted() -> None:
    account = Account(MNEMONIC, BITCOIN)
    assert account.change("refund-1") == account.change("refund-1")
