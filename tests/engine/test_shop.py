import asyncio
from dataclasses import replace
from decimal import Decimal

from pos.domain.money import Amount, Fiat
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import DEFAULT_EXPIRY_S, Order
from tests.engine.conftest import House
from tests.fakes.invoices import ETH, payment
from tests.fakes.world import settle

ORDER = Order(origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC")


async def test_a_running_shop_follows_a_payment_from_charge_to_paid(house: House) -> None:
    running = asyncio.ensure_future(house.shop.run())
    await settle()
    invoice = await house.desk.charge(ORDER)
    house.chain.mine(payment(10**9, address=invoice.prompts[0].address), blocks=2)
    house.chain.news()
    await settle()
    running.cancel()
    await settle()

    assert stage_of(await house.records.invoice(invoice.id)) is Stage.PAID
    assert running.done()


async def test_a_dark_chain_stops_nobody_else(house: House) -> None:
    house.chains[0].is_dark = True
    running = asyncio.ensure_future(house.shop.run())
    await settle()
    await house.clock.pass_time(2)
    running.cancel()

    assert house.chains[1].looks == 1
    assert house.chains[0].looks > 1


async def test_a_new_run_remembers_open_invoices_and_pays_them_once(house: House) -> None:
    invoice = await house.desk.charge(ORDER)
    await house.watch.look_once()
    house.chain.mine(payment(10**9, address=invoice.prompts[0].address), blocks=2)

    again = house.after_a_crash()
    await again.shop.open()
    remembered = again.records.recent(invoice.id)
    await again.watch.look_once()
    await again.watch.look_once()

    assert remembered == invoice
    assert (await again.records.invoice(invoice.id)).version == 2


async def test_indices_go_on_where_the_earlier_run_stopped(house: House) -> None:
    await house.desk.charge(ORDER)
    again = house.after_a_crash()
    await again.shop.open()

    assert (await again.desk.charge(ORDER)).prompts[0].key_index == 1


async def test_an_invoice_without_a_coin_ends_by_the_clock(house: House) -> None:
    invoice = await house.desk.charge(replace(ORDER, code=None))
    chosen = await house.desk.charge(ORDER)
    running = asyncio.ensure_future(house.lapse.run())
    await settle()
    await house.clock.pass_time(DEFAULT_EXPIRY_S)
    at_the_deadline = stage_of(await house.records.invoice(invoice.id))
    await house.clock.pass_time(1)
    running.cancel()

    assert at_the_deadline is Stage.CHOOSING
    assert stage_of(await house.records.invoice(invoice.id)) is Stage.EXPIRED
    assert stage_of(await house.records.invoice(chosen.id)) is Stage.WAITING


async def test_an_unchosen_invoice_of_an_earlier_run_ends_too(house: House) -> None:
    invoice = await house.desk.charge(replace(ORDER, code=None))
    again = house.after_a_crash()
    await again.shop.open()
    await house.clock.pass_time(DEFAULT_EXPIRY_S + 1)
    await again.lapse.tick()

    assert stage_of(await again.records.invoice(invoice.id)) is Stage.EXPIRED


async def test_ether_of_an_earlier_run_is_not_mistaken_for_new_money(house: House) -> None:
    invoice = await house.desk.charge(replace(ORDER, code="ETH"))
    await house.watch.look_once()
    paying = payment(10**18, asset=ETH, address=invoice.prompts[0].address)
    house.chain.mine(paying, blocks=50)
    await house.watch.look_once()

    again = house.after_a_crash()
    await again.shop.open()
    await again.clock.pass_time(2)

    (suspect,) = again.watch.track.watchlist.suspects(ETH, 10)
    assert suspect.accounted == Amount(10**18, ETH)
