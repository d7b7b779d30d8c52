from dataclasses import replace
from decimal import Decimal

from pos.domain.money import Fiat
from pos.domain.payment.terms import Door, Origin
from pos.domain.ports.journal import Search
from pos.engine.desk import Order
from tests.engine.conftest import House

ORDER = Order(origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC")


async def test_invoices_are_listed_newest_first(house: House) -> None:
    first = await house.desk.charge(ORDER)
    await house.clock.pass_time(1)
    second = await house.desk.charge(ORDER)

    found = await house.records.search(Search())

    assert [invoice.id for invoice in found] == [second.id, first.id]


async def test_the_timeline_begins_with_who_asked(house: House) -> None:
    invoice = await house.desk.charge(ORDER)

    assert [e.text for e in await house.records.entries(invoice.id)] == ["Asked for by till"]


async def test_what_was_just_made_is_at_hand_without_waiting(house: House) -> None:
    invoice = await house.desk.charge(ORDER)

    assert house.records.recent(invoice.id) == invoice
    assert house.records.recent("ff" * 8) is None


async def test_an_invoice_is_found_by_its_public_name(house: House) -> None:
    invoice = await house.desk.charge(replace(ORDER, selector="order-7"))

    assert await house.records.by_selector("order-7") == invoice
