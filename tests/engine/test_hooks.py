"""Webhook endpoints: who is told, signed with what, and in which order."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from pos.domain.errors import Refused
from pos.domain.money import Fiat
from pos.domain.payment.effects import Webhook
from pos.domain.payment.events import opening_event
from pos.domain.payment.facts import Cancelled
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.terms import Door, Origin
from pos.domain.ports.outbox import Delivered, Delivery, Outcome, TryAgain
from pos.engine.desk import Order
from pos.engine.hookbook import LOOK_S, HookBook
from pos.engine.hooks import OVERLAP_S, Hooks
from pos.engine.outbox import AT_ONCE_PER_RECIPIENT, WEBHOOK_PATIENCE_S
from tests.engine.conftest import House
from tests.fakes.invoices import waiting
from tests.fakes.stores import MemoryStore
from tests.fakes.world import FakeClock, FakePostman, settle

KEY = "ab" * 32
URL = "https://shop.example/florin"


class Postman(FakePostman):
    """Delivers to every endpoint but those that are dead or do not answer."""

    def __init__(self) -> None:
        super().__init__()
        self.dead: set[str] = set()
        self.silent: set[str] = set()

    async def deliver(self, delivery: Delivery) -> Outcome:
        self.carried.append(delivery)
        to = delivery.effect.endpoint if isinstance(delivery.effect, Webhook) else ""
        if to in self.silent:
            await asyncio.Event().wait()
        return TryAgain(note="dead") if to in self.dead else Delivered(note="200")

    def told(self, endpoint: str) -> list[tuple[str, str]]:
        """The invoice and the name of each event that an endpoint was told, in order."""
        return [
            (d.effect.invoice, d.effect.event.name)
            for d in self.carried
            if isinstance(d.effect, Webhook) and d.effect.endpoint == endpoint
        ]


class Office:
    """The doors to endpoints over a store."""

    def __init__(self, store: MemoryStore, clock: FakeClock) -> None:
        self.postman = Postman()
        self.book = HookBook(store.endpoints, KEY, clock)
        ids = (f"end-{n}" for n in range(1, 100))
        self.hooks = Hooks(
            book=self.book,
            endpoints=store.endpoints,
            postman=self.postman,
            clock=clock,
            new_id=ids.__next__,
        )


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def office(store: MemoryStore, clock: FakeClock) -> Office:
    return Office(store, clock)


def names_told(office: Office, *names: str) -> list[str]:
    """Which of these events somebody is told of."""
    opening = opening_event(waiting())
    events = [replace(opening, name=name) for name in names]
    return [webhook.event.name for webhook in office.book.webhooks(events)]


# ---- who is told


async def test_an_endpoint_that_names_no_events_is_told_of_all(office: Office) -> None:
    await office.hooks.add(URL)

    assert names_told(office, "invoice.paid", "alarm.late") == ["invoice.paid", "alarm.late"]


async def test_an_endpoint_is_told_of_the_events_and_groups_it_named(office: Office) -> None:
    await office.hooks.add(URL, ("invoice.", "refund.failed", "invoice."))

    told = names_told(office, "invoice.paid", "refund.failed", "refund.sent", "alarm.late")

    assert told == ["invoice.paid", "refund.failed"]
    assert (await office.hooks.listed())[0].events == ("invoice.", "refund.failed")


async def test_each_endpoint_is_told_on_its_own(office: Office) -> None:
    for _ in range(2):
        await office.hooks.add(URL)

    webhooks = office.book.webhooks((opening_event(waiting()),))

    assert len({webhook.key for webhook in webhooks}) == 2
    assert len({webhook.lane for webhook in webhooks}) == 2
    assert len({webhook.event.key for webhook in webhooks}) == 1


async def test_an_endpoint_that_is_off_or_removed_is_told_nothing_new(office: Office) -> None:
    off, gone = await office.hooks.add(URL), await office.hooks.add(URL)

    await office.hooks.change(off.id, is_on=False)
    await office.hooks.remove(gone.id)

    assert names_told(office, "invoice.paid") == []
    assert [endpoint.id for endpoint in await office.hooks.listed()] == [off.id]


async def test_what_another_program_changes_is_seen_within_seconds(
    office: Office, store: MemoryStore, clock: FakeClock
) -> None:
    fresh = asyncio.ensure_future(office.book.keep_fresh())
    await settle()
    await Office(store, clock).hooks.add(URL)
    before = names_told(office, "invoice.paid")

    await clock.pass_time(int(LOOK_S))
    after = names_told(office, "invoice.paid")
    fresh.cancel()

    assert (before, after) == ([], ["invoice.paid"])


# ---- changing endpoints


async def test_a_change_keeps_what_it_does_not_name(office: Office) -> None:
    made = await office.hooks.add(URL, ("invoice.",))

    await office.hooks.change(made.id, url="http://127.0.0.1:9/x")
    changed = await office.hooks.change(made.id, events=())

    assert changed == replace(made, url="http://127.0.0.1:9/x", events=())


@pytest.mark.parametrize(
    "url",
    [
        *("", "shop.example", "ftp://shop.example/", "http://", "https:///x", "http://[::1/"),
        *("https://shop.example/ü", "https://shop.example/a b", "http://x:99999/", "http://\n"),
        f"https://shop.example/{'x' * 2_000}",
    ],
)
async def test_only_the_web_can_be_told(office: Office, url: str) -> None:
    made = await office.hooks.add(URL)

    for attempt in (office.hooks.add(url), office.hooks.change(made.id, url=url)):
        with pytest.raises(Refused) as refused:
            await attempt
        assert refused.value.code == "invalid_url"


@pytest.mark.parametrize("name", ["invoice", "invoice.eaten", "test", ".", ""])
async def test_an_event_that_there_is_not_is_refused_with_those_there_are(
    office: Office, name: str
) -> None:
    with pytest.raises(Refused, match=r"invoice\.paid") as refused:
        await office.hooks.add(URL, (name,))

    assert refused.value.code == "unknown_event"


async def test_what_is_not_there_can_be_neither_changed_nor_removed(office: Office) -> None:
    made = await office.hooks.add(URL)
    await office.hooks.remove(made.id)

    for attempt in (
        office.hooks.change(made.id, is_on=True),
        office.hooks.remove(made.id),
        office.hooks.rotate(made.id),
        office.hooks.test(made.id),
    ):
        with pytest.raises(Refused) as refused:
            await attempt
        assert refused.value.code == "unknown_endpoint"


# ---- secrets


async def test_every_endpoint_has_a_secret_of_its_own_that_is_kept_nowhere(
    office: Office, store: MemoryStore
) -> None:
    made = [await office.hooks.add(URL) for _ in range(2)]

    secrets = {office.hooks.secret_of(endpoint) for endpoint in made}

    assert {len(secret) for secret in secrets} == {len("whsec_") + 43}
    assert len(secrets) == 2
    assert not any(secret in repr(store.shelves) for secret in secrets)


async def test_for_a_day_after_a_rotation_both_secrets_sign(
    office: Office, clock: FakeClock
) -> None:
    made = await office.hooks.add(URL)
    old = office.hooks.secret_of(made)
    new = office.hooks.secret_of(await office.hooks.rotate(made.id))

    await clock.pass_time(OVERLAP_S - 1)
    still = office.book.addressee(made.id)
    await clock.pass_time(1)
    then = office.book.addressee(made.id)

    assert still is not None
    assert still.secrets == (new, old)
    assert then is not None
    assert then.secrets == (new,)
    assert new not in repr(then)


async def test_a_removed_endpoint_is_nowhere(office: Office) -> None:
    made = await office.hooks.add(URL)
    known = office.book.addressee(made.id)
    await office.hooks.remove(made.id)

    assert known is not None
    assert known.url == URL
    assert office.book.addressee(made.id) is None


# ---- a test event


async def test_a_test_event_is_sent_at_once_and_not_kept(
    office: Office, store: MemoryStore
) -> None:
    made = await office.hooks.add(URL, ("refund.",))

    outcome = await office.hooks.test(made.id)

    assert outcome == Delivered(note="200")
    assert [name for _, name in office.postman.told(made.id)] == ["test"]
    assert store.shelves.deliveries == {}


# ---- from a fact to the endpoint


@dataclass
class Shopfloor:
    """An engine whose steps are told to endpoints."""

    house: House
    office: Office

    async def invoice(self) -> Invoice:
        order = Order(
            origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC"
        )
        invoice = await self.house.desk.charge(order)
        await settle()
        return invoice

    async def cancel(self, invoice: Invoice) -> None:
        now = self.house.clock.now()
        await self.house.ledger.record(invoice.id, Cancelled(at=now, by="Anna"))
        await settle()


async def opened(store: MemoryStore, clock: FakeClock) -> Shopfloor:
    """An engine with endpoints: its ledger tells them and its carrier goes to them."""
    office = Office(store, clock)
    await office.book.refresh()
    ids = (f"{n:016x}" for n in range(1, 100))
    house = House(
        store=store,
        clock=clock,
        postman=office.postman,
        hooks=office.book.webhooks,
        next_id=ids.__next__,
    )
    await house.shop.open()
    return Shopfloor(house, office)


@pytest.fixture
async def floor(store: MemoryStore, clock: FakeClock) -> AsyncIterator[Shopfloor]:
    floor = await opened(store, clock)
    carrying = asyncio.ensure_future(floor.house.carrier.carry())
    yield floor
    carrying.cancel()
    await settle()


async def test_an_endpoint_hears_of_every_step_in_order(floor: Shopfloor) -> None:
    made = await floor.office.hooks.add(URL)
    invoice = await floor.invoice()

    await floor.cancel(invoice)

    told = floor.office.postman.told(made.id)
    assert told == [(invoice.id, "invoice.created"), (invoice.id, "invoice.cancelled")]


async def test_a_dead_endpoint_delays_no_other_and_keeps_its_own_order(floor: Shopfloor) -> None:
    dead, alive = await floor.office.hooks.add(URL), await floor.office.hooks.add(URL)
    floor.office.postman.dead = {dead.id}
    invoice = await floor.invoice()
    await floor.cancel(invoice)
    told_meanwhile = floor.office.postman.told(alive.id)

    floor.office.postman.dead = set()
    for _ in range(3):
        await floor.house.clock.pass_time(10)

    created, cancelled = (invoice.id, "invoice.created"), (invoice.id, "invoice.cancelled")
    assert told_meanwhile == [created, cancelled]
    assert floor.office.postman.told(dead.id) == [created, created, cancelled]


async def test_an_endpoint_that_never_answers_holds_few_carriers(floor: Shopfloor) -> None:
    silent, alive = await floor.office.hooks.add(URL), await floor.office.hooks.add(URL)
    floor.office.postman.silent = {silent.id}

    for _ in range(AT_ONCE_PER_RECIPIENT + 3):
        await floor.invoice()

    assert len(floor.office.postman.told(silent.id)) == AT_ONCE_PER_RECIPIENT
    assert len(floor.office.postman.told(alive.id)) == AT_ONCE_PER_RECIPIENT + 3


async def test_a_webhook_is_tried_for_three_days_and_then_given_up(floor: Shopfloor) -> None:
    dead = await floor.office.hooks.add(URL)
    floor.office.postman.dead = {dead.id}
    await floor.invoice()

    tried_until = 0
    for hour in range(100):
        if (await floor.office.hooks.log(dead.id))[0][0].due_at is not None:
            tried_until = hour
        await floor.house.clock.pass_time(3_600 * 2)

    ((delivery, tries),) = await floor.office.hooks.log(dead.id, limit=1)
    assert delivery.outcome == "given up: dead"
    assert tried_until * 3_600 * 2 >= WEBHOOK_PATIENCE_S
    assert [t.at for t in tries][-2] <= delivery.created_at + WEBHOOK_PATIENCE_S


async def test_what_waits_for_a_removed_endpoint_is_given_up(floor: Shopfloor) -> None:
    dead = await floor.office.hooks.add(URL)
    floor.office.postman.dead = {dead.id}
    await floor.invoice()

    await floor.office.hooks.remove(dead.id)
    await floor.house.clock.pass_time(100_000)

    ((delivery, tries),) = await floor.office.hooks.log(dead.id)
    assert delivery.outcome == "given up: the endpoint was removed"
    assert len(tries) == 1


async def test_a_webhook_that_was_delivered_can_be_sent_again(floor: Shopfloor) -> None:
    made = await floor.office.hooks.add(URL)
    await floor.invoice()
    ((delivery, _),) = await floor.office.hooks.log(made.id)

    await floor.house.records.deliver_again(delivery.id)
    await settle()

    assert [d.id for d in floor.office.postman.carried] == [delivery.id, delivery.id]


async def test_what_another_program_made_due_is_carried_within_seconds(floor: Shopfloor) -> None:
    made = await floor.office.hooks.add(URL)
    await floor.invoice()
    ((delivery, _),) = await floor.office.hooks.log(made.id)

    await floor.house.store.outbox.again(delivery.id, floor.house.clock.now())
    await floor.house.clock.pass_time(5)

    assert [d.id for d in floor.office.postman.carried] == [delivery.id, delivery.id]


async def test_after_a_crash_between_commit_and_send_the_same_event_is_sent(
    store: MemoryStore, clock: FakeClock
) -> None:
    floor = await opened(store, clock)
    made = await floor.office.hooks.add(URL)
    invoice = await floor.invoice()  # nobody carries yet: the program dies here

    again = await opened(MemoryStore(store.shelves), clock)
    carrying = asyncio.ensure_future(again.house.carrier.carry())
    await settle()
    carrying.cancel()

    (sent,) = again.office.postman.carried
    ((logged, _),) = await again.office.hooks.log(made.id)
    assert again.office.postman.told(made.id) == [(invoice.id, "invoice.created")]
    assert sent.id == logged.id
