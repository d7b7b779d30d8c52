"""The refund wallet of practice mode lives the whole life of a refund."""

from dataclasses import replace
from pathlib import Path

import pytest

from pos.chains.practice.chain import PracticeChain, PracticeSettings
from pos.chains.practice.coins import PLAY_COINS
from pos.chains.practice.payer import PracticePayer
from pos.chains.practice.purse import FEES, FILLED
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.domain.money import Amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Lost, Mined, PayBack, PayerState, Pending
from tests.chains.follower import Follower
from tests.fakes.clocks import SetClock

ETH = PLAY_COINS[0].asset
FEE = FEES["PLAY-ETH"]
BACK = "0x" + "0" * 24 + "b" * 16
DEAD = "0x" + "0" * 36 + "dead"


@pytest.fixture
def chain() -> PracticeChain:
    return PracticeChain(SetClock(), PracticeSettings())


@pytest.fixture
def payer(chain: PracticeChain) -> PracticePayer:
    return PracticePayer(chain, SetClock(), "seed")


def order(units: int = 10**18, to: str = BACK, id: str = "aa-1") -> PayBack:
    return PayBack(id=id, amount=Amount(units, ETH), to=to)


async def sent(payer: PracticePayer, order: PayBack, *before: SignedTx) -> SignedTx:
    tx = await payer.sign(order, [spent for each in before for spent in each.spends])
    await payer.send(tx)
    return tx


async def has(payer: PracticePayer) -> int:
    return (await payer.purse()).balances[0].units


async def test_a_refund_is_pending_then_mined_and_arrives_without_its_fee(
    chain: PracticeChain, payer: PracticePayer
) -> None:
    customer = Follower(chain, [BACK])
    tx = await sent(payer, order())
    pending = await payer.fate([tx])
    await customer.look()
    chain.mine(3)
    (arrived,) = await customer.look()

    assert pending == Pending(is_known=True)
    assert await payer.fate([tx]) == Mined(txid=tx.txid, confirmations=3)
    assert (arrived.txid, arrived.amount.units) == (tx.txid, 10**18 - FEE)
    assert await has(payer) == FILLED["PLAY-ETH"] - 10**18


async def test_what_was_signed_and_not_sent_is_known_to_nobody(payer: PracticePayer) -> None:
    tx = await payer.sign(order(), ())

    assert await payer.fate([tx]) == Pending(is_known=False)
    assert await has(payer) == FILLED["PLAY-ETH"]


async def test_the_wallet_is_always_open_and_can_be_filled_up(
    chain: PracticeChain, payer: PracticePayer
) -> None:
    await payer.unlock("whatever")
    chain.pay((await payer.purse()).address, Amount(7, ETH))
    pending = await has(payer)
    chain.mine()

    assert payer.state is PayerState.READY
    assert (pending, await has(payer)) == (FILLED["PLAY-ETH"], FILLED["PLAY-ETH"] + 7)
    await payer.close()


async def test_each_payment_has_a_number_of_its_own(payer: PracticePayer) -> None:
    first = await payer.sign(order(), ())
    second = await payer.sign(order(id="aa-2"), first.spends)

    assert set(first.spends).isdisjoint(second.spends)
    assert first.txid != second.txid


async def test_what_the_fee_would_eat_is_refused(payer: PracticePayer) -> None:
    with pytest.raises(Refused) as refused:
        await payer.sign(order(FEE), ())

    assert refused.value.code == "eaten"


async def test_more_than_there_is_is_refused(payer: PracticePayer) -> None:
    with pytest.raises(Refused, match="has only 10 PLAY-ETH"):
        await payer.sign(order(FILLED["PLAY-ETH"] + 1), ())


async def test_sending_twice_is_sending_once(chain: PracticeChain, payer: PracticePayer) -> None:
    tx = await sent(payer, order())
    await payer.send(tx)
    chain.mine()
    await payer.send(tx)

    assert await has(payer) == FILLED["PLAY-ETH"] - 10**18


async def test_a_higher_fee_replaces_the_payment_and_a_lower_one_does_not(
    chain: PracticeChain, payer: PracticePayer
) -> None:
    first = await sent(payer, order())
    second = await payer.bump(order(), [first])
    assert second is not None
    await payer.send(second)
    with pytest.raises(Refused, match="too low"):
        await payer.send(first)
    chain.mine()

    assert second.fee.units == 2 * FEE
    assert await payer.fate([first, second]) == Mined(txid=second.txid, confirmations=1)
    with pytest.raises(Refused, match="used already"):
        await payer.send(first)


async def test_a_fee_that_would_take_most_of_it_is_not_raised(
    chain: PracticeChain, payer: PracticePayer
) -> None:
    small, mined = order(3 * FEE), order(id="aa-2")
    tx = await sent(payer, small)
    other = await sent(payer, mined, tx)
    chain.mine()

    assert await payer.bump(small, [tx]) is None
    assert await payer.bump(mined, [other]) is None


async def test_a_wallet_that_was_emptied_meanwhile_sends_nothing(payer: PracticePayer) -> None:
    tx = await payer.sign(order(FILLED["PLAY-ETH"]), ())
    await sent(payer, order(id="aa-2"), tx)

    with pytest.raises(Refused, match="does not have so much"):
        await payer.send(tx)


async def test_a_payment_whose_number_another_one_took_is_lost(
    chain: PracticeChain, payer: PracticePayer
) -> None:
    tx = await payer.sign(order(), ())
    await sent(payer, order(id="aa-2"))
    chain.mine()

    assert isinstance(await payer.fate([tx]), Lost)


async def test_after_a_reorganisation_it_is_pending_again(
    chain: PracticeChain, payer: PracticePayer
) -> None:
    tx = await sent(payer, order())
    chain.mine(2)
    chain.reorg(2)

    assert await payer.fate([tx]) == Pending(is_known=True)


async def test_a_payment_to_the_dead_fails_in_its_block_and_costs_only_its_fee(
    chain: PracticeChain, payer: PracticePayer
) -> None:
    customer = Follower(chain, [DEAD])
    await customer.look()
    tx = await sent(payer, order(to=DEAD))
    chain.mine()

    assert await payer.fate([tx]) == Mined(txid=tx.txid, confirmations=1, has_failed=True)
    assert await customer.look() == ()
    assert await has(payer) == FILLED["PLAY-ETH"] - FEE


async def test_an_account_that_plays_a_contract_is_no_plain_one(payer: PracticePayer) -> None:
    assert await payer.is_plain(BACK)
    assert not await payer.is_plain("0x" + "0" * 36 + "c0de")


async def test_a_chain_that_is_switched_off_is_trouble(
    chain: PracticeChain, payer: PracticePayer
) -> None:
    tx = await payer.sign(order(), ())
    chain.go_offline(True)

    with pytest.raises(Trouble):
        await payer.send(tx)
    with pytest.raises(Trouble):
        await payer.purse()


async def test_bytes_that_are_none_of_ours_are_corrupt(payer: PracticePayer) -> None:
    tx = await payer.sign(order(), ())

    with pytest.raises(Corrupt, match="cannot be read"):
        await payer.send(replace(tx, raw="{}"))


async def test_the_newest_refunds_outlast_any_number_of_payments(tmp_path: Path) -> None:
    settings = PracticeSettings(path=tmp_path / "chain.json")
    chain = PracticeChain(SetClock(), settings)
    payer = PracticePayer(chain, SetClock(), "seed")
    tx = await sent(payer, order())
    chain.mine()
    for _ in range(510):
        chain.pay(BACK, Amount(1, ETH))
    chain.mine()

    again = PracticePayer(PracticeChain(SetClock(), settings), SetClock(), "seed")
    assert await again.fate([tx]) == Mined(txid=tx.txid, confirmations=2)
