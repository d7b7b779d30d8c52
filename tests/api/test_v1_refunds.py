"""Money that goes back, by the shop's own programs."""

import json
from typing import Any, Final

import pytest

from pos.domain.ports.shops import Scope
from tests.api.libreshop import CODE, Json, LibreShop, open_shop

TO: Final = "0x" + "c0" * 20


async def asked(
    shop: LibreShop, key: str, method: str, path: str, body: object = None
) -> tuple[int, Any]:
    return await shop.ask(method, f"/api/v1{path}", body, Authorization=f"Bearer {key}")


async def late(shop: LibreShop, **changes: object) -> str:
    """The selector of an invoice to which 0.01 ETH came too late."""
    selector = await shop.chosen("ETH", CODE, **changes)
    await shop.expire(selector)
    await shop.pay(selector, "0.01", depth=3, tx="0x02")
    return selector


async def test_what_goes_back_is_listed_with_its_reason_and_its_state() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        selector = await late(shop, refundAddress=TO)
        status, told = await asked(shop, key, "GET", "/refunds")
    invoice: Json = told["invoices"][0]
    refund = invoice["refunds"][0]

    assert (status, invoice["selector"], invoice["stage"]) == (200, selector, "expired")
    assert refund["money"] == {"coin": "ETH", "chain": "eip155:1", "amount": "0.01"}
    assert (refund["stage"], refund["reasons"], refund["to"]) == ("planned", ["late"], TO)


async def test_an_invoice_of_which_nothing_goes_back_is_not_listed() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        await shop.pay(await shop.chosen("BTC", CODE), depth=3)

        assert await asked(shop, key, "GET", "/refunds") == (200, {"invoices": []})


@pytest.mark.parametrize(("state", "count"), [("planned", 1), ("owed,planned", 2), ("done", 0)])
async def test_the_list_is_sifted_by_state(state: str, count: int) -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        await late(shop, refundAddress=TO)
        selector = await shop.chosen("BTC", CODE)
        await shop.pay(selector, "0.5", depth=3, tx="03" * 32)
        _, told = await asked(shop, key, "GET", f"/refunds?state={state}")

    assert len(told["invoices"]) == count


async def test_an_unknown_state_is_a_problem_in_the_known_form() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        status, headers, body = await shop.door.get(
            "/api/v1/refunds?state=lost", Authorization=f"Bearer {key}"
        )

    assert (status, headers["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(body) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": '"state" can only be owed, planned, signed, failed, done',
        "code": "invalid_query",
    }


async def test_a_refund_is_approved_by_the_key_s_name() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND, name="backoffice")
        invoice = await shop.door.engine.records.by_selector(await late(shop, refundAddress=TO))
        path = f"/refunds/{invoice.refunds[0].id}/approve"
        status, told = await asked(shop, key, "POST", path)

    assert (status, told["refunds"][0]["approved_by"]) == (200, "key backoffice")


async def test_a_refund_that_was_paid_by_hand_is_done() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        invoice = await shop.door.engine.records.by_selector(await late(shop, refundAddress=TO))
        path = f"/refunds/{invoice.refunds[0].id}/sent"
        _, told = await asked(shop, key, "POST", path, {"tx_hash": "0xbeef"})
        refund = told["refunds"][0]

    assert (refund["stage"], refund["tx_hash"]) == ("confirmed", "0xbeef")


async def test_a_refund_that_was_not_tried_cannot_be_tried_again() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        invoice = await shop.door.engine.records.by_selector(await late(shop, refundAddress=TO))
        path = f"/refunds/{invoice.refunds[0].id}/retry"
        status, told = await asked(shop, key, "POST", path)

    assert (status, told["code"]) == (409, "refund_stage")


@pytest.mark.parametrize("wish", [{"coin": "eth"}, {"chain": "eip155:1"}, {}])
async def test_an_address_may_be_named_by_coin_by_chain_or_for_what_was_shown(
    wish: dict[str, str],
) -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        path = f"/invoices/{await late(shop)}/refund-address"
        status, told = await asked(shop, key, "POST", path, {"address": TO, **wish})

    assert (status, told["unclaimed"]) == (200, [])
    assert [(r["stage"], r["to"]) for r in told["refunds"]] == [("planned", TO)]


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"address": "x", "coin": "ETH"}, "“x” is no address of Ethereum"),
        ({"address": TO, "coin": "LTC"}, '"coin" LTC is none of this invoice'),
        ({"address": TO, "chain": "eip155:5"}, '"chain" eip155:5 is none of this invoice'),
        ({"coin": "ETH"}, "The request: Object missing required field address"),
        ({"address": "x" * 301}, '"address" is longer than 300 letters'),
    ],
)
async def test_an_address_that_cannot_be_is_a_problem(wish: Json, words: str) -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        path = f"/invoices/{await late(shop)}/refund-address"
        status, told = await asked(shop, key, "POST", path, wish)

    assert (status, told["detail"]) == (400, words)


async def test_a_coin_has_to_be_named_before_one_was_chosen() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        path = f"/invoices/{(await shop.create())['selector']}/refund-address"
        status, told = await asked(shop, key, "POST", path, {"address": TO})

    assert (status, told["detail"]) == (400, '"coin" is not provided!')


@pytest.mark.parametrize("id", ["nothing", "0000000000000000-1", "-", "00000000000000a0-7"])
async def test_an_unknown_refund_is_a_problem(id: str) -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        await late(shop)
        status, told = await asked(shop, key, "POST", f"/refunds/{id}/approve")

    assert (status, told["title"]) == (404, "Not Found")


async def test_a_transaction_must_be_named() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        status, told = await asked(shop, key, "POST", "/refunds/x-1/sent", {"tx_hash": " "})

    assert (status, told["detail"]) == (400, '"tx_hash" is empty')


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/refunds"),
        ("POST", "/refunds/x-1/approve"),
        ("GET", "/rates"),
        ("GET", "/webhooks"),
        ("POST", "/webhooks"),
    ],
)
async def test_nothing_opens_without_a_key_even_on_the_shop_s_machine(
    method: str, path: str
) -> None:
    async with open_shop() as shop:
        status, headers, body = await shop.door.send(method, f"/api/v1{path}")

    assert (status, headers["WWW-Authenticate"]) == (401, "Bearer")
    assert json.loads(body)["code"] == "no_secret"


async def test_a_key_of_another_scope_opens_nothing() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.CREATE, Scope.READ, Scope.WEBHOOKS)
        status, told = await asked(shop, key, "GET", "/refunds")

    assert (status, told["code"]) == (401, "wrong_secret")


async def test_a_database_that_is_away_is_a_problem_that_passes() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.REFUND)
        shop.door.engine.store.shelves.is_down = True
        status, told = await asked(shop, key, "GET", "/refunds")

    assert (status, told["code"]) == (503, "trouble")


# ---- rates


async def test_rates_are_told_with_their_sources_and_their_age() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)
        status, told = await asked(shop, key, "GET", "/rates")

    assert status == 200
    assert (told["currency"], told["currencies"]) == ("EUR", ["USD", "EUR"])
    assert told["rates"][0] == {
        "coin": "BTC",
        "price": "25000",
        "spread": "0",
        "at": told["rates"][0]["at"],
        "age_s": 5,
        "sources": ["kraken"],
        "readings": [
            {"source": "kraken", "price": "25000", "at": told["rates"][0]["readings"][0]["at"]}
        ],
        "problem": None,
    }
    assert told["rates"][1]["problem"] == "There is no rate for XMR in EUR yet"


async def test_rates_of_an_unknown_currency_are_a_problem() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)
        status, told = await asked(shop, key, "GET", "/rates?currency=gbp")

    assert (status, told["detail"]) == (400, '"currency" can only be USD, EUR')
