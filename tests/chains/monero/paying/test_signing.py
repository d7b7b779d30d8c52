"""What wallets of other versions answer, and what they cannot do."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from pos.chains.monero.paying.payer import MoneroPayer
from pos.chains.monero.paying.settings import SpendSettings
from pos.chains.monero.paying.signing import sign
from pos.chains.monero.transport import Declined, Door
from pos.domain.errors import Refused, Trouble
from pos.domain.ports.payer import PayBack
from tests.chains.monero.fakes import FakeDaemon, FakeProgram, World
from tests.chains.monero.watcher import FIRST, XMR, Minutes, xmr

FEE = 7


class OldWallet(FakeProgram):
    """A monero-wallet-rpc before 0.18.3: it overlooks that the fee is to be taken off.

    Its fee rises by `rise` each time; `error` is its answer instead.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rise = 0
        self.error: tuple[int, str] | None = None

    def _transfer(self, destinations: list[dict[str, Any]], **_: object) -> dict[str, Any]:
        if self.error is not None:
            raise LookupError(*self.error)
        fee = FEE + self.rise * self.asked.count("transfer")
        units = destinations[0]["amount"]
        return {"tx_hash": "ab" * 32, "tx_blob": "02", "amount": units, "fee": fee}

    def _get_address(self, **_: object) -> dict[str, Any]:
        return {"address": FIRST}

    def _refresh(self) -> dict[str, Any]:
        return {}

    def _incoming_transfers(self, **_: object) -> dict[str, Any]:
        return {}

    def _get_balance(self, **_: object) -> dict[str, Any]:
        return {"balance": 100, "unlocked_balance": 100}


@pytest.fixture
async def wallet() -> AsyncIterator[OldWallet]:
    async with OldWallet() as started:
        yield started


@pytest.fixture
async def door(wallet: OldWallet) -> AsyncIterator[Door]:
    made = Door(wallet.url, 5.0, "monero-wallet-rpc")
    yield made
    await made.close()


async def test_an_old_wallet_is_asked_again_for_less(door: Door) -> None:
    signed = await sign(door, FIRST, 100)

    assert (signed.amount, signed.fee) == (93, FEE)


async def test_a_fee_that_rose_meanwhile_is_not_paid_by_the_shop(
    wallet: OldWallet, door: Door
) -> None:
    wallet.rise = 1
    with pytest.raises(Trouble, match="fee changes too fast"):
        await sign(door, FIRST, 100)


async def test_an_old_wallets_fee_may_be_more_than_all_there_is(door: Door) -> None:
    with pytest.raises(Declined):
        await sign(door, FIRST, FEE)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ((-2, "WALLET_RPC_ERROR_CODE_WRONG_ADDRESS"), "invalid_address"),
        ((-18, "Transaction would be too large."), "too_large"),
        ((-29, "The wallet is watch-only."), "watch_only"),
    ],
)
async def test_what_the_owner_can_put_right_is_said(
    wallet: OldWallet, door: Door, error: tuple[int, str], code: str
) -> None:
    wallet.error = error
    with pytest.raises(Refused) as refused:
        await sign(door, FIRST, 100)

    assert refused.value.code == code


@pytest.mark.parametrize(("code", "means"), [(-17, "no_funds"), (-37, "no_funds"), (-16, "eaten")])
async def test_an_old_wallet_that_lacks_only_the_fee_can_be_filled_up(
    wallet: OldWallet, world: World, code: int, means: str
) -> None:
    """Else a refund of all that is there would be given up as too little to send."""
    wallet.error = (code, "not enough money")
    async with FakeDaemon(world) as daemon:
        settings = SpendSettings(
            asset=XMR, daemons=(daemon.url,), folder=Path("nowhere"), wallet_rpc=wallet.url
        )
        payer = MoneroPayer(settings, Minutes())
        with pytest.raises(Refused) as refused:
            await payer.sign(PayBack(id="i-1", amount=xmr(100), to=FIRST), ())
        await payer.close()

    assert refused.value.code == means
