"""What wallets of other versions answer, and what they cannot do."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from pos.chains.monero.paying.signing import sign
from pos.chains.monero.transport import Declined, Door
from pos.domain.errors import Refused, Trouble
from tests.chains.monero.fakes import FakeProgram
from tests.chains.monero.watcher import FIRST

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
