"""Refunds out of a wallet of Florin's own, on real chains, read from a node or from servers."""

import asyncio

import pytest

from pos.chains.bitcoin.paying.parts import Reach
from pos.domain.errors import Refused, Trouble
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Lost, PayerState
from tests.chains.bitcoin.paying.shop import COIN, FINAL, UNKNOWN, WAITS, Shop, mined
from tests.nodes.bitcoin import transaction


async def test_a_customer_gets_the_amount_less_the_fee_and_the_rest_comes_back(shop: Shop) -> None:
    await shop.fill_up(COIN)
    customer = shop.node.address()

    tx = await shop.signed(30_000_000, customer)
    await shop.until(UNKNOWN, tx)
    await shop.payer.send(tx)
    await shop.until(WAITS, tx)
    await shop.mine()
    await shop.until(mined(tx), tx)

    assert tx.fee == tx.cost
    assert 0 < tx.fee.units < 50_000
    assert shop.received(customer) == 30_000_000 - tx.fee.units
    await shop.until_held(70_000_000)


async def test_what_is_reserved_is_not_spent_again(shop: Shop) -> None:
    await shop.fill_up(COIN, COIN, COIN)
    reserved: set[str] = set()

    for number in range(3):
        tx = await shop.payer.sign(
            shop.order(COIN // 2, shop.node.address(), str(number)), reserved
        )
        assert reserved.isdisjoint(tx.spends)
        reserved.update(tx.spends)

    with pytest.raises(Trouble, match="next block"):
        await shop.payer.sign(shop.order(COIN // 2, shop.node.address(), "4"), reserved)


async def test_one_output_serves_many_refunds_and_each_is_paid_once(shop: Shop) -> None:
    await shop.fill_up(COIN)
    reserved: set[str] = set()
    sent: list[tuple[SignedTx, str]] = []

    for number in range(28):  # more than may wait one upon the other
        customer = shop.node.address()
        if number == 24:
            await shop.until_tired(reserved)
            await shop.mine()
        tx = await shop.signed(1_000_000, customer, reserved, str(number))
        await shop.payer.send(tx)
        reserved.update(tx.spends)
        sent.append((tx, customer))
    await shop.mine()

    for tx, customer in sent:
        assert shop.received(customer) == 1_000_000 - tx.fee.units
    await shop.until_held(72_000_000)


async def test_a_higher_fee_replaces_the_payment_and_is_mined_exactly_once(shop: Shop) -> None:
    await shop.fill_up(COIN)
    customer = shop.node.address()
    first = await shop.signed(30_000_000, customer)
    order = shop.order(30_000_000, customer)
    await shop.payer.send(first)
    await shop.until(WAITS, first)
    assert await shop.payer.bump(order, [first]) is None

    shop.clock.ahead_s += 6 * shop.network.block_s
    second = await shop.payer.bump(order, [first])
    if shop.servers and not shop.network.relays_replacement:
        assert second is None
        return
    assert second is not None
    assert second.spends == first.spends
    assert second.fee.units > first.fee.units
    await shop.payer.send(second)
    await shop.until(WAITS, first, second)
    await shop.mine()
    await shop.until(mined(second), first, second)

    assert transaction(shop.node, first.txid) is None
    assert shop.received(customer) == 30_000_000 - second.fee.units
    await shop.until_held(70_000_000)


async def test_a_payment_whose_change_another_one_spends_is_not_replaced(shop: Shop) -> None:
    await shop.fill_up(COIN)
    first = await shop.signed(30_000_000, shop.node.address())
    await shop.payer.send(first)
    second = await shop.signed(20_000_000, shop.node.address(), first.spends, "2")
    shop.clock.ahead_s += 6 * shop.network.block_s

    assert await shop.payer.bump(shop.order(30_000_000, shop.node.address()), [first]) is None
    await shop.payer.send(second)
    await shop.until(WAITS, second)
    await shop.restart()
    shop.clock.ahead_s += 6 * shop.network.block_s

    assert await shop.payer.bump(shop.order(30_000_000, shop.node.address()), [first]) is None


async def test_money_that_was_spent_elsewhere_is_lost_only_when_that_is_final(shop: Shop) -> None:
    await shop.fill_up(COIN)
    tx = await shop.signed(30_000_000, shop.node.address())
    rival = await shop.signed(40_000_000, shop.node.address(), number="rival")
    assert tx.spends == rival.spends

    await shop.payer.send(rival)
    await shop.until(WAITS, rival)
    with pytest.raises(Refused) as why:
        await shop.payer.send(tx)
    assert why.value.code == "rejected"
    await shop.mine(FINAL - 1)
    await shop.until(mined(rival, FINAL - 1), rival)
    await shop.until(UNKNOWN, tx)
    await shop.mine()

    await shop.until(Lost(why=f"Its money was spent by {rival.txid}"), tx)


async def test_after_a_restart_it_is_sent_again_and_followed_without_the_passphrase(
    shop: Shop,
) -> None:
    await shop.fill_up(COIN)
    customer = shop.node.address()
    tx = await shop.signed(30_000_000, customer)

    await shop.payer.close()
    shop.payer = shop.fresh()
    assert shop.payer.state is PayerState.LOCKED
    await shop.payer.send(tx)
    await shop.payer.send(tx)
    await shop.until(WAITS, tx)
    await shop.mine()
    await shop.until(mined(tx), tx)
    await shop.payer.send(tx)

    assert shop.received(customer) == 30_000_000 - tx.fee.units


async def test_change_that_waits_is_known_after_a_restart(shop: Shop) -> None:
    await shop.fill_up(COIN)
    first = await shop.signed(30_000_000, shop.node.address())
    await shop.payer.send(first)
    await shop.restart()
    await shop.until(WAITS, first)

    second = await shop.signed(20_000_000, shop.node.address(), first.spends, "2")

    assert second.spends == (f"{first.txid}:1",)
    await shop.payer.send(second)
    await shop.mine()
    await shop.until(mined(second), second)


async def test_who_has_too_little_is_told_how_much_to_bring_and_where(shop: Shop) -> None:
    await shop.fill_up(COIN)

    with pytest.raises(Refused) as why:
        await shop.payer.sign(shop.order(3 * COIN, shop.node.address()), ())

    assert why.value.code == "no_funds"
    assert f"send at least 2 BTC to {shop.address}" in why.value.text


async def test_what_the_fee_would_eat_is_refused_with_and_without_money(shop: Shop) -> None:
    for units in (0, COIN):
        if units:
            await shop.fill_up(units)
        with pytest.raises(Refused) as why:
            await shop.payer.sign(shop.order(500, shop.node.address()), ())
        assert why.value.code == "eaten"


async def test_a_locked_wallet_signs_nothing_and_tells_nothing(shop: Shop) -> None:
    await shop.payer.close()
    shop.payer = shop.fresh()

    for question in (
        shop.payer.purse(),
        shop.payer.sign(shop.order(COIN, shop.node.address()), ()),
    ):
        with pytest.raises(Refused) as why:
            await question
        assert why.value.code == "locked"
    with pytest.raises(Refused) as why:
        await shop.payer.unlock("something else")
    assert why.value.code == "wrong_passphrase"


async def test_strangers_money_is_not_spent_before_it_is_mined(shop: Shop) -> None:
    await shop.fill_up(COIN)
    await asyncio.to_thread(shop.customer.pay, [(shop.address, COIN)])

    with pytest.raises(Refused, match="send at least"):
        await shop.payer.sign(shop.order(5 * COIN, shop.node.address()), ())
    assert await shop.held() == COIN
    await shop.mine()

    await shop.until_held(2 * COIN)


async def test_a_payment_of_which_all_is_spent_on_is_still_known_to_be_mined(shop: Shop) -> None:
    await shop.fill_up(COIN)
    tx = await shop.signed(COIN, shop.address)  # to itself: both can be spent on
    await shop.payer.send(tx)
    await shop.mine()
    await shop.until_held(COIN - tx.cost.units)
    after = await shop.signed(COIN - tx.cost.units, shop.node.address(), number="2")
    await shop.payer.send(after)
    await shop.mine()

    await shop.until(mined(tx, 2), tx)


async def test_a_whole_transaction_of_anybodys_is_had_by_its_id(shop: Shop) -> None:
    txid = await asyncio.to_thread(shop.customer.pay, [(shop.address, COIN)])
    raw = bytes.fromhex(shop.customer.raw(txid))
    reach = shop.reach()

    async with asyncio.timeout(20):
        assert await _had(reach, txid, None) == raw
    height = await asyncio.to_thread(shop.node.mine)
    assert await _had(reach, txid, height) == raw
    with pytest.raises(Trouble):
        await reach.transaction("ab" * 32, None)
    await reach.close()


async def _had(reach: Reach, txid: str, height: int | None) -> bytes:
    """Servers learn of it a little later than their node."""
    while True:
        try:
            return await reach.transaction(txid, height)
        except Trouble:
            await asyncio.sleep(0.05)
