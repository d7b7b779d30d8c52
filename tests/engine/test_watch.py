import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.errors import Distrust, Trouble
from pos.domain.money import Amount, Fiat
from pos.domain.payment.deposit import Caution
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refund_due
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import DEFAULT_EXPIRY_S, Order
from pos.engine.feed import ChainSeen
from pos.engine.track import Track
from pos.engine.watchlist import Watchlist
from tests.engine.conftest import House
from tests.fakes.invoices import ETH, TOKEN, payment

DUE = 700_000_000
ORDER = Order(origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC")


async def charged(house: House, code: str = "0xBTC") -> Invoice:
    return await house.desk.charge(replace(ORDER, code=code))


async def now(house: House, invoice: Invoice) -> Invoice:
    return await house.records.invoice(invoice.id)


async def stage(house: House, invoice: Invoice) -> Stage:
    return stage_of(await now(house, invoice))


async def test_a_payment_is_seen_in_the_pool_then_paid_in_blocks(house: House) -> None:
    invoice = await charged(house)
    paying = payment(DUE, address=invoice.prompts[0].address)
    house.chain.pool.append(paying)
    await house.watch.look_once()
    seen = await stage(house, invoice)
    house.chain.mine(paying)
    await house.watch.look_once()
    house.chain.mine()
    await house.watch.look_once()

    assert seen is Stage.SEEN
    assert await stage(house, invoice) is Stage.PAID


async def test_a_payment_that_waits_in_the_pool_is_written_once(house: House) -> None:
    invoice = await charged(house)
    house.chain.pool.append(payment(DUE, address=invoice.prompts[0].address))
    for _ in range(5):
        await house.watch.look_once()

    assert (await now(house, invoice)).version == 2


async def test_a_payment_that_left_the_pool_is_gone(house: House) -> None:
    invoice = await charged(house)
    house.chain.pool.append(payment(DUE, address=invoice.prompts[0].address))
    await house.watch.look_once()
    house.chain.pool.clear()
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.WAITING


async def test_a_reorganised_payment_is_gone_and_comes_back_elsewhere(house: House) -> None:
    invoice = await charged(house)
    paying = payment(DUE, address=invoice.prompts[0].address)
    await house.watch.look_once()
    house.chain.mine(paying)
    await house.watch.look_once()
    house.chain.reorganise(11)
    house.chain.mine()
    await house.watch.look_once()
    gone = await stage(house, invoice)
    house.chain.mine(paying, blocks=2)
    await house.watch.look_once()

    assert gone is Stage.WAITING
    assert await stage(house, invoice) is Stage.PAID


async def test_a_payment_in_blocks_that_were_not_read_again_stays(house: House) -> None:
    invoice = await charged(house)
    await house.watch.look_once()
    house.chain.mine(payment(DUE, address=invoice.prompts[0].address))
    await house.watch.look_once()
    house.chain.mine()
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.PAID


async def test_a_dark_chain_expires_nobody_and_is_told(house: House) -> None:
    invoice = await charged(house)
    await house.watch.look_once()
    house.chain.is_dark = True
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 60)
    with pytest.raises(Trouble):
        await house.watch.look_once()

    assert await stage(house, invoice) is Stage.WAITING
    told = [news for news in house.news if isinstance(news, ChainSeen)]
    assert (told[-1].is_connected, told[-1].trouble, told[-1].looked_at) == (
        False,
        "node does not answer",
        1_000,
    )


async def test_a_chain_never_seen_is_told_without_a_date(house: House) -> None:
    house.chain.is_dark = True
    with pytest.raises(Trouble):
        await house.watch.look_once()

    told = house.feed.chains()[0]
    assert (told.looked_at, told.height) == (None, 0)


async def test_a_look_after_the_deadline_ends_the_sale(house: House) -> None:
    invoice = await charged(house)
    await house.watch.look_once()
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 1)
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.EXPIRED


async def test_a_deadline_survives_a_look_that_could_not_be_written(house: House) -> None:
    invoice = await charged(house)
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 1)
    house.store.shelves.is_down = True
    with pytest.raises(ExceptionGroup):
        await house.watch.look_once()
    house.store.shelves.is_down = False
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.EXPIRED


async def test_a_covered_invoice_is_left_alone_by_its_deadline(house: House) -> None:
    invoice = await charged(house)
    house.chain.pool.append(payment(DUE, address=invoice.prompts[0].address))
    await house.watch.look_once()
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 1)
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.SEEN


async def test_a_deadline_that_moved_is_kept_at_its_new_time(house: House) -> None:
    invoice = await charged(house)
    house.chain.pool.append(payment(DUE, address=invoice.prompts[0].address))
    await house.watch.look_once()
    await house.clock.pass_time(600)
    house.chain.pool.clear()
    await house.watch.look_once()
    await house.clock.pass_time(DEFAULT_EXPIRY_S - 100)
    await house.watch.look_once()
    waiting = await stage(house, invoice)
    await house.clock.pass_time(101)
    await house.watch.look_once()

    assert waiting is Stage.WAITING
    assert await stage(house, invoice) is Stage.EXPIRED


async def test_both_chains_of_an_invoice_must_be_read_before_it_expires(house: House) -> None:
    house.rates.prices["POL"] = "1"
    invoice = await charged(house)
    await house.desk.choose_method(invoice.id, "POL")
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 1)
    await house.watches[0].look_once()
    await house.watches[0].look_once()
    half = await stage(house, invoice)
    await house.watches[1].look_once()

    assert half is Stage.WAITING
    assert await stage(house, invoice) is Stage.EXPIRED


async def test_late_money_for_an_expired_invoice_is_still_found(house: House) -> None:
    invoice = await charged(house)
    await house.watch.look_once()
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 60)
    await house.watch.look_once()
    await house.clock.pass_time(60)
    house.chain.mine(payment(DUE, address=invoice.prompts[0].address, block_time=house.clock.now()))
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.EXPIRED
    assert refund_due(await now(house, invoice)).units == DUE


async def test_a_payment_while_the_program_was_off_is_in_time_and_found(house: House) -> None:
    invoice = await charged(house)
    await house.watch.look_once()
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 3_600)
    late = payment(DUE, address=invoice.prompts[0].address, block_time=house.clock.now() - 60)
    house.chain.mine(late, blocks=2)

    again = house.after_a_crash()
    await again.shop.open()
    await again.watch.look_once()

    assert await stage(again, invoice) is Stage.PAID


async def test_catching_up_in_chunks_neither_expires_nor_calls_late(house: House) -> None:
    invoice = await charged(house)
    await house.watch.look_once()
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 3_600)
    address = invoice.prompts[0].address
    late = house.clock.now() - 60
    house.chain.mine(payment(DUE - 1, address=address, block_time=late), blocks=5)
    house.chain.mine(payment(1, "0x02", address=address, block_time=late), blocks=5)
    house.chain.stops_at = 15
    await house.watch.look_once()
    half = await stage(house, invoice)
    house.chain.stops_at = None
    await house.watch.look_once()

    assert half is Stage.PARTIAL
    assert await stage(house, invoice) is Stage.PAID


async def test_two_invoices_in_one_block_are_both_paid(house: House) -> None:
    one, two = await charged(house), await charged(house)
    await house.watch.look_once()
    house.chain.mine(
        payment(DUE, address=one.prompts[0].address, index="a"),
        payment(DUE, address=two.prompts[0].address, index="b"),
        blocks=2,
    )
    await house.watch.look_once()

    assert [await stage(house, one), await stage(house, two)] == [Stage.PAID, Stage.PAID]


async def test_depth_is_told_each_block_until_paid_and_then_once_when_final(house: House) -> None:
    invoice = await charged(house)
    await house.watch.look_once()
    house.chain.mine(payment(DUE, address=invoice.prompts[0].address))
    for _ in range(25):
        await house.watch.look_once()
        house.chain.mine()

    moved = await now(house, invoice)
    assert moved.deposits[0].confirmations == 20
    assert moved.version == 4


async def test_the_chains_own_coin_is_accounted_for_by_what_is_mined(house: House) -> None:
    invoice = await charged(house, "ETH")
    address = invoice.prompts[0].address
    paying = payment(5, asset=ETH, address=address)
    house.chain.pool.append(paying)
    await house.watch.look_once()
    pending = house.watch.track.watchlist.suspects(ETH, 10)
    house.chain.mine(paying)
    await house.watch.look_once()
    await house.clock.pass_time(2)

    assert [s.accounted for s in pending] == [Amount(0, ETH)]
    assert [s.accounted for s in house.watch.track.watchlist.suspects(ETH, 10)] == [Amount(5, ETH)]


async def test_an_idle_chain_is_written_down_only_now_and_then(house: House) -> None:
    await house.watch.look_once()
    first = await house.store.journal.mark(house.chain.id)
    await house.clock.pass_time(5)
    await house.watch.look_once()
    soon = await house.store.journal.mark(house.chain.id)
    await house.clock.pass_time(5)
    await house.watch.look_once()
    later = await house.store.journal.mark(house.chain.id)

    assert first == soon
    assert later is not None
    assert later.look.at == 1_010


async def test_following_looks_again_on_every_piece_of_news(house: House) -> None:
    following = asyncio.ensure_future(house.watch.follow())
    await house.clock.pass_time(1)
    house.chain.news()
    await house.clock.pass_time(1)
    following.cancel()

    assert house.chain.looks == 2


async def test_money_to_an_address_that_is_not_ours_is_nothing(house: House) -> None:
    invoice = await charged(house)
    house.chain.mine(payment(DUE, address="somebody else"), blocks=2)
    await house.watch.look_once()

    assert invoice.prompts[0].due.asset == TOKEN
    assert await stage(house, invoice) is Stage.WAITING


async def test_a_node_that_stands_still_expires_nobody_and_is_told(house: House) -> None:
    house.watch.stale_after_s = 600
    invoice = await charged(house)
    await house.watch.look_once()
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 1)
    await house.watch.look_once()
    told = house.feed.chains()[0]

    assert await stage(house, invoice) is Stage.WAITING
    assert (told.is_connected, told.trouble) == (False, "no new block for 31 minutes")


async def test_catching_up_is_told_with_the_block_it_has_reached(house: House) -> None:
    house.watch.stale_after_s = 600
    await house.watch.look_once()
    house.chain.mine(blocks=10)
    house.chain.stops_at = 15
    await house.watch.look_once()
    told = house.feed.chains()[0]

    assert (told.is_connected, told.trouble) == (True, "catching up: block 15")
    assert (told.height, told.head) == (15, 20)


async def test_sources_that_contradict_each_other_are_told_by_name(house: House) -> None:
    house.chain.is_lied_to = True

    with pytest.raises(Distrust):
        await house.watch.look_once()
    told = house.feed.chains()[0]

    assert told.is_distrusted
    assert [source.name for source in told.sources] == ["fake:1"]


async def test_a_payment_that_turns_out_spent_twice_is_news_though_it_did_not_move(
    house: House,
) -> None:
    invoice = await charged(house)
    paying = payment(DUE, address=invoice.prompts[0].address)
    house.chain.pool = [paying]
    await house.watch.look_once()

    house.chain.pool = [replace(paying, cautions=(Caution.DOUBLE_SPENT,))]
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.WAITING
    entries = await house.records.entries(invoice.id)
    assert "double_spent" in [entry.kind for entry in entries]


async def test_a_mined_payment_that_turns_out_burnt_is_news_though_it_did_not_move(
    house: House,
) -> None:
    invoice = await charged(house)
    await house.watch.look_once()
    paying = payment(DUE, address=invoice.prompts[0].address)
    house.chain.mine(paying)
    await house.watch.look_once()
    assert await stage(house, invoice) is Stage.SEEN

    house.chain.blocks[house.chain.height] = [replace(paying, cautions=(Caution.BURNT,))]
    house.chain.reread_from = house.chain.height
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.WAITING


async def test_a_promise_deeper_than_what_counts_as_final_is_waited_for(house: House) -> None:
    shallow = Track(house.chain.id, Watchlist(house.clock), final_depth=1)
    watch = replace(house.watch, track=shallow)
    await watch.start()
    invoice = await charged(house)
    await watch.look_once()
    house.chain.mine(payment(DUE, address=invoice.prompts[0].address))
    await watch.look_once()

    house.chain.mine()
    await watch.look_once()

    assert await stage(house, invoice) is Stage.PAID


async def test_a_clock_that_was_set_back_does_not_stop_a_payment(house: House) -> None:
    invoice = await charged(house)
    paying = payment(DUE, address=invoice.prompts[0].address)
    house.chain.pool.append(paying)
    await house.watch.look_once()
    await house.clock.pass_time(-600)
    house.chain.mine(paying, blocks=2)
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.PAID


async def test_a_crash_before_the_mark_was_written_loses_no_later_look(house: House) -> None:
    invoice = await charged(house)
    paying = payment(DUE, address=invoice.prompts[0].address)
    for _ in range(5):
        await house.watch.look_once()  # an idle chain's mark is not written each time
    house.chain.pool.append(paying)
    mark = await house.store.journal.mark(house.chain.id)
    await house.watch.look_once()
    assert mark is not None
    await house.store.journal.save_mark(mark)  # as if the power had failed just before

    again = house.after_a_crash()
    await again.shop.open()
    house.chain.pool.clear()
    await again.watch.look_once()

    assert await stage(again, invoice) is Stage.WAITING


async def test_a_night_in_which_the_computer_slept_ends_no_sale_that_was_paid(house: House) -> None:
    paid, forgotten = await charged(house), await charged(house)
    await house.watch.look_once()
    asleep_at = house.clock.now()
    house.clock.set_to(asleep_at + 9 * 3_600)
    paying = payment(DUE, address=paid.prompts[0].address, block_time=asleep_at + 60)
    before = await stage(house, paid), await stage(house, forgotten)

    house.chain.mine(paying, blocks=2)
    await house.watch.look_once()

    assert before == (Stage.WAITING, Stage.WAITING)
    assert (await stage(house, paid), await stage(house, forgotten)) == (Stage.PAID, Stage.EXPIRED)


async def test_a_clock_that_was_set_forward_by_years_calls_the_chain_stale_and_ends_nothing(
    house: House,
) -> None:
    invoice = await charged(house)
    house.watch.stale_after_s = 600
    await house.watch.look_once()

    house.clock.set_to(house.clock.now() + 3 * 365 * 86_400)
    await house.watch.look_once()

    assert await stage(house, invoice) is Stage.WAITING
    assert not house.desk.is_offered("0xBTC")


async def test_no_sale_ends_by_a_clock_that_was_just_set_and_it_can_still_be_paid(
    house: House,
) -> None:
    ended, paid = await charged(house), await charged(house)
    await house.watch.look_once()
    house.watch.may_end = lambda: False
    house.clock.set_to(house.clock.now() + 2 * DEFAULT_EXPIRY_S)
    await house.watch.look_once()
    during = await stage(house, ended)
    house.chain.pool.append(payment(DUE, address=paid.prompts[0].address))
    await house.watch.look_once()

    house.watch.may_end = lambda: True
    await house.watch.look_once()

    assert (during, await stage(house, ended)) == (Stage.WAITING, Stage.EXPIRED)
    assert await stage(house, paid) is Stage.SEEN
