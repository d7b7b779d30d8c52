import pytest

from pos.chains.evm.keystore import address_of
from pos.chains.hoard import PURSE, Hoard
from pos.chains.keys import XpubWallet
from pos.domain.errors import Refused
from tests.app.street import OWN_XPUB, WORDS


async def test_the_keys_are_those_of_the_addresses_that_customers_see() -> None:
    wallet = XpubWallet(OWN_XPUB)
    hoard = Hoard(WORDS, wallet.id)

    shown = [*await wallet.addresses(0, 3), *await wallet.addresses(PURSE, 1)]

    assert [address_of(hoard.key(index)) for index in (0, 1, 2, PURSE)] == shown


def test_the_passphrase_of_a_seed_makes_another_wallet() -> None:
    with pytest.raises(Refused) as refused:
        Hoard(WORDS, XpubWallet(OWN_XPUB).id, "another")

    assert refused.value.code == "other_wallet"
