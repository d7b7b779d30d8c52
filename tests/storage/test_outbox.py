"""The Outbox port, for every store."""

from dataclasses import replace

import pytest

from pos.domain.errors import Refused
from pos.domain.payment.effects import Effect
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.outbox import Attempt, Delivery
from tests.storage.backends import AnyStore, Backend
from tests.storage.invoices import (
    alarm,
    callback,
    numbered,
    postback,
    refund,
    told,
    touched,
    webhook,
)

NOW = 1_000


async def effects(store: AnyStore, number: int, *keys: str, at: int = NOW) -> Invoice:
    """An invoice that wants these postbacks carried out."""
    invoice = numbered(number)
    await store.payments.commit(told(invoice, *(postback(invoice, key) for key in keys), at=at))
    return invoice


async def due(store: AnyStore, now: int = NOW) -> list[str]:
    return [delivery.id for delivery in await store.outbox.due(now, 100)]


async def the_one_due(store: AnyStore, now: int = NOW) -> Delivery:
    (delivery,) = await store.outbox.due(now, 100)
    return delivery


async def tried(
    store: AnyStore, delivery: Delivery, *, due_at: int | None, outcome: str = "answered 500"
) -> Attempt:
    attempt = Attempt(delivery=delivery.id, at=NOW, outcome=outcome, took_ms=12)
    settled = replace(delivery, due_at=due_at, tries=delivery.tries + 1, outcome=outcome)
    await store.outbox.settle(settled, attempt)
    return attempt


async def test_what_waits_for_a_busy_recipient_is_left_out(store: AnyStore) -> None:
    for number, url in ((1, "https://dead.example/a"), (2, "https://living.example/b")):
        message = replace(postback(numbered(number)), url=url)
        await store.payments.commit(told(numbered(number), message))

    due = await store.outbox.due(NOW + 100, 10, frozenset({"dead.example"}))

    assert [delivery.effect.recipient for delivery in due] == ["living.example"]


async def test_every_kind_of_effect_comes_back_as_it_was(store: AnyStore) -> None:
    invoice = numbered(1)
    told_to_shop: list[Effect] = [postback(invoice), callback(invoice), webhook(invoice)]
    wanted = [*told_to_shop, alarm(invoice), refund(invoice)]

    await store.payments.commit(told(invoice, *wanted))

    log = await store.outbox.attempts(invoice.id)
    assert [delivery.effect for delivery, _ in log] == wanted


async def test_an_effect_is_due_from_the_moment_it_was_committed(store: AnyStore) -> None:
    invoice = await effects(store, 1, "", at=NOW)

    assert await due(store, NOW - 1) == []
    assert await the_one_due(store) == Delivery(
        id=f"postback:{invoice.id}",
        effect=postback(invoice),
        created_at=NOW,
        due_at=NOW,
        tries=0,
        outcome="",
    )


async def test_effects_survive_a_restart(backend: Backend) -> None:
    with backend.opened() as store:
        invoice = await effects(store, 1, "")

    with backend.opened() as store:
        assert await due(store) == [f"postback:{invoice.id}"]


async def test_the_same_effect_committed_twice_is_carried_out_once(store: AnyStore) -> None:
    invoice = await effects(store, 1, "")
    await tried(store, await the_one_due(store), due_at=None)

    await store.payments.commit(told(touched(invoice), postback(invoice)))

    assert await due(store, NOW + 10_000) == []


async def test_of_one_invoice_only_the_oldest_unfinished_delivery_is_due(store: AnyStore) -> None:
    invoice = await effects(store, 1, ":1", ":2")
    assert await due(store) == [f"postback:{invoice.id}:1"]

    await tried(store, await the_one_due(store), due_at=None)

    assert await due(store) == [f"postback:{invoice.id}:2"]


async def test_what_waits_for_another_try_holds_back_the_rest_of_its_invoice(
    store: AnyStore,
) -> None:
    await effects(store, 1, ":1", ":2")

    await tried(store, await the_one_due(store), due_at=NOW + 60)

    assert await due(store, NOW + 59) == []


async def test_lanes_of_one_invoice_do_not_wait_for_each_other(store: AnyStore) -> None:
    invoice = numbered(1)
    hooks = [webhook(invoice, end, n) for n in (1, 2) for end in ("end-1", "end-2")]
    await store.payments.commit(told(invoice, *hooks, postback(invoice), alarm(invoice)))
    assert await due(store) == [
        hooks[0].key,
        hooks[1].key,
        postback(invoice).key,
        f"late:{invoice.id}",
    ]

    first, second, *_ = await store.outbox.due(NOW, 100)
    await tried(store, first, due_at=NOW + 60)
    await tried(store, second, due_at=None)

    assert await due(store) == [hooks[3].key, postback(invoice).key, f"late:{invoice.id}"]


async def test_what_stands_behind_a_failed_delivery_waits_as_long_and_no_longer(
    store: AnyStore,
) -> None:
    invoice = await effects(store, 1, ":1", ":2")
    first = await the_one_due(store)

    await tried(store, first, due_at=NOW + 60)
    behind = [d.due_at for d, _ in await store.outbox.attempts(invoice.id)]
    await store.outbox.again(first.id, NOW + 10)
    again = [d.due_at for d, _ in await store.outbox.attempts(invoice.id)]

    assert behind == [NOW + 60, NOW + 60]
    assert again == [NOW + 10, NOW + 10]


async def test_a_dead_endpoint_delays_no_other_invoice(store: AnyStore) -> None:
    dead = await effects(store, 1, "")
    await tried(store, await the_one_due(store), due_at=NOW + 60)

    alive = await effects(store, 2, "", at=NOW + 10)

    assert await due(store, NOW + 10) == [f"postback:{alive.id}"]
    assert await due(store, NOW + 60) == [f"postback:{alive.id}", f"postback:{dead.id}"]


async def test_no_more_are_given_than_asked_for(store: AnyStore) -> None:
    for number in range(5):
        await effects(store, number, "", at=NOW + number)

    first_two = await store.outbox.due(NOW + 100, 2)

    assert [delivery.created_at for delivery in first_two] == [NOW, NOW + 1]


async def test_the_next_try_is_that_of_a_delivery_that_may_be_tried(store: AnyStore) -> None:
    assert await store.outbox.next_due_at() is None
    await effects(store, 1, ":1", ":2")
    assert await store.outbox.next_due_at() == NOW

    await tried(store, await the_one_due(store), due_at=NOW + 60)

    assert await store.outbox.next_due_at() == NOW + 60


async def test_a_finished_outbox_has_no_next_try(store: AnyStore) -> None:
    await effects(store, 1, "")

    await tried(store, await the_one_due(store), due_at=None)

    assert await store.outbox.next_due_at() is None


async def test_the_log_tells_every_try(store: AnyStore) -> None:
    invoice = await effects(store, 1, ":1", ":2")
    first = await the_one_due(store)
    failed = await tried(store, first, due_at=NOW, outcome="no answer")
    delivered = await tried(store, await the_one_due(store), due_at=None, outcome="200")

    (one, tries), (two, no_tries) = await store.outbox.attempts(invoice.id)

    assert tries == (failed, delivered)
    assert (one.tries, one.due_at, one.outcome) == (2, None, "200")
    assert (two.tries, no_tries) == (0, ())


async def test_a_finished_delivery_can_be_made_due_again(store: AnyStore) -> None:
    await effects(store, 1, "")
    delivery = await the_one_due(store)
    await tried(store, delivery, due_at=None)

    await store.outbox.again(delivery.id, NOW + 500)

    assert await due(store, NOW + 499) == []
    assert await due(store, NOW + 500) == [delivery.id]


async def test_what_was_never_committed_can_be_neither_tried_nor_repeated(store: AnyStore) -> None:
    await effects(store, 1, "")
    unknown = replace(await the_one_due(store), id="postback:unknown")

    with pytest.raises(Refused):
        await tried(store, unknown, due_at=None)
    with pytest.raises(Refused) as refused:
        await store.outbox.again("postback:unknown", NOW)

    assert refused.value.code == "unknown_delivery"


async def test_only_what_is_due_absurdly_late_is_hastened(store: AnyStore) -> None:
    soon, late = await effects(store, 1, ""), await effects(store, 2, "")
    first, second = await store.outbox.due(NOW, 10)
    await tried(store, first, due_at=NOW + 3_600)
    await tried(store, second, due_at=NOW + 10**8)

    await store.outbox.hasten(NOW, NOW + 7_200)

    assert await due(store) == [f"postback:{late.id}"]
    assert await due(store, NOW + 3_600) == [f"postback:{late.id}", f"postback:{soon.id}"]
