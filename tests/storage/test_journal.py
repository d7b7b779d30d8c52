"""The Journal port, for every store."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.ids import ChainId
from pos.domain.money import Amount, Fiat
from pos.domain.payment.advance import advance
from pos.domain.payment.deposit import Look
from pos.domain.payment.facts import MethodChosen
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import RefundStage
from pos.domain.payment.stage import Stage
from pos.domain.payment.terms import Door, Line, Origin
from pos.domain.ports.journal import Mark, Returns, Search, SortBy, WatchedAddress
from pos.domain.ports.payments import Change, Entry
from tests.fakes.invoices import (
    ADDRESS,
    CHAIN,
    ETH,
    OTHER_CHAIN,
    TOKEN,
    look,
    observed,
    payment,
    prompt,
    waiting,
)
from tests.storage.backends import AnyStore, Backend
from tests.storage.invoices import (
    address_of,
    cancelled,
    next_of,
    numbered,
    paid_into,
    prompt_number,
    told,
    touched,
)
from tests.storage.test_rows import refund


def sold(number: int, title: str = "", *, reference: str = "", at: int = 1_000) -> Invoice:
    line = Line(title=title, quantity=Decimal(1), total=Fiat(Decimal("2.40"), "EUR"))
    origin = Origin(door=Door.TILL, reference=reference)
    return replace(numbered(number), lines=(line,), origin=origin, created_at=at)


async def found(store: AnyStore, search: Search) -> list[Invoice]:
    return list(await store.journal.search(search))


async def test_every_address_ever_shown_is_listed(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(1), at=1_100))
    await store.payments.commit(told(cancelled(numbered(1)), at=1_200))

    assert await store.journal.addresses(CHAIN) == [
        WatchedAddress(address=address_of(1), invoice=numbered(1).id, asset=TOKEN, created_at=1_100)
    ]


async def test_an_address_tells_how_much_of_the_chains_own_coin_is_explained(
    store: AnyStore,
) -> None:
    shown = prompt(500, asset=ETH, address=ADDRESS)
    deposits = observed(
        look(1_100, height=20),
        payment(300, "0x01", asset=ETH, height=10),
        payment(200, "0x02", asset=ETH, height=11),
        payment(100, "0x03", asset=ETH),
        payment(999, "0x04", height=12),
    )
    opened = replace(waiting(None, shown), version=1)
    await store.payments.commit(told(opened))
    await store.payments.commit(told(replace(advance(opened, deposits).invoice, version=2)))

    (known,) = await store.journal.addresses(CHAIN)

    assert known.accounted == 500


async def test_another_chain_has_other_addresses(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(1)))

    assert await store.journal.addresses(OTHER_CHAIN) == []


async def test_a_chain_that_was_never_read_has_no_mark(store: AnyStore) -> None:
    assert await store.journal.mark(CHAIN) is None


@pytest.mark.parametrize(
    "look",
    [
        Look(chain=CHAIN, at=5, previous_at=None, height=0, number=5),
        Look(chain=CHAIN, at=5, previous_at=3, height=10**12, number=5, is_complete=False),
    ],
)
async def test_a_mark_is_kept_as_it_was(backend: Backend, look: Look) -> None:
    mark = Mark(cursor='{"height": 7}', look=look)

    with backend.opened() as store:
        await store.journal.save_mark(mark)

    with backend.opened() as store:
        assert await store.journal.mark(CHAIN) == mark


async def test_the_newest_mark_of_each_chain_counts(store: AnyStore) -> None:
    first = Mark(cursor="1", look=Look(chain=CHAIN, at=5, previous_at=None, height=1, number=5))
    other = Mark(
        cursor="x", look=Look(chain=OTHER_CHAIN, at=6, previous_at=None, height=9, number=6)
    )
    second = Mark(cursor="2", look=Look(chain=CHAIN, at=7, previous_at=5, height=2, number=7))

    for mark in (first, other, second):
        await store.journal.save_mark(mark)

    assert await store.journal.mark(CHAIN) == second
    assert await store.journal.mark(OTHER_CHAIN) == other
    assert await store.journal.mark(ChainId("eip155:10")) is None


async def test_the_journal_tells_the_oldest_first(store: AnyStore) -> None:
    lines = [Entry(at=at, kind="test", text=f"line {at} ü") for at in (3, 1, 2)]
    await store.payments.commit(Change(invoice=numbered(1), entries=tuple(lines[:2])))
    await store.payments.commit(told(numbered(2)))
    await store.payments.commit(Change(invoice=touched(numbered(1)), entries=tuple(lines[2:])))

    assert await store.journal.entries(numbered(1).id) == lines


async def test_invoices_are_listed_newest_first(store: AnyStore) -> None:
    older, newer, newest = sold(1, at=1_000), sold(2, at=1_001), sold(3, at=1_001)
    for invoice in (newer, older, newest):
        await store.payments.commit(told(invoice))

    assert await found(store, Search()) == [newest, newer, older]
    assert await found(store, Search(limit=1, skip=1)) == [newer]


@pytest.mark.parametrize(
    "text",
    [
        f"{1:016x}",
        "SEL-1",
        address_of(1).upper(),
        "0xaa",
        "sale-77",
        "flat white",
        "WHITE 0xaa",
        "100%",
        "crème_brûlée",
    ],
)
async def test_an_invoice_is_found_by_everything_it_is_known_by(store: AnyStore, text: str) -> None:
    wanted = sold(1, "Flat White 100% crème_brûlée", reference="sale-77")
    other = sold(2, "Flat Black 1000 crèmeXbrûlée", reference="sale-78")
    for invoice in (wanted, paid_into(wanted, "0xaa"), other):
        await store.payments.commit(told(invoice))

    assert [invoice.id for invoice in await found(store, Search(text=text))] == [wanted.id]


async def test_every_word_has_to_be_found(store: AnyStore) -> None:
    await store.payments.commit(told(sold(1, "Flat white")))

    assert await found(store, Search(text="flat black")) == []


async def test_invoices_are_found_by_stage(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(1)))
    await store.payments.commit(told(numbered(2)))
    await store.payments.commit(told(cancelled(numbered(2))))

    assert await found(store, Search(stages=(Stage.CANCELLED, Stage.PAID))) == [
        cancelled(numbered(2))
    ]


async def test_invoices_are_found_by_date_and_door(store: AnyStore) -> None:
    old, new = sold(1, at=1_000), sold(2, at=2_000)
    shop = replace(sold(3, at=2_000), origin=Origin(door=Door.ZEROXBTCPAY))
    for invoice in (old, new, shop):
        await store.payments.commit(told(invoice))

    assert await found(store, Search(since=2_000, door=Door.TILL)) == [new]


async def test_invoices_are_listed_oldest_first(store: AnyStore) -> None:
    oldest, older, newest = sold(1, at=1_000), sold(2, at=1_001), sold(3, at=1_001)
    for invoice in (older, oldest, newest):
        await store.payments.commit(told(invoice))

    assert await found(store, Search(sort=SortBy.OLDEST)) == [oldest, older, newest]


async def test_invoices_are_listed_by_price_within_each_currency(store: AnyStore) -> None:
    prices = [("9.99", "EUR"), ("120", "EUR"), ("10.00", "EUR"), ("500", "USD"), ("9.99", "EUR")]
    priced = [
        replace(numbered(n), terms=replace(numbered(n).terms, price=Fiat(Decimal(value), code)))
        for n, (value, code) in enumerate(prices)
    ]
    for invoice in priced:
        await store.payments.commit(told(invoice))

    biggest = await found(store, Search(sort=SortBy.BIGGEST))
    smallest = await found(store, Search(sort=SortBy.SMALLEST, limit=3, skip=1))

    assert [priced.index(invoice) for invoice in biggest] == [1, 2, 4, 0, 3]
    assert [priced.index(invoice) for invoice in smallest] == [0, 2, 1]


async def test_invoices_are_found_by_the_coin_shown_last(store: AnyStore) -> None:
    token, chosen = numbered(1), numbered(2)
    ether = MethodChosen(at=1_200, prompt=replace(prompt_number(3), due=Amount(5, ETH)))
    for invoice in (token, chosen, next_of(chosen, advance(chosen, ether).invoice)):
        await store.payments.commit(told(invoice))

    assert await found(store, Search(code="0xBTC")) == [token]
    assert [i.id for i in await found(store, Search(code="ETH"))] == [chosen.id]


async def test_invoices_are_found_by_where_money_that_goes_back_stands(store: AnyStore) -> None:
    stages = (RefundStage.PLANNED, RefundStage.SIGNED, RefundStage.CONFIRMED)
    for number, stage in enumerate(stages, 1):
        await store.payments.commit(told(numbered(number)))
        await store.payments.commit(told(refunding(number, stage)))
    await store.payments.commit(told(numbered(9)))

    async def ids(*returns: Returns) -> list[str]:
        return [i.id for i in await found(store, Search(returns=returns))]

    assert await ids(Returns.PLANNED, Returns.SIGNED) == [numbered(2).id, numbered(1).id]
    assert await ids(Returns.DONE) == [numbered(3).id]
    assert await ids(Returns.NOTHING) == [numbered(9).id]
    assert await ids(Returns.NOTHING, Returns.DONE) == [numbered(9).id, numbered(3).id]
    assert len(await ids()) == 4


async def test_what_was_signed_or_sent_since_a_time_is_found(store: AnyStore) -> None:
    for number, stage, at in (
        (1, RefundStage.SIGNED, 1_500),
        (2, RefundStage.CONFIRMED, 1_499),
        (3, RefundStage.PLANNED, 0),
    ):
        await store.payments.commit(told(numbered(number)))
        await store.payments.commit(told(refunding(number, stage, at)))

    async def since(at: int) -> list[str]:
        return sorted(i.id for i in await store.journal.sent_back_since(at))

    assert await since(1_500) == [numbered(1).id]
    assert await since(0) == [numbered(1).id, numbered(2).id]
    assert await since(1_501) == []


def refunding(number: int, stage: RefundStage, sent_at: int = 0) -> Invoice:
    """Called off, with money on its way back."""
    planned = refund(stage, sent_at=sent_at)
    return replace(cancelled(numbered(number)), refunds=(planned,))
