"""A wallet's addresses before any wallet program runs."""

from pathlib import Path

from pos.chains.monero.account import Account
from pos.chains.monero.chain import MoneroWallet
from pos.chains.monero.foreseen import ForeseenWallet
from pos.chains.monero.settings import MoneroSettings
from pos.chains.monero.subaddress import parse_keys
from tests.chains.monero.watcher import FIRST, PRIMARY, VIEW_KEY
from tests.fakes.world import FakeClock


async def test_the_first_address_is_the_first_that_a_customer_is_shown() -> None:
    wallet = ForeseenWallet(parse_keys(PRIMARY, VIEW_KEY))

    first, *others = await wallet.addresses(0, 3)

    assert first == FIRST
    assert others == [*await wallet.addresses(1, 2)]


async def test_it_is_the_same_wallet_as_the_one_that_sells(tmp_path: Path) -> None:
    settings = MoneroSettings(
        address=PRIMARY, view_key=VIEW_KEY, daemons=("http://127.0.0.1:1",), folder=tmp_path
    )

    selling = MoneroWallet(Account(settings, FakeClock()))

    assert ForeseenWallet(parse_keys(PRIMARY, VIEW_KEY)).id == selling.id
