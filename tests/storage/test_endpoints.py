"""The Endpoints port, for every store."""

from dataclasses import replace

import pytest

from pos.domain.errors import Refused
from pos.domain.ports.outbox import Attempt, Delivery
from pos.domain.ports.shops import Endpoint
from tests.storage.backends import AnyStore, Backend
from tests.storage.invoices import numbered, postback, told, webhook

NOW = 1_000


def endpoint(number: int) -> Endpoint:
    return Endpoint(
        id=f"end-{number}",
        url=f"https://shop.example/{number}",
        events=("invoice.", "refund.failed"),
        created_at=NOW,
    )


async def due(store: AnyStore) -> list[str]:
    return [delivery.id for delivery in await store.outbox.due(NOW, 100)]


async def tried(store: AnyStore, delivery: Delivery) -> Attempt:
    attempt = Attempt(delivery=delivery.id, at=NOW, outcome="dead", took_ms=12)
    settled = replace(delivery, due_at=NOW + 60, tries=delivery.tries + 1, outcome="dead")
    await store.outbox.settle(settled, attempt)
    return attempt


async def test_endpoints_come_back_as_they_were_oldest_first(backend: Backend) -> None:
    everything = replace(endpoint(1), events=())
    with backend.opened() as store:
        for added in (endpoint(2), everything):
            await store.endpoints.save_endpoint(added)

    with backend.opened() as store:
        assert await store.endpoints.endpoints() == [endpoint(2), everything]
        assert await store.endpoints.endpoint("end-1") == everything
        assert await store.endpoints.endpoint("end-3") is None


async def test_a_changed_endpoint_keeps_its_place(store: AnyStore) -> None:
    for number in (1, 2):
        await store.endpoints.save_endpoint(endpoint(number))
    changed = replace(
        endpoint(1), url="http://127.0.0.1/", is_on=False, secret_number=2, previous_until=5_000
    )

    await store.endpoints.save_endpoint(changed)

    assert await store.endpoints.endpoints() == [changed, endpoint(2)]


async def test_a_removed_endpoint_is_off_the_list_and_known_all_the_same(store: AnyStore) -> None:
    await store.endpoints.save_endpoint(endpoint(1))

    await store.endpoints.remove_endpoint("end-1")

    assert await store.endpoints.endpoints() == []
    assert await store.endpoints.endpoint("end-1") == replace(endpoint(1), is_on=False)
    with pytest.raises(Refused) as refused:
        await store.endpoints.remove_endpoint("end-1")
    assert refused.value.code == "unknown_endpoint"


async def test_what_waits_for_a_removed_endpoint_is_given_up_and_nothing_else(
    store: AnyStore,
) -> None:
    invoice = numbered(1)
    for number in (1, 2):
        await store.endpoints.save_endpoint(endpoint(number))
    mine, other = webhook(invoice, "end-1"), webhook(invoice, "end-2")
    await store.payments.commit(told(invoice, mine, other, postback(invoice), at=NOW))

    await store.endpoints.remove_endpoint("end-1")

    assert await due(store) == [other.key, f"postback:{invoice.id}"]
    ((delivery, _),) = await store.endpoints.endpoint_log("end-1", 10)
    assert (delivery.due_at, delivery.outcome) == (None, "given up: the endpoint was removed")


async def test_the_log_of_an_endpoint_has_its_newest_deliveries_first_with_every_try(
    store: AnyStore,
) -> None:
    for number in (1, 2, 3):
        invoice = numbered(number)
        effects = (webhook(invoice, "end-1"), webhook(invoice, "end-2"), postback(invoice))
        await store.payments.commit(told(invoice, *effects, at=NOW))
    (newest, _), *_ = await store.endpoints.endpoint_log("end-1", 1)
    tries = tuple([await tried(store, replace(newest, tries=n)) for n in (0, 1)])

    log = await store.endpoints.endpoint_log("end-1", 2)

    assert [d.effect.invoice for d, _ in log] == [numbered(3).id, numbered(2).id]
    assert [t for _, t in log] == [tries, ()]
    (last,) = await store.endpoints.endpoint_log("end-1", 2, 2)
    assert last[0].effect.invoice == numbered(1).id
    assert await store.endpoints.endpoint_log("end-3", 2) == []
