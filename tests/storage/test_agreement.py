"""Whatever is asked of them in whatever order, all stores give the same answers."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.errors import Conflict, Corrupt, Refused
from pos.domain.ids import WalletId
from pos.domain.ports.journal import Search, SortBy
from pos.domain.ports.outbox import Attempt
from pos.domain.ports.payments import Change, Idempotency
from pos.domain.ports.shops import Endpoint
from tests.fakes.invoices import CHAIN
from tests.storage.backends import BACKENDS, AnyStore
from tests.storage.invoices import (
    cancelled,
    numbered,
    paid_into,
    postback,
    prompt_number,
    touched,
    webhook,
)

Command = Callable[[AnyStore], Coroutine[Any, Any, object]]

numbers = st.integers(0, 3)
times = st.integers(1_000, 1_005)


async def add(number: int, prompt: int, key: int, store: AnyStore) -> None:
    invoice = replace(numbered(number), prompts=(prompt_number(prompt),))
    once = Idempotency(key=f"key {key}", digest="digest")
    hooks = (webhook(invoice, "end-1"), webhook(invoice, "end-2"), webhook(invoice, number=2))
    effects = (postback(invoice), postback(invoice, ":2"), *hooks)
    await store.payments.commit(
        Change(invoice=invoice, effects=effects, idempotency=once if key else None)
    )


async def move(number: int, how: int, store: AnyStore) -> None:
    invoice = await store.payments.invoice(numbered(number).id)
    if invoice is None:
        return
    moved = [
        touched(invoice),
        replace(invoice, version=invoice.version + 2),
        paid_into(invoice, f"0x{number % 2}") if invoice.paid_at is None else touched(invoice),
        cancelled(invoice) if not invoice.deposits else touched(invoice),
    ]
    await store.payments.commit(Change(invoice=moved[how], effects=(postback(invoice),)))


async def carry(now: int, due_at: int | None, store: AnyStore) -> object:
    due = await store.outbox.due(now, 4)
    for delivery in due:
        tried = replace(delivery, due_at=due_at, tries=delivery.tries + 1, outcome="tried")
        attempt = Attempt(delivery=delivery.id, at=now, outcome="tried", took_ms=1)
        await store.outbox.settle(tried, attempt)
    return due


async def again(number: int, now: int, store: AnyStore) -> None:
    invoice = numbered(number)
    key = f"postback:{invoice.id}" if now % 2 else webhook(invoice).key
    await store.outbox.again(key, now)


async def remove(number: int, store: AnyStore) -> None:
    id = f"end-{number}"
    endpoint = Endpoint(id=id, url="https://shop.example/", events=(), created_at=1)
    await store.endpoints.save_endpoint(endpoint)
    await store.endpoints.remove_endpoint(id)


async def state(store: AnyStore) -> object:
    invoices = await store.journal.search(Search())
    logs = [await store.outbox.attempts(numbered(number).id) for number in range(4)]
    by_price = await store.journal.search(Search(sort=SortBy.BIGGEST, code="0xBTC"))
    return (
        invoices,
        by_price,
        logs,
        await store.endpoints.endpoint_log("end-1", 9),
        sorted(invoice.id for invoice in await store.payments.unsettled()),
        await store.payments.next_index(WalletId("wallet")),
        sorted(await store.journal.addresses(CHAIN), key=str),
        await store.outbox.next_due_at(),
    )


commands: st.SearchStrategy[Command] = st.one_of(
    st.tuples(numbers, numbers, numbers).map(lambda drawn: partial(add, *drawn)),
    st.tuples(numbers, numbers).map(lambda drawn: partial(move, *drawn)),
    st.tuples(times, st.none() | times).map(lambda drawn: partial(carry, *drawn)),
    st.tuples(numbers, times).map(lambda drawn: partial(again, *drawn)),
    numbers.map(lambda drawn: partial(remove, drawn)),
)


async def answers(store: AnyStore, asked: Sequence[Command]) -> list[object]:
    told: list[object] = []
    for command in asked:
        try:
            told.append(await command(store))
        except (Conflict, Refused, Corrupt) as why:
            told.append(type(why))
        told.append(await state(store))
    return told


@settings(max_examples=40, deadline=None)
@given(st.lists(commands, max_size=12))
def test_all_stores_agree(asked: list[Command]) -> None:
    told = []
    for make in BACKENDS:
        with TemporaryDirectory() as where, make(Path(where)).opened() as store:
            told.append(asyncio.run(answers(store, asked)))

    assert told[0] == told[1]
