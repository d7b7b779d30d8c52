import asyncio
from dataclasses import replace

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.ports.payments import Change
from pos.engine import ledger as ledger_file
from pos.engine.feed import Feed, InvoiceMoved, News
from pos.engine.journal import opening
from pos.engine.ledger import Ledger
from tests.fakes.invoices import look, observed, payment, waiting
from tests.fakes.stores import MemoryStore

ENTRY = opening(1_000, "Asked for")


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


async def test_facts_that_meet_are_all_kept(store: MemoryStore) -> None:
    ledger = Ledger(store.payments, Feed())
    invoice = await ledger.add(waiting(), ENTRY)

    await asyncio.gather(
        *(
            ledger.record(invoice.id, observed(look(1_100), payment(10, f"0x{n}")))
            for n in range(10)
        )
    )

    assert stage_of(await ledger.load(invoice.id)) is Stage.SEEN


async def test_a_fact_is_judged_again_on_what_another_till_committed(store: MemoryStore) -> None:
    here, there = Ledger(store.payments, Feed()), Ledger(store.payments, Feed())
    invoice = await here.add(waiting(), ENTRY)
    await there.record(invoice.id, observed(look(1_100), payment(60)))

    both = await here.record(invoice.id, observed(look(1_110), payment(40, "0x02")))

    assert stage_of(both) is Stage.SEEN


async def test_nothing_is_published_that_is_not_on_disk(store: MemoryStore) -> None:
    feed, news = Feed(), list[News]()
    feed.subscribe(news.append)
    ledger = Ledger(store.payments, feed)
    store.shelves.is_down = True

    with pytest.raises(Exception, match="cannot be written"):
        await ledger.add(waiting(), ENTRY)

    assert not any(isinstance(one, InvoiceMoved) for one in news)


async def test_a_fact_that_changes_nothing_is_not_written(store: MemoryStore) -> None:
    feed, news = Feed(), list[News]()
    ledger = Ledger(store.payments, feed)
    invoice = await ledger.add(waiting(), ENTRY)
    feed.subscribe(news.append)

    same = await ledger.record(invoice.id, observed(look(1_100)))

    assert (same, news) == (invoice, [])


async def test_memory_is_bounded_and_the_rest_is_on_disk(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_file, "REMEMBERED", 0)
    ledger = Ledger(store.payments, Feed())
    invoice = await ledger.add(waiting(), ENTRY)

    assert ledger.recent(invoice.id) is None
    assert await ledger.load(invoice.id) == invoice


async def test_an_older_version_never_replaces_a_newer_one(store: MemoryStore) -> None:
    ledger = Ledger(store.payments, Feed())
    first = await ledger.add(waiting(), ENTRY)
    newer = await ledger.record(first.id, observed(look(1_100), payment(60)))

    ledger.adopt(first)

    assert ledger.recent(first.id) == newer


async def test_an_invoice_of_an_earlier_run_is_found(store: MemoryStore) -> None:
    await store.payments.commit(Change(invoice=replace(waiting(), version=1)))

    assert (await Ledger(store.payments, Feed()).load(waiting().id)).id == waiting().id


async def test_what_nobody_knows_is_refused(store: MemoryStore) -> None:
    with pytest.raises(Refused, match="no invoice"):
        await Ledger(store.payments, Feed()).load(InvoiceId("ff" * 8))


async def test_listeners_hear_until_they_end_it(store: MemoryStore) -> None:
    feed, news = Feed(), list[News]()
    end = feed.subscribe(news.append)
    ledger = Ledger(store.payments, feed)
    invoice = await ledger.add(waiting(), ENTRY)
    end()
    await ledger.record(invoice.id, observed(look(1_100), payment(60)))

    assert news == [InvoiceMoved(invoice=invoice)]


async def test_an_invoice_is_found_by_its_public_name_in_memory_and_on_disk(
    store: MemoryStore,
) -> None:
    here, there = Ledger(store.payments, Feed()), Ledger(store.payments, Feed())
    invoice = await here.add(replace(waiting(), selector="order-7"), ENTRY)

    assert await here.load_by_selector("order-7") is invoice
    assert await there.load_by_selector("order-7") == invoice


async def test_a_public_name_gives_the_newest_version(store: MemoryStore) -> None:
    ledger = Ledger(store.payments, Feed())
    invoice = await ledger.add(replace(waiting(), selector="order-7"), ENTRY)
    seen = await ledger.record(invoice.id, observed(look(1_100), payment(100)))

    assert await ledger.load_by_selector("order-7") is seen


async def test_a_name_that_nobody_gave_is_refused(store: MemoryStore) -> None:
    with pytest.raises(Refused) as refused:
        await Ledger(store.payments, Feed()).load_by_selector("nothing")

    assert refused.value.code == "unknown_invoice"


async def test_an_invoice_that_was_forgotten_is_found_by_its_name_on_disk(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_file, "REMEMBERED", 1)
    ledger = Ledger(store.payments, Feed())
    first = await ledger.add(replace(waiting(), selector="order-7"), ENTRY)
    other = replace(waiting(deadline=None), id=InvoiceId("ff" * 8), selector="x", prompts=())
    await ledger.add(other, ENTRY)

    assert ledger.recent(first.id) is None
    assert await ledger.load_by_selector("order-7") == first
