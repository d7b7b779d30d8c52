"""Webhook endpoints, by the shop's own programs."""

from typing import Any, Final

import pytest

from pos.api.doors import Settings
from pos.api.jsonrpc import MAX_BODY_BYTES
from pos.domain.payment.effects import Webhook
from pos.domain.ports.outbox import Attempt, GivenUp, Outcome, TryAgain
from pos.domain.ports.shops import Scope
from tests.api.conftest import OpenedDoor
from tests.api.libreshop import LibreShop, open_shop
from tests.fakes.clocks import OPENED_AT

URL: Final = "https://shop.example/florin"


async def asked(
    shop: LibreShop, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, Any]:
    key = await key_of(shop)
    named = {"Authorization": f"Bearer {key}", **headers}
    return await shop.ask(method, f"/api/v1{path}", body, **named)


async def key_of(shop: LibreShop) -> str:
    """The one key of these tests."""
    access = shop.door.office.access
    if not await access.listed():
        return await shop.door.office.key(Scope.WEBHOOKS)
    return "flo_" + "0" * 15 + "1_" + "1".zfill(43)


async def added(shop: LibreShop, **wish: object) -> dict[str, Any]:
    status, told = await asked(shop, "POST", "/webhooks", {"url": URL, **wish})
    assert status == 201
    return dict(told)


async def test_an_endpoint_is_added_with_its_secret_and_listed_without() -> None:
    async with open_shop() as shop:
        made = await added(shop, events=["invoice.", "refund.confirmed"])
        _, told = await asked(shop, "GET", "/webhooks")

    assert made["secret"].startswith("whsec_")
    assert made["events"] == ["invoice.", "refund.confirmed"]
    assert [each["id"] for each in told["webhooks"]] == [made["id"]]
    assert "secret" not in told["webhooks"][0]


async def test_the_same_request_under_one_key_adds_one_endpoint() -> None:
    async with open_shop() as shop:
        first = await asked(shop, "POST", "/webhooks", {"url": URL}, Idempotency_Key="w-1")
        again = await asked(shop, "POST", "/webhooks", {"url": URL}, Idempotency_Key="w-1")
        other = await asked(shop, "POST", "/webhooks", {"url": URL + "/2"}, Idempotency_Key="w-1")
        _, told = await asked(shop, "GET", "/webhooks")

    assert first == again
    assert (other[0], other[1]["code"]) == (422, "idempotency")
    assert len(told["webhooks"]) == 1


@pytest.mark.parametrize("calls", range(5))
async def test_a_disk_that_fails_at_any_moment_leaves_no_second_endpoint(calls: int) -> None:
    async with open_shop() as shop:
        named = {"Authorization": f"Bearer {await key_of(shop)}", "Idempotency-Key": "w-1"}
        shelves = shop.door.engine.store.shelves
        shelves.calls_left = calls
        await shop.ask("POST", "/api/v1/webhooks", {"url": URL}, **named)
        shelves.is_down, shelves.calls_left = False, None
        status, made = await shop.ask("POST", "/api/v1/webhooks", {"url": URL}, **named)
        _, told = await asked(shop, "GET", "/webhooks")

    assert status == 201
    assert [each["id"] for each in told["webhooks"]] == [made["id"]]


async def test_a_key_that_was_used_for_what_cannot_be_is_free_again() -> None:
    async with open_shop() as shop:
        wrong, _ = await asked(shop, "POST", "/webhooks", {"url": "x"}, Idempotency_Key="w-1")
        right, _ = await asked(shop, "POST", "/webhooks", {"url": URL}, Idempotency_Key="w-1")

    assert (wrong, right) == (400, 201)


async def test_an_endpoint_is_changed_in_what_is_named() -> None:
    async with open_shop() as shop:
        made = await added(shop)
        status, told = await asked(shop, "PATCH", f"/webhooks/{made['id']}", {"is_on": False})

    assert (status, told["is_on"], told["url"]) == (200, False, URL)


async def test_an_endpoint_gets_another_secret_and_the_old_one_lasts_a_day() -> None:
    async with open_shop() as shop:
        made = await added(shop)
        status, told = await asked(shop, "POST", f"/webhooks/{made['id']}/rotate")

    assert status == 200
    assert told["secret"] != made["secret"]
    assert told["previous_secret_until"] == OPENED_AT + 86_400


async def test_an_endpoint_is_removed() -> None:
    async with open_shop() as shop:
        made = await added(shop)
        removed = await asked(shop, "DELETE", f"/webhooks/{made['id']}")
        _, told = await asked(shop, "GET", "/webhooks")

    assert (removed, told["webhooks"]) == ((204, None), [])


async def test_a_test_is_sent_at_once() -> None:
    async with open_shop() as shop:
        made = await added(shop)
        answer = await asked(shop, "POST", f"/webhooks/{made['id']}/test")
        sent = shop.door.office.postman.sent

    assert answer == (200, {"outcome": "delivered", "note": "the shop answered 200"})
    assert [e.event.name for e in (d.effect for d in sent) if isinstance(e, Webhook)] == ["test"]


@pytest.mark.parametrize(
    ("outcome", "word"),
    [(TryAgain(note="503"), "try_again"), (GivenUp(note="410"), "given_up")],
)
async def test_a_test_that_does_not_arrive_says_so(outcome: Outcome, word: str) -> None:
    async with open_shop() as shop:
        made = await added(shop)
        shop.door.office.postman.outcome = outcome
        answer = await asked(shop, "POST", f"/webhooks/{made['id']}/test")

    assert answer == (200, {"outcome": word, "note": outcome.note})


async def test_a_body_beyond_the_limit_is_a_problem() -> None:
    async with open_shop() as shop:
        status, told = await asked(shop, "POST", "/webhooks", {"url": "x" * MAX_BODY_BYTES})

    assert (status, told["code"]) == (413, "too_large")


async def test_a_body_packed_wrongly_is_a_problem() -> None:
    async with open_shop() as shop:
        wish = {"url": URL}
        status, told = await asked(shop, "POST", "/webhooks", wish, Content_Encoding="gzip")

    assert (status, told["code"]) == (400, "unreadable")


async def test_a_flood_of_strangers_is_a_problem_with_a_time_to_come_back() -> None:
    hurried = Settings(coin="BTC", trusted_proxies=("127.0.0.1",), public_per_s=1, public_burst=1)

    async with open_shop(hurried) as shop:
        answers = [
            await shop.door.get("/api/v1/webhooks", X_Forwarded_For="8.8.8.8") for _ in range(2)
        ]

    assert [status for status, _, _ in answers] == [401, 429]
    assert answers[1][1]["Retry-After"] == "1"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/webhooks/nothing", {"is_on": True}),
        ("DELETE", "/webhooks/nothing", None),
        ("POST", "/webhooks/nothing/rotate", None),
        ("POST", "/webhooks/nothing/test", None),
        ("POST", "/deliveries/nothing/redeliver", None),
    ],
)
async def test_what_there_is_not_is_a_problem(method: str, path: str, body: object) -> None:
    async with open_shop() as shop:
        status, told = await asked(shop, method, path, body)

    assert (status, told["status"]) == (404, 404)


@pytest.mark.parametrize(
    "wish", [{"url": "nonsense"}, {"url": 5}, {}, {"url": URL, "events": "all"}]
)
async def test_an_endpoint_that_cannot_be_is_a_problem(wish: dict[str, object]) -> None:
    async with open_shop() as shop:
        status, told = await asked(shop, "POST", "/webhooks", wish)

    assert (status, told["status"]) == (400, 400)


async def test_what_was_sent_is_listed_with_every_try_and_sent_once_more() -> None:
    async with open_shop() as shop:
        made = await added(shop)
        delivery = await shop.deliver(made["id"])
        settled = Attempt(delivery=delivery.id, at=OPENED_AT, outcome="500", took_ms=7)
        await shop.door.engine.store.outbox.settle(delivery, settled)
        _, told = await asked(shop, "GET", f"/webhooks/{made['id']}/deliveries")
        again = await asked(shop, "POST", f"/deliveries/{delivery.id}/redeliver")

    seen = told["deliveries"][0]
    assert (seen["event"], seen["id"]) == ("invoice.created", delivery.id)
    assert seen["attempts"] == [{"at": OPENED_AT, "outcome": "500", "took_ms": 7}]
    assert again == (204, None)


async def test_a_house_without_these_doors_has_no_such_routes() -> None:
    async with OpenedDoor(Settings(coin="0xBTC"), is_bare=True) as door:
        statuses = [
            (await door.send(method, f"/api/v1{path}"))[0]
            for method, path in (("GET", "/rates"), ("GET", "/refunds"), ("GET", "/webhooks"))
        ]

    assert statuses == [404, 404, 404]
