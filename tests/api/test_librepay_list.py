"""The merchant's list: GET /invoice/ with a key that may read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from pos.domain.ports.shops import Scope
from tests.api.libreshop import CODE, Json, LibreShop, open_shop


@asynccontextmanager
async def a_day() -> AsyncIterator[tuple[LibreShop, str]]:
    """A shop with an invoice in each state, and a key to read them; the dearest is the newest."""
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)
        paid = await shop.chosen(body=CODE, selector="paid", totalPrice=1)
        await shop.pay(paid, depth=3, tx="01" * 32)
        shop.door.engine.clock.at += 1
        off = await shop.chosen(body=CODE, selector="off", totalPrice=2)
        await shop.ask("DELETE", f"/invoice/{off}")
        shop.door.engine.clock.at += 1
        seen = await shop.chosen("ETH", CODE, selector="seen", totalPrice=3)
        await shop.pay(seen, tx="0x02")
        shop.door.engine.clock.at += 1
        await shop.create(CODE, selector="pending", totalPrice=4)
        yield shop, key


async def listed(query: str = "") -> list[str]:
    async with a_day() as (shop, key):
        status, told = await shop.ask("GET", f"/invoice/?{query}", token=key)
        assert status == 200, told
        return [invoice["selector"] for invoice in told]


async def test_the_newest_comes_first() -> None:
    assert await listed() == ["pending", "seen", "off", "paid"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=oldest", ["paid", "off", "seen", "pending"]),
        ("sort=biggest", ["pending", "seen", "off", "paid"]),
        ("sort=smallest", ["paid", "off", "seen", "pending"]),
        ("skip=1&limit=2", ["seen", "off"]),
        ("limit=1000", ["pending", "seen", "off", "paid"]),
        ("status=paid", ["paid"]),
        ("status=pending", ["pending"]),
        ("status=unconfirmed", ["seen"]),
        ("status=failed", ["off"]),
        ("currency=bitcoin", ["off", "paid"]),
        ("currency=BTC", ["off", "paid"]),
        ("currency=ethereum", ["seen"]),
        ("currency=ether", ["seen"]),
        ("currency=monero", []),
        ("status=paid&currency=ethereum", []),
    ],
)
async def test_the_list_is_sorted_cut_and_sifted(query: str, expected: list[str]) -> None:
    assert await listed(query) == expected


async def test_an_invoice_that_was_paid_too_much_is_paid() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)
        await shop.pay(await shop.chosen(body=CODE), "0.5", depth=3)
        _, told = await shop.ask("GET", "/invoice/?status=paid", token=key)

    assert [invoice["status"] for invoice in told] == [4]


async def test_the_list_leaves_out_what_is_long_and_what_is_secret() -> None:
    async with a_day() as (shop, key):
        _, told = await shop.ask("GET", "/invoice", token=key)
    first: Json = told[0]

    assert not {"cart", "dueBy", "paymentMethods"} & set(first)
    assert not {"successUrl", "cancelUrl", "failUrl"} & set(first)
    assert first["totalPrice"] == 4


async def test_without_a_key_the_list_is_closed_even_here() -> None:
    async with open_shop() as shop:
        assert await shop.ask("GET", "/invoice/") == (401, {"message": "Token not specified"})


async def test_a_wrong_key_or_one_of_another_scope_opens_nothing() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.CREATE)
        answers = [await shop.ask("GET", "/invoice/", token=token) for token in ("wrong", key)]

    assert answers == [(401, None), (401, None)]


async def test_a_revoked_key_opens_nothing() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)
        await shop.door.office.access.revoke(key.split("_")[1])

        assert (await shop.ask("GET", "/invoice/", token=key))[0] == 401


async def test_a_key_may_also_come_as_a_bearer_token() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)

        assert await shop.ask("GET", "/invoice/", Authorization=f"bearer {key}") == (200, [])


@pytest.mark.parametrize("name", ["sort", "status", "currency"])
async def test_an_unknown_wish_is_refused_in_the_original_s_words(name: str) -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)
        status, told = await shop.ask("GET", f"/invoice/?{name}=xyz", token=key)

    assert status == 400
    assert told["message"].startswith(f"Unkown {name} parameter")


@pytest.mark.parametrize("query", ["skip=-1", "limit=x", "skip=1.5", "limit=99999999999", "skip=²"])
async def test_a_number_that_is_none_is_refused_by_its_name(query: str) -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)
        status, told = await shop.ask("GET", f"/invoice/?{query}", token=key)

    assert status == 400
    assert told["message"].startswith(f'"{query.partition("=")[0]}" has to be a number')
