"""What customers and their browsers may do with an invoice, and what they are shown of it."""

import asyncio
from decimal import Decimal

import pytest

from pos.api.doors import LibrePay, Settings
from pos.domain.payment.effects import ShopCallback
from tests.api.libreshop import (
    BITCOIN,
    CODE,
    DOCUMENT,
    LibreShop,
    open_shop,
)
from tests.fakes.desk import ETHER

TX = "ab" * 32
OTHER_TX = "cd" * 32
REFUND_TO = "0x" + "c0" * 20


async def status(shop: LibreShop, selector: str) -> int:
    return int((await shop.shown(selector))["status"])


async def called(shop: LibreShop) -> list[str]:
    """The addresses of the shop that are to be called, in order."""
    deliveries = shop.door.engine.store.shelves.deliveries.values()
    return [d.effect.url for d in deliveries if isinstance(d.effect, ShopCallback)]


# ---- what is shown: examples 8 and 12, section 2.3


async def test_a_new_invoice_shows_everything_the_frontend_reads() -> None:
    async with open_shop() as shop:
        selector = (await shop.create(CODE))["selector"]
        shown = await shop.shown(selector)

    assert shown == {
        "status": 0,
        "_id": shown["id"],
        "selector": selector,
        "redirectTo": "http://shop.example/thanks",
        "currency": "USD",
        "totalPrice": 10,
        "createdAt": "2026-11-20T09:46:40.000Z",
        "updatedAt": "2026-11-20T09:46:40.000Z",
        "transactionLink": None,
        "testnet": False,
        "id": shown["id"],
        "paymentMethods": shown["paymentMethods"],
        "cart": [],
        "dueBy": "2026-11-20T10:16:40.000Z",
        "expireDate": shown["expireDate"],
        "refunds": [],
    }
    assert [(m["method"], m["id"]) for m in shown["paymentMethods"]] == [
        ("BTC", None),
        ("XMR", None),
        ("ETH", None),
    ]


async def test_the_shop_s_addresses_are_not_shown() -> None:
    async with open_shop() as shop:
        selector = (await shop.create(CODE))["selector"]
        _, _, page = await shop.door.get(f"/invoice/{selector}")

    assert b"example/success" not in page
    assert b"example/fail" not in page
    assert b"example/cancel" not in page


async def test_a_payment_goes_from_requested_to_done_as_the_protocol_numbers_it() -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        numbers = [await status(shop, selector)]
        await shop.ask("POST", f"/invoice/{selector}/setmethod", {"method": "BTC"})
        numbers.append(await status(shop, selector))
        for depth in (0, 3):
            await shop.pay(selector, depth=depth)
            numbers.append(await status(shop, selector))

    assert numbers == [0, 1, 2, 3]


async def test_a_payment_that_was_seen_is_shown_with_its_transaction() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        await shop.pay(selector, tx=TX)
        shown = await shop.shown(selector)

    assert (shown["status"], shown["transcationHash"]) == (2, TX)
    assert shown["transactionLink"] == f"https://mempool.space/tx/{TX}"


async def test_money_that_is_short_keeps_the_invoice_pending_and_says_what_is_missing() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        await shop.pay(selector, "0.0001", depth=3)
        shown = await shop.shown(selector)

    assert (shown["status"], shown["paidAmount"], shown["missingAmount"]) == (
        1,
        "0.0001",
        "0.00027",
    )


async def test_two_payments_that_make_the_price_together_are_done() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        await shop.pay(selector, "0.0001", depth=3, tx=TX)
        await shop.pay(selector, "0.00027", depth=3, tx=OTHER_TX)

        assert await status(shop, selector) == 3


async def test_too_much_is_told_as_too_much() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        await shop.pay(selector, "0.0005", depth=3)
        shown = await shop.shown(selector)

    assert shown["status"] == 4
    assert shown["refunds"] == [
        {
            "coin": "BTC",
            "amount": "0.00013",
            "stage": "unclaimed",
            "to": None,
            "txHash": None,
            "fee": None,
        }
    ]


async def test_a_surplus_that_is_not_worth_its_fee_is_not_told_as_too_much() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        await shop.pay(selector, "0.00037004", depth=3)

        assert await status(shop, selector) == 3


async def test_time_that_ran_out_without_money_is_too_late() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        await shop.expire(selector)

        assert await status(shop, selector) == -2


async def test_time_that_ran_out_on_a_part_of_the_price_is_too_little() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        await shop.pay(selector, "0.0001", depth=3)
        await shop.expire(selector)

        assert await status(shop, selector) == -3


async def test_money_that_came_too_late_is_too_late_and_waits_for_its_owner() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        await shop.expire(selector)
        await shop.pay(selector, "0.0001", depth=3)
        shown = await shop.shown(selector)

    assert shown["status"] == -2
    assert [(r["amount"], r["stage"]) for r in shown["refunds"]] == [("0.0001", "unclaimed")]


async def test_a_shop_that_wants_one_payment_ends_with_the_first_that_is_too_small() -> None:
    strict = Settings(coin="BTC", librepay=LibrePay(one_payment=True))

    async with open_shop(strict) as shop:
        selector = await shop.chosen(body=CODE)
        await shop.pay(selector, "0.0001")

        assert await status(shop, selector) == -3


async def test_money_on_its_way_back_is_shown_with_where_it_goes() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen("ETH", CODE, refundAddress=REFUND_TO)
        await shop.expire(selector)
        await shop.pay(selector, "0.01", depth=3)
        refunds = (await shop.shown(selector))["refunds"]

    assert [(r["coin"], r["amount"], r["stage"], r["to"]) for r in refunds] == [
        ("ETH", "0.01", "planned", REFUND_TO)
    ]


async def test_play_money_and_test_networks_are_called_by_their_name() -> None:
    play = BITCOIN.__class__(
        asset=BITCOIN.asset.__class__(code="BTC", decimals=8, chain="practice:1"),  # type: ignore[arg-type]
        title="Play",
        network="Practice",
        policy=BITCOIN.policy,
        final_depth=64,
    )

    async with open_shop(coins=(play,)) as shop:
        selector = (await shop.create())["selector"]
        await shop.pay(selector, tx=TX)
        shown = await shop.shown(selector)

    assert (shown["testnet"], shown["transactionLink"]) == (True, None)


@pytest.mark.parametrize(("depth", "expected"), [(None, None), (3, "http://localhost/complete")])
async def test_shops_of_the_document_get_their_customers_back_once_they_paid(
    depth: int | None, expected: str | None
) -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=DOCUMENT)
        if depth is not None:
            await shop.pay(selector, depth=depth)
        shown = await shop.shown(selector)

    assert shown["redirectTo"] == expected


async def test_shops_of_the_document_get_their_customers_back_after_they_cancelled() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=DOCUMENT)
        await shop.ask("DELETE", f"/invoice/{selector}")

        assert (await shop.shown(selector))["redirectTo"] == "http://localhost/cancel"


async def test_an_unknown_selector_is_answered_with_404_and_nothing() -> None:
    async with open_shop() as shop:
        answers = [
            await shop.ask("GET", "/invoice/nothing"),
            await shop.ask("POST", "/invoice/nothing/setmethod", {"method": "BTC"}),
            await shop.ask("GET", "/invoice/nothing/confirmation"),
            await shop.ask("GET", "/invoice/nothing/events"),
            await shop.ask("DELETE", "/invoice/nothing"),
        ]

    assert answers == [(404, None)] * 5


# ---- setmethod: example 9, B16


@pytest.mark.parametrize("wish", [{"method": "btc"}, {"coin": "BTC"}, {"method": "BtC"}])
async def test_a_coin_is_chosen_by_either_name_and_in_any_case(wish: dict[str, str]) -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        answer, _ = await shop.ask("POST", f"/invoice/{selector}/setmethod", wish)
        shown = await shop.shown(selector)

    assert (answer, shown["paymentMethod"]) == (200, "BTC")


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({}, '"method" is not provided!'),
        ({"method": ""}, '"method" is not provided!'),
        ({"method": "ZZZ"}, "Unknown payment method"),
        ({"method": 5}, '"method": expected str | null, got int'),
        (
            {"method": "BTC", "refundAddress": "x" * 301},
            '"refundAddress" is longer than 300 letters',
        ),
        ({"method": "ETH", "refundAddress": "x"}, "“x” is no address of Ethereum"),
    ],
)
async def test_a_choice_that_cannot_be_is_refused_in_words(
    wish: dict[str, object], words: str
) -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        answer = await shop.ask("POST", f"/invoice/{selector}/setmethod", wish)
        after = await status(shop, selector)

    assert answer == (400, {"message": words})
    assert after == 0


async def test_a_coin_without_a_price_at_creation_is_unknown_to_the_invoice() -> None:
    async with open_shop() as shop:
        del shop.prices.prices["XMR/USD"]
        selector = (await shop.create())["selector"]
        answer = await shop.ask("POST", f"/invoice/{selector}/setmethod", {"method": "XMR"})

    assert answer == (400, {"message": "Unknown payment method"})


async def test_a_coin_that_cannot_be_seen_any_more_is_refused_for_now() -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        shop.blind(BITCOIN)
        answer, _ = await shop.ask("POST", f"/invoice/{selector}/setmethod", {"method": "BTC"})

    assert answer == 503


@pytest.mark.parametrize("again", ["BTC", "ETH"])
async def test_a_coin_is_chosen_once(again: str) -> None:
    async with open_shop() as shop:
        selector = await shop.chosen("BTC")
        answer = await shop.ask("POST", f"/invoice/{selector}/setmethod", {"method": again})
        shown = await shop.shown(selector)

    assert answer == (
        409,
        {
            "message": "The payment method has already been set.",
            "receiveAddress": shown["receiveAddress"],
        },
    )


async def test_of_choices_at_one_moment_one_counts() -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        path = f"/invoice/{selector}/setmethod"
        answers = await asyncio.gather(
            *(shop.ask("POST", path, {"method": coin}) for coin in ("BTC", "ETH", "XMR", "BTC"))
        )
        shown = await shop.shown(selector)

    assert sorted(status for status, _ in answers) == [200, 409, 409, 409]
    assert [t["receiveAddress"] for s, t in answers if s == 200] == [shown["receiveAddress"]]


async def test_a_choice_that_comes_slowly_is_judged_by_how_things_stand_then() -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        path, body = f"/invoice/{selector}/setmethod", b'{"method":"ETH"}'
        host, port = shop.door.url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}Expect: 100-continue\r\n\r\n".encode())
        await reader.readuntil(b"100 Continue\r\n\r\n")  # the server waits for the body now
        first, _ = await shop.ask("POST", path, {"method": "BTC"})
        writer.write(body)
        second = await reader.readuntil(b"\r\n")
        writer.close()

    assert (first, second) == (200, b"HTTP/1.1 409 Conflict\r\n")


async def test_an_invoice_that_ended_takes_no_choice() -> None:
    async with open_shop() as shop:
        expired, cancelled = await shop.chosen(), await shop.chosen()
        await shop.ask("DELETE", f"/invoice/{cancelled}")
        await shop.expire(expired)
        answers = [
            await shop.ask("POST", f"/invoice/{selector}/setmethod", {"method": "BTC"})
            for selector in (expired, cancelled)
        ]

    assert answers == [
        (409, {"message": "The invoice has expired."}),
        (409, {"message": "The invoice has been cancelled."}),
    ]


async def test_an_address_for_refunds_may_come_with_the_choice() -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        wish = {"method": "ETH", "refundAddress": REFUND_TO.upper().replace("0X", "0x")}
        await shop.ask("POST", f"/invoice/{selector}/setmethod", wish)
        invoice = await shop.door.engine.records.by_selector(selector)

    assert invoice.refund_to == ((ETHER.asset.chain, REFUND_TO),)


@pytest.mark.parametrize("path", ["setmethod", "setmethod/"])
async def test_a_slash_at_the_end_of_setmethod_makes_no_difference(path: str) -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        answer, _ = await shop.ask("POST", f"/invoice/{selector}/{path}", {"method": "BTC"})

    assert answer == 200


# ---- confirmation: example 10


async def test_confirmations_are_told_only_while_a_payment_waits_for_them() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        path = f"/invoice/{selector}/confirmation"
        before = await shop.ask("GET", path)
        await shop.pay(selector)
        pending = await shop.ask("GET", path)
        await shop.pay(selector, depth=2)
        deeper = await shop.ask("GET", f"{path}/")
        await shop.pay(selector, depth=3)
        after, _ = await shop.ask("GET", path)

    assert before == (400, {"message": "This has no unconfirmed transaction (yet)!"})
    assert (pending, deeper) == ((200, {"confirmation": 0}), (200, {"confirmation": 2}))
    assert after == 400


# ---- DELETE: example 12, B17


async def test_an_invoice_is_called_off_while_nothing_came() -> None:
    async with open_shop() as shop:
        early, late = (await shop.create(CODE))["selector"], await shop.chosen(body=CODE)
        answers = [await shop.ask("DELETE", f"/invoice/{s}") for s in (early, late)]
        numbers = [await status(shop, s) for s in (early, late)]

        assert answers == [(200, None)] * 2
        assert numbers == [-1, -1]
        assert await called(shop) == [CODE["cancelUrl"]] * 2


@pytest.mark.parametrize("depth", [0, 3])
async def test_an_invoice_is_not_called_off_once_money_came(depth: int) -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        await shop.pay(selector, depth=depth)
        answer, told = await shop.ask("DELETE", f"/invoice/{selector}")
        after = await status(shop, selector)

    assert (answer, list(told)) == (409, ["message"])
    assert after == (3 if depth else 2)


async def test_an_invoice_that_ended_is_not_called_off() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        await shop.expire(selector)

        assert await shop.ask("DELETE", f"/invoice/{selector}") == (
            409,
            {"message": "The invoice has expired."},
        )


# ---- calls of the shop: example 12, B13


async def test_a_shop_with_a_way_back_is_called_once_when_it_was_paid() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        for depth in (3, 4):
            await shop.pay(selector, depth=depth)

        assert await called(shop) == [CODE["successUrl"]]


async def test_a_shop_with_a_way_back_is_called_when_too_little_came() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen(body=CODE)
        await shop.pay(selector, "0.0001", depth=3)
        await shop.expire(selector)

        assert await called(shop) == [CODE["failUrl"]]


async def test_a_shop_is_not_called_when_nothing_came() -> None:
    async with open_shop() as shop:
        await shop.expire(await shop.chosen(body=CODE))

        assert await called(shop) == []


async def test_a_shop_of_the_document_is_never_called() -> None:
    async with open_shop() as shop:
        await shop.pay(await shop.chosen(body=DOCUMENT), depth=3)
        await shop.ask("DELETE", f"/invoice/{await shop.chosen(body=DOCUMENT)}")

        assert await called(shop) == []


# ---- other origins: example 14


async def test_a_browser_may_ask_from_any_page() -> None:
    async with open_shop() as shop:
        status, headers, body = await shop.door.send(
            "OPTIONS",
            "/invoice/x/setmethod",
            headers={
                "Origin": "https://pay.example",
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type, x-y",
            },
        )
        _, shown, _ = await shop.door.get("/invoice/paymentmethods", Origin="https://pay.example")

    assert (status, body) == (204, b"")
    assert headers["Access-Control-Allow-Origin"] == shown["Access-Control-Allow-Origin"] == "*"
    assert headers["Access-Control-Allow-Headers"] == "content-type, x-y"
    assert headers["Access-Control-Allow-Methods"] == "GET,HEAD,PUT,PATCH,POST,DELETE"


# ---- the protocol's own listener


async def test_the_second_listener_knows_the_invoice_protocol_only() -> None:
    async with open_shop() as shop:
        second = shop.door.second_url
        async with shop.door.session.get(second + "/") as answer:
            hello = answer.status, await answer.text()
        async with shop.door.session.post(second + "/invoice/", json=DOCUMENT) as answer:
            made = answer.status
        async with shop.door.session.post(second + "/", data=b"{}") as answer:
            other = answer.status
        first = await shop.door.get("/")

    assert (hello, made, other) == ((200, "OK"), 200, 404)
    assert (first[0], first[2]) == (404, b"not found")


async def test_both_listeners_know_the_same_invoices() -> None:
    async with open_shop() as shop:
        selector = (await shop.create())["selector"]
        url = f"{shop.door.second_url}/invoice/{selector}"
        async with shop.door.session.get(url) as answer:
            assert answer.status == 200


# ---- the frontend's whole way: 4C (c)


async def test_the_frontend_s_way_from_the_first_look_to_done() -> None:
    async with open_shop() as shop:
        selector = (await shop.create(CODE))["selector"]
        first = await shop.shown(selector)
        prices = {m["method"]: m["amount"] for m in first["paymentMethods"]}
        await shop.ask("POST", f"/invoice/{selector}/setmethod", {"method": "BTC"})
        second = await shop.shown(selector)
        async with shop.listening(selector) as ear:
            opening = await ear.next()
            await shop.pay(selector, str(prices["BTC"]), depth=1)
            seen = await ear.told(2)
            depth = await shop.ask("GET", f"/invoice/{selector}/confirmation")
            await shop.pay(selector, str(prices["BTC"]), depth=3)
            done = await ear.told(2)
        last = await shop.shown(selector)

    assert second["receiveAddress"]
    assert opening[:2] == ("status", {"status": 1})
    assert seen == [("status", {"status": 2}), ("confirmationUpdate", {"count": 1})]
    assert depth == (200, {"confirmation": 1})
    assert done == [("confirmationUpdate", {"count": 3}), ("status", {"status": 3})]
    assert (last["status"], last["redirectTo"]) == (3, CODE["redirectTo"])
    assert last["paidAmount"] == str(prices["BTC"]) == str(Decimal("0.00037"))
