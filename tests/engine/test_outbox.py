"""Carrying out what was committed: retried, in order, never delaying others, across restarts."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from decimal import Decimal

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId
from pos.domain.money import Fiat
from pos.domain.payment.effects import Notice, SendRefund
from pos.domain.payment.facts import Cancelled, Observed, RefundClaimed
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.terms import Door, Origin
from pos.domain.ports.outbox import Delivery, GivenUp, TryAgain
from pos.engine.desk import Order
from pos.engine.feed import Alarmed, DeliveryMoved
from pos.engine.outbox import AT_ONCE, AT_ONCE_PER_RECIPIENT, PATIENCE_S
from tests.engine.conftest import House
from tests.fakes.invoices import CHAIN, look, payment
from tests.fakes.stores import MemoryOutbox, MemoryStore
from tests.fakes.world import settle

SHOP = "https://shop.example/paid"


@pytest.fixture
async def carrying(house: House) -> AsyncIterator[House]:
    task = asyncio.ensure_future(house.carrier.carry())
    yield house
    task.cancel()
    await settle()


async def paid(house: House, url: str = SHOP) -> Invoice:
    """An invoice whose payment was just found deep in the chain."""
    order = Order(
        origin=Origin(door=Door.ZEROXBTCPAY, postback_url=url),
        price=Fiat(Decimal("3.50"), "EUR"),
        code="0xBTC",
    )
    invoice = await house.desk.charge(order)
    paying = payment(10**9, f"0x{invoice.id}", address=invoice.prompts[0].address, height=5)
    fact = Observed(look=look(house.clock.now(), height=20), sightings=(paying,))
    return await house.ledger.record(invoice.id, fact)


async def test_a_paid_invoice_is_told_to_its_shop_once(carrying: House) -> None:
    invoice = await paid(carrying)
    await settle()
    await carrying.clock.pass_time(100_000)

    assert [d.effect.invoice for d in carrying.postman.carried] == [invoice.id]
    ((delivery, attempts),) = await carrying.records.deliveries(invoice.id)
    assert (delivery.due_at, [a.outcome for a in attempts]) == (None, ["delivered: 200"])


async def test_a_failed_delivery_is_tried_again_under_the_same_id_with_growing_pauses(
    carrying: House,
) -> None:
    carrying.postman.answers = [TryAgain(note="500"), TryAgain(note="dropped")]
    await paid(carrying)
    await settle()
    for seconds in (4, 1, 9, 1, 1_000):
        await carrying.clock.pass_time(seconds)

    assert len({d.id for d in carrying.postman.carried}) == 1
    assert [d.tries for d in carrying.postman.carried] == [0, 1, 2]


async def test_a_refusal_by_the_shop_is_final_and_shown(carrying: House) -> None:
    carrying.postman.answers = [GivenUp(note="404")]
    await paid(carrying)
    await settle()
    await carrying.clock.pass_time(100_000)

    told = [news.delivery for news in carrying.news if isinstance(news, DeliveryMoved)]
    assert [(d.outcome, d.due_at) for d in told] == [("given up: 404", None)]
    assert len(carrying.postman.carried) == 1


async def test_a_person_may_have_it_delivered_again(carrying: House) -> None:
    carrying.postman.answers = [GivenUp(note="404")]
    invoice = await paid(carrying)
    await settle()
    ((delivery, _),) = await carrying.records.deliveries(invoice.id)

    await carrying.records.deliver_again(delivery.id)
    await settle()

    assert len(carrying.postman.carried) == 2
    with pytest.raises(Refused):
        await carrying.records.deliver_again("nothing")


async def test_patience_lasts_more_than_three_days_and_ends(carrying: House) -> None:
    carrying.postman.answers = [TryAgain(note="500")] * 500
    await paid(carrying)
    await settle()
    for _ in range(200):
        await carrying.clock.pass_time(3_600 * 2)

    told = [news.delivery for news in carrying.news if isinstance(news, DeliveryMoved)]
    assert told[-1].outcome == "given up: 500"
    assert told[-1].due_at is None
    assert PATIENCE_S > 3 * 86_400


async def test_a_dead_shop_holds_few_carriers_and_delays_nobody_else(carrying: House) -> None:
    carrying.postman.gate = asyncio.Event()
    for _ in range(AT_ONCE_PER_RECIPIENT + 3):
        await paid(carrying, "https://dead.example/")
    await settle()
    stuck = len(carrying.postman.carried)
    living = await paid(carrying)
    await settle()

    assert stuck == AT_ONCE_PER_RECIPIENT
    assert carrying.postman.carried[-1].effect.invoice == living.id
    carrying.postman.gate.set()
    await settle()


async def test_however_much_waits_for_a_dead_shop_others_are_told_at_once(carrying: House) -> None:
    carrying.postman.gate = asyncio.Event()
    for _ in range(AT_ONCE * 2):
        await paid(carrying, "https://key:word@Dead.example?x")
    await settle()
    living = await paid(carrying)
    await settle()

    assert carrying.postman.carried[-1].effect.invoice == living.id
    assert carrying.postman.carried[0].effect.recipient == "dead.example"
    carrying.postman.gate.set()
    await settle()


async def test_never_more_than_the_carriers_there_are(carrying: House) -> None:
    carrying.postman.gate = asyncio.Event()
    for n in range(AT_ONCE + 5):
        await paid(carrying, f"https://shop{n}.example/")
    await settle()
    at_once = len(carrying.postman.carried)
    carrying.postman.gate.set()
    for _ in range(4):
        await settle()

    assert at_once == AT_ONCE
    assert len(carrying.postman.carried) == AT_ONCE + 5


async def test_what_was_not_delivered_before_a_crash_is_delivered_after_it(house: House) -> None:
    invoice = await paid(house)

    again = house.after_a_crash()
    await again.shop.open()
    task = asyncio.ensure_future(again.carrier.carry())
    await settle()
    task.cancel()

    assert [d.effect.invoice for d in house.postman.carried] == [invoice.id]


class SlowOutbox(MemoryOutbox):
    """Takes its time between reading what is due and telling it."""

    gate: asyncio.Event | None = None

    async def due(self, now: int, limit: int, busy: Collection[str] = ()) -> Sequence[Delivery]:
        due = await super().due(now, limit, busy)
        if self.gate is not None:
            await self.gate.wait()
        return due


async def test_what_ends_while_the_store_is_asked_is_not_carried_twice() -> None:
    store = MemoryStore()
    slow = store.outbox = SlowOutbox(store.shelves)
    house = House(store=store)
    await house.shop.open()
    house.postman.gate = asyncio.Event()
    await paid(house)
    task = asyncio.ensure_future(house.carrier.carry())
    await settle()  # it is under way

    slow.gate = asyncio.Event()
    await paid(house, "https://other.example/")
    await settle()  # the store is asked, and has read that the first is still due
    house.postman.gate.set()
    await settle()  # the first ends
    slow.gate.set()
    await settle()
    task.cancel()

    assert len(house.postman.carried) == 2
    assert len({delivery.id for delivery in house.postman.carried}) == 2


async def test_after_the_store_was_away_everything_is_carried_all_the_same(house: House) -> None:
    for n in range(3):
        await paid(house, f"https://shop{n}.example/")
    house.postman.gate = asyncio.Event()
    cut_short = asyncio.ensure_future(house.carrier.carry())
    await settle()
    house.store.shelves.is_down = True
    house.postman.gate.set()
    with pytest.raises(ExceptionGroup):
        await cut_short

    house.store.shelves.is_down = False
    task = asyncio.ensure_future(house.carrier.carry())
    await settle()
    task.cancel()

    ends = [await house.records.deliveries(f"{n:016x}") for n in (1, 2, 3)]
    assert [d.outcome for ((d, _),) in ends] == ["delivered: 200"] * 3


async def test_alarms_reach_the_people_at_the_till(carrying: House) -> None:
    invoice = await carrying.desk.charge(
        Order(origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC")
    )
    await carrying.clock.pass_time(10)
    address = invoice.prompts[0].address
    seen = Observed(look=look(1_001), sightings=(payment(address=address),))
    await carrying.ledger.record(invoice.id, seen)
    await carrying.ledger.record(
        invoice.id, Observed(look=look(1_002), gone=(payment(address=address).key,))
    )
    await settle()

    alarms = [news.alarm for news in carrying.news if isinstance(news, Alarmed)]
    # A part that vanished had been counted on: somebody may be about to hand over.
    assert [alarm.notice for alarm in alarms] == [Notice.REPLACED]


async def test_alarms_reach_the_people_at_the_till_however_many_shops_are_dead(
    carrying: House,
) -> None:
    carrying.postman.gate = asyncio.Event()
    for n in range(AT_ONCE):
        await paid(carrying, f"https://dead{n}.example/")
    await settle()
    invoice = await carrying.desk.charge(
        Order(origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC")
    )
    await carrying.clock.pass_time(10)
    seen = payment(address=invoice.prompts[0].address)
    await carrying.ledger.record(invoice.id, Observed(look=look(1_001), sightings=(seen,)))
    await carrying.ledger.record(invoice.id, Observed(look=look(1_002), gone=(seen.key,)))
    await settle()

    alarms = [news.alarm for news in carrying.news if isinstance(news, Alarmed)]
    carrying.postman.gate.set()
    await settle()
    assert [alarm.notice for alarm in alarms] == [Notice.REPLACED]


async def test_a_refund_is_handed_to_those_who_send_it(carrying: House) -> None:
    invoice = await carrying.desk.charge(
        Order(origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC")
    )
    await carrying.clock.pass_time(10)
    paying = payment(10**9, address=invoice.prompts[0].address, height=5)
    for fact in (
        Cancelled(at=1_001, by="Anna"),
        RefundClaimed(at=1_002, chain=CHAIN, to="0xback"),
        Observed(look=look(1_003, height=20), sightings=(paying,)),
    ):
        await carrying.ledger.record(invoice.id, fact)
    await settle()

    log = await carrying.records.deliveries(invoice.id)
    outcomes = [d.outcome for d, _ in log if isinstance(d.effect, SendRefund)]
    assert outcomes == ["delivered: handed to the refunds"]
    assert carrying.refunds_woken == 1


async def test_the_log_of_an_invoice_without_deliveries_is_empty(carrying: House) -> None:
    assert await carrying.records.deliveries(InvoiceId("ff" * 8)) == []


async def test_what_a_clock_that_was_ahead_put_off_is_delivered_once_it_is_right(
    house: House,
) -> None:
    right = house.clock.now()
    house.clock.set_to(right + 4 * 365 * 86_400)
    await paid(house)
    ahead = asyncio.ensure_future(house.carrier.carry())
    house.postman.answers = [TryAgain(note="500")]
    await settle()
    ahead.cancel()
    await settle()

    house.clock.set_to(right + 60)
    later = asyncio.ensure_future(house.carrier.carry())
    await settle()
    later.cancel()
    await settle()

    assert len(house.postman.carried) == 2


async def test_a_clock_that_is_set_back_meanwhile_puts_off_nothing(carrying: House) -> None:
    right = carrying.clock.now()
    await carrying.clock.pass_time(4 * 365 * 86_400)
    carrying.postman.answers = [TryAgain(note="500")]
    await paid(carrying)
    await settle()

    carrying.clock.set_to(right)
    carrying.ledger.has_effects.set()
    await settle()

    assert len(carrying.postman.carried) == 2


async def test_a_delivery_is_not_given_up_because_the_clock_was_set_forward(
    carrying: House,
) -> None:
    carrying.postman.answers = [TryAgain(note="500")]
    await paid(carrying)
    await settle()
    await carrying.clock.pass_time(10 * 365 * 86_400)

    told = [news.delivery.outcome for news in carrying.news if isinstance(news, DeliveryMoved)]
    assert told == ["will try again: 500", "delivered: 200"]
